// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/SchemaCheck.h"

#include "core/base/Text.h"
#include "core/storage/ManifestReader.h"
#include "tests/support/TestData.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace fourplane::test {

nlohmann::json toJson(const YamlNode &node)
{
    if (node.isMap()) {
        nlohmann::json object = nlohmann::json::object();
        for (const YamlNode::Entry &entry : node.entries)
            object[entry.key] = toJson(*entry.value);
        return object;
    }
    if (node.isSequence()) {
        nlohmann::json list = nlohmann::json::array();
        for (const YamlNodePtr &item : node.items)
            list.push_back(toJson(*item));
        return list;
    }
    if (isYamlNull(node))
        return nullptr;
    if (isKubernetesString(node))
        return node.text;
    if (const auto integer = yamlInt(node))
        return *integer;
    if (const auto boolean = yamlBool(node))
        return *boolean;
    return std::stod(node.text);
}

std::vector<std::string> schemaComplaints(const nlohmann::json &object, const std::filesystem::path &schemas)
{
    const std::string apiVersion = object.value("apiVersion", "");
    const std::size_t slash = apiVersion.find('/');
    const std::string group = slash == std::string::npos ? "core" : apiVersion.substr(0, slash);
    const std::string version = slash == std::string::npos ? apiVersion : apiVersion.substr(slash + 1);
    const std::string name = toLowerAscii(object.value("kind", "")) + "-" + group + "-" + version + ".json";
    const auto document = nlohmann::json::parse(readBytes(schemas / name), nullptr, false);
    if (document.is_discarded())
        return { "no schema " + name };
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const valijson::adapters::NlohmannJsonAdapter documentAdapter(document);
    parser.populateSchema(documentAdapter, schema);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(object);
    std::vector<std::string> complaints;
    if (validator.validate(schema, target, &results))
        return complaints;
    valijson::ValidationResults::Error error;
    while (results.popError(error))
        complaints.push_back(join(error.context, "") + ": " + error.description);
    return complaints;
}

} // namespace fourplane::test
