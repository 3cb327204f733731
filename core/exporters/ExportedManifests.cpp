// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportedManifests.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/exporters/CloudRoles.h"
#include "core/storage/NativeYaml.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

constexpr std::size_t largestObjectBytes = 1024u * 1024u;
constexpr std::size_t largestAnnotationsBytes = 256u * 1024u;
constexpr std::size_t longestFileStem = 200;
constexpr int shortestTokenLifetimeSeconds = 600;
constexpr const char *automaticNameLabel = "kubernetes.io/metadata.name";

/// A file name for the object: short, and different for different objects.
std::string fileName(const std::string &kind, const std::string &name)
{
    std::string stem = toLowerAscii(kind) + "-" + name;
    if (stem.size() > longestFileStem)
        stem = stem.substr(0, longestFileStem - 20) + "-" + sha256(stem).substr(0, 16);
    return stem + ".yaml";
}

/// The group of an apiVersion; empty for the core group.
std::string groupOf(const std::string &apiVersion)
{
    const std::size_t slash = apiVersion.find('/');
    return slash == std::string::npos ? std::string() : apiVersion.substr(0, slash);
}

YamlValue textMap(const Labels &labels)
{
    YamlValue value = YamlValue::map();
    for (const auto &[key, text] : labels)
        value.add(key, text);
    return value;
}

std::vector<std::string> idTexts(const std::vector<ElementId> &ids)
{
    std::vector<std::string> texts;
    for (const ElementId &id : ids)
        texts.push_back(id.value());
    return texts;
}

bool isPodSecurityVersion(const std::string &version)
{
    constexpr std::string_view prefix = "v1.";
    return version == "latest"
        || (version.size() > prefix.size() && version.compare(0, prefix.size(), prefix) == 0
            && std::all_of(version.begin() + static_cast<std::ptrdiff_t>(prefix.size()), version.end(),
                [](char c) { return c >= '0' && c <= '9'; }));
}

class ManifestWriter
{
public:
    explicit ManifestWriter(const EnforcementPlan &plan)
        : m_plan(plan)
    {
    }

    Result<std::vector<ExportedManifest>> write()
    {
        for (const PlannedNamespace &home : m_plan.namespaces) {
            if (!home.id.isEmpty()) // the others are only mentioned, not part of the design
                addNamespace(home);
        }
        for (const PlannedServiceAccount &account : m_plan.serviceAccounts)
            addServiceAccount(account);
        addRules(m_plan.networkPolicies, networkFolder);
        addRules(m_plan.adminPolicies, networkFolder);
        addRules(m_plan.ciliumPolicies, networkFolder);
        addRules(m_plan.peerAuthentications, meshFolder);
        addRules(m_plan.authorizationPolicies, meshFolder);
        addRules(m_plan.serviceEntries, meshFolder);
        addRules(m_plan.sidecars, meshFolder);
        addRules(m_plan.waypoints, meshFolder);
        addRules(m_plan.linkerdServers, networkFolder);
        addRules(m_plan.serverAuthorizations, networkFolder);
        addRules(m_plan.linkerdAuthorizationPolicies, networkFolder);
        addRules(m_plan.meshTlsAuthentications, networkFolder);
        addRules(m_plan.networkAuthentications, networkFolder);
        addRules(m_plan.serverRoutes, networkFolder);
        if (!m_refusals.empty())
            return failure(std::move(m_refusals));
        std::sort(m_files.begin(), m_files.end(),
            [](const ExportedManifest &a, const ExportedManifest &b) { return a.file.path < b.file.path; });
        return std::move(m_files);
    }

private:
    void refuse(
        const std::string &object, const std::string &reason, std::string fix, const SourceLocation &where)
    {
        m_refusals.push_back({ DiagnosticLevel::Fatal, "refused-by-target",
            object + " cannot be exported: " + reason, std::move(fix), where });
    }

