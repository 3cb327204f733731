// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/NetworkPolicyEvaluator.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fourplane {

/// Which pods may open what to which pods, as NetworkPolicyEvaluator::connections answers for each ordered
/// pair, held compressed: pods that no policy tells apart share a class, and only classes between which
/// something may be open have an entry. Admin policies and Cilium's are taken as telling every pod apart.
class PodConnectivity
{
public:
    /// Asks `evaluator`, which need not outlive the result, about the pairs of classes that a rule might
    /// open. "cancelled" when the job is stopped.
    static Result<PodConnectivity> compute(const NetworkPolicyEvaluator &evaluator, const Job &job = {});

    std::size_t podCount() const { return m_classOf.size(); }

    std::size_t classCount() const { return m_members.size(); }

    /// Ordered pairs of different pods between which something may be open.
    std::size_t openPairCount() const;

    /// What `source` may open to `destination`, positions in the plan. A pod opens everything to itself.
    const Connectivity &between(std::size_t source, std::size_t destination) const;

    /// The other pods to which `source` may open something, ascending, with what.
    std::vector<std::pair<std::size_t, const Connectivity *>> openFrom(std::size_t source) const;

private:
    /// A class of destinations and the position of its connectivity in m_kinds.
    using Entry = std::pair<std::uint32_t, std::uint32_t>;

    std::vector<std::uint32_t> m_classOf; ///< by pod
    std::vector<std::vector<std::uint32_t>> m_members; ///< by class, ascending
    std::vector<std::vector<Entry>> m_open; ///< by class of the source, ascending
    std::vector<Connectivity> m_kinds; ///< distinct; the first is "nothing", the second "everything"
};

} // namespace fourplane
