// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/Runbook.h"

#include "core/base/Text.h"
#include "core/exporters/Markdown.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace fourplane {

namespace {

/// The objects of an egress gateway work together: what sends callers there comes last.
constexpr std::string_view egressGatewayFolder = "components/egress-gateway";

/// What denies where the policies of a namespace are missing: applied after them, and deleted before them.
constexpr std::array<std::string_view, 2> adminTierFolders { "components/admin-tier",
    "components/admin-tier-v1alpha1" };

/// Rules at a waypoint decide nothing before it runs, and those behind it let nobody else in.
constexpr std::string_view ambientFolder = "components/istio-ambient";

/// Kinds of components that are rolled out apart from the rules of meshes.
constexpr std::array<std::string_view, 9> kindsWithOwnStep { "MCPRoute", "ExternalSecret", "SecretStore",
    "ClusterSPIFFEID", "PeerAuthentication", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
    "ValidatingPolicy", "ImageValidatingPolicy" };

bool isAdminTier(const ExportedManifest &manifest)
{
    return std::find(adminTierFolders.begin(), adminTierFolders.end(), manifest.folder)
        != adminTierFolders.end();
}

bool isWaypoint(const ExportedManifest &manifest)
{
    return manifest.folder == ambientFolder && manifest.kind == "Gateway";
}

class RunbookWriter
{
public:
    RunbookWriter(const ExportParts &parts, const EnforcementPlan &plan)
        : m_parts(parts)
        , m_manifests(parts.manifests)
        , m_plan(plan)
    {
    }

    std::string page()
    {
        m_page = "# Runbook\n\n"
                 "Run every command in the folder of this file. Read COMPATIBILITY.md first: it lists what "
                 "these manifests do\nnot do.\n";
        writeChapterList();
        writeTaints();
        writeAudit();
        writeEnforce();
        writeRollback();
        for (const RunbookChapter &chapter : m_parts.chapters) {
            section(chapter.title);
            m_page += chapter.text;
        }
        return std::move(m_page);
    }

private:
    bool has(std::string_view folder) const
    {
        return std::any_of(m_manifests.begin(), m_manifests.end(),
            [folder](const ExportedManifest &manifest) { return manifest.folder == folder; });
    }

    bool isComponent(const ExportedManifest &manifest) const
    {
        return manifest.folder.compare(0, componentsFolder.size(), componentsFolder) == 0;
    }

    bool hasComponents() const
    {
        return std::any_of(m_manifests.begin(), m_manifests.end(),
            [this](const ExportedManifest &manifest) { return isComponent(manifest); });
    }

    /// Namespaces with objects in the folder.
    std::set<std::string> namespacesIn(std::string_view folder) const
    {
        std::set<std::string> names;
        for (const ExportedManifest &manifest : m_manifests) {
            if (manifest.folder == folder && !manifest.namespaceName.empty())
                names.insert(manifest.namespaceName);
        }
        return names;
    }

    /// True for what refuses by itself: the policy of a namespace that allows nothing (semantics IS2), and a
    /// Server of Linkerd before its callers are named (L2).
    bool allowsNothing(const ExportedManifest &manifest) const
    {
        if (manifest.kind == "Server" && manifest.group == "policy.linkerd.io")
            return true;
        const auto &policies = m_plan.authorizationPolicies;
        return manifest.kind == "AuthorizationPolicy"
            && std::any_of(
                policies.begin(), policies.end(), [&manifest](const Planned<AuthorizationPolicy> &planned) {
                    return planned.object.meta.name == manifest.name
                        && planned.object.meta.namespaceName == manifest.namespaceName
                        && planned.object.action == AuthorizationAction::Allow
                        && planned.object.rules.empty();
                });
    }

    /// Paths of the objects of these kinds, in their order; of one folder where one is given.
    std::vector<std::string> pathsOf(
        std::initializer_list<std::string_view> kinds, std::string_view folder = {}) const
    {
        std::vector<std::string> paths;
        for (std::string_view kind : kinds) {
            for (const ExportedManifest &manifest : m_manifests) {
                if (manifest.kind == kind && (folder.empty() || manifest.folder == folder))
                    paths.push_back(manifest.file.path);
            }
        }
        return paths;
    }

