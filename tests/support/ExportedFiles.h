// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/exporters/ExportTree.h"

#include <string>

namespace fourplane::test {

/// What a file of an export holds; "no file PATH" where there is none, so that a comparison says so.
std::string contentOf(const ExportTree &tree, const std::string &path);

/// How many of the messages have this code.
int countOf(const Diagnostics &report, const std::string &code);

} // namespace fourplane::test
