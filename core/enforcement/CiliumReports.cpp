// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/CiliumReports.h"

#include "core/enforcement/PlanContext.h"

#include <algorithm>

namespace fourplane {

namespace {

std::string titleOf(const CiliumPolicy &policy)
{
    return std::string(nameOf(policy.kind)) + " "
        + (policy.meta.namespaceName.empty() ? std::string() : policy.meta.namespaceName + "/")
        + policy.meta.name;
}

bool namesHosts(const CiliumSpec &spec)
{
    return std::any_of(
        spec.egress.begin(), spec.egress.end(), [](const CiliumRule &rule) { return !rule.fqdns.empty(); });
}

bool watchesDns(const CiliumSpec &spec)
{
    return std::any_of(spec.egress.begin(), spec.egress.end(), [](const CiliumRule &rule) {
        return std::any_of(rule.toPorts.begin(), rule.toPorts.end(),
            [](const CiliumPortRule &ports) { return !ports.dns.empty(); });
    });
}

} // namespace

void reportCiliumPolicies(PlanContext &context)
{
    const CniKind cni = context.project().platform.cni;
    const auto &policies = context.plan().ciliumPolicies;
    const auto anySpec = [&policies](bool (*test)(const CiliumSpec &)) {
        return std::any_of(policies.begin(), policies.end(), [test](const Planned<CiliumPolicy> &planned) {
            return std::any_of(planned.object.specs.begin(), planned.object.specs.end(), test);
        });
    };
    const bool learnsNames = anySpec(watchesDns);
    for (const Planned<CiliumPolicy> &planned : policies) {
        const CiliumPolicy &policy = planned.object;
        if (cni != CniKind::Cilium && cni != CniKind::Generic)
            context.report(DiagnosticLevel::Warning, "policy-not-enforced",
                titleOf(policy) + " has no effect: the network plugin of the platform is "
                    + std::string(nameOf(cni)) + ".",
                "Set \"cni: cilium\" in the platform, or write it as a NetworkPolicy.", planned.origin);
        if (!learnsNames && std::any_of(policy.specs.begin(), policy.specs.end(), namesHosts))
            context.report(DiagnosticLevel::Warning, "names-never-learned",
                titleOf(policy)
                    + " allows host names (toFQDNs), but no policy lets Cilium watch look-ups: the names "
                      "have no "
                      "addresses, and nothing is let through.",
                "Add an egress rule to the DNS pods at port 53 with \"rules: {dns: [...]}\".",
                planned.origin);
    }
}

} // namespace fourplane
