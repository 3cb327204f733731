// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CallersOfPod.h"
#include "core/enforcement/PlanIndex.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// Resolves the callers that Istio's AuthorizationPolicies name to pods of a plan. A pattern matches few pods
/// when it matches `smallSet` at most.
class CallerPatterns
{
public:
    /// Keeps a reference to the plan of `index`, which must outlive this.
    CallerPatterns(const PlanIndex &index, std::size_t smallSet);

    /// For the pod at this position of the plan.
    CallersOfPod of(std::size_t pod);

private:
    enum class Field
    {
        Principal,
        Namespace,
        ServiceAccount
    };

    using Pods = std::vector<std::uint32_t>;

    struct Caller
    {
        std::vector<std::string> principals; ///< with aliases
        std::string namespaceName;
        std::string account; ///< "namespace/name"
    };

    const Pods &podsMatching(Field field, const std::string &pattern, const std::string &home);
    std::vector<std::string> withoutFew(
        Field field, const std::vector<std::string> &patterns, const std::string &home, CallersOfPod &result);
    std::string textOf(const AuthorizationPolicy &policy, CallersOfPod &result);

    const EnforcementPlan &m_plan;
    std::size_t m_smallSet;
    std::vector<AuthorizationPolicy> m_atZtunnel; ///< as a ztunnel reads them
    std::vector<Caller> m_callers; ///< by pod
    std::map<std::pair<Field, std::string>, Pods> m_exact; ///< whose principal, namespace or account it is
    std::map<std::pair<Field, std::string>, Pods> m_resolved;
    std::map<std::string, std::vector<const AuthorizationPolicy *>> m_byNamespace, m_byNamespaceAtZtunnel;
};

} // namespace fourplane
