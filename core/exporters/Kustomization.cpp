// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/Kustomization.h"

#include "core/storage/YamlWriter.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

constexpr const char *kustomizationFile = "/kustomization.yaml";

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

YamlValue patchOf(const ExportedManifest &manifest)
{
    YamlValue target = YamlValue::map();
    target.addUnlessEmpty("group", manifest.group);
    target.add("version", manifest.version).add("kind", manifest.kind).add("name", asPattern(manifest.name));
    target.addUnlessEmpty("namespace", asPattern(manifest.namespaceName));
    if (!manifest.audit.isLeftOut)
        return YamlValue::map().add("target", std::move(target)).add("patch", manifest.audit.patch);
    YamlValue metadata = YamlValue::map().add("name", manifest.name);
    metadata.addUnlessEmpty("namespace", manifest.namespaceName);
    YamlValue removed = YamlValue::map().add("$patch", "delete");
    removed.add("apiVersion", (manifest.group.empty() ? "" : manifest.group + "/") + manifest.version)
        .add("kind", manifest.kind)
        .add("metadata", std::move(metadata));
    return YamlValue::map().add("target", std::move(target)).add("patch", toYaml(removed));
}

YamlValue auditPatches(const std::vector<ExportedManifest> &manifests)
{
    YamlValue patches = YamlValue::list();
    for (const ExportedManifest &manifest : manifests) {
        if (manifest.folder == networkFolder)
            continue; // not in the audit overlay at all
        if (manifest.audit.isLeftOut || !manifest.audit.patch.empty())
            patches.append(patchOf(manifest));
    }
    return patches;
}

/// Folders of the components, sorted.
std::set<std::string> componentsOf(const std::vector<ExportedManifest> &manifests)
{
    std::set<std::string> folders;
    for (const ExportedManifest &manifest : manifests) {
        if (manifest.folder.compare(0, componentsFolder.size(), componentsFolder) == 0)
            folders.insert(manifest.folder);
    }
    return folders;
}

class TreeOfKustomizations
{
public:
    explicit TreeOfKustomizations(const std::vector<ExportedManifest> &manifests)
        : m_manifests(manifests)
        , m_components(componentsOf(manifests))
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
        for (const std::string &folder : m_components)
            addPart(folder, true);
        if (!base.isEmpty()) {
            YamlValue value = kustomization(false);
            value.add("resources", base);
            add("base", std::move(value));
        }
        YamlValue enforced = YamlValue::list();
        if (!base.isEmpty())
            enforced.append("../../base");
        addOverlay("overlays/enforce", std::move(enforced), YamlValue::list());
        addOverlay("overlays/audit", std::move(audited), auditPatches(m_manifests));
        return std::move(m_files);
    }

private:
    void add(std::string_view folder, YamlValue value)
    {
        m_files.push_back({ std::string(folder) + kustomizationFile, toYaml(value), {} });
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
        if (resources.isEmpty() && m_components.empty())
            return; // kustomize takes a kustomization without content for an error
        YamlValue value = kustomization(false);
        value.addUnlessEmpty("resources", std::move(resources));
        YamlValue components = YamlValue::list();
        for (const std::string &component : m_components)
            components.append("../../" + component);
        value.addUnlessEmpty("components", std::move(components));
        value.addUnlessEmpty("patches", std::move(patches));
        add(folder, std::move(value));
    }

    const std::vector<ExportedManifest> &m_manifests;
    std::set<std::string> m_components;
    std::vector<ExportedFile> m_files;
};

} // namespace

std::vector<ExportedFile> kustomizationFiles(const std::vector<ExportedManifest> &manifests)
{
    return TreeOfKustomizations(manifests).files();
}

} // namespace fourplane
