// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace fourplane {

/// A list that copies share until one of them is changed: for what large designs hold many times over, such
/// as the peers of rules. Compares by value.
template <class T>
class SharedList
{
public:
    using value_type = T;

    SharedList() = default;

    SharedList(std::initializer_list<T> items)
        : SharedList(std::vector<T>(items))
    {
    }

    SharedList(std::vector<T> items) // NOLINT(google-explicit-constructor): a vector is a list already
    {
        if (!items.empty())
            m_items = std::make_shared<std::vector<T>>(std::move(items));
    }

    bool empty() const { return !m_items; }

    std::size_t size() const { return m_items ? m_items->size() : 0; }

    const T *begin() const { return m_items ? m_items->data() : nullptr; }

    const T *end() const { return begin() + size(); }

    const T &front() const { return m_items->front(); }

    const T &back() const { return m_items->back(); }

    const T &operator[](std::size_t i) const { return (*m_items)[i]; }

    void push_back(T item)
    {
        auto items = m_items ? *m_items : std::vector<T>();
        items.push_back(std::move(item));
        *this = SharedList(std::move(items));
    }

    void clear() { m_items.reset(); }

    /// Lets `edit` change the items; copies keep theirs.
    template <class Edit>
    void change(Edit edit)
    {
        auto items = m_items ? *m_items : std::vector<T>();
        edit(items);
        *this = SharedList(std::move(items));
    }

    /// The items where they lie: the same place for copies that share them; nullptr for the empty list.
    const std::vector<T> *identity() const { return m_items.get(); }

    friend bool operator==(const SharedList &left, const SharedList &right)
    {
        return left.m_items == right.m_items
            || (left.m_items && right.m_items && *left.m_items == *right.m_items);
    }

private:
    std::shared_ptr<const std::vector<T>> m_items; ///< never empty
};

} // namespace fourplane
