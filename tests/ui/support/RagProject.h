// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

namespace fourplane::test {

/// A retrieval-augmented assistant in four namespaces with externals, flows, rules, stores and a layout: what
/// the window's tests draw and edit.
Project ragProject();

/// The same without any placement.
Project ragProjectWithoutLayout();

} // namespace fourplane::test
