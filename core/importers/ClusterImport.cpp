// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ClusterImport.h"

#include "core/importers/InternalMarks.h"
#include "core/importers/SecretSources.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

/// Kubernetes' own reading of a level (PolicyToEvaluate of pod-security-admission): what is no level enforces
/// restricted, and neither audits nor warns.
std::optional<PodSecurityLevel> readLevel(ImportSession &session, const ManifestObject &object,
    const std::string &mode, const std::string &label, const std::string &text)
{
    const auto level = enumFromName<PodSecurityLevel>(text);
    if (level)
        return level;
    const PodSecurityLevel taken =
        mode == "enforce" ? PodSecurityLevel::Restricted : PodSecurityLevel::Privileged;
    session.report(DiagnosticLevel::Severe, "wrong-value",
        "The label " + label + " of namespace " + object.name + " is no level: \"" + text
            + "\". Kubernetes takes it for " + std::string(nameOf(taken)) + ".",
        "Write privileged, baseline or restricted.", object.origin);
    return taken;
}

void readPodSecurity(ImportSession &session, const ManifestObject &object, Namespace &made)
{
    static const std::string prefix = "pod-security.kubernetes.io/";
    PodSecurityAdmission &podSecurity = made.podSecurity;
    for (auto label = made.labels.begin(); label != made.labels.end();) {
        if (label->first.rfind(prefix, 0) != 0) {
            ++label;
            continue;
        }
        const std::string mode = label->first.substr(prefix.size());
        const auto level = [&] { return readLevel(session, object, mode, label->first, label->second); };
        if (mode == "enforce-version")
            podSecurity.version = label->second;
        else if (mode == "audit-version")
            podSecurity.auditVersion = label->second;
        else if (mode == "warn-version")
            podSecurity.warnVersion = label->second;
        else if (mode == "enforce")
            podSecurity.enforce = level();
        else if (mode == "audit")
            podSecurity.audit = level();
        else if (mode == "warn")
            podSecurity.warn = level();
        label = made.labels.erase(label);
    }
    // A level without a version label of its own is the latest, whatever the others say.
    if (!podSecurity.version.empty() && podSecurity.audit && podSecurity.auditVersion.empty())
        podSecurity.auditVersion = "latest";
    if (!podSecurity.version.empty() && podSecurity.warn && podSecurity.warnVersion.empty())
        podSecurity.warnVersion = "latest";
    // The same version needs saying only once.
    if (podSecurity.auditVersion == podSecurity.version)
        podSecurity.auditVersion.clear();
    if (podSecurity.warnVersion == podSecurity.version)
        podSecurity.warnVersion.clear();
}

void readLinkerd(ImportSession &session, const Labels &annotations, Namespace &made)
{
    for (const auto &[key, value] : annotations) {
        if (key.rfind("config.linkerd.io/", 0) == 0)
            made.meshAnnotations.emplace(key, value);
    }
    const auto inject = annotations.find("linkerd.io/inject");
    if (inject == annotations.end())
        return;
    session.hasLinkerdEvidence = true;
    if (!made.meshInjection && (inject->second == "enabled" || inject->second == "ingress")) {
        made.meshInjection = true;
        session.linkerdMembers.insert(made.id);
    }
}

void readMeshLabels(ImportSession &session, Namespace &made)
{
    const auto value = [&made](const char *key) {
        const auto label = made.labels.find(key);
        return label == made.labels.end() ? std::string() : label->second;
    };
    const std::string injection = value("istio-injection");
    made.meshInjection = injection == "enabled" || (injection.empty() && !value("istio.io/rev").empty());
    if (made.meshInjection)
        session.hasMeshEvidence = true;
    if (value("istio.io/dataplane-mode") == "ambient") {
        made.meshInjection = true;
        session.hasMeshEvidence = true;
        session.hasAmbientEvidence = true;
    }
}

} // namespace

