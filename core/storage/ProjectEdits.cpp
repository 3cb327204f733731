// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectEdits.h"

#include "core/base/Suggestion.h"
#include "core/project/Edit.h"
#include "core/storage/EditableKinds.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlEdit.h"
#include "core/storage/project/ShortForms.h"
#include "core/topology/PodHardening.h"

#include <algorithm>

namespace fourplane {

namespace {

std::string trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

Diagnostic problem(const std::string &edit, std::string code, std::string message, std::string fix)
{
    return { DiagnosticLevel::Fatal, std::move(code), "Edit \"" + edit + "\": " + std::move(message),
        std::move(fix), {} };
}

const EditableKind *kindCalled(std::string_view word)
{
    const auto found = std::find_if(editableKindTable.begin(), editableKindTable.end(),
        [word](const EditableKind &kind) { return kind.word == word; });
    return found == editableKindTable.end() ? nullptr : &*found;
}

/// What the project file writes next to the workload where that has nothing but one plain container.
bool isOfOneContainer(std::string_view field)
{
    return field == "image" || field == "ports";
}

/// Where the store keeps a collection, or nothing.
std::optional<YamlPath> collectionPath(const YamlNode &root, const std::string &id)
{
    const YamlNode *stores = root.find("stores");
    if (!stores)
        return std::nullopt;
    for (const YamlNode::Entry &store : stores->entries) {
        const YamlNode *collections = store.value->find("collections");
        if (collections && collections->find(id))
            return YamlPath { "stores", store.key, "collections", id };
    }
    return std::nullopt;
}

/// What stands before the colon of an edit.
struct EditTarget
{
    YamlPath path; ///< empty for the project
    std::string kind; ///< word; empty for the project
    std::string id;
    bool exists = true;
};

std::optional<EditTarget> targetCalled(const YamlNode &root, const std::string &text)
{
    if (text == "project")
        return EditTarget {};
    const std::size_t slash = text.find('/');
    const std::string word = text.substr(0, slash == std::string::npos ? 0 : slash);
    const std::string rest = slash == std::string::npos ? std::string() : text.substr(slash + 1);
    if (word == collectionWord) {
        if (const auto path = collectionPath(root, rest))
            return EditTarget { *path, word, rest, true };
    }
    if (const EditableKind *kind = kindCalled(word)) {
        const bool exists = root.find({ kind->section, rest }) != nullptr;
        return EditTarget { { std::string(kind->section), rest }, word, rest, exists };
    }
    for (const EditableKind &kind : editableKindTable) {
        if (root.find({ kind.section, text }))
            return EditTarget { { std::string(kind.section), text }, std::string(kind.word), text, true };
    }
    if (const auto path = collectionPath(root, text))
        return EditTarget { *path, std::string(collectionWord), text, true };
    return std::nullopt;
}

std::string nearestElements(const YamlNode &root, const std::string &text)
{
    std::vector<std::string> known;
    for (const EditableKind &kind : editableKindTable) {
        if (const YamlNode *section = root.find(kind.section)) {
            for (const YamlNode::Entry &entry : section->entries)
                known.push_back(std::string(kind.word) + "/" + entry.key);
        }
    }
    const std::string near = closestWord(text, { known.begin(), known.end() });
    return near.empty() ? "Name an element of the project, such as workload/NAME, or \"project\"."
                        : "Did you mean \"" + near + "\"?";
}

/// Reads the changed tree back; what is wrong is said of the edit.
Result<Project> reread(const YamlNodePtr &root, const std::string &edit)
{
    auto loaded = readProject(*root);
    if (loaded)
        return std::move(loaded->project);
    Diagnostics found;
    for (const Diagnostic &diagnostic : loaded.error().diagnostics) {
        if (diagnostic.level == DiagnosticLevel::Fatal)
            found.push_back(problem(edit, diagnostic.code, diagnostic.message, diagnostic.fix));
    }
    return failure(std::move(found));
}

Result<Project> withHardening(
    const Project &project, const std::string &edit, const EditTarget &target, const std::string &value)
{
    const auto level = enumFromName<PodSecurityLevel>(value);
    if (!level)
        return failure({ problem(edit, "unknown-word", "\"" + value + "\" is no Pod Security level.",
            "Write privileged, baseline or restricted.") });
    Project changed = project;
    meetPodSecurity(changed.topology.workloads.at(ElementId(target.id)), *level);
    return changed;
}

/// What stands after the colon, as "field op value".
struct Assignment
{
    std::string field;
    YamlEditKind kind = YamlEditKind::Set;
    std::string value;
};

std::optional<Assignment> assignmentIn(const std::string &action)
{
    bool isQuoted = false;
    for (std::size_t at = 0; at < action.size(); ++at) {
        if (action[at] == '"')
            isQuoted = !isQuoted;
        if (action[at] != '=' || isQuoted)
            continue;
        const char before = at > 0 ? action[at - 1] : ' ';
        Assignment result { trimmed(action.substr(0, at)), YamlEditKind::Set,
            trimmed(action.substr(at + 1)) };
        if (before == '+' || before == '-') {
            result.field = trimmed(action.substr(0, at - 1));
            result.kind = before == '+' ? YamlEditKind::Append : YamlEditKind::TakeOut;
        } else if (result.value.empty()) {
            result.kind = YamlEditKind::Remove;
        }
        return result.field.empty() ? std::nullopt : std::optional(result);
    }
    return std::nullopt;
}

class EditApplier
{
public:
    EditApplier(const Project &project, const std::string &edit)
        : m_project(project)
        , m_edit(edit)
        , m_root(projectTree(project))
    {
    }

