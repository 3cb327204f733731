// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <string>

namespace fourplane::test {

/// A plan of one pod, in the namespace "rag", with a service account of its own and a container "main". Names
/// follow from that of the workload, which is its id too: "tools" has the account "tools-sa" with the id
/// "sa-tools".
EnforcementPlan planOfOnePod(const std::string &workload);

} // namespace fourplane::test