void importNamespace(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    Namespace made;
    made.id = session.claimId("ns-" + object.name);
    made.name = object.name;
    made.origin = object.origin;
    if (const auto metadata = fields.map("metadata"))
        made.labels = metadata->labels("labels");
    made.labels.erase("kubernetes.io/metadata.name");
    readPodSecurity(session, object, made);
    readMeshLabels(session, made);
    if (const auto metadata = fields.map("metadata"))
        readLinkerd(session, metadata->labels("annotations"), made);
    session.registerNamespace(object.name, made.id);
    const ElementId id = made.id;
    session.project.topology.namespaces.emplace(id, std::move(made));
}

void importServiceAccount(ImportSession &session, const ManifestObject &object)
{
    static constexpr std::array<const char *, 3> cloudKeys { "eks.amazonaws.com/role-arn",
        "iam.gke.io/gcp-service-account", "azure.workload.identity/client-id" };
    const ManifestFields fields = session.fields(object);
    WorkloadIdentity made;
    made.id = session.claimId("sa-" + object.namespaceName + "." + object.name);
    made.name = object.name;
    made.namespaceId = session.namespaceFor(object.namespaceName, object.origin);
    made.origin = object.origin;
    made.automountToken = fields.boolean("automountServiceAccountToken");
    std::vector<std::string> pullSecrets;
    for (const ManifestFields &secret : fields.maps("imagePullSecrets"))
        pullSecrets.push_back(secret.text("name"));
    pullSecrets.erase(std::remove(pullSecrets.begin(), pullSecrets.end(), std::string()), pullSecrets.end());
    importPullSecrets(session, object.namespaceName, pullSecrets, object.origin);
    const auto metadata = fields.map("metadata");
    const Labels annotations = metadata ? metadata->labels("annotations") : Labels {};
    for (const char *key : cloudKeys) {
        const auto role = annotations.find(key);
        if (role != annotations.end())
            made.cloudRoles.push_back(role->second);
    }
    session.registerIdentity({ object.namespaceName, object.name }, made.id);
    const ElementId id = made.id;
    session.project.topology.identities.emplace(id, std::move(made));
}

void importService(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    Service made;
    made.id = session.claimId("svc-" + object.namespaceName + "." + object.name);
    made.name = object.name;
    made.namespaceId = session.namespaceFor(object.namespaceName, object.origin);
    made.origin = object.origin;
    const auto spec = fields.map("spec");
    if (spec) {
        const std::string type = spec->text("type");
        if (type == "NodePort" || type == "LoadBalancer" || type == "ExternalName")
            made.type = type;
        else if (!type.empty() && type != "ClusterIP")
            spec->complain("type", "wrong-value", "is no service type: \"" + type + "\".",
                "Write ClusterIP, NodePort, LoadBalancer or ExternalName.");
        if (const auto metadata = fields.map("metadata"))
            made.labels = metadata->labels("labels");
        made.selector = spec->labels("selector");
        for (const ManifestFields &map : spec->maps("ports")) {
            const auto port = map.port("port");
            if (!port)
                continue;
            ServicePort servicePort;
            servicePort.name = map.text("name");
            servicePort.port = *port;
            servicePort.targetPort = map.portOrName("targetPort").value_or(IntOrName(*port));
            servicePort.protocol = map.protocol("protocol").value_or(Protocol::Tcp);
            made.ports.push_back(std::move(servicePort));
        }
        ServiceEvidence evidence;
        evidence.isHeadless = spec->text("clusterIP") == "None";
        evidence.hasExternalAddresses = !spec->texts("externalIPs").empty();
        evidence.sourceRanges = spec->texts("loadBalancerSourceRanges");
        evidence.externalName = spec->text("externalName");
        if (const auto metadata = fields.map("metadata"))
            evidence.internalBy = internalServiceMark(metadata->labels("annotations"));
        session.services.emplace(made.id, std::move(evidence));
    }
    const ElementId id = made.id;
    session.project.topology.services.emplace(id, std::move(made));
}

