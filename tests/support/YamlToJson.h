// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace fourplane::test {

/// The only document of a YAML text as JSON, by the YAML 1.2 core schema. Fails the running test's program
/// with an exception when the text has not exactly one good document.
nlohmann::json yamlToJson(const std::string &text);

} // namespace fourplane::test