    /// Paths of the rules of meshes, and of other components that allow or deny; those that allow nothing
    /// last.
    std::vector<std::string> meshRules() const
    {
        std::vector<std::string> paths;
        for (const bool isLast : { false, true }) {
            for (const ExportedManifest &manifest : m_manifests) {
                const bool hasOwnStep = manifest.folder == egressGatewayFolder || isAdminTier(manifest)
                    || isWaypoint(manifest)
                    || std::find(kindsWithOwnStep.begin(), kindsWithOwnStep.end(), manifest.kind)
                        != kindsWithOwnStep.end();
                if (isComponent(manifest) && !hasOwnStep && allowsNothing(manifest) == isLast)
                    paths.push_back(manifest.file.path);
            }
        }
        return paths;
    }

    std::vector<std::string> adminTier() const
    {
        std::vector<std::string> paths;
        for (const ExportedManifest &manifest : m_manifests) {
            if (isAdminTier(manifest))
                paths.push_back(manifest.file.path);
        }
        return paths;
    }

    /// Other objects of components that the audit overlay does not have, so that applying it leaves them in
    /// force; what sends traffic somewhere first.
    std::vector<std::string> leftInForce() const
    {
        std::vector<std::string> routes, paths;
        for (const ExportedManifest &manifest : m_manifests) {
            if (manifest.audit.isLeftOut && isComponent(manifest) && !isAdminTier(manifest))
                (manifest.kind == "VirtualService" ? routes : paths).push_back(manifest.file.path);
        }
        routes.insert(routes.end(), paths.rbegin(), paths.rend());
        return routes;
    }

    /// True where an object of this kind of Istio's security API is written.
    bool hasIstio(std::string_view kind) const
    {
        return std::any_of(m_manifests.begin(), m_manifests.end(), [kind](const ExportedManifest &manifest) {
            return manifest.group == "security.istio.io" && manifest.kind == kind;
        });
    }

    bool hasAuditedLinkerd() const
    {
        return std::any_of(m_manifests.begin(), m_manifests.end(), [](const ExportedManifest &manifest) {
            return (manifest.group == "policy.linkerd.io" && !manifest.audit.patch.empty())
                || manifest.audit.patch.find("linkerd.io") != std::string::npos;
        });
    }

    bool hasAdopted() const
    {
        return std::any_of(m_manifests.begin(), m_manifests.end(),
            [](const ExportedManifest &manifest) { return manifest.isAdopted; });
    }

    /// Kinds with objects that the audit overlay leaves out.
    std::set<std::string> kindsLeftOut() const
    {
        std::set<std::string> kinds;
        for (const ExportedManifest &manifest : m_manifests) {
            if (manifest.audit.isLeftOut)
                kinds.insert(manifest.kind);
        }
        return kinds;
    }

    void section(const std::string &title) { m_page += "\n## " + title + "\n\n"; }

    /// A section of the roll-out; they are numbered in the order in which they are done.
    void phase(const std::string &title) { section(std::to_string(++m_phases) + ". " + title); }

    /// What the targets need besides stands at the end: it is announced before anything is applied.
    void writeChapterList()
    {
        if (m_parts.chapters.empty())
            return;
        std::vector<std::string> titles;
        for (const RunbookChapter &chapter : m_parts.chapters)
            titles.push_back(chapter.title);
        m_page += "Before you start, also read the chapters at the end, which say what these need besides:\n"
            + join(titles, ", ") + ".\n";
    }

    void commands(const std::vector<std::string> &lines)
    {
        m_page += "```sh\n" + join(lines, "\n") + "\n```\n";
    }

    static std::vector<std::string> applied(const std::vector<std::string> &paths)
    {
        std::vector<std::string> lines;
        for (const std::string &path : paths)
            lines.push_back("kubectl apply -f " + shellWord(path));
        return lines;
    }

