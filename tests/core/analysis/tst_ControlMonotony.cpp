// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/CandidateSettings.h"
#include "core/analysis/ControlChange.h"
#include "core/analysis/DesignRun.h"
#include "core/analysis/WorkingFlows.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// RC_PARAMS asks for 200 rounds: five designs each are 1,000.
constexpr unsigned designsPerRound = 5;

/// The one technique that lives from a control: credentials that a store wants are shown to it, and who
/// listens on the way has them.
constexpr std::string_view overhearing = "sniff-mitm";

std::unique_ptr<DesignRun> runOf(const Project &project, Scenario scenario, bool overhears)
{
    scenario.techniques.clear();
    for (const Technique &technique : catalogue().techniques) {
        if (overhears || technique.id != overhearing)
            scenario.techniques.push_back(technique.id);
    }
    return std::move(DesignRun::make(project, catalogue(), scenario).value());
}

/// The facts that hold in `after` and not in `before`, about elements that both know. A change may make
/// accounts and nodes of its own. Where `entersMesh`, what only a pod in a mesh has is left out (its
/// certificate, and a sidecar to send past): all that those might open is compared.
std::set<std::string> gained(DesignRun &before, DesignRun &after, bool entersMesh = false)
{
    std::set<std::string> gains;
    const Grounding &facts = after.attack().grounding();
    for (std::uint32_t number = 0; number < facts.facts.size(); ++number) {
        const AttackerFact &fact = facts.facts[number];
        const std::string_view relation = relations()[fact.relation].name;
        if (!after.reach().holds(number)
            || (entersMesh && (relation == "mesh_key" || relation == "unproxied")))
            continue;
        const ElementId &id = after.attack().model().id(fact.subject);
        const auto element = before.attack().model().find(id);
        if (!element)
            continue;
        const std::uint32_t known = before.attack().grounding().numberOf({ fact.relation, *element });
        if (known == noIndex || !before.reach().holds(known))
            gains.insert(id.value() + " " + std::string(relation));
    }
    return gains;
}

/// Whether a namespace is in the mesh that was not before.
bool isNewInMesh(const Project &before, const Project &after)
{
    const auto &homes = before.topology.namespaces;
    return std::any_of(homes.begin(), homes.end(), [&after](const auto &entry) {
        return !entry.second.meshInjection && after.topology.namespaces.at(entry.first).meshInjection;
    });
}

/// The stricter of two designs lets the attacker have nothing that the other does not. Where a store wants
/// credentials in the stricter one only, what is overheard does not count.
void requireNoGain(const std::string &what, const RandomDesign &random, const Project &loose,
    const Project &strict, bool wantsCredentials, std::size_t &overheard, std::size_t &shrinking)
{
    const bool entersMesh = isNewInMesh(loose, strict);
    const auto before = runOf(loose, random.scenario, true);
    const auto after = runOf(strict, random.scenario, true);
    std::set<std::string> gains = gained(*before, *after, entersMesh);
    if (!gains.empty() && wantsCredentials) {
        ++overheard;
        const auto deafBefore = runOf(loose, random.scenario, false);
        const auto deafAfter = runOf(strict, random.scenario, false);
        gains = gained(*deafBefore, *deafAfter, entersMesh);
    }
    for (const std::string &gain : gains)
        RC_LOG() << what << ": " << gain << "\n";
    RC_ASSERT(gains.empty());
    shrinking += gained(*after, *before).empty() ? 0 : 1;
}

/// Mostly settings that close a step that succeeds, at times any that can be put in force.
std::vector<ControlSetting> settingsFor(DesignRun &base, unsigned seed)
{
    std::vector<ControlSetting> possible =
        candidateSettings(base.project(), base.attack(), base.reach().successes());
    if (seed % 5 > 0 && !possible.empty())
        return possible;
    possible = allSettings(base.project());
    std::erase_if(possible, [&base](const ControlSetting &setting) {
        return !ControlChange::isPossible(base.project(), setting);
    });
    return possible;
}

template <class Check>
bool forRandomDesigns(const char *what, Check check)
{
    return rc::check(what, [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        for (unsigned i = 0; i < designsPerRound; ++i) {
            const unsigned seed = *rc::gen::noShrink(drawn);
            RC_LOG() << "design " << seed << "\n";
            check(randomDesign(seed), seed);
        }
    });
}

} // namespace