    void checkLabels(const std::string &object, const Labels &labels, const SourceLocation &where)
    {
        for (const auto &[key, value] : labels) {
            if (!isQualifiedName(key))
                refuse(object, "\"" + key + "\" is no legal label key.", "Rename the label.", where);
            if (!isLabelValue(value))
                refuse(object, "\"" + value + "\" is no legal value of the label " + key + ".",
                    "Use letters, digits, '-', '_' and '.', at most 63.", where);
        }
    }

    void addNamespace(const PlannedNamespace &home)
    {
        const std::string object = "Namespace \"" + home.name + "\"";
        if (!isDnsLabel(home.name))
            refuse(object, "its name is no DNS label.",
                "Use lower case letters, digits and '-', at most 63 characters.", home.origin);
        for (const std::string &version :
            { home.podSecurity.version, home.podSecurity.auditVersion, home.podSecurity.warnVersion }) {
            if (!version.empty() && !isPodSecurityVersion(version))
                refuse(object, "\"" + version + "\" is no Pod Security version.", "Write it like v1.35.",
                    home.origin);
        }
        Labels labels = home.labels;
        labels.erase(automaticNameLabel); // the API server sets it
        checkLabels(object, labels, home.origin);
        YamlValue metadata = YamlValue::map();
        metadata.add("name", home.name).addUnlessEmpty("labels", textMap(labels));
        metadata.addUnlessEmpty("annotations", textMap(home.meshAnnotations));
        YamlValue manifest = YamlValue::map();
        manifest.add("apiVersion", "v1").add("kind", "Namespace").add("metadata", std::move(metadata));
        add(workloadFolder, "Namespace", "v1", { home.name, "", {}, {} }, toYaml(manifest), { home.id },
            home.origin, false);
    }

    void addServiceAccount(const PlannedServiceAccount &account)
    {
        const std::string object = "ServiceAccount " + account.namespaceName + "/\"" + account.name + "\"";
        if (!isDnsSubdomain(account.name))
            refuse(object, "its name is no DNS name.",
                "Use lower case letters, digits, '-' and '.', at most 253 characters.", account.origin);
        if (!isDnsLabel(account.namespaceName))
            refuse(object, "the name of its namespace is no DNS label.", "Rename the namespace.",
                account.origin);
        if (account.tokenLifetimeSeconds && *account.tokenLifetimeSeconds < shortestTokenLifetimeSeconds)
            refuse(object,
                "a token lifetime of " + std::to_string(*account.tokenLifetimeSeconds)
                    + " s is below the 600 s that Kubernetes grants.",
                "Set at least 600 seconds.", account.origin);
        YamlValue metadata = YamlValue::map();
        metadata.add("name", account.name).add("namespace", account.namespaceName);
        metadata.addUnlessEmpty("annotations", textMap(cloudRoleAnnotations(account.cloudRoles)));
        YamlValue manifest = YamlValue::map();
        manifest.add("apiVersion", "v1").add("kind", "ServiceAccount").add("metadata", std::move(metadata));
        if (account.automountToken)
            manifest.add("automountServiceAccountToken", *account.automountToken);
        add(identityFolder, "ServiceAccount", "v1", { account.name, account.namespaceName, {}, {} },
            toYaml(manifest), { account.id }, account.origin, false);
    }

    template <class T>
    void addRules(const std::vector<Planned<T>> &rules, std::string_view folder)
    {
        for (const Planned<T> &rule : rules) {
            NativeObject native = rule.object;
            const ObjectMeta &meta = metaOf(native);
            const std::string object =
                std::string(kindOf(native)) + " " + meta.namespaceName + "/\"" + meta.name + "\"";
            if (!rule.isAdopted) {
                checkGenerated(object, rule.object, rule.origin);
                const std::string edges = join(idTexts(rule.sources), ",");
                std::get<T>(native).meta.annotations[std::string(edgesAnnotation)] = edges;
                if (edges.size() > largestAnnotationsBytes)
                    refuse(object, "its list of edges is longer than 256 KiB.",
                        "Merge allow rules, or split the workload.", rule.origin);
            }
            const std::string text = writeNativeObject(native);
            checkReadsBack(object, native, text, rule.origin);
            const bool apart = rule.isAdopted && folder == networkFolder;
            add(apart ? adoptedFolder : folder, std::string(kindOf(native)),
                std::string(apiVersionOf(native)), meta, text, rule.sources, rule.origin, rule.isAdopted);
        }
    }

