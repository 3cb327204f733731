// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AdminTier.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

namespace {

constexpr const char *chapter =
    R"(Admin policies hold for the whole cluster what owners of namespaces must not loosen: no way to the metadata service, no
way between tenants that share none, name resolution, and a baseline that denies everything where the policies of a
namespace are gone. They repeat what the NetworkPolicies decide and change no answer while those are there.

1. Install the definitions of policy.networking.k8s.io in the version of these objects, and a network plugin that
   enforces them. `networks` in egress rules of AdminNetworkPolicy is in the experimental channel only.
2. Apply them after the NetworkPolicies of the enforce overlay work. The audit overlay leaves them out, which have no dry
   run.
3. A Deny here is final: a new permission of the design across these lines needs a new export first.

An ingress rule cannot name addresses, so the baseline does not stop outsiders. Pods on the host network are beyond it.
Roll back by deleting these policies; nothing else depends on them.
)";

void write(ExportBuilder &builder, AdminTierVersion version, std::string_view folder)
{
    const std::vector<Planned<AdminPolicy>> policies = adminTier(builder, version);
    for (const Planned<AdminPolicy> &planned : policies)
        builder.addRule(folder, planned.object, { planned.sources, planned.origin, false }, { true, {} });
    if (!policies.empty())
        builder.addChapter("Admin tier", chapter);
}

} // namespace

void writeAdminTier(ExportBuilder &builder)
{
    write(builder, AdminTierVersion::V1Alpha2, "components/admin-tier");
}

void writeAdminTierV1Alpha1(ExportBuilder &builder)
{
    write(builder, AdminTierVersion::V1Alpha1, "components/admin-tier-v1alpha1");
}

} // namespace fourplane
