// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/FieldReader.h"

#include "core/base/Suggestion.h"
#include "core/base/Text.h"

namespace fourplane {

namespace {

/// Whether YAML takes the scalar for text: quoted, or neither empty, truth value nor number.
bool isText(const YamlNode &node)
{
    return node.isScalar() && (node.quoted || (!isYamlNull(node) && !yamlBool(node) && !yamlDouble(node)));
}

} // namespace

void readValue(ReadContext &context, const Field &field, std::string &out)
{
    if (isText(field.node))
        out = field.node.text;
    else
        context.wrongType(field, "a text",
            field.node.isScalar() && !field.node.text.empty()
                ? "Put it in quotes: \"" + field.node.text + "\"."
                : "Write a text in quotes, or remove the key.");
}

void readValue(ReadContext &context, const Field &field, bool &out)
{
    if (const auto value = yamlBool(field.node))
        out = *value;
    else
        context.wrongType(field, "true or false", "Write true or false, without quotes.");
}

void readValue(ReadContext &context, const Field &field, double &out)
{
    if (const auto value = yamlDouble(field.node))
        out = *value;
    else
        context.wrongType(field, "a number", "Write a number such as 12 or 0.5, without quotes.");
}

void readValue(ReadContext &context, const Field &field, ElementId &out)
{
    std::string text = out.value();
    readValue(context, field, text);
    out = ElementId(std::move(text));
}

void readValue(ReadContext &context, const Field &field, std::map<std::string, std::string> &out)
{
    out.clear();
    if (!isReadableMap(context, field))
        return;
    for (const YamlNode::Entry &entry : field.node.entries)
        readValue(context, Field { entry.key, *entry.value, entry.keyLocation }, out[entry.key]);
}

std::optional<std::int64_t> readWholeNumber(
    ReadContext &context, const Field &field, std::int64_t lowest, std::int64_t highest)
{
    const std::string range = std::to_string(lowest) + " to " + std::to_string(highest);
    const auto value = yamlInt(field.node);
    if (!value && !yamlDouble(field.node)) {
        context.wrongType(
            field, "a whole number", "Write a whole number from " + range + ", without quotes.");
        return std::nullopt;
    }
    if (!value || *value < lowest || *value > highest) {
        context.report("out-of-range",
            "\"" + std::string(field.key) + "\" is " + field.node.text + ", which is not a whole number from "
                + range + ".",
            "Write a whole number from " + range + ".", field.node.location);
        return std::nullopt;
    }
    return value;
}

std::optional<std::size_t> readWord(
    ReadContext &context, const Field &field, const std::vector<std::string_view> &words)
{
    const std::string all = join({ words.begin(), words.end() }, ", ");
    if (!field.node.isScalar() || isYamlNull(field.node)) {
        context.wrongType(field, "a word", "Write one of: " + all + ".");
        return std::nullopt;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == field.node.text)
            return i;
    }
    const std::string near = closestWord(field.node.text, words);
    context.report("unknown-word",
        "\"" + field.node.text + "\" is not a word for \"" + std::string(field.key) + "\".",
        (near.empty() ? std::string() : "Did you mean \"" + near + "\"? ") + "Accepted are: " + all + ".",
        field.node.location);
    return std::nullopt;
}

bool isReadableList(ReadContext &context, const Field &field)
{
    if (field.node.isSequence() || isYamlNull(field.node))
        return true;
    context.wrongType(field, "a list", "Write its items below it, each on a line after \"- \".");
    return false;
}

bool isReadableMap(ReadContext &context, const Field &field)
{
    if (field.node.isMap() || isYamlNull(field.node))
        return true;
    context.wrongType(field, "a map", "Write its entries below it, each on a line as \"key: value\".");
    return false;
}

} // namespace fourplane
