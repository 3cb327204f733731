// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/Kustomization.h"

#include "core/storage/YamlWriter.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *fileName = "/kustomization.yaml";
constexpr const char *dryRunPatch = "- op: add\n  path: /metadata/annotations/istio.io~1dry-run\n"
                                    "  value: \"true\"\n";
constexpr const char *permissivePatch = "- op: replace\n  path: /spec/mtls/mode\n  value: PERMISSIVE\n";
constexpr const char *noEnforcePatch =
    "- op: remove\n  path: /metadata/labels/pod-security.kubernetes.io~1enforce\n";

YamlValue kustomization(bool isComponent)
{
    YamlValue value = YamlValue::map();
    value.add(
        "apiVersion", isComponent ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1");
    value.add("kind", isComponent ? "Component" : "Kustomization");
    return value;
}

bool hasFolder(const std::vector<ExportedManifest> &manifests, std::string_view folder)
{
    return std::any_of(manifests.begin(), manifests.end(),
        [folder](const ExportedManifest &manifest) { return manifest.folder == folder; });
}

/// kustomize reads names in a target as regular expressions.
std::string asPattern(const std::string &name)
{
    std::string pattern;
    for (char c : name)
        pattern += c == '.' ? std::string("\\.") : std::string(1, c);
    return pattern;
}

YamlValue patchOf(const ExportedManifest &manifest, const char *patch)
{
    YamlValue target = YamlValue::map();
    target.addUnlessEmpty("group", manifest.group);
    target.add("version", manifest.version).add("kind", manifest.kind).add("name", asPattern(manifest.name));
    target.addUnlessEmpty("namespace", asPattern(manifest.namespaceName));
    return YamlValue::map().add("target", std::move(target)).add("patch", patch);
}

bool isStrict(const EnforcementPlan &plan, const ExportedManifest &manifest)
{
    return std::any_of(plan.peerAuthentications.begin(), plan.peerAuthentications.end(),
        [&manifest](const Planned<PeerAuthentication> &planned) {
            return planned.object.meta.name == manifest.name
                && planned.object.meta.namespaceName == manifest.namespaceName
                && planned.object.mode == MtlsMode::Strict;
        });
}

YamlValue auditPatches(const std::vector<ExportedManifest> &manifests, const EnforcementPlan &plan)
{
    YamlValue patches = YamlValue::list();
    for (const ExportedManifest &manifest : manifests) {
        if (manifest.isAdopted)
            continue;
        if (manifest.kind == "AuthorizationPolicy")
            patches.append(patchOf(manifest, dryRunPatch));
        if (manifest.kind == "PeerAuthentication" && isStrict(plan, manifest))
            patches.append(patchOf(manifest, permissivePatch));
        const PlannedNamespace *home =
            manifest.kind == "Namespace" ? findNamespace(plan, manifest.name) : nullptr;
        if (home && home->podSecurity.enforce)
            patches.append(patchOf(manifest, noEnforcePatch));
    }
    return patches;
}

class TreeOfKustomizations
{
public:
    TreeOfKustomizations(const std::vector<ExportedManifest> &manifests, const EnforcementPlan &plan)
        : m_manifests(manifests)
        , m_plan(plan)
    {
    }

    std::vector<ExportedFile> files()
    {
        YamlValue base = YamlValue::list();
        YamlValue audited = YamlValue::list();
        for (std::string_view folder : { workloadFolder, identityFolder, adoptedFolder, networkFolder }) {
            if (!hasFolder(m_manifests, folder))
                continue;
            addPart(folder, false);
            base.append(folder.substr(std::string_view("base/").size()));
            if (folder != networkFolder)
                audited.append("../../" + std::string(folder));
        }
        const bool hasMesh = hasFolder(m_manifests, meshFolder);
        if (hasMesh)
            addPart(meshFolder, true);
        if (!base.isEmpty()) {
            YamlValue value = kustomization(false);
            value.add("resources", base);
            add("base", std::move(value));
        }
        YamlValue enforced = YamlValue::list();
        if (!base.isEmpty())
            enforced.append("../../base");
        addOverlay("overlays/enforce", std::move(enforced), YamlValue::list());
        addOverlay("overlays/audit", std::move(audited), auditPatches(m_manifests, m_plan));
        return std::move(m_files);
    }

private:
    void add(std::string_view folder, YamlValue value)
    {
        m_files.push_back({ std::string(folder) + fileName, toYaml(value), {} });
    }

    void addPart(std::string_view folder, bool isComponent)
    {
        YamlValue resources = YamlValue::list();
        for (const ExportedManifest &manifest : m_manifests) {
            if (manifest.folder == folder)
                resources.append(manifest.file.path.substr(folder.size() + 1));
        }
        YamlValue value = kustomization(isComponent);
        value.add("resources", std::move(resources));
        add(folder, std::move(value));
    }

    void addOverlay(std::string_view folder, YamlValue resources, YamlValue patches)
    {
        const bool hasMesh = hasFolder(m_manifests, meshFolder);
        if (resources.isEmpty() && !hasMesh)
            return; // kustomize takes a kustomization without content for an error
        YamlValue value = kustomization(false);
        value.addUnlessEmpty("resources", std::move(resources));
        if (hasMesh)
            value.add("components", YamlValue::list().append("../../" + std::string(meshFolder)));
        value.addUnlessEmpty("patches", std::move(patches));
        add(folder, std::move(value));
    }

    const std::vector<ExportedManifest> &m_manifests;
    const EnforcementPlan &m_plan;
    std::vector<ExportedFile> m_files;
};

} // namespace

std::vector<ExportedFile> kustomizationFiles(
    const std::vector<ExportedManifest> &manifests, const EnforcementPlan &plan)
{
    return TreeOfKustomizations(manifests, plan).files();
}

} // namespace fourplane
