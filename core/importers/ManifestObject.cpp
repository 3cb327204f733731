// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ManifestObject.h"

#include "core/importers/Kustomization.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace fourplane {

namespace {

constexpr int deepestList = 16;

std::string scalarText(const YamlNode *node)
{
    return node && node->isScalar() ? node->text : std::string();
}

bool endsWith(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// A template engine has still to fill in this text.
bool isTemplateText(std::string_view text)
{
    return text.find("{{") != std::string_view::npos;
}

/// The code unit that the escape "\uXXXX" at `at` stands for, or nothing.
std::optional<unsigned> escapedUnit(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned unit = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
    return error == std::errc() && end == text.data() + at + 6 ? std::optional(unit) : std::nullopt;
}

/// JSON writes characters beyond 16 bits as two escapes, which YAML reads as two wrong characters: they
/// become the one escape that YAML has for them.
std::string withYamlEscapes(std::string_view json)
{
    std::string yaml;
    yaml.reserve(json.size());
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (json[at] != '\\' || at + 1 == json.size()) {
            yaml += json[at];
            continue;
        }
        const std::optional<unsigned> high = escapedUnit(json, at);
        const std::optional<unsigned> low = high ? escapedUnit(json, at + 6) : std::nullopt;
        if (low && *high >= 0xD800 && *high < 0xDC00 && *low >= 0xDC00 && *low < 0xE000) {
            std::array<char, 11> escape {};
            std::snprintf(escape.data(), escape.size(), "\\U%08X",
                0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
            yaml += escape.data();
            at += 11;
            continue;
        }
        yaml += json[at++]; // with what it escapes, which may be a backslash
        yaml += json[at];
    }
    return yaml;
}

bool isJson(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[')
        && text.find("\\u") != std::string_view::npos;
}

class ObjectSplitter
{
public:
    explicit ObjectSplitter(ManifestObjects &file)
        : m_file(file)
    {
    }

    /// `listKind` is the kind that a typed list gives to items that do not say their own (`kubectl get -o`
    /// writes it, clients may leave it out), `listVersion` the apiVersion.
    void take(const YamlNodePtr &node, const std::string &listKind, const std::string &listVersion, int level)
    {
        if (!node->isMap()) {
            report(DiagnosticLevel::Warning, "not-kubernetes",
                "This is not a Kubernetes object: it has no fields.", "Leave the file out of the import.",
                node->location);
            return;
        }
        const std::string writtenKind = scalarText(node->find("kind"));
        const std::string writtenVersion = scalarText(node->find("apiVersion"));
        const std::string kind = writtenKind.empty() ? listKind : writtenKind;
        const std::string version = writtenVersion.empty() ? listVersion : writtenVersion;
        if (kind.empty() || version.empty()) {
            reportIncomplete(*node, kind, version);
            return;
        }
        if (endsWith(kind, "List") && (node->find("items") || kind == "List")) {
            takeList(*node, kind, version, level);
            return;
        }
        takeObject(node, kind, version);
    }

private:
    void report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
        const SourceLocation &where)
    {
        m_file.diagnostics.push_back({ level, std::move(code), std::move(message), std::move(fix), where });
    }

    void reportIncomplete(const YamlNode &node, const std::string &kind, const std::string &version)
    {
        if (kind.empty() && version.empty()) {
            report(DiagnosticLevel::Warning, "not-kubernetes",
                "This is not a Kubernetes object: it has neither apiVersion nor kind.",
                "Leave the file out of the import, or add both fields.", node.location);
        } else if (kind.empty()) {
            report(DiagnosticLevel::Severe, "missing-kind",
                "The object has the apiVersion \"" + version + "\" but no kind.", "Add the field kind.",
                node.location);
        } else {
            report(DiagnosticLevel::Severe, "missing-api-version", "The " + kind + " has no apiVersion.",
                "Add the field apiVersion.", node.location);
        }
    }

    void takeList(const YamlNode &node, const std::string &kind, const std::string &version, int level)
    {
        const YamlNode *items = node.find("items");
        if (!items || items->isNull())
            return;
        if (!items->isSequence()) {
            report(DiagnosticLevel::Severe, "wrong-type", "The field items of the " + kind + " is no list.",
                "Write the objects as a list.", items->location);
            return;
        }
        if (level >= deepestList) {
            report(DiagnosticLevel::Severe, "yaml-too-deep", "Lists are nested too deep.",
                "Write the objects without lists around them.", node.location);
            return;
        }
        const std::string itemKind = kind == "List" ? std::string() : kind.substr(0, kind.size() - 4);
        const std::string itemVersion = kind == "List" ? std::string() : version;
        for (const YamlNodePtr &item : items->items)
            take(item, itemKind, itemVersion, level + 1);
    }

    void takeObject(const YamlNodePtr &node, const std::string &kind, const std::string &version)
    {
        ManifestObject object;
        object.node = node;
        object.apiVersion = version;
        const std::size_t slash = version.find('/');
        object.group = slash == std::string::npos ? std::string() : version.substr(0, slash);
        object.kind = kind;
        object.origin = node->location;
        object.name = scalarText(node->find({ "metadata", "name" }));
        if (object.name.empty()) {
            object.name = scalarText(node->find({ "metadata", "generateName" }));
            while (!object.name.empty() && object.name.back() == '-')
                object.name.pop_back();
        }
        object.namespaceName = scalarText(node->find({ "metadata", "namespace" }));
        if (isTemplateText(object.name) || isTemplateText(object.namespaceName) || isTemplateText(kind)) {
            report(DiagnosticLevel::Severe, "template",
                "The " + kind + " is a template: its name or namespace has still to be filled in.",
                "Render the template first (helm template, kustomize build) and import the result.",
                node->location);
            return;
        }
        m_file.objects.push_back(std::move(object));
    }

    ManifestObjects &m_file;
};

} // namespace

std::string ManifestObject::title() const
{
    std::string text = kind + " ";
    if (!namespaceName.empty())
        text += namespaceName + "/";
    return text + (name.empty() ? "without a name" : name);
}

ManifestObjects readManifestObjects(std::string_view text, const std::string &fileName)
{
    ManifestObjects file;
    file.name = fileName;
    // A value takes at least one byte, so that a large answer of a cluster passes and an alias bomb does not.
    YamlLimits limits;
    limits.nodes = std::max(limits.nodes, text.size());
    YamlStream stream =
        isJson(text) ? loadYaml(withYamlEscapes(text), fileName, limits) : loadYaml(text, fileName, limits);
    const bool isTemplate = isTemplateText(text);
    for (Diagnostic &diagnostic : stream.diagnostics) {
        if (isTemplate && diagnostic.code != "invalid-utf8") {
            diagnostic.code = "template";
            diagnostic.message =
                "This is a template that has still to be filled in, not YAML: " + diagnostic.message;
            diagnostic.fix = "Render the template first (helm template) and import the result.";
        }
        file.diagnostics.push_back(std::move(diagnostic));
    }
    ObjectSplitter splitter(file);
    // kustomize takes a file by its name and lets it leave both out.
    const bool isKustomization = isKustomizationName(fileName);
    for (const YamlNodePtr &document : stream.documents)
        splitter.take(document, isKustomization ? "Kustomization" : "",
            isKustomization ? "kustomize.config.k8s.io/v1beta1" : "", 0);
    if (stream.documents.empty() && stream.diagnostics.empty()) {
        file.diagnostics.push_back({ DiagnosticLevel::Note, "empty-file", "The file holds no document.", {},
            { fileName, 1, 0, 0 } });
    }
    return file;
}

} // namespace fourplane
