// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/ObjectCheck.h"

#include "tests/support/SchemaCheck.h"
#include "tests/support/YamlToJson.h"

namespace fourplane::test {

ObjectCheck checkObjects(
    const ExportTree &tree, std::string_view folder, Oracle &oracle, const std::filesystem::path &schemas)
{
    ObjectCheck check;
    for (const ExportedFile &file : tree.files) {
        if (file.path.rfind(folder, 0) != 0 || file.path.find("kustomization") != std::string::npos)
            continue;
        nlohmann::json object = yamlToJson(file.content);
        for (const std::string &complaint : schemaComplaints(object, schemas / "derived"))
            check.complaints.push_back(file.path + ": " + complaint);
        const nlohmann::json problems = oracle.ask(object).at("problems");
        if (!problems.empty())
            check.complaints.push_back(file.path + ": " + problems.dump());
        check.objects.push_back(std::move(object));
    }
    return check;
}

} // namespace fourplane::test
