// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace fourplane::test {

/// A random pod manifest that touches every field of the Pod Security Standards, mostly with harmless values
/// so that about every other pod passes some level. To be called while rapidcheck runs.
nlohmann::json anyPod(const std::string &name);

} // namespace fourplane::test
