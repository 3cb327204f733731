// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/JoinPlanning.h"

namespace fourplane {

namespace {

struct Candidate
{
    JoinStep step;
    int cost = 0;
};

Candidate candidate(const Atom &atom, const std::vector<bool> &isBound)
{
    const bool subject = isBound[atom.subject];
    const bool object = isBound[atom.object];
    Candidate result;
    result.step.atom = atom;
    using Kind = JoinStep::Kind;
    if (isAttackerAtom(atom)) {
        result.step.kind = subject ? Kind::TestAttacker : Kind::ScanAttacker;
        result.cost = subject ? 1 : 4;
    } else if (subject && object) {
        result.step.kind = Kind::TestDesign;
    } else if (subject || object) {
        result.step.kind = subject ? Kind::BindObject : Kind::BindSubject;
        result.cost = 2;
    } else {
        result.step.kind = Kind::ScanDesign;
        result.cost = atom.isUnary ? 3 : 5;
    }
    return result;
}

} // namespace

bool isAttackerAtom(const Atom &atom)
{
    return relations()[atom.relation].relationClass == RelationClass::Attacker;
}

std::vector<JoinStep> planJoin(std::vector<std::pair<Atom, bool>> atoms, std::vector<bool> isBound)
{
    std::vector<JoinStep> steps;
    while (!atoms.empty()) {
        std::size_t best = 0;
        Candidate chosen = candidate(atoms[0].first, isBound);
        for (std::size_t i = 1; i < atoms.size(); ++i) {
            const Candidate other = candidate(atoms[i].first, isBound);
            if (other.cost < chosen.cost) {
                best = i;
                chosen = other;
            }
        }
        chosen.step.isBeforeTrigger = atoms[best].second;
        isBound[chosen.step.atom.subject] = true;
        isBound[chosen.step.atom.object] = true;
        steps.push_back(chosen.step);
        atoms.erase(atoms.begin() + static_cast<std::ptrdiff_t>(best));
    }
    return steps;
}

} // namespace fourplane