    /// A step of the roll-out: these files are applied; nothing where there are none.
    void step(const std::string &title, const std::vector<std::string> &paths)
    {
        if (paths.empty())
            return;
        m_page += "\n" + title + ":\n\n";
        commands(applied(paths));
    }

    void writeTaints()
    {
        std::vector<std::string> lines;
        std::vector<std::string> unlabelled;
        for (const NodePool &pool : m_plan.nodePools) {
            std::vector<std::string> labels;
            for (const auto &[key, value] : pool.labels)
                labels.push_back(key + "=" + value);
            if (labels.empty() && !pool.taints.empty())
                unlabelled.push_back(pool.name);
            for (const Taint &taint : pool.taints) {
                const std::string text =
                    taint.key + (taint.value.empty() ? "" : "=" + taint.value) + ":" + taint.effect;
                if (!labels.empty())
                    lines.push_back("kubectl taint nodes -l " + shellWord(join(labels, ",")) + " --overwrite "
                        + shellWord(text));
            }
        }
        if (lines.empty() && unlabelled.empty())
            return;
        phase("Node taints");
        m_page += "A toleration lets pods onto a pool, a taint keeps the others off. Taints are no "
                  "manifests:\n\n";
        if (!lines.empty())
            commands(lines);
        for (const std::string &name : unlabelled)
            m_page += "\nNode pool " + markdownText(name)
                + " has taints but no labels to select its nodes by: taint them by name.\n";
    }

    void writeAudit()
    {
        phase("Audit overlay");
        if (!has(workloadFolder) && !has(identityFolder) && !has(adoptedFolder) && !hasComponents()) {
            m_page += "There is none: the tree holds only NetworkPolicies, which have no dry run.\n";
            return;
        }
        commands({ "kubectl diff -k overlays/audit", "kubectl apply -k overlays/audit" });
        std::vector<std::string> effects;
        if (has(workloadFolder))
            effects.push_back("Pod Security only warns and audits.");
        if (hasIstio("AuthorizationPolicy"))
            effects.push_back("Generated AuthorizationPolicies run dry (`istio.io/dry-run`).");
        if (hasIstio("PeerAuthentication"))
            effects.push_back("Generated mutual TLS is PERMISSIVE.");
        if (hasAuditedLinkerd())
            effects.push_back(
                "Generated Servers and default inbound policies of Linkerd let everybody in, and "
                "log whom they will refuse (`audit`).");
        if (const std::set<std::string> kinds = kindsLeftOut(); !kinds.empty())
            effects.push_back("Generated objects that have no dry run are left out: "
                + join(std::vector<std::string>(kinds.begin(), kinds.end()), ", ") + ".");
        if (hasAdopted())
            effects.push_back("Adopted objects are as they were.");
        m_page += "\nNothing is refused yet:\n\n";
        for (const std::string &effect : effects)
            m_page += "- " + effect + "\n";
        if (!hasIstio("AuthorizationPolicy"))
            m_page += "\nStay here until the warnings of `kubectl apply`"
                + std::string(hasAuditedLinkerd() ? ", what the proxies log" : "")
                + " and the audit log of the API server are explained.\n";
        else if (has(ambientFolder))
            m_page +=
                "\nA ztunnel is told of dry runs only where istiod runs with "
                "`AMBIENT_ENABLE_DRY_RUN_AUTHORIZATION_POLICY=true`\n"
                "(Istio 1.29 or later, off by default): without it nothing is logged. Ztunnels older than "
                "1.29 would enforce\nwhat is to run dry, so update them first. Stay here until what they "
                "log, and the plaintext connections reported by\nthe mesh, are explained.\n";
        else
            m_page +=
                "\nRestart the workloads of namespaces that are new in the mesh, so that they get their "
                "sidecar. Stay here until\nthe audit log, the proxies' shadow-deny metrics "
                "(`istio_requests_total`, RBAC shadow statistics) and the\nplaintext connections reported "
                "by the mesh are explained.\n";
    }

