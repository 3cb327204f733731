// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/EditableKinds.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlEdit.h"
#include "core/topology/PodHardening.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace fourplane {

namespace {

bool isPlain(std::string_view text)
{
    return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '/' || c == '-';
    });
}

std::string quoted(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// A value in one line, as flow YAML.
std::string inLine(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        break;
    case YamlNode::Kind::Scalar:
        return node.quoted || !isPlain(node.text) ? quoted(node.text) : node.text;
    case YamlNode::Kind::Sequence: {
        std::string text;
        for (const YamlNodePtr &item : node.items)
            text += (text.empty() ? "" : ", ") + inLine(*item);
        return "[" + text + "]";
    }
    case YamlNode::Kind::Map: {
        std::string text;
        for (const YamlNode::Entry &entry : node.entries)
            text += (text.empty() ? "" : ", ") + (isPlain(entry.key) ? entry.key : quoted(entry.key)) + ": "
                + inLine(*entry.value);
        return "{" + text + "}";
    }
    }
    return "null";
}

bool isEqual(const YamlNode &first, const YamlNode &second)
{
    return first.kind == second.kind && first.text == second.text && first.quoted == second.quoted
        && std::equal(first.items.begin(), first.items.end(), second.items.begin(), second.items.end(),
            [](const YamlNodePtr &left, const YamlNodePtr &right) { return isEqual(*left, *right); })
        && std::equal(first.entries.begin(), first.entries.end(), second.entries.begin(),
            second.entries.end(), [](const YamlNode::Entry &left, const YamlNode::Entry &right) {
                return left.key == right.key && isEqual(*left.value, *right.value);
            });
}

/// The entries of a section by their keys.
std::unordered_map<std::string_view, const YamlNode *> byKey(const std::vector<YamlNode::Entry> &entries)
{
    std::unordered_map<std::string_view, const YamlNode *> nodes;
    for (const YamlNode::Entry &entry : entries)
        nodes.emplace(entry.key, entry.value.get());
    return nodes;
}

std::string fieldPath(const YamlPath &path)
{
    std::string text;
    for (const std::string &key : path) {
        const bool isSimple = isPlain(key) && key.find('.') == std::string::npos;
        text += (text.empty() ? "" : ".") + (isSimple ? key : "\"" + key + "\"");
    }
    return text;
}

bool areAllMaps(const YamlNode &sequence)
{
    return std::all_of(
        sequence.items.begin(), sequence.items.end(), [](const YamlNodePtr &item) { return item->isMap(); });
}

/// A group of plain fields, which reads better field by field.
bool isMapOfScalars(const YamlNode &node)
{
    return node.isMap() && !node.entries.empty()
        && std::all_of(node.entries.begin(), node.entries.end(),
            [](const YamlNode::Entry &entry) { return entry.value->kind == YamlNode::Kind::Scalar; });
}

/// Writes down how two trees of the project differ.
class EditWriter
{
public:
    EditWriter(const YamlNode &before, const YamlNode &after)
        : m_before(before)
        , m_after(after)
    {
    }

    std::vector<std::string> run()
    {
        for (auto kind = editableKindTable.rbegin(); kind != editableKindTable.rend(); ++kind)
            removals(*kind);
        for (const EditableKind &kind : editableKindTable)
            additions(kind);
        for (const char *field : { "name", "description", "platform" })
            changes("project", { field }, m_before.find(field), m_after.find(field));
        for (const EditableKind &kind : editableKindTable)
            changesOf(kind);
        return std::move(m_edits);
    }

private:
    static const std::vector<YamlNode::Entry> &entriesOf(const YamlNode *map)
    {
        static const std::vector<YamlNode::Entry> none;
        return map ? map->entries : none;
    }

    void removals(const EditableKind &kind)
    {
        const auto after = byKey(entriesOf(m_after.find(kind.section)));
        for (const YamlNode::Entry &entry : entriesOf(m_before.find(kind.section))) {
            if (!after.contains(entry.key))
                m_edits.push_back(std::string(kind.word) + "/" + entry.key + ": remove");
        }
    }

    void additions(const EditableKind &kind)
    {
        const auto before = byKey(entriesOf(m_before.find(kind.section)));
        for (const YamlNode::Entry &entry : entriesOf(m_after.find(kind.section))) {
            if (!before.contains(entry.key))
                m_edits.push_back(std::string(kind.word) + "/" + entry.key + ": add " + inLine(*entry.value));
        }
    }