/// More control never gives the attacker more, less never gives less, over the whole catalogue; but for the
/// one exception that has a name.
class tst_ControlMonotony : public QObject
{
    Q_OBJECT

private slots:

    void initTestCase() { qputenv("QTEST_FUNCTION_TIMEOUT", "550000"); }

    void addingAControlNeverEnlargesReach();
    void removingAControlNeverShrinksReach();
    void aStoreThatWantsCredentialsLetsThemBeOverheard();
};

void tst_ControlMonotony::addingAControlNeverEnlargesReach()
{
    std::size_t designs = 0, overheard = 0, shrinking = 0;
    QVERIFY(forRandomDesigns("adding", [&](const RandomDesign &random, unsigned seed) {
        const auto base = runOf(random.project, random.scenario, true);
        const std::vector<ControlSetting> possible = settingsFor(*base, seed);
        RC_ASSERT(!possible.empty());
        const ControlChange change(workingFlows(base->project(), base->decisions()));
        const ControlSetting &setting = possible[(seed / 7) % possible.size()];
        // To the design as it is, or to one with a change already.
        std::vector<ControlSetting> settings;
        if (seed % 2 == 1)
            settings.push_back(possible[(seed / 11) % possible.size()]);
        const Project loose = change.with(random.project, settings);
        settings.push_back(setting);
        requireNoGain(describe(setting), random, loose, change.with(random.project, settings),
            setting.kind == SettingKind::StoreAuthentication, overheard, shrinking);
        ++designs;
    }));
    qInfo("%zu designs, %zu shrink, %zu let credentials be overheard", designs, shrinking, overheard);
    QVERIFY(shrinking > designs / 20);
}

void tst_ControlMonotony::removingAControlNeverShrinksReach()
{
    std::size_t designs = 0, overheard = 0, shrinking = 0;
    QVERIFY(forRandomDesigns("removing", [&](const RandomDesign &random, unsigned seed) {
        std::set<std::string> controls;
        for (const ControlSetting &setting : allSettings(random.project)) {
            if (isInForce(random.project, setting))
                controls.insert(controlOf(setting.kind));
        }
        if (controls.empty())
            return;
        const std::string &control =
            *std::next(controls.begin(), static_cast<std::ptrdiff_t>((seed / 7) % controls.size()));
        Project without = random.project;
        withdrawControl(without, control);
        requireNoGain(control, random, without, random.project,
            control == controlOf(SettingKind::StoreAuthentication), overheard, shrinking);
        ++designs;
    }));
    qInfo("%zu designs, %zu shrink, %zu let credentials be overheard", designs, shrinking, overheard);
    QVERIFY(shrinking > designs / 20);
}

/// The exception by hand: ingest reads the vector store, next to web on the node. Once the store wants a
/// credential, ingest shows its own, and web hears it; nothing else is gained.
void tst_ControlMonotony::aStoreThatWantsCredentialsLetsThemBeOverheard()
{
    AttackLab lab;
    lab.code("web");
    lab.dataFlow("ingest", "vec", AccessVerb::Read, "chunks");
    lab.project.platform.metadataServicePresent = false; // or all credentials are had through the node's
    lab.project.topology.externals.erase(ElementId("meta"));
    const ControlSetting setting { SettingKind::StoreAuthentication, ElementId("vectors"), {} };
    QVERIFY(ControlChange::isPossible(lab.project, setting));
    const CompiledPlan compiled = compilePlan(lab.project);
    const ControlChange change(workingFlows(lab.project, PolicyDecisionPoint(compiled.plan)));
    const Project strict = change.with(lab.project, { setting });
    const std::set<std::string> overheard =
        gained(*runOf(lab.project, lab.scenario, true), *runOf(strict, lab.scenario, true));
    QVERIFY(overheard == std::set<std::string> { "sa-ingest held" });
    QVERIFY(gained(*runOf(lab.project, lab.scenario, false), *runOf(strict, lab.scenario, false)).empty());
}

QTEST_APPLESS_MAIN(tst_ControlMonotony)
#include "tst_ControlMonotony.moc"
