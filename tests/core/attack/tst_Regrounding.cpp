// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedAttack.h"
#include "core/attack/TraceBuilder.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/reports/TraceJson.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/core/attack/RandomEdits.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

constexpr unsigned designsPerRound = 2; // three edits each

const TechniqueCatalogue &catalogue()
{
    static const TechniqueCatalogue shipped = shippedCatalogue().value();
    return shipped;
}

/// A project with what it takes to attack it.
struct Side
{
    explicit Side(const Project &given)
        : project(given)
        , compiled(compilePlan(project))
        , decisions(compiled.plan)
        , design(std::make_shared<PreparedDesign>(project, decisions))
    {
    }

    Project project;
    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    std::shared_ptr<PreparedDesign> design;
};

std::vector<WorldMask> worldsOf(PreparedAttack &attack)
{
    return solve(attack.grounding().system, [&](std::uint32_t pivot) {
        return attack.passage(pivot).open;
    }).value();
}

/// The facts that hold anywhere, in words.
std::map<std::string, WorldMask> held(PreparedAttack &attack)
{
    const std::vector<WorldMask> worlds = worldsOf(attack);
    std::map<std::string, WorldMask> facts;
    for (std::size_t i = 0; i < attack.grounding().facts.size(); ++i) {
        const AttackerFact &fact = attack.grounding().facts[i];
        if (worlds[i] != 0)
            facts[std::string(relations()[fact.relation].name) + " "
                + attack.model().id(fact.subject).value()] = worlds[i];
    }
    return facts;
}

void requireSame(PreparedAttack &changed, PreparedAttack &fresh)
{
    const auto first = held(changed), second = held(fresh);
    for (const auto &[one, other, what] :
        { std::tuple(&first, &second, "only changed"), std::tuple(&second, &first, "only fresh") }) {
        for (const auto &[fact, worlds] : *one) {
            const auto found = other->find(fact);
            if (found == other->end() || found->second != worlds)
                RC_LOG() << what << ": " << fact << " in " << worlds << "\n";
        }
    }
    RC_ASSERT(first == second);
}

std::string textOf(PreparedAttack &attack, const Project &project)
{
    return tracesJson({ buildTrace(attack, worldsOf(attack)) }, { project, catalogue(), {}, {}, {} });
}

struct Tallies
{
    std::size_t edits = 0;
    std::size_t takenOver = 0; ///< edits after which not everything was grounded again
    std::size_t differing = 0; ///< those after which something else holds
    std::set<std::string> kinds;
};

void tryEdits(std::uint32_t seed, Tallies &tallies)
{
    const RandomDesign random = randomDesign(seed), other = randomDesign(seed + 1);
    const bool hasCrowds = seed % 4 != 0;
    PreparationOptions options;
    options.limits.singleInstances = hasCrowds ? 0 : 1000000;
    options.fromEveryWorkload = seed % 3 == 0;
    std::vector<std::unique_ptr<Side>> sides; // each attack needs those before it alive
    sides.push_back(std::make_unique<Side>(random.project));
    auto attack = PreparedAttack::make(sides.back()->design, catalogue(), random.scenario, {}, options);
    RC_ASSERT(attack.has_value());
    for (std::uint32_t edit = 0; edit < 3; ++edit) {
        const auto before = held(*attack); // judges much of it
        const EditedProject edited = randomEdit(sides.back()->project, other.project, seed * 7 + edit);
        if (edited.what.empty())
            return;
        RC_LOG() << "design " << seed << ": " << edited.what << "\n";
        sides.push_back(std::make_unique<Side>(edited.project));
        auto fresh = PreparedAttack::make(sides.back()->design, catalogue(), random.scenario, {}, options);
        auto changed = attack->onChanged(sides.back()->design);
        RC_ASSERT(changed.has_value() == fresh.has_value());
        if (!fresh)
            return; // a foothold is gone
        requireSame(*changed, *fresh);
        if (!hasCrowds)
            RC_ASSERT(textOf(*changed, edited.project) == textOf(*fresh, edited.project));
        ++tallies.edits;
        tallies.takenOver += changed->pivotsBefore().empty() ? 0 : 1;
        tallies.differing += held(*changed) == before ? 0 : 1;
        if (!changed->pivotsBefore().empty())
            tallies.kinds.insert(edited.what);
        attack = std::move(changed);
    }
}

} // namespace

/// An attack that is taken over to a changed design.
class tst_Regrounding : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "550000"); }

private slots:
    void equalsAnAttackFromTheStartAfterEveryEdit();
};

/// Three edits of any kind in a row, with crowds and without: the same facts hold in each of the 16 worlds,
/// and without crowds the traces are alike to the byte.
void tst_Regrounding::equalsAnAttackFromTheStartAfterEveryEdit()
{
    Tallies tallies;
    QVERIFY(rc::check("edits on random designs", [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        for (unsigned i = 0; i < designsPerRound; ++i)
            tryEdits(*rc::gen::noShrink(drawn), tallies);
    }));
    std::string kinds;
    for (const std::string &kind : tallies.kinds)
        kinds += (kinds.empty() ? "" : ", ") + kind;
    qInfo("%zu edits, %zu taken over, %zu with other results; taken over: %s", tallies.edits,
        tallies.takenOver, tallies.differing, kinds.c_str());
    QVERIFY(tallies.takenOver > tallies.edits / 2);
    QVERIFY(tallies.differing > tallies.edits / 10);
}

QTEST_APPLESS_MAIN(tst_Regrounding)
#include "tst_Regrounding.moc"
