// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *apiVersion = "spire.spiffe.io/v1alpha1";
constexpr const char *kind = "ClusterSPIFFEID";
/// As Istio derives it; the trust domain is that of the SPIRE server.
constexpr const char *derivedTemplate =
    "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}";

constexpr const char *chapter = "SPIRE issues the identities once `components/spire` is applied; rules that "
                                "name them only match then. The objects have no\n"
                                "`className`: a controller manager that was installed with one ignores them, "
                                "so add it with a patch there. Its trust\n"
                                "domain has to be that of the design. Roll back by deleting the objects; "
                                "certificates end by themselves.\n";

/// A SPIFFE id that a Go template gives back as it is.
bool isPlainSpiffeId(const std::string &id, const std::string &trustDomain)
{
    const std::string start = "spiffe://" + trustDomain + "/";
    return id.size() > start.size() && id.compare(0, start.size(), start) == 0 && id.back() != '/'
        && std::all_of(id.begin() + static_cast<std::ptrdiff_t>(start.size()), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                   || c == '_' || c == '.' || c == '/';
           });
}

YamlValue matchLabels(const Labels &labels)
{
    YamlValue value = YamlValue::map();
    for (const auto &[key, text] : labels)
        value.add(key, text);
    return YamlValue::map().add("matchLabels", std::move(value));
}

void writePod(ExportBuilder &builder, const PlannedPod &pod)
{
    const EnforcementPlan &plan = builder.plan();
    const PlannedServiceAccount *account = findServiceAccount(plan, pod.identityId);
    const std::string who = pod.namespaceName + "/" + pod.name;
    const std::string object = std::string(kind) + " of " + who;
    if (!account || pod.labels.empty()) {
        builder.report(DiagnosticLevel::Warning, "spire-identity-not-written",
            who
                + (account ? " has no labels: a selector for it would match every pod of its namespace."
                           : " has no identity in the design."),
            account ? "Give it a label." : "Give it a service account of its own.", pod);
        return;
    }
    if (!isDnsLabel(pod.namespaceName) || !isDnsSubdomain(pod.name) || !isDnsSubdomain(account->name))
        builder.refuse(object, "a name of workload, namespace or service account is no DNS name.",
            "Use lower case letters, digits and '-'.", pod);
    builder.checkLabels(object, pod.labels, pod);
    const std::string &trustDomain = plan.platform.trustDomain;
    const std::string derived =
        "spiffe://" + trustDomain + "/ns/" + account->namespaceName + "/sa/" + account->name;
    const bool isDerived = account->spiffeId.empty() || account->spiffeId == derived;
    if (!isDerived && !isPlainSpiffeId(account->spiffeId, trustDomain))
        builder.refuse(object,
            "the SPIFFE id \"" + account->spiffeId + "\" is none of the trust domain " + trustDomain
                + ", or has characters that a path of a SPIFFE id cannot have.",
            "Write spiffe://" + trustDomain + "/PATH with letters, digits, '-', '_', '.' and '/'.", *account);
    YamlValue spec = YamlValue::map();
    spec.add("spiffeIDTemplate", isDerived ? std::string(derivedTemplate) : account->spiffeId);
    spec.add("namespaceSelector", matchLabels({ { "kubernetes.io/metadata.name", pod.namespaceName } }));
    spec.add("podSelector", matchLabels(pod.labels));
    // Labels can be set by whoever makes pods there; the account cannot be taken without the right to use it.
    spec.add("workloadSelectorTemplates",
        YamlValue::strings({ "k8s:ns:" + pod.namespaceName, "k8s:sa:" + account->name }));
    spec.addUnlessEmpty("federatesWith", YamlValue::strings(plan.platform.federatesWith));
    const std::string name = pod.namespaceName + "." + pod.name;
    YamlValue metadata = YamlValue::map();
    metadata.add("name", name)
        .add("annotations", YamlValue::map().add(std::string(edgesAnnotation), pod.workloadId.value()));
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", apiVersion).add("kind", kind);
    manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
    builder.addObject("components/spire", { apiVersion, kind, "", name }, manifest,
        { { pod.workloadId, account->id }, pod.origin, false });
}

} // namespace

void writeSpire(ExportBuilder &builder)
{
    const EnforcementPlan &plan = builder.plan();
    if (plan.platform.mesh == MeshKind::Linkerd)
        builder.report(DiagnosticLevel::Warning, "spire-not-used-by-mesh",
            "Linkerd issues its own identities: those of SPIRE are not what its policies see.",
            "Use them where workloads fetch them by the Workload API.");
    for (const PlannedPod &pod : plan.pods)
        writePod(builder, pod);
    if (!plan.pods.empty())
        builder.addChapter("SPIRE", chapter);
}

} // namespace fourplane
