// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/decision/NumberLists.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fourplane {

/// Which pods may open what to which pods, as NetworkPolicyEvaluator::connections answers for each ordered
/// pair, held compressed: pods that no policy tells apart share a class, and only classes between which
/// something may be open have an entry.
class PodConnectivity
{
public:
    /// Joins what the rules of both sides admit, and asks `evaluator`, which need not outlive the result,
    /// only about pairs of classes where more than NetworkPolicies' rules counts: nodes, open questions,
    /// admin policies and Cilium's. "cancelled" when the job is stopped.
    static Result<PodConnectivity> compute(const NetworkPolicyEvaluator &evaluator, const Job &job = {});

    std::size_t podCount() const { return m_classOf.size(); }

    std::size_t classCount() const { return m_members.count(); }

    /// Ordered pairs of different pods between which something may be open.
    std::size_t openPairCount() const;

    /// What `source` may open to `destination`, positions in the plan. A pod opens everything to itself.
    const Connectivity &between(std::size_t source, std::size_t destination) const;

    /// Pods, and what may be opened to them.
    using OpenPods = std::vector<std::pair<std::size_t, const Connectivity *>>;

    /// The other pods to which `source` may open something, ascending, with what.
    OpenPods openFrom(std::size_t source) const;

    /// The same in place of what `found` holds, for whoever asks about many.
    void openFrom(std::size_t source, OpenPods &found) const;

private:
    /// A class of destinations and the position of its connectivity in m_kinds.
    using Entry = std::pair<std::uint32_t, std::uint32_t>;

    std::vector<std::uint32_t> m_classOf; ///< by pod
    NumberLists<std::uint32_t> m_members; ///< by class, ascending
    NumberLists<Entry> m_open; ///< by class of the source, ascending
    std::vector<Connectivity> m_kinds; ///< distinct; the first is "nothing", the second "everything"
};

} // namespace fourplane
