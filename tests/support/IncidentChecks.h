// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Exploitability.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fourplane::test {

/// An attempt that must be there and fail.
struct StoppedAttempt
{
    std::string technique;
    std::string from;
    std::string to;
    std::string control; ///< one of those that stop it; empty = whichever
};

/// An attempt that must succeed and be noted as only made harder, or as not enforced.
struct NotedAttempt
{
    std::string technique;
    std::string from;
    std::string to;
    std::string note; ///< part of one of its notes
};

/// What one line of a documented incident says of its sample topology. Facts are written as toString(Fact)
/// writes them ("contracts read"); they are about world 0, the design as it is.
struct IncidentCheck
{
    std::string name;
    std::string project; ///< name of the project file; empty = the one that is called like the folder
    std::string scenario; ///< id
    std::vector<std::string> variants; ///< ids, applied in order
    std::optional<Exploitability> exploitability; ///< absent = the scenario's
    std::vector<std::string> techniques; ///< in play; absent = the scenario's
    std::vector<std::string> holds; ///< facts that must hold
    std::vector<std::string> never; ///< facts that must not hold
    std::map<std::string, std::uint32_t> steps; ///< length of the shortest derivation, by fact
    std::vector<StoppedAttempt> stopped;
    std::vector<NotedAttempt> noted;
    std::vector<std::string> uses; ///< techniques in the derivations of `holds`
};

/// The checks of an expected.yaml: under `checks` a list of maps with the fields above. Errors are those of
/// reading a project file, and "no-check" when a check says nothing that could fail.
Result<std::vector<IncidentCheck>> readIncidentChecks(const std::filesystem::path &path);

} // namespace fourplane::test
