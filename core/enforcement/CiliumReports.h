// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane {

class PlanContext;

/// Warnings about the Cilium policies of the plan: those that the network plugin does not enforce, and rules
/// for names that Cilium never learns because no rule lets it watch DNS (semantics C7).
void reportCiliumPolicies(PlanContext &context);

} // namespace fourplane
