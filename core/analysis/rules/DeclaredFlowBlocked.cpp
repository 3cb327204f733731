// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"
#include "core/decision/FlowRequest.h"

namespace fourplane::rules {

namespace {

std::string refusal(const Decision &decision)
{
    for (const PlaneVerdict &plane : decision.planes) {
        if (plane.verdict == Verdict::Deny)
            return plane.reason;
    }
    return {};
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const auto &[id, flow] : context.project.topology.flows) {
        const AccessRequest request = requestFor(flow, context.decisions.plan());
        if (context.decisions.verdicts(request).joint() != Verdict::Deny)
            continue;
        findings.push_back(makeFinding({ id, flow.sourceId, flow.destinationId },
            flow.sourceId.value() + " cannot reach " + flow.destinationId.value() + ": "
                + refusal(context.decisions.decide(request)),
            "Add an allow rule (and a grant, for data) or remove the flow."));
    }
    return findings;
}

} // namespace

FindingRule declaredFlowBlocked()
{
    return { "declared-flow-blocked", "A declared flow is not permitted", Severity::High, Plane::Network, "",
        "The design says that the system needs this flow, and the enforcement plan refuses it: the system "
        "will not work when the policies are applied.",
        "The declaration is out of date.", { "LZTSM 4.2" }, check };
}

} // namespace fourplane::rules
