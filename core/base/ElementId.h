// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace fourplane {

/// The stable name of an element inside one project: unique over all kinds of element, never changed by a
/// rename. Non-empty, made of letters, digits and `-_./`, at most 253 bytes; the reader enforces that.
class ElementId
{
public:
    ElementId() = default;

    explicit ElementId(std::string value)
        : m_value(std::move(value))
    {
    }

    const std::string &value() const { return m_value; }

    bool isEmpty() const { return m_value.empty(); }

    bool operator==(const ElementId &other) const { return m_value == other.m_value; }

    bool operator<(const ElementId &other) const { return m_value < other.m_value; }

    /// True when `text` may be used as an id.
    static bool isValid(const std::string &text);

private:
    std::string m_value;
};

/// Elements of one kind, ordered by id: iteration order is the order in files and outputs.
template <class T>
using ElementMap = std::map<ElementId, T>;

} // namespace fourplane

template <>
struct std::hash<fourplane::ElementId>
{
    std::size_t operator()(const fourplane::ElementId &id) const noexcept
    {
        return std::hash<std::string>()(id.value());
    }
};
