// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GateKeeper.h"
#include "core/attack/Grounding.h"
#include "core/attack/PreparedDesign.h"
#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/project/Project.h"

#include <memory>

namespace fourplane {

/// What an attack is made ready for.
struct PreparationOptions
{
    /// Also for code in any workload, so that many starting points are answered on one hypergraph: see
    /// PreparedAttack::startFrom.
    bool fromEveryWorkload = false;
    GroundingLimits limits;
};

/// A scenario made ready to be solved: the design as the rules see it, the rules in play, and every instance
/// of them to which the footholds could lead if all planes failed (or as GroundingLimits says). What is asked
/// of an attack (the trace, cuts, campaigns) starts from here, so that it is read and grounded once. Not for
/// several threads at once, since judgements are remembered.
class PreparedAttack
{
public:
    /// Reads and grounds. `decisions` must outlive the result; project, catalogue and scenario need not.
    /// Errors: "cancelled", "unknown-technique", "unknown-element" (a foothold or goal that does not exist),
    /// "too-large" (see GroundingLimits), and what lintCatalogue calls severe.
    static Result<PreparedAttack> make(const Project &project, const PolicyDecisionPoint &decisions,
        const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
        const PreparationOptions &options = {});

    /// The same for one of several attacks on a design, all of which ask it the same questions.
    static Result<PreparedAttack> make(const std::shared_ptr<PreparedDesign> &design,
        const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job = {},
        const PreparationOptions &options = {});

    /// The same scenario on a changed design: as `make` with the same catalogue and options, but what the
    /// change does not bear on is taken over from this attack, with what was judged (see Regrounding). Where
    /// that is not worth while, everything is read and grounded again. Errors: those of `make`.
    Result<PreparedAttack> onChanged(
        const std::shared_ptr<PreparedDesign> &design, const Job &job = {}) const;

    /// Of an attack from onChanged: for each pivot its number in the attack that it came from, noIndex where
    /// it is new. Empty where everything was grounded again.
    const std::vector<std::uint32_t> &pivotsBefore() const;

    /// The facts with which an attacker with code in a workload starts; empty where the preparation does not
    /// know such an attacker.
    std::vector<std::uint32_t> startOf(const ElementId &workloadId) const;

    /// From now on the attack starts from these facts instead of the scenario's footholds. What was judged
    /// stays judged.
    void startFrom(std::span<const std::uint32_t> facts);

    const Scenario &scenario() const;
    const TechniqueCatalogue &catalogue() const; ///< the techniques in play, every control
    const DesignModel &model() const;
    const std::vector<PreparedRule> &rules() const;
    const Grounding &grounding() const;
    GateKeeper &gateKeeper();

    const PreparedRule &ruleOf(std::uint32_t pivot) const;
    std::span<const EntityIndex> bindingsOf(std::uint32_t pivot) const;

    /// Whether the pivot succeeds, and in which worlds. Asked of the decision point once, then remembered. Of
    /// a crowd (see Grounding): what holds for all of its members.
    const Passage &passage(std::uint32_t pivot);

    /// Whether the design has an instance of a rule with these elements and nothing stops it in the design as
    /// it is, whoever has its premises.
    bool wouldSucceed(std::uint32_t rule, std::span<const EntityIndex> bindings);

private:
    struct Private;
    explicit PreparedAttack(std::shared_ptr<Private> data);
    std::shared_ptr<Private> d;
};

} // namespace fourplane
