// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace fourplane {

/// Lists of `T` by number, held one after another (compressed rows).
template <class T>
class NumberLists
{
public:
    NumberLists() = default;

    /// The lists of `count` numbers, made from (number, item) pairs whose order within a list is kept.
    NumberLists(std::size_t count, const std::vector<std::pair<std::uint32_t, T>> &pairs)
        : m_starts(count + 1)
        , m_items(pairs.size())
    {
        for (const auto &[number, item] : pairs)
            ++m_starts[number + 1];
        for (std::size_t i = 0; i < count; ++i)
            m_starts[i + 1] += m_starts[i];
        std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
        for (const auto &[number, item] : pairs)
            m_items[next[number]++] = item;
    }

    std::size_t count() const { return m_starts.size() - 1; }

    std::size_t itemCount() const { return m_items.size(); }

    std::span<const T> operator[](std::size_t number) const
    {
        return { m_items.data() + m_starts[number], m_starts[number + 1] - m_starts[number] };
    }

    /// Makes room for lists that push() and endList() make.
    void reserve(std::size_t lists, std::size_t items)
    {
        m_starts.reserve(lists + 1);
        m_items.reserve(items);
    }

    /// Ends the list that push() adds to; lists are made in order.
    void endList() { m_starts.push_back(static_cast<std::uint32_t>(m_items.size())); }

    void push(T item) { m_items.push_back(std::move(item)); }

private:
    std::vector<std::uint32_t> m_starts = { 0 }; ///< one more than there are lists
    std::vector<T> m_items;
};

} // namespace fourplane
