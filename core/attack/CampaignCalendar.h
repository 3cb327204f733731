// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace fourplane {

/// What is still to come in a run, earliest first: a queue of numbers that grow with time. They are put down
/// by stretches of time and only those of the current stretch are kept in order, so that what turns out to
/// be out of date before its time costs next to nothing.
class CampaignCalendar
{
public:
    using Entry = std::uint64_t;

    /// Entries that differ in the lowest `bits` bits alone lie in one stretch, at first.
    explicit CampaignCalendar(unsigned bits)
        : m_firstBits(bits)
    {
        clear();
    }

    /// Not less than what stands first in the current stretch was.
    void push(Entry entry)
    {
        const std::size_t stretch = entry < m_start ? 0 : (entry - m_start) >> m_bits;
        if (stretch <= m_current) {
            pushCurrent(entry);
        } else if (stretch < m_stretches.size()) {
            m_stretches[stretch].push_back(entry);
            m_filled[stretch / wordBits] |= std::uint64_t(1) << (stretch % wordBits);
        } else {
            m_later.push_back(entry);
        }
    }

    /// Takes the first entry; false when there is none. `filter` says for many entries that come soon which
    /// of them still count; it may be wrong about those that are.
    template <class Filter>
    bool pop(Entry &entry, Filter filter)
    {
        while (m_heap.empty()) {
            if (!openNext(filter))
                return false;
        }
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater());
        entry = m_heap.back();
        m_heap.pop_back();
        return true;
    }

    void clear()
    {
        while (const auto filled = takeFilled())
            m_stretches[*filled].clear();
        m_heap.clear();
        m_later.clear();
        m_current = 0;
        m_start = 0;
        m_bits = m_firstBits;
    }

private:
    static constexpr std::size_t stretches = 1024;
    static constexpr std::size_t wordBits = 64;

    void pushCurrent(Entry entry)
    {
        m_heap.push_back(entry);
        std::push_heap(m_heap.begin(), m_heap.end(), std::greater());
    }

    template <class Filter>
    bool openNext(Filter filter)
    {
        if (const auto filled = takeFilled()) {
            m_current = *filled;
            std::vector<Entry> &next = m_stretches[m_current];
            filter(next);
            m_heap.swap(next);
            std::make_heap(m_heap.begin(), m_heap.end(), std::greater());
            return true;
        }
        m_current = m_stretches.size() - 1;
        return !m_later.empty() && spreadLater();
    }

    /// The first stretch that something was put into, which counts as empty from now on.
    std::optional<std::size_t> takeFilled()
    {
        for (std::size_t word = m_current / wordBits; word < m_filled.size(); ++word) {
            if (m_filled[word] == 0)
                continue;
            const auto bit = static_cast<std::size_t>(std::countr_zero(m_filled[word]));
            m_filled[word] &= m_filled[word] - 1;
            return word * wordBits + bit;
        }
        return std::nullopt;
    }

    /// Divides the time of what was put off into stretches.
    bool spreadLater()
    {
        const auto [least, greatest] = std::minmax_element(m_later.begin(), m_later.end());
        m_start = *least;
        m_bits = static_cast<unsigned>(std::bit_width((*greatest - *least) / stretches));
        m_current = 0;
        std::vector<Entry> later;
        later.swap(m_later);
        for (Entry entry : later)
            push(entry);
        return true;
    }

    unsigned m_firstBits;
    unsigned m_bits = 0; ///< a stretch is 2^m_bits wide
    Entry m_start = 0; ///< of stretch 0
    std::size_t m_current = 0; ///< the stretch whose entries are in the heap
    std::array<std::vector<Entry>, stretches> m_stretches;
    std::array<std::uint64_t, stretches / wordBits> m_filled {}; ///< a bit for each stretch that is not empty
    std::vector<Entry> m_heap;
    std::vector<Entry> m_later; ///< than all stretches
};

} // namespace fourplane
