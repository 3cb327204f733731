// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ManifestImporter.h"

#include <map>
#include <string>

namespace fourplane::test {

/// Imports files given by name and content; aborts the test program when the import is an error.
ImportResult importFiles(const std::map<std::string, std::string> &files, const ImportOptions &options = {});

/// Imports one file "m.yaml".
ImportResult importText(const std::string &text, const ImportOptions &options = {});

/// The diagnostics with this code.
Diagnostics withCode(const ImportResult &result, const std::string &code);

/// All diagnostics, for messages of failing tests.
std::string describe(const ImportResult &result);

} // namespace fourplane::test
