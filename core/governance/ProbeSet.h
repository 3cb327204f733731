// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/governance/PlanMutation.h"
#include "core/governance/ProbeEffort.h"

#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// A question to be tried out in the cluster, with the answer that the decision point gives.
struct Probe
{
    /// Stable while edge, question and expected answer are: "EDGE/allowed/0123456789".
    std::string id;
    PlanQuestion question;
    Plane plane = Plane::Network; ///< on which the answer is expected
    ProbeAnswer expected = ProbeAnswer::Allowed; ///< never Unknown
    std::set<ElementId> edges; ///< of the rules that it proves
    std::set<std::string> rules; ///< titles of those rules
    std::string reason; ///< the decision point's sentence
    std::string decidedBy; ///< kind of the object that decides; may be empty
    /// True where the network plane refuses the request first: nobody who tries it sees what this plane says.
    bool isHidden = false;
    bool isIdentityOpen = true; ///< nothing on the identity plane refuses the request, as far as is known
};

/// What proves a rule.
struct RuleProbes
{
    PlanRule rule;
    std::set<std::string> allowed; ///< ids of probes
    std::set<std::string> denied;
};

struct ProbeSet
{
    std::vector<Probe> probes; ///< sorted by id
    std::vector<RuleProbes> rules; ///< in the order of mutationsOf
    std::size_t mistakes = 0; ///< that there are in the rules
    std::size_t tried = 0; ///< of them, as ProbeEffort says
};

/// For every rule of the plan and every mistake in it (mutationsOf) a question that tells the plan from the
/// plan with the mistake, where there is one, and at least one allowed and one denied question about what
/// the rule speaks of, where there are such. Answers come from the decision point alone. Questions that
/// somebody can try out are preferred to those that take an attacker, a new pod or a place outside the
/// cluster. With less than the whole effort only chosen mistakes are probed, and a question is found only
/// among those looked at. Error: "cancelled".
Result<ProbeSet> deriveProbes(
    const EnforcementPlan &plan, const Job &job = {}, const ProbeEffort &effort = {});

} // namespace fourplane
