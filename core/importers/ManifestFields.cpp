// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ManifestFields.h"

namespace fourplane {

ManifestFields::ManifestFields(const YamlNode &node, std::string path, Diagnostics &diagnostics)
    : m_node(&node)
    , m_path(std::move(path))
    , m_diagnostics(&diagnostics)
{
}

std::string ManifestFields::pathOf(std::string_view key) const
{
    return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
}

const YamlNode *ManifestFields::value(std::string_view key) const
{
    const YamlNode *found = m_node->find(key);
    return found && !isYamlNull(*found) ? found : nullptr;
}

bool ManifestFields::has(std::string_view key) const
{
    return value(key) != nullptr;
}

void ManifestFields::complain(
    std::string_view key, std::string code, std::string message, std::string fix) const
{
    const YamlNode *found = m_node->find(key);
    m_diagnostics->push_back(
        { DiagnosticLevel::Severe, std::move(code), "The field " + pathOf(key) + " " + std::move(message),
            std::move(fix), found ? found->location : m_node->location });
}

void ManifestFields::wrongType(std::string_view key, const YamlNode &, std::string_view wanted) const
{
    complain(key, "wrong-type", "is not " + std::string(wanted) + "; it is read as absent.",
        "Write " + std::string(wanted) + ".");
}

std::optional<std::string> ManifestFields::asText(const YamlNode &value, const std::string &path) const
{
    if (!value.isScalar())
        return std::nullopt;
    if (yamlBool(value) || yamlInt(value)) {
        m_diagnostics->push_back({ DiagnosticLevel::Warning, "unquoted-text",
            "The field " + path + " must be a text, but is written as a number or boolean.",
            "Put quotes around it.", value.location });
    }
    return value.text;
}

std::string ManifestFields::text(std::string_view key) const
{
    const YamlNode *found = value(key);
    if (!found)
        return {};
    const auto text = asText(*found, pathOf(key));
    if (!text)
        wrongType(key, *found, "a text");
    return text.value_or(std::string());
}

std::optional<bool> ManifestFields::boolean(std::string_view key) const
{
    const YamlNode *found = value(key);
    if (!found)
        return std::nullopt;
    const auto boolean = yamlBool(*found);
    if (!boolean)
        wrongType(key, *found, "true or false");
    return boolean;
}

bool ManifestFields::isTrue(std::string_view key) const
{
    return boolean(key).value_or(false);
}

std::optional<std::int64_t> ManifestFields::integer(std::string_view key) const
{
    const YamlNode *found = value(key);
    if (!found)
        return std::nullopt;
    const auto number = yamlInt(*found);
    if (!number)
        wrongType(key, *found, "a whole number");
    return number;
}

std::optional<std::uint16_t> ManifestFields::port(std::string_view key) const
{
    const auto number = integer(key);
    if (!number)
        return std::nullopt;
    if (*number < 1 || *number > 65535) {
        complain(key, "port-out-of-range", "is no port: " + std::to_string(*number) + ".",
            "Write a number from 1 to 65535.");
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(*number);
}

std::optional<IntOrName> ManifestFields::portOrName(std::string_view key) const
{
    const YamlNode *found = value(key);
    if (!found)
        return std::nullopt;
    if (yamlInt(*found)) {
        const auto number = port(key);
        return number ? std::optional<IntOrName>(*number) : std::nullopt;
    }
    if (!found->isScalar()) {
        wrongType(key, *found, "a port number or a port name");
        return std::nullopt;
    }
    return IntOrName(found->text);
}

std::optional<Protocol> ManifestFields::protocol(std::string_view key) const
{
    const std::string name = text(key);
    if (name.empty())
        return std::nullopt;
    const auto protocol = enumFromName<Protocol>(name);
    if (!protocol)
        complain(key, "wrong-value", "is no protocol: \"" + name + "\".", "Write TCP, UDP or SCTP.");
    return protocol;
}

Labels ManifestFields::labels(std::string_view key) const
{
    Labels labels;
    const YamlNode *found = value(key);
    if (!found)
        return labels;
    if (!found->isMap()) {
        wrongType(key, *found, "a map of texts");
        return labels;
    }
    for (const YamlNode::Entry &entry : found->entries) {
        if (isYamlNull(*entry.value)) {
            labels[entry.key] = {};
            continue;
        }
        const auto text = asText(*entry.value, pathOf(key) + "." + entry.key);
        if (!text) {
            m_diagnostics->push_back({ DiagnosticLevel::Severe, "wrong-type",
                "The field " + pathOf(key) + "." + entry.key + " is not a text; it is read as absent.",
                "Write a text.", entry.value->location });
            continue;
        }
        labels[entry.key] = *text;
    }
    return labels;
}

std::vector<std::string> ManifestFields::texts(std::string_view key) const
{
    std::vector<std::string> texts;
    const YamlNode *found = value(key);
    if (!found)
        return texts;
    if (!found->isSequence()) {
        wrongType(key, *found, "a list of texts");
        return texts;
    }
    for (std::size_t i = 0; i < found->items.size(); ++i) {
        const std::string path = pathOf(key) + "[" + std::to_string(i) + "]";
        const auto text = asText(*found->items[i], path);
        if (text) {
            texts.push_back(*text);
        } else {
            m_diagnostics->push_back({ DiagnosticLevel::Severe, "wrong-type",
                "The field " + path + " is not a text; it is read as absent.", "Write a text.",
                found->items[i]->location });
        }
    }
    return texts;
}

std::optional<ManifestFields> ManifestFields::map(std::string_view key) const
{
    const YamlNode *found = value(key);
    if (!found)
        return std::nullopt;
    if (!found->isMap()) {
        wrongType(key, *found, "a map of fields");
        return std::nullopt;
    }
    return ManifestFields(*found, pathOf(key), *m_diagnostics);
}

std::vector<ManifestFields> ManifestFields::maps(std::string_view key) const
{
    std::vector<ManifestFields> maps;
    const YamlNode *found = value(key);
    if (!found)
        return maps;
    if (!found->isSequence()) {
        wrongType(key, *found, "a list");
        return maps;
    }
    for (std::size_t i = 0; i < found->items.size(); ++i) {
        const YamlNode &item = *found->items[i];
        const std::string path = pathOf(key) + "[" + std::to_string(i) + "]";
        if (item.isMap()) {
            maps.emplace_back(item, path, *m_diagnostics);
        } else {
            m_diagnostics->push_back({ DiagnosticLevel::Severe, "wrong-type",
                "The field " + path + " is not a map of fields; it is read as absent.",
                "Write a map of fields.", item.location });
        }
    }
    return maps;
}

} // namespace fourplane
