// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/EnumNames.h"
#include "core/storage/FieldsOf.h"
#include "core/storage/YamlWriter.h"

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace fourplane {

/// One value of each type that a file format may hold, as readValue reads it.
inline YamlValue yamlOf(const std::string &value)
{
    return YamlValue(value);
}

inline YamlValue yamlOf(bool value)
{
    return YamlValue(value);
}

inline YamlValue yamlOf(double value)
{
    return YamlValue(value);
}

inline YamlValue yamlOf(const ElementId &value)
{
    return YamlValue(value.value());
}

inline YamlValue yamlOf(const std::map<std::string, std::string> &value)
{
    YamlValue map = YamlValue::map();
    for (const auto &[key, text] : value)
        map.add(key, text);
    return map;
}

template <class Number>

requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>) YamlValue yamlOf(Number value)
{
    return YamlValue(static_cast<std::int64_t>(value));
}

template <class Word>

requires std::is_enum_v<Word> YamlValue yamlOf(Word value)
{
    return YamlValue(nameOf(value));
}

template <class T>
YamlValue yamlOf(const std::optional<T> &value)
{
    return value ? yamlOf(*value) : YamlValue();
}

template <Described T>
YamlValue yamlOf(const T &object);
template <class T>
YamlValue yamlOf(const std::vector<T> &values);
template <class T>
YamlValue yamlOf(const ElementMap<T> &elements);

/// Writes the fields of one object, leaving out those that have their default value; FieldsOf says which
/// there are.
template <class T>
class FieldWriter
{
public:
    FieldWriter(YamlValue &map, const T &object, const T &standard)
        : m_map(map)
        , m_object(object)
        , m_standard(standard)
    {
    }

    template <class M>
    void member(std::string_view key, M T::*field, std::string_view)
    {
        if (!(m_object.*field == m_standard.*field))
            m_map.add(std::string(key), yamlOf(m_object.*field));
    }

    template <class M>
    void required(std::string_view key, M T::*field, std::string_view)
    {
        m_map.add(std::string(key), yamlOf(m_object.*field));
    }

    void name(std::string T::*field, std::string_view)
    {
        if (m_object.*field != m_object.id.value())
            m_map.add("name", yamlOf(m_object.*field));
    }

    void choice(
        std::string_view key, bool T::*field, std::string_view no, std::string_view yes, std::string_view)
    {
        if (m_object.*field != m_standard.*field)
            m_map.add(std::string(key), m_object.*field ? yes : no);
    }

    template <class Describe>
    void group(std::string_view key, std::string_view, Describe describe, std::string_view)
    {
        YamlValue map = YamlValue::map();
        FieldWriter inner(map, m_object, m_standard);
        describe(inner);
        m_map.addUnlessEmpty(std::string(key), std::move(map));
    }

    template <class M>
    void inlined(M T::*field)
    {
        FieldWriter<M> inner(m_map, m_object.*field, m_standard.*field);
        FieldsOf<M>::describe(inner);
    }

    template <class Special>
    void special(Special kind)
    {
        writeSpecial(kind, m_map, m_object);
    }

private:
    YamlValue &m_map;
    const T &m_object;
    const T &m_standard;
};

template <Described T>
YamlValue yamlOf(const T &object)
{
    static const T standard {};
    YamlValue map = YamlValue::map();
    FieldWriter<T> writer(map, object, standard);
    FieldsOf<T>::describe(writer);
    return map;
}

template <class T>
YamlValue yamlOf(const std::vector<T> &values)
{
    if constexpr (HasId<T>) {
        YamlValue map = YamlValue::map();
        for (const T &element : values)
            map.add(element.id.value(), yamlOf(element));
        return map;
    } else {
        YamlValue list = YamlValue::list();
        for (const T &value : values)
            list.append(yamlOf(value));
        return list;
    }
}

template <class T>
YamlValue yamlOf(const ElementMap<T> &elements)
{
    YamlValue map = YamlValue::map();
    for (const auto &[id, element] : elements)
        map.add(id.value(), yamlOf(element));
    return map;
}

} // namespace fourplane
