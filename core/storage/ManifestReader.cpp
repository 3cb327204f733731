// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ManifestReader.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

std::string quotedName(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

bool isYaml11Bool(std::string_view text)
{
    static constexpr std::array<std::string_view, 18> words { "true", "True", "TRUE", "false", "False",
        "FALSE", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF" };
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::size_t skipDigits(std::string_view text, std::size_t at)
{
    while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '_'))
        ++at;
    return at;
}

/// Integers in any base, decimal fractions, exponents, infinities and not-a-number.
bool isYaml11Number(std::string_view text)
{
    if (!text.empty() && (text.front() == '+' || text.front() == '-'))
        text.remove_prefix(1);
    const std::string lower = toLowerAscii(text);
    if (lower == ".inf" || lower == ".nan")
        return true;
    if (lower.size() > 2 && lower[0] == '0' && (lower[1] == 'x' || lower[1] == 'o' || lower[1] == 'b'))
        return lower.find_first_not_of("0123456789abcdef_", 2) == std::string::npos;
    const std::size_t whole = skipDigits(text, 0);
    std::size_t at = whole;
    if (at < text.size() && text[at] == '.')
        at = skipDigits(text, at + 1);
    const bool hasDigits = whole > 0 ? text[0] != '_' : at > 1;
    if (hasDigits && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const std::size_t exponent = at;
        at = skipDigits(text, at);
        if (at == exponent)
            return false;
    }
    return hasDigits && at == text.size();
}

std::string kindWord(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return "nothing";
    case YamlNode::Kind::Scalar:
        return isKubernetesString(node) ? "a text" : "a number, boolean or null";
    case YamlNode::Kind::Sequence:
        return "a list";
    case YamlNode::Kind::Map:
        break;
    }
    return "a map";
}

} // namespace

bool isKubernetesString(const YamlNode &node)
{
    if (!node.isScalar())
        return false;
    return node.quoted || !(isYamlNull(node) || isYaml11Bool(node.text) || isYaml11Number(node.text));
}

void ManifestReader::problem(
    std::string code, std::string message, std::string fix, const SourceLocation &where)
{
    m_problems.push_back(
        { DiagnosticLevel::Fatal, std::move(code), std::move(message), std::move(fix), where });
}

bool ManifestReader::expectMap(const YamlNode &node, std::string_view what,
    std::initializer_list<std::string_view> known, std::initializer_list<std::string_view> unheld)
{
    if (!node.isMap()) {
        problem("wrong-type", quotedName(what) + " must be a map, but this is " + kindWord(node) + ".",
            "Write the fields of " + quotedName(what) + " below it, or {} for none.", node.location);
        return false;
    }
    bool sound = true;
    const auto listed = [](const auto &list, const std::string &key) {
        return std::find(list.begin(), list.end(), std::string_view(key)) != list.end();
    };
    for (const YamlNode::Entry &entry : node.entries) {
        if (listed(known, entry.key))
            continue;
        sound = false;
        if (listed(unheld, entry.key)) {
            problem("unsupported-field",
                "Fourplane does not model the field " + quotedName(entry.key) + " of " + quotedName(what)
                    + ", so the object cannot be adopted exactly.",
                "Express the rule without this field, or keep the object outside the project.",
                entry.keyLocation);
            continue;
        }
        problem("unknown-field", quotedName(what) + " has no field " + quotedName(entry.key) + ".",
            "Remove it or correct its name; known are: " + join({ known.begin(), known.end() }, ", ") + ".",
            entry.keyLocation);
    }
    return sound;
}

const YamlNode *ManifestReader::field(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = map.find(key);
    return value && !isYamlNull(*value) ? value : nullptr;
}

const YamlNode *ManifestReader::requiredField(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = field(map, key);
    if (!value)
        problem("missing-field", "The field " + quotedName(key) + " is missing.", "Add it.", map.location);
    return value;
}

std::optional<std::string> ManifestReader::textOf(const YamlNode &node, std::string_view what)
{
    if (isKubernetesString(node))
        return node.text;
    problem("wrong-type", quotedName(what) + " must be a text, but this is " + kindWord(node) + ".",
        node.isScalar() && !isYamlNull(node) ? "Quote it: \"" + node.text + "\"." : "Write a text.",
        node.location);
    return std::nullopt;
}

std::string ManifestReader::text(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = field(map, key);
    return value ? textOf(*value, key).value_or(std::string()) : std::string();
}

std::string ManifestReader::requiredText(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = requiredField(map, key);
    const auto read = value ? textOf(*value, key) : std::nullopt;
    if (read && read->empty())
        problem("invalid-value", quotedName(key) + " is empty.", "Give it a value.", value->location);
    return read.value_or(std::string());
}

std::vector<const YamlNode *> ManifestReader::items(const YamlNode &map, std::string_view key)
{
    std::vector<const YamlNode *> found;
    const YamlNode *list = field(map, key);
    if (!list)
        return found;
    if (!list->isSequence()) {
        problem("wrong-type", quotedName(key) + " must be a list, but this is " + kindWord(*list) + ".",
            "Write each item on a line of its own after \"- \", or [] for none.", list->location);
        return found;
    }
    for (const YamlNodePtr &item : list->items)
        found.push_back(item.get());
    return found;
}

std::vector<std::string> ManifestReader::texts(const YamlNode &map, std::string_view key)
{
    std::vector<std::string> read;
    for (const YamlNode *item : items(map, key)) {
        if (auto value = textOf(*item, key))
            read.push_back(std::move(*value));
    }
    return read;
}

std::optional<Labels> ManifestReader::textMap(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = field(map, key);
    if (!value)
        return std::nullopt;
    Labels read;
    if (!value->isMap()) {
        problem("wrong-type", quotedName(key) + " must be a map, but this is " + kindWord(*value) + ".",
            "Write \"name: value\" lines below it, or {} for none.", value->location);
        return read;
    }
    for (const YamlNode::Entry &entry : value->entries) {
        if (auto content = textOf(*entry.value, entry.key))
            read.emplace(entry.key, std::move(*content));
    }
    return read;
}

std::optional<std::int64_t> ManifestReader::integerOf(
    const YamlNode &node, std::string_view what, std::int64_t least, std::int64_t greatest)
{
    const auto value = yamlInt(node);
    const std::string range = std::to_string(least) + " to " + std::to_string(greatest);
    if (!value) {
        problem("wrong-type", quotedName(what) + " must be an integer, but this is " + kindWord(node) + ".",
            "Write an unquoted number from " + range + ".", node.location);
        return std::nullopt;
    }
    if (*value < least || *value > greatest) {
        problem("invalid-value",
            quotedName(what) + " is " + std::to_string(*value) + ", which is out of range.",
            "Write a number from " + range + ".", node.location);
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> ManifestReader::integer(
    const YamlNode &map, std::string_view key, std::int64_t least, std::int64_t greatest)
{
    const YamlNode *value = field(map, key);
    return value ? integerOf(*value, key, least, greatest) : std::nullopt;
}

void ManifestReader::unknownWord(const YamlNode &node, std::string_view what, const std::string &allowed)
{
    problem("invalid-value", quotedName(what) + " cannot be " + quotedName(node.text) + ".",
        "Write one of: " + allowed + ".", node.location);
}

} // namespace fourplane
