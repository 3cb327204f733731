// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/attack/TechniqueCases.h"

namespace fourplane::test {

/// What the cases of all families are made of.
namespace steps {

using L = AttackLab;
using Cases = std::vector<TechniqueCase>;

inline constexpr Plane identity = Plane::Identity;
inline constexpr Plane network = Plane::Network;
inline constexpr Plane pods = Plane::Workload;
inline constexpr Plane data = Plane::Data;
inline constexpr std::nullopt_t absent = std::nullopt;
inline constexpr AccessVerb read = AccessVerb::Read;
inline constexpr AccessVerb write = AccessVerb::Write;

inline const Step deny = [](L &lab) { lab.denyNetwork(); };
inline const Step mesh = [](L &lab) { lab.meshAllowList(); };
inline const Step restricted = [](L &lab) { lab.restrictPods(); };
inline const Step unmount = [](L &lab) { lab.unmountTokens(); };
inline const Step revoke = [](L &lab) { lab.revokeGrants(); };
inline const Step noRole = [](L &lab) { lab.project.topology.bindings.clear(); };

inline Step readOnly(const std::string &sa, const std::string &collection)
{
    return [=](L &lab) { lab.grant(sa, collection, read); };
}

inline Step trait(const std::string &name, auto WorkloadTraits::*field, bool value)
{
    return [=](L &lab) { lab.workload(name).traits.*field = value; };
}

/// The attacker finds a key with these uses in an open store; the pods of `ingest` work with it.
inline Step foundKeyOf(const std::vector<std::string> &opens)
{
    return [=](L &lab) {
        lab.code("web");
        Secret &key = lab.secret("key");
        for (const std::string &opened : opens)
            key.opens.emplace_back(opened);
        lab.give("ingest", "key", SecretDelivery::Environment);
        lab.collection("chunks").secretIds = { ElementId("key") };
        lab.allow("web", "vec");
    };
}

} // namespace steps

// The cases by family; techniqueCases() joins them.
std::vector<TechniqueCase> supplyCases();
std::vector<TechniqueCase> secretCases();
std::vector<TechniqueCase> cloudCases();
std::vector<TechniqueCase> movementCases();
std::vector<TechniqueCase> impactCases();

} // namespace fourplane::test
