// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GateKeeper.h"
#include "core/attack/PairGroup.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fourplane {

/// Says for the pairs of a group which are open in which worlds, asking once for near ones that no rule tells
/// apart.
class PairJudge
{
public:
    /// Puts those on the near side together that no rule tells apart.
    static void order(const PreparedRule &rule, PairGroup &group, const GateKeeper &gateKeeper);

    /// Keeps references. The group has been ordered.
    PairJudge(const PreparedRule &rule, const PairGroup &group, GateKeeper &gateKeeper);

    /// What PairGroup::runs has for a far one.
    std::vector<NearRun> runsTo(std::size_t far);

    /// The instance of a pair.
    std::vector<EntityIndex> bindingsOf(std::size_t near, std::size_t far) const;

private:
    void indexNear();
    WorldMask openOfBlock(
        std::vector<std::optional<WorldMask>> &known, std::size_t block, std::size_t near, std::size_t far);
    void addPlaces(EntityIndex element, Variable variable, std::vector<std::size_t> &places) const;

    const PreparedRule &m_rule;
    const PairGroup &m_group;
    GateKeeper &m_gateKeeper;
    std::vector<Variable> m_indexed; ///< near variables that may be named
    std::vector<std::unordered_map<EntityIndex, std::vector<std::size_t>>> m_placesOf; ///< as m_indexed
    std::vector<std::size_t> m_blockEnds; ///< of near ones of one class
    /// For blocks of near ones that nothing names: in which worlds the far ones that get the same answers are
    /// open.
    std::map<std::vector<EntityIndex>, std::vector<std::optional<WorldMask>>> m_known;
};

} // namespace fourplane
