// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectSchema.h"

#include "core/storage/ProjectFile.h"
#include "core/storage/project/FieldSchema.h"

namespace fourplane {

namespace {

SchemaJson portNumber()
{
    return { { "type", "integer" }, { "minimum", 1 }, { "maximum", 65535 } };
}

/// `8000`, `53/UDP`, or the map form of T.
template <class T>
SchemaJson portSchema(SchemaDefinitions &definitions)
{
    const std::string name = definitionName(FieldsOf<T>::title);
    if (!definitions.has(name)) {
        SchemaJson text { { "type", "string" }, { "pattern", "^[0-9]{1,5}/(TCP|UDP|SCTP)$" } };
        SchemaJson map = objectSchema<T>(definitions);
        map.erase("description");
        map["type"] = "object";
        definitions.set(name,
            { { "description", FieldsOf<T>::about },
                { "anyOf", SchemaJson::array({ portNumber(), std::move(text), std::move(map) }) } });
    }
    return SchemaDefinitions::reference(name);
}

} // namespace

std::string definitionName(std::string_view title)
{
    std::string name(title.substr(title.find(' ') + 1));
    for (char &c : name) {
        if (c == ' ')
            c = '-';
    }
    return name;
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<std::string>)
{
    return { { "type", "string" } };
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<bool>)
{
    return { { "type", "boolean" } };
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<double>)
{
    return { { "type", "number" } };
}

SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<ElementId>)
{
    const std::string name = "id";
    if (!definitions.has(name)) {
        definitions.set(name,
            { { "description", "The id of an element: unique in the file, never changed by a rename." },
                { "type", "string" }, { "pattern", "^[A-Za-z0-9_./-]+$" }, { "maxLength", 253 } });
    }
    return SchemaDefinitions::reference(name);
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<Labels>)
{
    return { { "type", { "object", "null" } }, { "additionalProperties", { { "type", "string" } } } };
}

SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<NamedPort>)
{
    return portSchema<NamedPort>(definitions);
}

SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<AllowedPort>)
{
    return portSchema<AllowedPort>(definitions);
}

SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<ServicePort>)
{
    return portSchema<ServicePort>(definitions);
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<IntOrName>)
{
    return { { "anyOf", SchemaJson::array({ portNumber(), { { "type", "string" } } }) } };
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<SourceLocation>)
{
    return { { "type", "string" } };
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<std::vector<Point>>)
{
    constexpr std::string_view number = "-?[0-9.]+(e[+-]?[0-9]+)?";
    const std::string point = std::string(number) + "," + std::string(number);
    return { { "type", "string" }, { "pattern", "^(" + point + "( " + point + ")*)?$" } };
}

SchemaJson schemaOf(SchemaDefinitions &, SchemaType<NativeObject>)
{
    SchemaJson kinds = SchemaJson::array();
    for (const NativeObject &object : { NativeObject(NetworkPolicy()), NativeObject(AuthorizationPolicy()),
             NativeObject(PeerAuthentication()), NativeObject(ServiceEntry()), NativeObject(Sidecar()) })
        kinds.push_back(kindOf(object));
    for (std::string_view kind : EnumNames<AdminPolicyKind>::names)
        kinds.push_back(kind);
    for (const NativeObject &object : { NativeObject(LinkerdServer()), NativeObject(ServerAuthorization()),
             NativeObject(MeshTlsAuthentication()), NativeObject(NetworkAuthentication()) })
        kinds.push_back(kindOf(object));
    kinds.push_back(kindOf(NativeObject(WaypointGateway())));
    for (std::string_view kind : EnumNames<CiliumPolicyKind>::names)
        kinds.push_back(kind);
    for (std::string_view kind : EnumNames<ServerRouteKind>::names)
        kinds.push_back(kind);
    return { { "type", "object" },
        { "properties",
            { { "apiVersion", { { "type", "string" } } }, { "kind", { { "enum", std::move(kinds) } } },
                { "metadata", { { "type", "object" } } } } },
        { "required", { "apiVersion", "kind", "metadata" } } };
}

void addSpecial(ContainersSpecial, SchemaDefinitions &definitions, SchemaJson &schema)
{
    SchemaJson &properties = schema["properties"];
    properties["image"] = { { "type", "string" },
        { "description", "Image of the only container, which is called like the workload." } };
    properties["ports"] = schemaOf(definitions, SchemaType<std::vector<NamedPort>> {});
    properties["ports"]["description"] = "Ports of the only container, which is called like the workload.";
    properties["containers"] = schemaOf(definitions, SchemaType<std::vector<Container>> {});
    properties["containers"]["description"] = "The containers, where image and ports do not say enough.";
    schema["not"] = { { "required", { "containers" } },
        { "anyOf",
            SchemaJson::array({ { { "required", { "image" } } }, { { "required", { "ports" } } } }) } };
}

void addSpecial(SizeSpecial, SchemaDefinitions &definitions, SchemaJson &schema)
{
    SchemaJson &properties = schema["properties"];
    const auto addSize = [&](const char *key, const char *about) {
        properties[key] = schemaOf(definitions, SchemaType<double> {});
        properties[key]["default"] = 0.0;
        properties[key]["description"] = about;
    };
    addSize("width", "Width; 0 = as wide as needed.");
    addSize("height", "Height; 0 = as high as needed.");
    properties["folded"] = { { "type", "boolean" }, { "default", false },
        { "description", "A namespace that is shown as one card instead of its workloads." } };
}

void addSpecial(VersionSpecial, SchemaDefinitions &, SchemaJson &schema)
{
    schema["properties"]["fourplane"] = { { "const", projectFormatVersion },
        { "description", "Version of the format; marks the file as a Fourplane project." } };
    schema["required"].push_back("fourplane");
}

std::string projectSchema()
{
    SchemaDefinitions definitions;
    SchemaJson project = objectSchema<Project>(definitions);
    project["type"] = "object";
    SchemaJson schema { { "$schema", "https://json-schema.org/draft/2020-12/schema" },
        { "title", "Fourplane project" } };
    schema.update(project);
    schema["$defs"] = definitions.schemas();
    constexpr int indentation = 2;
    return schema.dump(indentation) + "\n";
}

} // namespace fourplane