    void writeEnforce()
    {
        phase("Enforce");
        m_page += "Either at once:\n\n";
        commands({ "kubectl diff -k overlays/enforce", "kubectl apply -k overlays/enforce" });
        m_page += "\nor step by step, checking after each:\n";
        if (has(workloadFolder) || has(identityFolder) || has(adoptedFolder)) {
            m_page += "\nNamespaces, identities and adopted NetworkPolicies:\n\n";
            std::vector<std::string> lines;
            if (has(workloadFolder))
                lines.push_back("kubectl apply -k " + std::string(workloadFolder));
            if (has(identityFolder))
                lines.push_back("kubectl apply -k " + std::string(identityFolder));
            if (has(adoptedFolder))
                lines.push_back("kubectl apply -k " + std::string(adoptedFolder));
            commands(lines);
        }
        step("Identities of SPIRE, before what relies on them", pathsOf({ "ClusterSPIFFEID" }));
        step("Admission policies, each before what puts it in force; they look at new and changed pods only",
            pathsOf({ "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingPolicy",
                "ImageValidatingPolicy" }));
        step("Secrets, before the workloads that are given them",
            pathsOf({ "SecretStore", "ExternalSecret" }));
        writeWaypoints();
        step("Mesh rules, allow before deny", meshRules());
        step("Egress gateways, what sends callers there last",
            pathsOf({ "ServiceEntry", "DestinationRule", "Gateway", "AuthorizationPolicy", "VirtualService" },
                egressGatewayFolder));
        step("Routes of the AI gateway, once agents have their tokens", pathsOf({ "MCPRoute" }));
        step("Mutual TLS, once no caller uses plaintext", pathsOf({ "PeerAuthentication" }));
        if (has(networkFolder)) {
            m_page += "\nNetworkPolicies, one namespace at a time and all of a namespace together: each "
                      "policy isolates the pods it\nselects as soon as it exists.\n\n";
            std::vector<std::string> lines;
            for (const std::string &home : namespacesIn(networkFolder))
                lines.push_back(
                    "kubectl apply -f " + shellWord(std::string(networkFolder) + "/" + home + "/"));
            commands(lines);
        }
        step(
            "Admin tier, once the NetworkPolicies work, since it denies what they would allow where they are "
            "missing",
            adminTier());
    }

    void writeWaypoints()
    {
        step("Waypoints, before the rules that they decide", pathsOf({ "Gateway" }, ambientFolder));
        std::vector<std::string> waits;
        for (const ExportedManifest &manifest : m_manifests) {
            if (isWaypoint(manifest))
                waits.push_back("kubectl wait --for=condition=Programmed --timeout=5m -n "
                    + shellWord(manifest.namespaceName) + " " + shellWord("gateway/" + manifest.name));
        }
        if (!waits.empty())
            commands(waits);
    }

    static std::vector<std::string> deleted(const std::vector<std::string> &paths)
    {
        std::vector<std::string> lines;
        for (const std::string &path : paths)
            lines.push_back("kubectl delete --ignore-not-found -f " + shellWord(path));
        return lines;
    }

    void writeRollback()
    {
        phase("Roll back");
        m_page += "In the opposite order; deleting the NetworkPolicies opens the network at once:\n\n";
        std::vector<std::string> lines = deleted(adminTier());
        for (const std::string &line : deleted(leftInForce()))
            lines.push_back(line);
        for (const std::string &home : namespacesIn(networkFolder))
            lines.push_back("kubectl delete --ignore-not-found -f "
                + shellWord(std::string(networkFolder) + "/" + home + "/"));
        if (has(workloadFolder) || has(identityFolder) || has(adoptedFolder) || hasComponents())
            lines.push_back("kubectl apply -k overlays/audit");
        if (lines.empty())
            lines.push_back("true # nothing was written");
        commands(lines);
        m_page += "\nNamespaces and service accounts stay: deleting them would delete what runs in them.\n";
    }

    const ExportParts &m_parts;
    const std::vector<ExportedManifest> &m_manifests;
    const EnforcementPlan &m_plan;
    std::string m_page;
    int m_phases = 0;
};

} // namespace

std::string runbookPage(const ExportParts &parts, const EnforcementPlan &plan)
{
    return RunbookWriter(parts, plan).page();
}

} // namespace fourplane
