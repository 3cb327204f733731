// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Components.h"

#include <algorithm>
#include <limits>

namespace fourplane {

namespace {

constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

class Tarjan
{
public:
    Tarjan(std::span<const std::uint32_t> starts, std::span<const std::uint32_t> targets)
        : m_starts(starts)
        , m_targets(targets)
        , m_order(starts.size() - 1, unknown)
        , m_low(starts.size() - 1)
    {
        m_result.componentOf.assign(starts.size() - 1, unknown);
    }

    Components run()
    {
        for (std::uint32_t node = 0; node < m_order.size(); ++node) {
            if (m_order[node] == unknown)
                visit(node);
        }
        return std::move(m_result);
    }

private:
    struct Call
    {
        std::uint32_t node = 0;
        std::uint32_t nextEdge = 0;
    };

    void enter(std::uint32_t node)
    {
        m_order[node] = m_low[node] = m_visited++;
        m_open.push_back(node);
        m_calls.push_back({ node, m_starts[node] });
    }

    void visit(std::uint32_t root)
    {
        enter(root);
        while (!m_calls.empty()) {
            Call &call = m_calls.back();
            const std::uint32_t node = call.node;
            if (call.nextEdge < m_starts[node + 1]) {
                const std::uint32_t target = m_targets[call.nextEdge++];
                if (m_order[target] == unknown)
                    enter(target);
                else if (m_result.componentOf[target] == unknown)
                    m_low[node] = std::min(m_low[node], m_order[target]);
                continue;
            }
            m_calls.pop_back();
            if (!m_calls.empty())
                m_low[m_calls.back().node] = std::min(m_low[m_calls.back().node], m_low[node]);
            if (m_low[node] == m_order[node])
                finish(node);
        }
    }

    void finish(std::uint32_t node)
    {
        for (bool isLast = false; !isLast;) {
            isLast = m_open.back() == node;
            m_result.componentOf[m_open.back()] = m_result.count;
            m_open.pop_back();
        }
        ++m_result.count;
    }

    std::span<const std::uint32_t> m_starts;
    std::span<const std::uint32_t> m_targets;
    Components m_result;
    std::vector<std::uint32_t> m_order; ///< by node: when it was entered
    std::vector<std::uint32_t> m_low; ///< by node: the earliest entered that it leads back to
    std::vector<std::uint32_t> m_open; ///< entered, and in no component yet
    std::vector<Call> m_calls;
    std::uint32_t m_visited = 0;
};

} // namespace

Components Components::of(std::span<const std::uint32_t> starts, std::span<const std::uint32_t> targets)
{
    return Tarjan(starts, targets).run();
}

} // namespace fourplane
