// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PodSet.h"
#include "core/enforcement/EnforcementPlan.h"

#include <map>
#include <string>
#include <vector>

namespace fourplane {

/// The pods of a plan as Cilium sees them: endpoints with security labels (Cilium's documentation, "Labels"
/// and "Identity-relevant labels"; default label filter of 1.20). Pods on the host network are nodes, not
/// endpoints.
class CiliumEndpoints
{
public:
    /// Keeps a reference: `plan` must outlive this.
    explicit CiliumEndpoints(const EnforcementPlan &plan);

    /// The endpoints that the selector of a policy's subject means: those of `home` only, or of the whole
    /// cluster when `home` is empty.
    const PodSet &subjects(const LabelSelector &selector, const std::string &home);

    /// The endpoints that a peer selector means: those of `home` unless it names a namespace or its labels,
    /// or of the whole cluster when `home` is empty (semantics C5).
    const PodSet &peers(const LabelSelector &selector, const std::string &home);

    /// All sets that were asked for.
    std::vector<const PodSet *> sets() const;

private:
    const PodSet &matching(const LabelSelector &selector);

    const EnforcementPlan &m_plan;
    std::vector<Labels> m_labels; ///< per pod; empty for pods on the host network
    std::map<std::string, PodSet> m_resolved; ///< by selector text
};

/// True when a key of the selector is one of Cilium's reserved labels ("reserved:host").
bool hasReservedKey(const LabelSelector &selector);

/// The entity that a selector with a reserved label stands for ("host"), or empty when it is more than that.
std::string entityOf(const LabelSelector &selector);

/// Whether `host` is meant by a name or pattern of toFQDNs or of DNS rules: "*" is characters of one label, a
/// leading "**." one or more labels, "*" alone any name (semantics C7). Case and a final dot do not count.
bool matchesCiliumName(const CiliumName &name, const std::string &host);

} // namespace fourplane
