// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"
#include "core/decision/RbacEscalation.h"
#include "core/enforcement/PlanIndex.h"

namespace fourplane::rules {

namespace {

std::string scopeOf(const Escalation &escalation)
{
    return escalation.namespaceName.empty() ? "in the whole cluster"
                                            : "in namespace " + escalation.namespaceName;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    const RbacEvaluator &rbac = context.decisions.rbac();
    const PlanIndex index(context.decisions.plan());
    for (const auto &[id, identity] : context.project.topology.identities) {
        const PlannedServiceAccount *account = index.account(id);
        if (!account)
            continue;
        for (const Escalation &escalation :
            escalationsOf(rbac, serviceAccountSubject(account->namespaceName, account->name))) {
            if (!escalation.isCertain)
                continue; // an unknown role is no evidence
            std::vector<ElementId> elements { id };
            for (const ElementId &part : { escalation.binding.elementId, escalation.role.elementId }) {
                if (!part.isEmpty())
                    elements.push_back(part);
            }
            findings.push_back(makeFinding(std::move(elements),
                "sa/" + account->name + " may " + escalation.right + " " + scopeOf(escalation) + ": it "
                    + std::string(gainOf(escalation.kind)) + ".",
                "Take the right out of " + escalation.role.kind + " " + escalation.role.name
                    + ", or bind the account to a narrower role.",
                escalation.binding.origin));
        }
    }
    return findings;
}

} // namespace

FindingRule escalatingRights()
{
    return { "escalating-rights", "A right on the Kubernetes API that gives more than it says",
        Severity::High, Plane::Identity, "I3",
        "Whoever holds the account's token makes other accounts, pods or nodes of it, past every other "
        "plane.",
        "The account belongs to an operator that needs the right, and its pods are isolated from the others.",
        { "LZTSM 3.2", "T1098.006", "MS-M9003" }, check };
}

} // namespace fourplane::rules
