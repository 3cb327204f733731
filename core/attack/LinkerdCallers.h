// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CallersOfPod.h"
#include "core/decision/LinkerdRules.h"
#include "core/enforcement/LinkerdAuthentications.h"
#include "core/enforcement/PlanIndex.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Resolves the callers that Linkerd's policies name to pods of a plan, as CallerPatterns does for Istio's.
class LinkerdCallers
{
public:
    /// Keeps references to the index and its plan, which must outlive this. A pattern matches few pods when
    /// it matches `smallSet` at most.
    LinkerdCallers(const PlanIndex &index, std::size_t smallSet);

    /// For the pod at this position of the plan, whatever port is asked for. The text has what else the
    /// pod's proxy decides by, too.
    CallersOfPod of(std::size_t pod);

private:
    using Pods = std::vector<std::uint32_t>;

    /// Identities as a policy writes them.
    struct Pattern
    {
        std::string text;
        bool isWildcard = false; ///< "*" or "*.suffix"; else the whole name
    };

    static std::vector<Pattern> asPatterns(const std::vector<std::string> &identities);
    const CallersOfPod &ofServer(std::size_t number);
    const Pods &podsMatching(const Pattern &pattern);
    Pattern patternOf(const LinkerdReference &reference, const std::string &home) const;
    std::string withoutFew(const std::vector<Pattern> &patterns, CallersOfPod &result);
    std::string textOf(const ServerAuthorization &authorization, CallersOfPod &result);
    std::string textOf(const LinkerdAuthorizationPolicy &policy, CallersOfPod &result);
    std::optional<std::string> textOf(
        const LinkerdReference &reference, const std::string &home, CallersOfPod &result);

    const PlanIndex &m_index;
    LinkerdRules m_rules;
    LinkerdAuthentications m_authentications;
    std::size_t m_smallSet;
    std::map<std::string, Pods> m_exact; ///< members of the mesh, by identity
    std::map<std::string, Pods> m_resolved; ///< by pattern
    std::vector<std::optional<CallersOfPod>> m_ofServer; ///< as m_rules.servers()
};

} // namespace fourplane
