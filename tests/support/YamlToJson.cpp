// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/YamlToJson.h"

#include "core/storage/YamlTree.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace fourplane::test {

namespace {

nlohmann::json toJson(const YamlNode &node)
{
    if (node.isMap()) {
        nlohmann::json object = nlohmann::json::object();
        for (const YamlNode::Entry &entry : node.entries)
            object[entry.key] = toJson(*entry.value);
        return object;
    }
    if (node.isSequence()) {
        nlohmann::json array = nlohmann::json::array();
        for (const YamlNodePtr &item : node.items)
            array.push_back(toJson(*item));
        return array;
    }
    if (isYamlNull(node))
        return nullptr;
    if (const auto truth = yamlBool(node))
        return *truth;
    if (const auto whole = yamlInt(node))
        return *whole;
    if (const auto number = yamlDouble(node))
        return *number;
    return node.text;
}

} // namespace

nlohmann::json yamlToJson(const std::string &text)
{
    const YamlStream stream = loadYaml(text, "text");
    if (!stream.diagnostics.empty() || stream.documents.size() != 1)
        throw std::runtime_error("not one good YAML document");
    return toJson(*stream.documents.front());
}

} // namespace fourplane::test
