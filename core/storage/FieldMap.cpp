// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/FieldMap.h"

#include "core/base/Suggestion.h"

namespace fourplane {

FieldMap::FieldMap(ReadContext &context, const Field &field, std::string_view title)
    : m_context(context)
    , m_node(field.node)
    , m_where(field.where)
    , m_title(title)
    , m_taken(field.node.entries.size(), false)
{
    if (!m_node.isMap() && !isYamlNull(m_node))
        context.wrongType(
            field, "a map", "Write the keys of " + std::string(title) + " below it, each on a line.");
}

std::optional<Field> FieldMap::take(std::string_view key)
{
    m_known.push_back(key);
    for (std::size_t i = 0; i < m_node.entries.size(); ++i) {
        const YamlNode::Entry &entry = m_node.entries[i];
        if (entry.key == key) {
            m_taken[i] = true;
            return Field { entry.key, *entry.value, entry.keyLocation };
        }
    }
    return std::nullopt;
}

std::optional<Field> FieldMap::takeRequired(std::string_view key)
{
    std::optional<Field> field = take(key);
    if (!field && (m_node.isMap() || isYamlNull(m_node))) {
        const std::string word(key);
        m_context.report("missing-key",
            "The key \"" + word + "\" of " + std::string(m_title) + " is missing.",
            "Add \"" + word + ": ...\".", m_where);
    }
    return field;
}

void FieldMap::finish()
{
    for (std::size_t i = 0; i < m_taken.size(); ++i) {
        if (m_taken[i])
            continue;
        const YamlNode::Entry &entry = m_node.entries[i];
        const std::string near = closestWord(entry.key, m_known);
        std::string fix;
        if (!near.empty())
            fix = "Did you mean \"" + near + "\"?";
        else {
            fix = "Remove it. The keys here are:";
            for (std::string_view known : m_known)
                fix += (fix.back() == ':' ? " " : ", ") + std::string(known);
            fix += ".";
        }
        m_context.report("unknown-key", "\"" + entry.key + "\" is not a key of " + std::string(m_title) + ".",
            std::move(fix), entry.keyLocation);
    }
}

} // namespace fourplane
