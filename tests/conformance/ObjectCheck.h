// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportTree.h"
#include "tests/conformance/Oracle.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane::test {

/// Objects of an export, as the API server would look at them.
struct ObjectCheck
{
    std::vector<nlohmann::json> objects; ///< in the order of the files
    std::vector<std::string> complaints; ///< with the file; empty when all are valid
};

/// Asks the official schema of each object below `folder` of the export, and kubectl-validate (`oracle` is
/// the driver "manifests"), which knows rules in CEL too. `schemas` is the folder of the shared schemas.
ObjectCheck checkObjects(
    const ExportTree &tree, std::string_view folder, Oracle &oracle, const std::filesystem::path &schemas);

} // namespace fourplane::test
