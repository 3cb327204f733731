// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>

namespace fourplane::test {

/// What is wrong with a probes/probes.yaml of the project: it does not fit its schema, the decision point,
/// asked again from the file, does not answer what is expected, or a rule lacks a probe of one kind. Empty
/// when nothing is.
std::string problemsOfProbes(const Project &project, const nlohmann::json &document);

/// The same for the file that is exported; adds the number of its probes to `count`.
std::string probeProblems(const Project &project, std::size_t &count);

} // namespace fourplane::test
