// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane {

class PlanContext;

/// Finds the waypoints of every ambient pod of the plan, and warns of labels and policies that name one which
/// is not there or does not take them. Istio: a Service's label wins over its namespace's, a pod's over its
/// namespace's.
void findWaypoints(PlanContext &context);

} // namespace fourplane
