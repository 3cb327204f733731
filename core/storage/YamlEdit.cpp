// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/YamlEdit.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace fourplane {

namespace {

bool areEqual(const YamlNode &a, const YamlNode &b)
{
    if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size()
        || a.entries.size() != b.entries.size())
        return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!areEqual(*a.items[i], *b.items[i]))
            return false;
    }
    return std::all_of(a.entries.begin(), a.entries.end(), [&b](const YamlNode::Entry &entry) {
        const YamlNode *other = b.find(entry.key);
        return other && areEqual(*entry.value, *other);
    });
}

YamlNode emptyNode(YamlNode::Kind kind)
{
    YamlNode node;
    node.kind = kind;
    return node;
}

class YamlEditor
{
public:
    YamlEditor(YamlEditKind kind, const YamlNodePtr &value)
        : m_kind(kind)
        , m_value(value)
    {
    }

    /// The edited node, or nullptr when nothing is left of it; `node` may be nullptr.
    Result<YamlNodePtr> edited(const YamlNode *node, std::span<const std::string> path) const
    {
        if (path.empty())
            return editedLeaf(node);
        if (node && node->isSequence())
            return editedItem(*node, path);
        if (node && node->isScalar())
            return failure("bad-edit", "\"" + node->text + "\" has no inner field \"" + path.front() + "\".");
        return editedEntry(node, path);
    }

private:
    Result<YamlNodePtr> editedLeaf(const YamlNode *node) const
    {
        switch (m_kind) {
        case YamlEditKind::Set:
            return m_value;
        case YamlEditKind::Remove:
            return YamlNodePtr();
        case YamlEditKind::Append:
        case YamlEditKind::TakeOut:
            break;
        }
        if (node && !node->isSequence() && !node->isNull())
            return failure("bad-edit", "The field is no list.");
        YamlNode list = node && node->isSequence() ? *node : emptyNode(YamlNode::Kind::Sequence);
        if (m_kind == YamlEditKind::Append) {
            list.items.push_back(m_value);
        } else if (std::erase_if(list.items, [this](const YamlNodePtr &i) { return areEqual(*i, *m_value); })
            == 0) {
            return failure("bad-edit", "The list has no such item.");
        }
        return std::make_shared<const YamlNode>(std::move(list));
    }

    Result<YamlNodePtr> editedItem(const YamlNode &node, std::span<const std::string> path) const
    {
        const std::string &step = path.front();
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
        if (error != std::errc {} || end != step.data() + step.size() || index >= node.items.size())
            return failure("bad-edit",
                "\"" + step + "\" is no position in a list of " + std::to_string(node.items.size()) + ".");
        const auto inner = edited(node.items[index].get(), path.subspan(1));
        if (!inner)
            return inner;
        YamlNode copy = node;
        if (*inner)
            copy.items[index] = *inner;
        else
            copy.items.erase(copy.items.begin() + static_cast<std::ptrdiff_t>(index));
        return std::make_shared<const YamlNode>(std::move(copy));
    }

    Result<YamlNodePtr> editedEntry(const YamlNode *node, std::span<const std::string> path) const
    {
        const std::string &key = path.front();
        const YamlNode *child = node ? node->find(key) : nullptr;
        if (!child && m_kind == YamlEditKind::Remove)
            return std::make_shared<const YamlNode>(node ? *node : emptyNode(YamlNode::Kind::Map));
        const auto inner = edited(child, path.subspan(1));
        if (!inner)
            return inner;
        YamlNode copy = node && node->isMap() ? *node : emptyNode(YamlNode::Kind::Map);
        const auto entry = std::find_if(copy.entries.begin(), copy.entries.end(),
            [&key](const YamlNode::Entry &other) { return other.key == key; });
        if (!*inner) {
            if (entry != copy.entries.end())
                copy.entries.erase(entry);
        } else if (entry != copy.entries.end()) {
            entry->value = *inner;
        } else {
            copy.entries.push_back({ key, (*inner)->location, *inner });
        }
        return std::make_shared<const YamlNode>(std::move(copy));
    }

    YamlEditKind m_kind;
    const YamlNodePtr &m_value;
};

} // namespace

Result<YamlPath> yamlPath(std::string_view text)
{
    YamlPath path(1);
    bool isQuoted = false;
    for (char c : text) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (c == '.' && !isQuoted)
            path.emplace_back();
        else
            path.back() += c;
    }
    const bool hasGap = std::any_of(path.begin(), path.end(), [](const std::string &s) { return s.empty(); });
    if (isQuoted || hasGap)
        return failure("bad-path", "\"" + std::string(text) + "\" is no path of fields.");
    return path;
}

Result<YamlNodePtr> yamlValue(const std::string &text)
{
    if (text.empty())
        return std::make_shared<const YamlNode>();
    YamlStream stream = loadYaml(text, "value");
    if (!stream.diagnostics.empty())
        return failure(std::move(stream.diagnostics));
    if (stream.documents.size() != 1)
        return failure("yaml-syntax", "There must be one value.");
    return stream.documents.front();
}

Result<YamlNodePtr> editedYaml(
    const YamlNodePtr &root, const YamlPath &path, YamlEditKind kind, const YamlNodePtr &value)
{
    return YamlEditor(kind, value).edited(root.get(), path);
}

} // namespace fourplane
