// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "core/storage/project/ShortForms.h"

#include <charconv>

namespace fourplane {

namespace {

/// The one document of a project file, or nullptr after reporting why there is none.
YamlNodePtr rootOf(std::string_view text, const std::string &fileName, ReadContext &context)
{
    YamlStream stream = loadYaml(text, fileName);
    for (Diagnostic &diagnostic : stream.diagnostics) {
        diagnostic.level = DiagnosticLevel::Fatal;
        context.report(std::move(diagnostic));
    }
    if (!stream.diagnostics.empty())
        return nullptr;
    const std::string start =
        "A project file starts with \"fourplane: " + std::to_string(projectFormatVersion) + "\".";
    if (stream.documents.empty()) {
        context.report("empty-file", "The file is empty.", start, { fileName, 1, 1, 0 });
        return nullptr;
    }
    if (stream.documents.size() > 1 && stream.documents.front()->find("fourplane")) {
        context.report("several-documents", "The file has several YAML documents.",
            "Keep one project in a file: remove what follows \"---\".", stream.documents[1]->location);
        return nullptr;
    }
    if (!stream.documents.front()->isMap()) {
        context.report("not-a-project", "The file is not a map of keys and values.", start,
            stream.documents.front()->location);
        return nullptr;
    }
    return stream.documents.front();
}

/// Whether the file says that it is a project of a version that can be read; reports why not.
bool isReadableVersion(const YamlNode &root, ReadContext &context)
{
    const std::string current = std::to_string(projectFormatVersion);
    const YamlNode *version = root.find("fourplane");
    if (!version) {
        context.report("not-a-project", "The key \"fourplane\" with the version of the format is missing.",
            "If this is a Fourplane project, add \"fourplane: " + current
                + "\" as its first line; Kubernetes "
                  "manifests are read by import.",
            root.location);
        return false;
    }
    const auto number = yamlInt(*version);
    if (number && *number > projectFormatVersion) {
        context.report("project-too-new",
            "The file has version " + version->text + " of the format; this program reads up to version "
                + current + ".",
            "Open it with a newer Fourplane.", version->location);
        return false;
    }
    if (!number || *number < 1) {
        context.report("wrong-version",
            "\"fourplane\" must be the version of the format, but this is " + describeNode(*version) + ".",
            "Write \"fourplane: " + current + "\".", version->location);
        return false;
    }
    return true;
}

/// The place of a problem: of the value at its path, or of the innermost map or list above it that the file
/// has.
SourceLocation placeOf(const YamlNode &root, const std::vector<std::string> &path)
{
    const YamlNode *node = &root;
    SourceLocation where = root.location;
    for (const std::string &step : path) {
        const YamlNode *next = nullptr;
        if (node->isMap()) {
            for (const YamlNode::Entry &entry : node->entries) {
                if (entry.key == step) {
                    next = entry.value.get();
                    where = next->isScalar() ? next->location : entry.keyLocation;
                }
            }
        } else if (node->isSequence()) {
            std::size_t index = 0;
            const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
            if (error == std::errc {} && end == step.data() + step.size() && index < node->items.size()) {
                next = node->items[index].get();
                where = next->location;
            }
        }
        if (!next)
            return where;
        node = next;
    }
    return where;
}

void reportProblems(const Project &project, const YamlNode &root, ReadContext &context)
{
    for (const ProjectProblem &problem : findProblems(project)) {
        const SourceLocation where = placeOf(root, problem.path);
        if (!context.isReported(where))
            context.report({ problem.level, problem.code, problem.message, problem.fix, where });
    }
}

} // namespace

Result<LoadedProject> parseProject(std::string_view text, const std::string &fileName)
{
    ReadContext context;
    const YamlNodePtr root = rootOf(text, fileName, context);
    if (!root)
        return failure(context.take());
    return readProject(*root);
}

Result<LoadedProject> readProject(const YamlNode &root)
{
    ReadContext context;
    if (!isReadableVersion(root, context))
        return failure(context.take());
    LoadedProject loaded;
    readObject(context, Field { "", root, root.location }, loaded.project);
    reportProblems(loaded.project, root, context);
    loaded.diagnostics = context.take();
    if (hasAtLeast(loaded.diagnostics, DiagnosticLevel::Fatal))
        return failure(std::move(loaded.diagnostics));
    return loaded;
}

} // namespace fourplane
