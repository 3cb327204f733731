// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/enforcement/LinkerdServers.h"
#include "core/exporters/CloudRoles.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr int shortestTokenLifetimeSeconds = 600;
constexpr const char *automaticNameLabel = "kubernetes.io/metadata.name";
constexpr const char *noEnforcePatch =
    "- op: remove\n  path: /metadata/labels/pod-security.kubernetes.io~1enforce\n";
constexpr const char *auditedDefaultPatch =
    "- op: replace\n  path: /metadata/annotations/config.linkerd.io~1default-inbound-policy\n"
    "  value: audit\n";

YamlValue textMap(const Labels &labels)
{
    YamlValue value = YamlValue::map();
    for (const auto &[key, text] : labels)
        value.add(key, text);
    return value;
}

bool isPodSecurityVersion(const std::string &version)
{
    constexpr std::string_view prefix = "v1.";
    return version == "latest"
        || (version.size() > prefix.size() && version.compare(0, prefix.size(), prefix) == 0
            && std::all_of(version.begin() + static_cast<std::ptrdiff_t>(prefix.size()), version.end(),
                [](char c) { return c >= '0' && c <= '9'; }));
}

void addNamespace(ExportBuilder &builder, const PlannedNamespace &home)
{
    const std::string object = "Namespace \"" + home.name + "\"";
    if (!isDnsLabel(home.name))
        builder.refuse(object, "its name is no DNS label.",
            "Use lower case letters, digits and '-', at most 63 characters.", home);
    for (const std::string &written :
        { home.podSecurity.version, home.podSecurity.auditVersion, home.podSecurity.warnVersion }) {
        if (!written.empty() && !isPodSecurityVersion(written))
            builder.refuse(
                object, "\"" + written + "\" is no Pod Security version.", "Write it like v1.35.", home);
    }
    const std::string &version = home.podSecurity.version;
    if (home.podSecurity.enforce && (version.empty() || version == "latest"))
        builder.report(DiagnosticLevel::Warning, "pod-security-not-pinned",
            object + " enforces the newest version of Pod Security, which an upgrade of the cluster changes.",
            "Pin the version of the cluster, for instance v1.35, in the namespace.", home);
    Labels labels = home.labels;
    labels.erase(automaticNameLabel); // the API server sets it
    builder.checkLabels(object, labels, home);
    YamlValue metadata = YamlValue::map();
    metadata.add("name", home.name).addUnlessEmpty("labels", textMap(labels));
    const bool hasLinkerd = builder.isFor(ExportTarget::Linkerd);
    metadata.addUnlessEmpty("annotations", textMap(meshAnnotationsOf(home, hasLinkerd)));
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", "v1").add("kind", "Namespace").add("metadata", std::move(metadata));
    builder.addObject(workloadFolder, { "v1", "Namespace", "", home.name }, manifest,
        { { home.id }, home.origin, false },
        { false,
            (home.podSecurity.enforce ? std::string(noEnforcePatch) : std::string())
                + (hasLinkerd && home.drawnInboundPolicy ? auditedDefaultPatch : "") });
}

void addServiceAccount(ExportBuilder &builder, const PlannedServiceAccount &account)
{
    const std::string object = "ServiceAccount " + account.namespaceName + "/\"" + account.name + "\"";
    if (!isDnsSubdomain(account.name))
        builder.refuse(object, "its name is no DNS name.",
            "Use lower case letters, digits, '-' and '.', at most 253 characters.", account);
    if (!isDnsLabel(account.namespaceName))
        builder.refuse(
            object, "the name of its namespace is no DNS label.", "Rename the namespace.", account);
    if (account.tokenLifetimeSeconds && *account.tokenLifetimeSeconds < shortestTokenLifetimeSeconds)
        builder.refuse(object,
            "a token lifetime of " + std::to_string(*account.tokenLifetimeSeconds)
                + " s is below the 600 s that Kubernetes grants.",
            "Set at least 600 seconds.", account);
    YamlValue metadata = YamlValue::map();
    metadata.add("name", account.name).add("namespace", account.namespaceName);
    metadata.addUnlessEmpty("annotations", textMap(cloudRoleAnnotations(account.cloudRoles)));
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", "v1").add("kind", "ServiceAccount").add("metadata", std::move(metadata));
    if (account.automountToken)
        manifest.add("automountServiceAccountToken", *account.automountToken);
    builder.addObject(identityFolder, { "v1", "ServiceAccount", account.namespaceName, account.name },
        manifest, { { account.id }, account.origin, false });
}

} // namespace

void writeKubernetes(ExportBuilder &builder)
{
    const EnforcementPlan &plan = builder.plan();
    for (const PlannedNamespace &home : plan.namespaces) {
        if (!home.id.isEmpty()) // the others are only mentioned, not part of the design
            addNamespace(builder, home);
    }
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        addServiceAccount(builder, account);
    for (const Planned<NetworkPolicy> &rule : plan.networkPolicies) {
        // Kubernetes has no dry run for them, and any one of them isolates the pods it selects.
        builder.addRule(rule.isAdopted ? adoptedFolder : networkFolder, rule.object,
            { rule.sources, rule.origin, rule.isAdopted, !rule.isAdopted }, { !rule.isAdopted, {} });
    }
}

} // namespace fourplane
