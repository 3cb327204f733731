// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/PreparedAttack.h"

#include <map>

namespace fourplane {

/// An attempt of world 0.
struct Attempt
{
    std::uint32_t rule = 0;
    std::vector<EntityIndex> bindings; ///< by variable of the rule
    std::vector<std::uint32_t> premises; ///< fact numbers
    std::vector<std::uint32_t> grants;
    std::uint32_t step = 0;
    PlaneSet blocking;
    bool isOfCrowd = false;
};

/// The attempts behind the crowds of a grounding, as AttackTrace says which are written: for each far side
/// the first success, blocked ones up to the limit, the others counted.
class CrowdAttempts
{
public:
    /// `levels` by fact (see derivationLevels); `ranks` orders elements by id. Keeps references.
    CrowdAttempts(PreparedAttack &attack, const std::vector<std::uint32_t> &levels,
        const std::vector<std::uint32_t> &ranks);

    /// False when the job was stopped.
    bool run(const Job &job);

    std::vector<Attempt> takeAttempts() { return std::move(m_attempts); }

    /// By technique, ordered; counts what the attempts are not.
    std::vector<FurtherAttempts> further() const;

private:
    /// The near side of a group as far as it is held in world 0.
    struct HeldSide
    {
        std::vector<std::size_t> byStep; ///< places of those held, earliest first, then by id
        std::vector<std::uint32_t> heldBefore; ///< by place: how many of those before it are held
        std::vector<std::uint32_t> ableBefore; ///< the same for those that no control of their own stops
        std::vector<std::size_t> firstAble; ///< binary tree: least place in byStep among the able ones below
    };

    /// A far side that is never gained, with the near ones that were tried on it so far.
    struct Refused
    {
        std::size_t group = 0;
        std::size_t far = 0;
        std::size_t tried = 0; ///< of HeldSide::byStep
        std::span<const NearRun> runs;
    };

    HeldSide heldSide(const PairGroup &group) const;
    void readGroup(std::size_t number);
    void readFar(std::size_t number, std::size_t far, std::vector<Refused> &refused);
    void addBlocked(std::uint32_t rule, std::vector<Refused> &refused);
    void add(const PairGroup &group, std::size_t near, std::size_t far);
    std::uint32_t nearFact(const PairGroup &group, std::size_t near) const;
    std::vector<std::uint32_t> grantsOf(const PairGroup &group, std::size_t far) const;

    PreparedAttack &m_attack;
    const Grounding &m_grounding;
    const std::vector<std::uint32_t> &m_levels;
    const std::vector<std::uint32_t> &m_ranks;
    std::vector<HeldSide> m_sides; ///< by group
    std::vector<std::vector<Refused>> m_refused; ///< by rule
    std::vector<Attempt> m_attempts;
    std::map<std::string, FurtherAttempts> m_further;
};

} // namespace fourplane
