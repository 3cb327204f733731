// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

namespace {

constexpr const char *dryRunPatch = "- op: add\n  path: /metadata/annotations/istio.io~1dry-run\n"
                                    "  value: \"true\"\n";
constexpr const char *permissivePatch = "- op: replace\n  path: /spec/mtls/mode\n  value: PERMISSIVE\n";

void checkPrincipals(ExportBuilder &builder, const Planned<AuthorizationPolicy> &planned)
{
    const ObjectMeta &meta = planned.object.meta;
    const std::string object = "AuthorizationPolicy " + meta.namespaceName + "/\"" + meta.name + "\"";
    const auto check = [&](const std::vector<std::string> &principals) {
        for (const std::string &principal : principals) {
            if (principal.find("://") != std::string::npos)
                builder.refuse(object,
                    "the principal \"" + principal + "\" has a URL scheme and matches nobody.",
                    "Write TRUST_DOMAIN/ns/NAMESPACE/sa/NAME.", planned);
        }
    };
    for (const AuthorizationRule &rule : planned.object.rules) {
        for (const AuthorizationSource &source : rule.from) {
            check(source.principals);
            check(source.notPrincipals);
        }
    }
}

void writeIstio(ExportBuilder &builder, std::string_view folder)
{
    const EnforcementPlan &plan = builder.plan();
    for (const Planned<PeerAuthentication> &rule : plan.peerAuthentications) {
        const bool isRelaxed = !rule.isAdopted && rule.object.mode == MtlsMode::Strict;
        builder.addRule(folder, rule.object, { rule.sources, rule.origin, rule.isAdopted },
            { false, isRelaxed ? std::string(permissivePatch) : std::string() });
    }
    for (const Planned<AuthorizationPolicy> &rule : plan.authorizationPolicies) {
        if (!rule.isAdopted)
            checkPrincipals(builder, rule);
    }
    builder.addRules(folder, plan.authorizationPolicies, { false, dryRunPatch });
    builder.addRules(folder, plan.serviceEntries);
    builder.addRules(folder, plan.sidecars);
    builder.addRules(folder, plan.waypoints);
}

} // namespace

void writeIstioSidecar(ExportBuilder &builder)
{
    writeIstio(builder, "components/istio-sidecar");
}

void writeIstioAmbient(ExportBuilder &builder)
{
    writeIstio(builder, "components/istio-ambient");
}

} // namespace fourplane
