// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/DecisionStep.h"
#include "core/decision/PlannedRequest.h"

#include <vector>

namespace fourplane {

/// The gateways over which a request from outside may come to an exposed pod: those that are exposed to the
/// same places themselves. An Ingress or a route publishes a pod through the pods of its controller, whose
/// address and identity the pod then sees; which gateway passes on what, a plan does not say.
class GatewaysBefore
{
public:
    /// `plan` must outlive this.
    explicit GatewaysBefore(const EnforcementPlan &plan);

    /// In the order of the plan; none for requests that do not come from outside.
    std::vector<const PlannedPod *> of(const PlannedRequest &request) const;

private:
    std::vector<const PlannedPod *> m_gateways; ///< that are exposed
};

/// `direct`, the decision on `request` itself, where it may as well come through `gateway`, which the pod is
/// asked about in `passedOn`: network and identity deny nothing that they would let through from there, but
/// are uncertain. Unchanged where they deny that, too.
Decision orThrough(const PlannedRequest &request, const PlannedPod &gateway, const Decision &direct,
    const Decision &passedOn);

/// Shows in the steps of the direct way that `decision` is that of orThrough().
void showGateway(const Decision &decision, std::vector<DecisionStep> &steps);

} // namespace fourplane