    void changesOf(const EditableKind &kind)
    {
        const auto before = byKey(entriesOf(m_before.find(kind.section)));
        for (const YamlNode::Entry &entry : entriesOf(m_after.find(kind.section))) {
            const auto known = before.find(entry.key);
            if (known != before.end())
                changes(std::string(kind.word) + "/" + entry.key, {}, known->second, entry.value.get());
        }
    }

    /// What is called `name`, at `path` in it. A field that is not there is nullptr.
    void changes(const std::string &name, const YamlPath &path, const YamlNode *before, const YamlNode *after)
    {
        if ((!before && !after) || (before && after && isEqual(*before, *after)))
            return;
        if (before && after && before->isMap() && after->isMap()) {
            changesInMap(name, path, *before, *after);
            return;
        }
        if (!before && isMapOfScalars(*after)) {
            for (const YamlNode::Entry &entry : after->entries)
                changes(name, below(path, entry.key), nullptr, entry.value.get());
            return;
        }
        if (before && after && before->isSequence() && after->isSequence()
            && before->items.size() == after->items.size() && areAllMaps(*before) && areAllMaps(*after)) {
            for (std::size_t i = 0; i < after->items.size(); ++i)
                changes(name, below(path, std::to_string(i)), before->items[i].get(), after->items[i].get());
            return;
        }
        m_edits.push_back(name + ": " + fieldPath(path) + "=" + (after ? inLine(*after) : std::string()));
    }

    void changesInMap(
        const std::string &name, const YamlPath &path, const YamlNode &before, const YamlNode &after)
    {
        for (const YamlNode::Entry &entry : before.entries) {
            if (!after.find(entry.key))
                changes(nameBelow(name, path, entry.key), pathBelow(name, path, entry.key), entry.value.get(),
                    nullptr);
        }
        for (const YamlNode::Entry &entry : after.entries)
            changes(nameBelow(name, path, entry.key), pathBelow(name, path, entry.key),
                before.find(entry.key), entry.value.get());
    }

    static YamlPath below(YamlPath path, const std::string &key)
    {
        path.push_back(key);
        return path;
    }

    /// A collection goes by its own name, not as a field of its store.
    static bool isCollection(const std::string &name, const YamlPath &path)
    {
        return path == YamlPath { "collections" } && name.rfind("store/", 0) == 0;
    }

    static std::string nameBelow(const std::string &name, const YamlPath &path, const std::string &key)
    {
        return isCollection(name, path) ? std::string(collectionWord) + "/" + key : name;
    }

    static YamlPath pathBelow(const std::string &name, const YamlPath &path, const std::string &key)
    {
        return isCollection(name, path) ? YamlPath {} : below(path, key);
    }

    const YamlNode &m_before;
    const YamlNode &m_after;
    std::vector<std::string> m_edits;
};

/// Hardens the workloads that end up as hardening makes them, and says so in the short way.
std::vector<std::string> hardenings(Project &project, const Project &after)
{
    std::vector<std::string> edits;
    for (auto &[id, workload] : project.topology.workloads) {
        const Workload *wanted = find(after.topology.workloads, id);
        for (PodSecurityLevel level : { PodSecurityLevel::Baseline, PodSecurityLevel::Restricted }) {
            Workload hardened = workload;
            meetPodSecurity(hardened, level);
            if (!wanted || hardened == workload || !(hardened.podSecurity == wanted->podSecurity)
                || !(hardened.containers == wanted->containers))
                continue;
            workload = hardened;
            edits.push_back("workload/" + id.value() + ": podSecurity=" + std::string(nameOf(level)));
            break;
        }
    }
    return edits;
}

} // namespace

Result<std::vector<std::string>> writtenEdits(const Project &before, const Project &after)
{
    Project start = before;
    std::vector<std::string> edits = hardenings(start, after);
    const YamlNodePtr first = projectTree(start);
    const YamlNodePtr second = projectTree(after);
    const std::vector<std::string> further = EditWriter(*first, *second).run();
    edits.insert(edits.end(), further.begin(), further.end());
    const auto reached = withEdits(before, edits);
    if (!reached || !(*reached == after))
        return failure("not-expressible", "The change cannot be written as a list of edits.",
            reached ? std::string() : reached.error().diagnostics.front().message);
    return edits;
}

} // namespace fourplane
