// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane {

class PlanContext;

/// Warns of admin policies of one tier that select a pod together, do different things, and whose order is
/// not defined: equal priority, or two API versions (semantics AN4).
void reportUndefinedOrder(PlanContext &context);

} // namespace fourplane
