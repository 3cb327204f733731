// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/enforcement/EnforcementPlan.h"

namespace fourplane {

/// The question whether a declared flow may happen, its data access and tool call included. A tool call asks
/// for the first operation that a tool scope of `plan` names for the pair, and for "any operation" where none
/// does.
AccessRequest requestFor(const Flow &flow, const EnforcementPlan &plan);

} // namespace fourplane
