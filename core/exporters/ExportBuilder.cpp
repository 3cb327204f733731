// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/policy/native/CreationTime.h"
#include "core/storage/NativeYaml.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t largestObjectBytes = 1024u * 1024u;
constexpr std::size_t largestAnnotationsBytes = 256u * 1024u;
constexpr std::size_t longestFileStem = 200;

/// A file name for the object: short, and different for different objects.
std::string fileName(const std::string &kind, const std::string &name)
{
    // RBAC takes names such as "team:reader", which not every file system does.
    const bool isPlain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_' || c == '.';
    });
    std::string stem =
        toLowerAscii(kind) + "-" + (isPlain ? name : toDnsLabel(name) + "-" + sha256(name).substr(0, 16));
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

std::vector<std::string> idTexts(const std::vector<ElementId> &ids)
{
    std::vector<std::string> texts;
    for (const ElementId &id : ids)
        texts.push_back(id.value());
    return texts;
}

/// The element that each rule of a compiled object realises, in order; nothing where rules were merged.
std::vector<std::string> ruleSourcesOf(const NativeObject &object, const ObjectSource &source)
{
    std::size_t count = 0;
    if (const auto *policy = std::get_if<NetworkPolicy>(&object))
        count = policy->ingress.size() + policy->egress.size();
    else if (const auto *authorization = std::get_if<AuthorizationPolicy>(&object))
        count = authorization->rules.size();
    return source.isCompiled && count == source.ids.size() ? idTexts(source.ids) : std::vector<std::string>();
}

std::string described(const ObjectName &name)
{
    return name.kind + " " + name.namespaceName + "/\"" + name.name + "\"";
}

} // namespace

Diagnostics diagnosticsOf(const ExportRemarks &remarks)
{
    Diagnostics diagnostics;
    for (const ExportRemark &remark : remarks)
        diagnostics.push_back(remark.diagnostic);
    return diagnostics;
}

void ExportBuilder::refuse(
    const std::string &object, const std::string &reason, std::string fix, const RemarkSubject &about)
{
    m_refusals.push_back({ { DiagnosticLevel::Fatal, "refused-by-target",
                               object + " cannot be exported: " + reason, std::move(fix), about.where },
        about.ids });
}

void ExportBuilder::checkLabels(const std::string &object, const Labels &labels, const RemarkSubject &about)
{
    for (const auto &[key, value] : labels) {
        if (!isQualifiedName(key))
            refuse(object, "\"" + key + "\" is no legal label key.", "Rename the label.", about);
        if (!isLabelValue(value))
            refuse(object, "\"" + value + "\" is no legal value of the label " + key + ".",
                "Use letters, digits, '-', '_' and '.', at most 63.", about);
    }
}

void ExportBuilder::addObject(std::string_view folder, const ObjectName &name, const YamlValue &manifest,
    const ObjectSource &source, AuditForm audit)
{
    add(folder, name, toYaml(manifest), source, std::move(audit));
}

void ExportBuilder::addRule(
    std::string_view folder, NativeObject object, const ObjectSource &source, AuditForm audit)
{
    const ObjectName name { std::string(apiVersionOf(object)), std::string(kindOf(object)),
        metaOf(object).namespaceName, metaOf(object).name };
    const std::string described = fourplane::described(name);
    std::visit([](auto &rule) { rule.meta.annotations.erase(std::string(createdAtAnnotation)); }, object);
    if (!source.isAdopted) {
        const std::string edges = join(idTexts(source.ids), ",");
        std::visit(
            [&edges](auto &rule) { rule.meta.annotations[std::string(edgesAnnotation)] = edges; }, object);
        if (edges.size() > largestAnnotationsBytes)
            refuse(described, "its list of edges is longer than 256 KiB.",
                "Merge allow rules, or split the workload.", source);
    }
    if (name.namespaceName.empty() && !isClusterScoped(object))
        refuse(described, "it names no namespace, and would land where the context of kubectl points.",
            "Write metadata.namespace.", source);
    const std::string text = writeNativeObject(object);
    // The strict reader knows what the API server takes, so what it reads back equal may be written.
    const YamlStream stream = loadYaml(text, {});
    if (stream.documents.size() != 1) {
        refuse(described, "it has a text that is not valid UTF-8.", "Correct the text.", source);
    } else if (const auto back = readNativeObject(*stream.documents.front()); !back) {
        for (const Diagnostic &problem : back.error().diagnostics)
            refuse(described, problem.message, problem.fix, source);
    } else if (!(*back == object)) {
        refuse(described, "it has a part that the manifest format cannot hold.",
            "Remove fields that its kind does not have.", source);
    }
    add(folder, name, text, source, std::move(audit));
    m_parts.manifests.back().file.ruleSources = ruleSourcesOf(object, source);
}

void ExportBuilder::addFile(
    std::string path, std::string content, const std::vector<ElementId> &sources, FileEntries entries)
{
    m_parts.files.push_back({ std::move(path), std::move(content), idTexts(sources), std::move(entries) });
}

void ExportBuilder::report(
    DiagnosticLevel level, std::string code, std::string message, std::string fix, const RemarkSubject &about)
{
    m_parts.report.push_back(
        { { level, std::move(code), std::move(message), std::move(fix), about.where }, about.ids });
}

void ExportBuilder::addChapter(std::string title, std::string text)
{
    m_parts.chapters.push_back({ std::move(title), std::move(text) });
}

ExportParts ExportBuilder::take()
{
    std::sort(m_parts.manifests.begin(), m_parts.manifests.end(),
        [](const ExportedManifest &a, const ExportedManifest &b) { return a.file.path < b.file.path; });
    return std::move(m_parts);
}

void ExportBuilder::add(std::string_view folder, const ObjectName &name, std::string content,
    const ObjectSource &source, AuditForm audit)
{
    const std::string object = described(name);
    const std::string group = groupOf(name.apiVersion);
    if (!m_objects.insert({ group, name.kind, name.namespaceName, name.name }).second)
        refuse(object, "another object of this kind has the same name.", "Rename one of them.", source);
    if (content.size() > largestObjectBytes)
        refuse(object, "it is larger than 1 MiB.", "Split the workload or merge allow rules.", source);
    ExportedManifest manifest;
    manifest.folder = folder;
    manifest.group = group;
    manifest.version = group.empty() ? name.apiVersion : name.apiVersion.substr(group.size() + 1);
    manifest.kind = name.kind;
    manifest.namespaceName = name.namespaceName;
    manifest.name = name.name;
    manifest.isAdopted = source.isAdopted;
    manifest.audit = std::move(audit);
    const bool hasNamespace = name.kind != "Namespace";
    // "_" is no legal namespace, so it cannot be mistaken for one.
    const std::string home = name.namespaceName.empty() ? "_" : name.namespaceName;
    manifest.file.path =
        manifest.folder + "/" + (hasNamespace ? home + "/" : std::string()) + fileName(name.kind, name.name);
    manifest.file.content = std::move(content);
    manifest.file.sources = idTexts(source.ids);
    m_parts.manifests.push_back(std::move(manifest));
}

} // namespace fourplane
