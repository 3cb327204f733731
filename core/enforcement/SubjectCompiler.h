// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/PlanContext.h"

namespace fourplane {

/// Pod Security version that namespaces of a segmented design are pinned to where they name none, so that an
/// upgrade of the cluster does not change what the design means.
inline constexpr std::string_view pinnedPodSecurityVersion = "v1.35";

/// Fills the subjects and objects of every decision: namespaces, pods, externals, service accounts, RBAC,
/// stores, pools.
void compileSubjects(PlanContext &context);

} // namespace fourplane
