// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/YamlTree.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane::test {

/// The value as the Kubernetes API server would get it as JSON.
nlohmann::json toJson(const YamlNode &node);

/// What the official schema of the object's kind says against it; empty when it is valid. `schemas` is the
/// folder with KIND-GROUP-VERSION.json files. A kind without a schema is a complaint, too.
std::vector<std::string> schemaComplaints(const nlohmann::json &object, const std::filesystem::path &schemas);

} // namespace fourplane::test