void importSecret(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    const ElementId id = session.secretFor(object.namespaceName, object.name, object.origin);
    Secret &made = session.project.topology.secrets.at(id);
    made.origin = object.origin;
    for (const char *section : { "data", "stringData" }) {
        if (const auto entries = fields.map(section)) {
            for (const YamlNode::Entry &entry : entries->node().entries)
                if (std::find(made.keys.begin(), made.keys.end(), entry.key) == made.keys.end())
                    made.keys.push_back(entry.key);
        }
    }
    made.isServiceAccountToken = fields.text("type") == "kubernetes.io/service-account-token";
    const auto metadata = fields.map("metadata");
    const Labels annotations = metadata ? metadata->labels("annotations") : Labels {};
    const auto account = annotations.find("kubernetes.io/service-account.name");
    if (made.isServiceAccountToken && account != annotations.end())
        made.opens.push_back(session.identityFor(object.namespaceName, account->second, object.origin));
    session.report(DiagnosticLevel::Note, "secret",
        object.title()
            + (made.isServiceAccountToken ? " is a token that does not expire."
                                          : " is taken over by name; say in the project what it opens."),
        {}, object.origin);
}

void importRole(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    const bool isClusterRole = object.kind == "ClusterRole";
    RbacRole made;
    made.id = session.claimId(
        isClusterRole ? "clusterrole-" + object.name : "role-" + object.namespaceName + "." + object.name);
    made.name = object.name;
    if (!isClusterRole)
        made.namespaceId = session.namespaceFor(object.namespaceName, object.origin);
    made.origin = object.origin;
    for (const ManifestFields &map : fields.maps("rules")) {
        RbacRule rule;
        rule.apiGroups = map.texts("apiGroups");
        rule.resources = map.texts("resources");
        rule.resourceNames = map.texts("resourceNames");
        rule.nonResourceUrls = map.texts("nonResourceURLs");
        rule.verbs = map.texts("verbs");
        made.rules.push_back(std::move(rule));
    }
    if (const auto metadata = fields.map("metadata"))
        made.labels = metadata->labels("labels");
    if (const auto aggregation = fields.map("aggregationRule")) {
        for (const ManifestFields &selector : aggregation->maps("clusterRoleSelectors")) {
            if (selector.has("matchExpressions")) {
                session.addUnmodelled(object, DiagnosticLevel::Warning,
                    "its aggregationRule selects roles by expression; what it permits counts as not known",
                    false);
                return;
            }
            made.aggregation.push_back({ selector.labels("matchLabels") });
        }
    }
    const ElementId id = made.id;
    session.project.topology.roles.emplace(id, std::move(made));
}

void importBinding(ImportSession &session, const ManifestObject &object)
{
    const ManifestFields fields = session.fields(object);
    const bool isClusterBinding = object.kind == "ClusterRoleBinding";
    const auto role = fields.map("roleRef");
    const std::string roleName = role ? role->text("name") : std::string();
    // The server refuses such an object, so it grants nothing.
    if (roleName.empty()) {
        const ManifestFields &place = role ? *role : fields;
        place.complain(role ? "name" : "roleRef", "missing-field", "is missing: the binding grants nothing.",
            "Name the role.");
        return;
    }
    RbacBinding made;
    made.id = session.claimId(isClusterBinding ? "clusterbinding-" + object.name
                                               : "binding-" + object.namespaceName + "." + object.name);
    made.name = object.name;
    if (!isClusterBinding)
        made.namespaceId = session.namespaceFor(object.namespaceName, object.origin);
    made.origin = object.origin;
    made.refersToClusterRole = role->text("kind") == "ClusterRole";
    made.roleName = roleName;
    for (const ManifestFields &map : fields.maps("subjects")) {
        RbacSubject subject { map.text("kind"), map.text("name"), map.text("namespace") };
        if (subject.kind != "ServiceAccount" && subject.kind != "User" && subject.kind != "Group") {
            map.complain("kind", "unknown-word", "is no kind of subject; the subject is left out.",
                "Write ServiceAccount, User or Group.");
            continue;
        }
        if (subject.kind != "ServiceAccount")
            subject.namespaceName.clear();
        else if (subject.namespaceName.empty())
            subject.namespaceName = object.namespaceName;
        made.subjects.push_back(std::move(subject));
    }
    const ElementId id = made.id;
    session.project.topology.bindings.emplace(id, std::move(made));
}

void collectConfigMap(ImportSession &session, const ManifestObject &object)
{
    session.configMaps[{ object.namespaceName, object.name }] = session.fields(object).labels("data");
}

} // namespace fourplane
