// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// The JSON Schema (2020-12) of the project file, made from the same description of the fields as reader and
/// writer. resources/schema/fourplane-project.schema.json holds this text; a test compares the two.
std::string projectSchema();

} // namespace fourplane
