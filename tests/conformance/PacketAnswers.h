// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/PlatformProfile.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace fourplane::test {

/// Our answers about a random cluster (anyPolicyCluster and its like), from its manifests through an import,
/// in the form of the drivers `networkpolicy` and `clusterpolicy`: "1" where a packet is sure to be let
/// through, "0" where it is sure not to be, else "?". `answerAlike` gives the platform the switches of the
/// other evaluator. Throws when the import fails.
std::string packetAnswers(
    const nlohmann::json &cluster, const std::function<void(PlatformProfile &)> &answerAlike);

/// Checks the cases (JSON lines below tests/conformance/cases) in which another evaluator is wrong by the
/// text of the API that each quotes: we answer as expected, and the driver at `driver` still does not. Empty
/// where all holds, otherwise what does not.
std::string excludedCasesProblem(const std::filesystem::path &driver, const std::string &cases,
    const std::function<std::string(const nlohmann::json &)> &ourAnswers);

} // namespace fourplane::test
