// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/EnumNames.h"
#include "core/storage/FieldMap.h"
#include "core/storage/FieldsOf.h"

#include <limits>
#include <map>
#include <type_traits>

namespace fourplane {

// Reads one value of each type that a file format may hold. A value that does not fit is reported and leaves
// `out` as it was. Numbers are never negative.
void readValue(ReadContext &context, const Field &field, std::string &out);
void readValue(ReadContext &context, const Field &field, bool &out);
void readValue(ReadContext &context, const Field &field, double &out);
void readValue(ReadContext &context, const Field &field, ElementId &out);
void readValue(ReadContext &context, const Field &field, std::map<std::string, std::string> &out);

/// Reads a whole number of at most `highest`; reports "out-of-range" otherwise.
std::optional<std::int64_t> readWholeNumber(
    ReadContext &context, const Field &field, std::int64_t lowest, std::int64_t highest);
/// Position of the text in `words`; reports "unknown-word" with what would have been accepted.
std::optional<std::size_t> readWord(
    ReadContext &context, const Field &field, const std::vector<std::string_view> &words);
/// True when the value is a list; empty counts as a list without items, the rest is reported.
bool isReadableList(ReadContext &context, const Field &field);
/// True when the value is a map; empty counts as a map without entries, the rest is reported.
bool isReadableMap(ReadContext &context, const Field &field);

template <class Number>

requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>) void readValue(
    ReadContext &context, const Field &field, Number &out)
{
    constexpr auto highest = std::numeric_limits<Number>::max();
    if (const auto value = readWholeNumber(context, field, 0, static_cast<std::int64_t>(highest)))
        out = static_cast<Number>(*value);
}

template <class Word>
requires std::is_enum_v<Word>

void readValue(ReadContext &context, const Field &field, Word &out)
{
    const auto &names = EnumNames<Word>::names;
    if (const auto index = readWord(context, field, { names.begin(), names.end() }))
        out = static_cast<Word>(*index);
}

template <class T>
void readValue(ReadContext &context, const Field &field, std::optional<T> &out)
{
    T value {};
    readValue(context, field, value);
    out = std::move(value);
}

/// Reads the fields of one object; FieldsOf says which there are.
template <class T>
class FieldReader
{
public:
    FieldReader(FieldMap &map, T &object)
        : m_map(map)
        , m_object(object)
    {
    }

    template <class M>
    void member(std::string_view key, M T::*field, std::string_view)
    {
        if (const auto value = m_map.take(key))
            readValue(m_map.context(), *value, m_object.*field);
    }

    template <class M>
    void required(std::string_view key, M T::*field, std::string_view)
    {
        if (const auto value = m_map.takeRequired(key))
            readValue(m_map.context(), *value, m_object.*field);
    }

    /// A text that is the element's id unless the file says otherwise.
    void name(std::string T::*field, std::string_view)
    {
        m_object.*field = m_object.id.value();
        if (const auto value = m_map.take("name"))
            readValue(m_map.context(), *value, m_object.*field);
    }

    /// A truth value that the file writes as one of two words.
    void choice(
        std::string_view key, bool T::*field, std::string_view no, std::string_view yes, std::string_view)
    {
        if (const auto value = m_map.take(key)) {
            if (const auto index = readWord(m_map.context(), *value, { no, yes }))
                m_object.*field = *index == 1;
        }
    }

    /// Fields of the same object that the file keeps in a map of their own.
    template <class Describe>
    void group(std::string_view key, std::string_view title, Describe describe, std::string_view)
    {
        if (const auto value = m_map.take(key)) {
            FieldMap map(m_map.context(), *value, title);
            FieldReader inner(map, m_object);
            describe(inner);
            map.finish();
        }
    }

    /// Fields of a part of the object that the file keeps among the object's own.
    template <class M>
    void inlined(M T::*field)
    {
        FieldReader<M> inner(m_map, m_object.*field);
        FieldsOf<M>::describe(inner);
    }

    /// Fields that follow rules of their own; `readSpecial` for the type of `special` does it.
    template <class Special>
    void special(Special kind)
    {
        readSpecial(kind, m_map, m_object);
    }

private:
    FieldMap &m_map;
    T &m_object;
};

template <Described T>
void readObject(ReadContext &context, const Field &field, T &out)
{
    FieldMap map(context, field, FieldsOf<T>::title);
    FieldReader<T> reader(map, out);
    FieldsOf<T>::describe(reader);
    map.finish();
}

template <Described T>
void readValue(ReadContext &context, const Field &field, T &out)
{
    readObject(context, field, out);
}

/// A list; of elements with an id, a map by id that keeps the order of the file.
template <class T>
void readValue(ReadContext &context, const Field &field, std::vector<T> &out)
{
    out.clear();
    if constexpr (HasId<T>) {
        if (!isReadableMap(context, field))
            return;
        for (const YamlNode::Entry &entry : field.node.entries) {
            T element;
            element.id = ElementId(entry.key);
            readValue(context, Field { entry.key, *entry.value, entry.keyLocation }, element);
            out.push_back(std::move(element));
        }
    } else {
        if (!isReadableList(context, field))
            return;
        for (const YamlNodePtr &item : field.node.items) {
            T element {};
            readValue(context, Field { field.key, *item, item->location }, element);
            out.push_back(std::move(element));
        }
    }
}

template <class T>
void readValue(ReadContext &context, const Field &field, ElementMap<T> &out)
{
    out.clear();
    if (!isReadableMap(context, field))
        return;
    for (const YamlNode::Entry &entry : field.node.entries) {
        T element;
        if constexpr (HasId<T>)
            element.id = ElementId(entry.key);
        readValue(context, Field { entry.key, *entry.value, entry.keyLocation }, element);
        out.insert_or_assign(ElementId(entry.key), std::move(element));
    }
}

} // namespace fourplane