    Result<Project> apply()
    {
        const std::size_t colon = m_edit.find(':');
        if (colon == std::string::npos)
            return bad("There is no \":\" after the element.");
        const std::string name = trimmed(m_edit.substr(0, colon));
        const std::string action = trimmed(m_edit.substr(colon + 1));
        const auto target = targetCalled(*m_root, name);
        if (!target)
            return unknown(name);
        if (action.rfind("add ", 0) == 0 || action == "add")
            return add(*target, trimmed(action.substr(3)));
        if (!target->exists)
            return unknown(name);
        if (action == "remove")
            return remove(*target);
        const auto assignment = assignmentIn(action);
        if (!assignment)
            return bad("\"" + action + "\" is neither FIELD=VALUE nor add or remove.");
        if (target->kind == "workload" && assignment->field == "podSecurity")
            return withHardening(m_project, m_edit, *target, assignment->value);
        return assign(*target, *assignment);
    }

private:
    tl::unexpected<Error> bad(std::string message) const
    {
        return failure({ problem(m_edit, "bad-edit", std::move(message),
            "Write ELEMENT: FIELD=VALUE, FIELD+=ITEM, FIELD-=ITEM, \"add {...}\" or \"remove\", for instance "
            "\"workload/model: podSecurity=restricted\".") });
    }

    tl::unexpected<Error> unknown(const std::string &name) const
    {
        return failure({ problem(m_edit, "unknown-element", "There is no element \"" + name + "\".",
            nearestElements(*m_root, name)) });
    }

    Result<Project> remove(const EditTarget &target) const
    {
        if (target.path.empty())
            return bad("The project itself cannot be removed.");
        Project changed = m_project;
        fourplane::apply(changed, removalOf(m_project, { ElementId(target.id) }));
        return changed;
    }

    Result<Project> add(const EditTarget &target, const std::string &text) const
    {
        if (target.path.empty())
            return bad("The project itself cannot be added.");
        if (target.exists)
            return bad("\"" + target.id + "\" is there already.");
        if (target.id.empty())
            return bad("The new element needs an id.");
        const auto value = yamlValue(text.empty() ? "{}" : text);
        if (!value)
            return bad("The value is not YAML: " + value.error().diagnostics.front().message);
        const auto root = editedYaml(m_root, target.path, YamlEditKind::Set, *value);
        return root ? reread(*root, m_edit) : bad(root.error().diagnostics.front().message);
    }

    Result<Project> assign(const EditTarget &target, const Assignment &assignment) const
    {
        auto field = yamlPath(assignment.field);
        if (!field)
            return bad(field.error().diagnostics.front().message);
        YamlPath path = target.path;
        if (target.kind == "workload" && isOfOneContainer(field->front())) {
            const YamlNode *containers = m_root->find({ "workloads", target.id, "containers" });
            if (containers && containers->items.size() != 1)
                return bad("\"" + target.id + "\" has several containers; write containers.0."
                    + field->front() + ", counting from 0.");
            if (containers)
                path.insert(path.end(), { "containers", "0" });
        }
        path.insert(path.end(), field->begin(), field->end());
        const auto value = yamlValue(assignment.value);
        if (!value)
            return bad("The value is not YAML: " + value.error().diagnostics.front().message);
        const auto root = editedYaml(m_root, path, assignment.kind, *value);
        return root ? reread(*root, m_edit) : bad(root.error().diagnostics.front().message);
    }

    const Project &m_project;
    const std::string &m_edit;
    YamlNodePtr m_root;
};

} // namespace

std::vector<std::string> editableKinds()
{
    std::vector<std::string> words { std::string(collectionWord) };
    for (const EditableKind &kind : editableKindTable)
        words.emplace_back(kind.word);
    return words;
}

Result<Project> withEdits(const Project &project, const std::vector<std::string> &edits)
{
    Project changed = project;
    for (const std::string &edit : edits) {
        auto next = EditApplier(changed, edit).apply();
        if (!next)
            return next;
        changed = std::move(*next);
    }
    return changed;
}

Result<Project> withVariants(const Project &project, const std::vector<ElementId> &variants)
{
    Project changed = project;
    for (const ElementId &id : variants) {
        const Variant *variant = find(project.variants, id);
        if (!variant) {
            std::string known;
            for (const auto &[other, value] : project.variants)
                known += (known.empty() ? "" : ", ") + other.value();
            return failure("unknown-variant", "There is no variant \"" + id.value() + "\".",
                known.empty() ? "The project has none; write edits under \"variants\"."
                              : "The project has: " + known + ".");
        }
        auto next = withEdits(changed, variant->edits);
        if (!next)
            return next;
        changed = std::move(*next);
    }
    return changed;
}

} // namespace fourplane
