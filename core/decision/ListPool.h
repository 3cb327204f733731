// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace fourplane {

/// Keeps lists close together. What it gave stays valid until the pool is destroyed, also when it is moved.
template <class T>
class ListPool
{
public:
    ListPool() = default;
    ListPool(ListPool &&) noexcept = default;
    ListPool &operator=(ListPool &&) noexcept = default;
    ListPool(const ListPool &) = delete;
    ListPool &operator=(const ListPool &) = delete;
    ~ListPool() = default;

    std::span<const T> keep(std::span<const T> list)
    {
        if (list.empty())
            return {};
        if (m_chunks.empty() || m_chunks.back().capacity() - m_chunks.back().size() < list.size())
            m_chunks.emplace_back().reserve(std::max(chunkSize, list.size()));
        std::vector<T> &chunk = m_chunks.back();
        chunk.insert(chunk.end(), list.begin(), list.end());
        return { chunk.data() + chunk.size() - list.size(), list.size() };
    }

private:
    static constexpr std::size_t chunkSize = 4096;

    std::vector<std::vector<T>> m_chunks; ///< none ever grows beyond what it reserved
};

} // namespace fourplane
