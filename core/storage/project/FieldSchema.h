// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/project/ProjectFields.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

using SchemaJson = nlohmann::ordered_json;

/// A type whose schema is to be made; C++ has no other way to overload on a type.
template <class T>
struct SchemaType
{
};

/// The named schemas that others refer to.
class SchemaDefinitions
{
public:
    /// A reference to the schema called `name`.
    static SchemaJson reference(const std::string &name) { return { { "$ref", "#/$defs/" + name } }; }

    bool has(const std::string &name) const { return m_schemas.contains(name); }

    void set(const std::string &name, SchemaJson schema) { m_schemas[name] = std::move(schema); }

    const SchemaJson &schemas() const { return m_schemas; }

private:
    SchemaJson m_schemas = SchemaJson::object();
};

// The schema of each type of value, as readValue reads it.
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<std::string>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<bool>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<double>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<ElementId>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<Labels>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<NamedPort>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<AllowedPort>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<ServicePort>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<IntOrName>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<SourceLocation>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<std::vector<Point>>);
SchemaJson schemaOf(SchemaDefinitions &, SchemaType<NativeObject>);
void addSpecial(ContainersSpecial, SchemaDefinitions &definitions, SchemaJson &schema);
void addSpecial(SizeSpecial, SchemaDefinitions &definitions, SchemaJson &schema);
void addSpecial(VersionSpecial, SchemaDefinitions &definitions, SchemaJson &schema);

/// "pod-security" for "the pod security".
std::string definitionName(std::string_view title);

template <class Number>

requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>) SchemaJson
    schemaOf(SchemaDefinitions &, SchemaType<Number>)
{
    return { { "type", "integer" }, { "minimum", 0 }, { "maximum", std::numeric_limits<Number>::max() } };
}

template <class Word>

requires std::is_enum_v<Word> SchemaJson schemaOf(SchemaDefinitions &, SchemaType<Word>)
{
    return { { "enum", EnumNames<Word>::names } };
}

template <class T>
SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<std::optional<T>>)
{
    return schemaOf(definitions, SchemaType<T> {});
}

template <Described T>
SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<T>);

template <class T>
SchemaJson mapById(SchemaDefinitions &definitions)
{
    return { { "type", { "object", "null" } },
        { "propertyNames", schemaOf(definitions, SchemaType<ElementId> {}) },
        { "additionalProperties", schemaOf(definitions, SchemaType<T> {}) } };
}

template <class T>
SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<std::vector<T>>)
{
    if constexpr (HasId<T>)
        return mapById<T>(definitions);
    else
        return { { "type", { "array", "null" } }, { "items", schemaOf(definitions, SchemaType<T> {}) } };
}

template <class T>
SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<ElementMap<T>>)
{
    return mapById<T>(definitions);
}

// What a schema calls the default of a value; null where there is none worth saying.
template <class T>
SchemaJson defaultOf(const T &value)
{
    if constexpr (std::is_enum_v<T>)
        return nameOf(value);
    else if constexpr (std::is_arithmetic_v<T>)
        return value;
    else if constexpr (std::is_same_v<T, std::string>)
        return value.empty() ? SchemaJson() : SchemaJson(value);
    else if constexpr (std::is_same_v<T, std::vector<std::string>>)
        return value.empty() ? SchemaJson() : SchemaJson(value);
    else
        return {};
}

/// Adds the fields of T to the schema of an object; FieldsOf says which there are.
template <class T>
class FieldSchema
{
public:
    FieldSchema(SchemaDefinitions &definitions, SchemaJson &schema)
        : m_definitions(definitions)
        , m_schema(schema)
    {
    }

    template <class M>
    void member(std::string_view key, M T::*field, std::string_view about)
    {
        SchemaJson value = schemaOf(m_definitions, SchemaType<M> {});
        if (SchemaJson standard = defaultOf(T {}.*field); !standard.is_null())
            value["default"] = std::move(standard);
        add(key, std::move(value), about);
    }

    template <class M>
    void required(std::string_view key, M T::*, std::string_view about)
    {
        add(key, schemaOf(m_definitions, SchemaType<M> {}), about);
        m_schema["required"].push_back(key);
    }

    void name(std::string T::*, std::string_view about) { add("name", { { "type", "string" } }, about); }

    void choice(
        std::string_view key, bool T::*, std::string_view no, std::string_view yes, std::string_view about)
    {
        add(key, { { "enum", { no, yes } }, { "default", no } }, about);
    }

    template <class Describe>
    void group(std::string_view key, std::string_view, Describe describe, std::string_view about)
    {
        SchemaJson object = emptyObject();
        FieldSchema inner(m_definitions, object);
        describe(inner);
        add(key, std::move(object), about);
    }

    template <class M>
    void inlined(M T::*)
    {
        FieldSchema<M> inner(m_definitions, m_schema);
        FieldsOf<M>::describe(inner);
    }

    template <class Special>
    void special(Special kind)
    {
        addSpecial(kind, m_definitions, m_schema);
    }

    /// An object without fields yet; an empty value counts as one without fields.
    static SchemaJson emptyObject()
    {
        return { { "type", { "object", "null" } }, { "additionalProperties", false },
            { "properties", SchemaJson::object() } };
    }

private:
    void add(std::string_view key, SchemaJson value, std::string_view about)
    {
        value["description"] = about;
        m_schema["properties"][std::string(key)] = std::move(value);
    }

    SchemaDefinitions &m_definitions;
    SchemaJson &m_schema;
};

/// The schema of an object, with what it is about.
template <class T>
SchemaJson objectSchema(SchemaDefinitions &definitions)
{
    SchemaJson schema { { "description", FieldsOf<T>::about } };
    schema.update(FieldSchema<T>::emptyObject());
    FieldSchema<T> fields(definitions, schema);
    FieldsOf<T>::describe(fields);
    return schema;
}

template <Described T>
SchemaJson schemaOf(SchemaDefinitions &definitions, SchemaType<T>)
{
    const std::string name = definitionName(FieldsOf<T>::title);
    if (!definitions.has(name))
        definitions.set(name, objectSchema<T>(definitions));
    return SchemaDefinitions::reference(name);
}

} // namespace fourplane