    template <class T>
    void checkGenerated(const std::string &, const T &, const SourceLocation &)
    {
    }

    void checkGenerated(
        const std::string &object, const AuthorizationPolicy &policy, const SourceLocation &where)
    {
        const auto check = [&](const std::vector<std::string> &principals) {
            for (const std::string &principal : principals) {
                if (principal.find("://") != std::string::npos)
                    refuse(object, "the principal \"" + principal + "\" has a URL scheme and matches nobody.",
                        "Write TRUST_DOMAIN/ns/NAMESPACE/sa/NAME.", where);
            }
        };
        for (const AuthorizationRule &rule : policy.rules) {
            for (const AuthorizationSource &source : rule.from) {
                check(source.principals);
                check(source.notPrincipals);
            }
        }
    }

    /// The strict reader knows what the API server takes, so what it reads back equal may be written.
    void checkReadsBack(const std::string &object, const NativeObject &native, const std::string &text,
        const SourceLocation &where)
    {
        const YamlStream stream = loadYaml(text, {});
        if (stream.documents.size() != 1) {
            refuse(object, "it has a text that is not valid UTF-8.", "Correct the text.", where);
            return;
        }
        const auto back = readNativeObject(*stream.documents.front());
        if (!back) {
            for (const Diagnostic &problem : back.error().diagnostics)
                refuse(object, problem.message, problem.fix, where);
        } else if (!(*back == native)) {
            refuse(object, "it has a part that the manifest format cannot hold.",
                "Remove fields that its kind does not have.", where);
        }
    }

    void add(std::string_view folder, const std::string &kind, const std::string &apiVersion,
        const ObjectMeta &meta, std::string content, const std::vector<ElementId> &sources,
        const SourceLocation &where, bool isAdopted)
    {
        const std::string object = kind + " " + meta.namespaceName + "/\"" + meta.name + "\"";
        if (!m_objects.insert({ groupOf(apiVersion), kind, meta.namespaceName, meta.name }).second)
            refuse(object, "another object of this kind has the same name.", "Rename one of them.", where);
        if (content.size() > largestObjectBytes)
            refuse(object, "it is larger than 1 MiB.", "Split the workload or merge allow rules.", where);
        ExportedManifest manifest;
        manifest.folder = folder;
        const std::size_t slash = apiVersion.find('/');
        manifest.group = groupOf(apiVersion);
        manifest.version = slash == std::string::npos ? apiVersion : apiVersion.substr(slash + 1);
        manifest.kind = kind;
        manifest.namespaceName = meta.namespaceName;
        manifest.name = meta.name;
        manifest.isAdopted = isAdopted;
        const bool hasNamespace = kind != "Namespace";
        // "_" is no legal namespace, so it cannot be mistaken for one.
        const std::string home = meta.namespaceName.empty() ? "_" : meta.namespaceName;
        manifest.file.path = manifest.folder + "/" + (hasNamespace ? home + "/" : std::string())
            + fileName((manifest.group == "policy.linkerd.io" ? "linkerd-" : "") + kind, meta.name);
        manifest.file.content = std::move(content);
        manifest.file.sources = idTexts(sources);
        m_files.push_back(std::move(manifest));
    }

    const EnforcementPlan &m_plan;
    std::vector<ExportedManifest> m_files;
    std::set<std::vector<std::string>> m_objects;
    Diagnostics m_refusals;
};

} // namespace

Result<std::vector<ExportedManifest>> exportedManifests(const EnforcementPlan &plan)
{
    return ManifestWriter(plan).write();
}

} // namespace fourplane
