// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Grounding.h"
#include "core/attack/PreparedAttack.h"
#include "core/attack/TraceBuilder.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/NaiveAttack.h"
#include "tests/core/attack/RandomDesign.h"

#include <rapidcheck.h>

#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::test;

class tst_Grounding : public QObject
{
    Q_OBJECT

public:
    /// A thousand designs take longer than Qt allows for one function where the machine is busy.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "550000"); }

private slots:
    void holdsTheSameAsNestedLoopsFromEveryFootholdInEveryWorld_data();
    void holdsTheSameAsNestedLoopsFromEveryFootholdInEveryWorld();
    void stolenCertificatesAreToldApart();
    void trustDomainsAreToldApart();
    void storesAreToldApartWithoutACredential();
    void callersAreToldApartByLinkerd();
    void nodesAreToldApartByThePodsThatTheyCarry();
    void tracesOfCrowdsShowTheirMembers();
    void takesNoMoreMemoryThanTheLimit();
    void countsTheInstancesBehindCrowds();
    void readersOfSecretsAreThoseThatTheDecisionPointNames();
    void attacksOnOneDesignDoNotDisturbOneAnother();
};

namespace {

/// RC_PARAMS asks for 200 designs: five batches of them are 1,000.
constexpr unsigned batches = 5;

const TechniqueCatalogue &catalogue()
{
    static const TechniqueCatalogue shipped = shippedCatalogue().value();
    return shipped;
}

using Held = std::map<std::string, WorldMask>;

Held solved(PreparedAttack &attack)
{
    const auto worlds =
        solve(attack.grounding().system, [&](std::uint32_t pivot) { return attack.passage(pivot).open; });
    Held held;
    const Grounding &grounding = attack.grounding();
    for (std::size_t i = 0; i < grounding.facts.size(); ++i) {
        const AttackerFact &fact = grounding.facts[i];
        if ((*worlds)[i])
            held[attack.model().id(fact.subject).value() + " "
                + std::string(relations()[fact.relation].name)] = (*worlds)[i];
    }
    return held;
}

std::vector<std::pair<std::string, EntityIndex>> startsOf(const PreparedAttack &attack)
{
    std::vector<std::pair<std::string, EntityIndex>> starts;
    for (std::size_t i = 0; i < attack.grounding().footholdCount; ++i) {
        const AttackerFact &fact = attack.grounding().facts[i];
        starts.emplace_back(std::string(relations()[fact.relation].name), fact.subject);
    }
    return starts;
}

void requireSame(const std::string &what, const Held &first, const Held &second)
{
    for (const auto &[one, other] : { std::pair { &first, &second }, std::pair { &second, &first } }) {
        for (const auto &[fact, worlds] : *one) {
            const auto found = other->find(fact);
            if (found == other->end() || found->second != worlds)
                RC_LOG() << what << ": " << fact << " in " << worlds << " and in "
                         << (found == other->end() ? 0 : found->second) << "\n";
        }
    }
    RC_ASSERT(first == second);
}

PreparationOptions sharing(std::size_t singleInstances, bool fromEveryWorkload = false)
{
    PreparationOptions options;
    options.fromEveryWorkload = fromEveryWorkload;
    options.limits.singleInstances = singleInstances;
    return options;
}

template <class Check>
bool forRandomDesigns(const std::string &what, int batch, Check check)
{
    return rc::check(what, [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        const auto seed = *rc::gen::noShrink(drawn) * batches + static_cast<std::uint32_t>(batch);
        RC_LOG() << "design " << seed << "\n";
        const RandomDesign random = randomDesign(seed);
        const CompiledPlan compiled = compilePlan(random.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        check(random, decisions);
    });
}

/// The joint pass and a pass in which only one world is there.
void requireSameInEachWorld(PreparedAttack &attack)
{
    const auto passage = [&](std::uint32_t pivot) { return attack.passage(pivot).open; };
    const std::vector<WorldMask> joint = solve(attack.grounding().system, passage).value();
    GroundSystem system = attack.grounding().system;
    for (unsigned world = 0; world < 16; ++world) {
        const auto only = [world](WorldMask mask) { return static_cast<WorldMask>(mask & (1u << world)); };
        for (std::size_t fact = 0; fact < joint.size(); ++fact)
            system.initial[fact] = only(attack.grounding().system.initial[fact]);
        const std::vector<WorldMask> alone =
            solve(system, [&](std::uint32_t pivot) { return only(passage(pivot)); }).value();
        for (std::size_t fact = 0; fact < joint.size(); ++fact)
            RC_ASSERT(alone[fact] == only(joint[fact]));
    }
}

Held inDesignAsIs(const Held &held)
{
    Held some;
    for (const auto &[fact, worlds] : held) {
        if ((worlds & 1u) != 0)
            some[fact] = 1;
    }
    return some;
}

/// An attack that keeps its successes only holds what holds in world 0; each of them would succeed if it were
/// asked again, and what is blocked would not.
void requireSameOfSuccesses(
    const RandomDesign &random, const PolicyDecisionPoint &decisions, const Held &held)
{
    PreparationOptions options;
    options.limits.onlySuccesses = true;
    auto some = PreparedAttack::make(random.project, decisions, catalogue(), random.scenario, {}, options);
    RC_ASSERT(some.has_value());
    requireSame("successes", inDesignAsIs(solved(*some)), inDesignAsIs(held));
    auto all =
        PreparedAttack::make(random.project, decisions, catalogue(), random.scenario, {}, sharing(1000000));
    std::size_t successes = 0;
    const std::vector<WorldMask> worlds =
        solve(all->grounding().system, [&](std::uint32_t pivot) { return all->passage(pivot).open; }).value();
    for (std::uint32_t pivot = 0; pivot < all->grounding().system.pivotCount(); ++pivot) {
        const bool isOpen = (all->passage(pivot).open & 1u) != 0;
        RC_ASSERT(some->wouldSucceed(all->grounding().ruleOf[pivot], all->bindingsOf(pivot)) == isOpen);
        const auto premises = all->grounding().system.premisesOf(pivot);
        successes += isOpen
                && std::all_of(premises.begin(), premises.end(),
                    [&worlds](std::uint32_t fact) { return (worlds[fact] & 1u) != 0; })
            ? 1
            : 0;
    }
    RC_ASSERT(some->grounding().system.pivotCount() == successes);
}

void requireSameAlone(
    const RandomDesign &random, const PolicyDecisionPoint &decisions, PreparedAttack &common)
{
    Scenario own = random.scenario;
    own.footholds = { { FootholdKind::CodeExecution, random.project.topology.workloads.begin()->first, {} } };
    auto alone = PreparedAttack::make(random.project, decisions, catalogue(), own, {}, sharing(1000000));
    RC_ASSERT(alone.has_value());
    common.startFrom(common.startOf(own.footholds.front().elementId));
    requireSame("alone", solved(common), solved(*alone));
}

/// One hypergraph with crowds for every foothold, against the naive engine.
void requireSameAsNaive(
    const Project &project, const Scenario &scenario, const PolicyDecisionPoint &decisions)
{
    auto attack = PreparedAttack::make(project, decisions, catalogue(), scenario, {}, sharing(0, true));
    RC_ASSERT(attack.has_value());
    const NaiveAttack naive(attack->model(), attack->rules(), decisions);
    for (const auto &[id, workload] : project.topology.workloads) {
        attack->startFrom(attack->startOf(id));
        requireSame(id.value(), solved(*attack), naive.run({ { "foothold", *attack->model().find(id) } }));
    }
}

} // namespace

/// One hypergraph for every foothold, with crowds wherever they may be, against the naive engine, which
/// starts anew for each; at times also against the hypergraph that is made for one foothold alone, without
/// crowds. And its joint pass over 16 worlds against a pass for each.
void tst_Grounding::holdsTheSameAsNestedLoopsFromEveryFootholdInEveryWorld_data()
{
    QTest::addColumn<int>("batch");
    for (int batch = 0; batch < int(batches); ++batch)
        QTest::addRow("batch %d", batch) << batch;
}

void tst_Grounding::holdsTheSameAsNestedLoopsFromEveryFootholdInEveryWorld()
{
    QFETCH(int, batch);
    std::size_t designs = 0, crowds = 0;
    QVERIFY(forRandomDesigns("crowds hold the same as nested loops over all bindings", batch,
        [&](const RandomDesign &random, const PolicyDecisionPoint &decisions) {
            auto common = PreparedAttack::make(
                random.project, decisions, catalogue(), random.scenario, {}, sharing(0, true));
            RC_ASSERT(common.has_value());
            requireSameInEachWorld(*common);
            const NaiveAttack naive(common->model(), common->rules(), decisions);
            const Held held = naive.run(startsOf(*common));
            requireSame("the scenario", solved(*common), held);
            requireSameOfSuccesses(random, decisions, held);
            for (const auto &[id, workload] : random.project.topology.workloads) {
                common->startFrom(common->startOf(id));
                requireSame(
                    id.value(), solved(*common), naive.run({ { "foothold", *common->model().find(id) } }));
            }
            if (designs++ % 4 == 0)
                requireSameAlone(random, decisions, *common);
            const auto &kinds = common->grounding().kinds;
            crowds += static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), PivotKind::Crowd));
        }));
    qInfo("%zu designs", designs);
    QVERIFY2(crowds > 10 * designs, "the designs are too small for crowds");
}

/// Where every account is entitled to everything and the mesh lets in some of them only, it depends on whose
/// certificate is shown whether a store is reached.
void tst_Grounding::stolenCertificatesAreToldApart()
{
    std::size_t crowds = 0;
    QVERIFY(forRandomDesigns("certificates", 4, [&](RandomDesign random, const PolicyDecisionPoint &) {
        Project &project = random.project;
        project.platform.mesh = MeshKind::IstioSidecar;
        for (auto &[id, home] : project.topology.namespaces) {
            home.meshInjection = true;
            home.segmentation.meshAllowList = true;
        }
        for (auto &[id, store] : project.topology.stores) {
            store.authentication = StoreAuthentication::PerIdentity;
            for (const auto &[accountId, account] : project.topology.identities) {
                for (const Collection &collection : store.collections) {
                    DataGrant grant;
                    grant.id = ElementId("all-" + accountId.value() + "-" + collection.id.value());
                    grant.identityId = accountId;
                    grant.collectionId = collection.id;
                    project.policy.grants[grant.id] = grant;
                }
            }
        }
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        Scenario scenario = random.scenario;
        scenario.techniques = { "mesh-key-steal", "mesh-identity-reuse", "act-as-workload",
            "flat-network-pivot" };
        auto attack = PreparedAttack::make(project, decisions, catalogue(), scenario, {}, sharing(0, true));
        RC_ASSERT(attack.has_value());
        const NaiveAttack naive(attack->model(), attack->rules(), decisions);
        for (const auto &[id, workload] : project.topology.workloads) {
            attack->startFrom(attack->startOf(id));
            requireSame(
                id.value(), solved(*attack), naive.run({ { "foothold", *attack->model().find(id) } }));
        }
        for (const PairGroup &group : attack->grounding().groups)
            crowds += attack->rules()[group.rule].technique->id == "mesh-identity-reuse" ? 1 : 0;
    }));
    QVERIFY2(crowds > 10, "no stolen certificate is shared by a crowd");
}

/// Pods that differ only in their trust domain, before policies that let in the mesh's own alone.
void tst_Grounding::trustDomainsAreToldApart()
{
    std::size_t foreign = 0;
    QVERIFY(forRandomDesigns("trust domains", 3, [&](RandomDesign random, const PolicyDecisionPoint &) {
        Project &project = random.project;
        project.platform.mesh = MeshKind::IstioSidecar;
        for (auto &[id, home] : project.topology.namespaces) {
            home.meshInjection = true;
            home.segmentation.mtls = MtlsMode::Strict;
        }
        for (const auto &[id, home] : project.topology.namespaces) {
            AuthorizationPolicy policy;
            policy.meta = { "own-domain", home.name, {}, {} };
            AuthorizationSource source;
            source.trustDomains = { project.platform.trustDomain };
            policy.rules.push_back({ { source }, {}, {} });
            const ElementId ruleId("own-domain-" + home.name);
            project.policy.adopted[ruleId] = AdoptedRule(ruleId, policy, {});
        }
        bool isForeign = false;
        for (auto &[id, account] : project.topology.identities) {
            isForeign = !isForeign;
            if (!isForeign)
                continue;
            account.spiffeId = "spiffe://foreign.example/ns/x/sa/" + id.value();
            ++foreign;
        }
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        requireSameAsNaive(project, random.scenario, decisions);
    }));
    QVERIFY(foreign > 10);
}

/// Pods without an account of their own in the project ask stores of which some let everybody in.
void tst_Grounding::storesAreToldApartWithoutACredential()
{
    std::size_t anonymous = 0, closed = 0;
    QVERIFY(forRandomDesigns("stores", 2, [&](RandomDesign random, const PolicyDecisionPoint &) {
        Project &project = random.project;
        for (auto &[id, workload] : project.topology.workloads)
            workload.identityId = {};
        bool isAnonymous = false;
        for (auto &[id, store] : project.topology.stores) {
            isAnonymous = !isAnonymous;
            store.authentication =
                isAnonymous ? StoreAuthentication::Anonymous : StoreAuthentication::PerIdentity;
            ++(isAnonymous ? anonymous : closed);
        }
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        requireSameAsNaive(project, random.scenario, decisions);
    }));
    QVERIFY(anonymous > 10 && closed > 5);
}

/// Servers, authorizations, routes, default policies and ports past the proxy, with wildcards and whole
/// names.
void tst_Grounding::callersAreToldApartByLinkerd()
{
    std::size_t designs = 0, crowds = 0, refused = 0;
    QVERIFY(rc::check("Linkerd", [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        const auto seed = *rc::gen::noShrink(drawn);
        RC_LOG() << "design " << seed << "\n";
        const RandomDesign random = randomDesign(seed, MeshKind::Linkerd);
        const CompiledPlan compiled = compilePlan(random.project);
        const PolicyDecisionPoint decisions(compiled.plan);
        requireSameAsNaive(random.project, random.scenario, decisions);
        auto attack = PreparedAttack::make(
            random.project, decisions, catalogue(), random.scenario, {}, sharing(0, true));
        ++designs;
        for (std::uint32_t pivot = 0; pivot < attack->grounding().kinds.size(); ++pivot) {
            crowds += attack->grounding().kinds[pivot] == PivotKind::Crowd ? 1 : 0;
            refused += attack->passage(pivot).blocking.contains(Plane::Identity) ? 1 : 0;
        }
    }));
    QVERIFY2(crowds > 5 * designs, "the designs are too small for crowds");
    QVERIFY2(refused > designs, "the policies refuse too little");
}

/// Root on a node is code in the pods that its pool carries, and in no others while the workload plane does
/// its work.
void tst_Grounding::nodesAreToldApartByThePodsThatTheyCarry()
{
    std::size_t crowds = 0;
    QVERIFY(forRandomDesigns("nodes", 1, [&](RandomDesign random, const PolicyDecisionPoint &) {
        Project &project = random.project;
        Topology &topology = project.topology;
        topology.nodePools.clear();
        constexpr std::size_t pools = 5;
        for (std::size_t number = 0; number < pools; ++number) {
            NodePool pool;
            pool.id = ElementId("carrier-" + std::to_string(number));
            pool.name = pool.id.value();
            pool.labels = { { "carrier", pool.name } };
            topology.nodePools[pool.id] = pool;
        }
        std::size_t number = 0;
        for (auto &[id, workload] : topology.workloads) {
            workload.placement = {};
            workload.placement.nodeSelector = { { "carrier",
                "carrier-" + std::to_string(number++ % pools) } };
        }
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        requireSameAsNaive(project, random.scenario, decisions);
        const auto attack =
            PreparedAttack::make(project, decisions, catalogue(), random.scenario, {}, sharing(0, true));
        for (const PairGroup &group : attack->grounding().groups)
            crowds += attack->rules()[group.rule].technique->id == "node-harvest" ? 1 : 0;
    }));
    QVERIFY2(crowds > 10, "too few designs take over nodes");
}

/// With crowds a trace has the same facts, reached in the same number of steps, and no attempt that the full
/// trace does not know; what it leaves out it counts.
void tst_Grounding::tracesOfCrowdsShowTheirMembers()
{
    std::size_t further = 0;
    QVERIFY(forRandomDesigns("a trace with crowds is a part of the full one", 0,
        [&](const RandomDesign &random, const PolicyDecisionPoint &decisions) {
            auto crowded =
                PreparedAttack::make(random.project, decisions, catalogue(), random.scenario, {}, sharing(0));
            auto single = PreparedAttack::make(
                random.project, decisions, catalogue(), random.scenario, {}, sharing(1000000));
            RC_ASSERT(crowded.has_value() && single.has_value());
            const auto open = [](PreparedAttack &attack) {
                return solve(attack.grounding().system, [&](std::uint32_t pivot) {
                    return attack.passage(pivot).open;
                }).value();
            };
            const AttackTrace part = buildTrace(*crowded, open(*crowded));
            const AttackTrace full = buildTrace(*single, open(*single));
            const auto reached = [](const AttackTrace &trace) {
                std::map<std::string, std::pair<WorldMask, int>> steps;
                for (const AttackFact &fact : trace.facts)
                    steps[toString(fact.fact)] = { fact.worlds,
                        fact.firstPivot == noIndex ? 0 : trace.pivots[fact.firstPivot].step };
                return steps;
            };
            RC_ASSERT(reached(part) == reached(full));
            const auto attempts = [](const AttackTrace &trace) {
                std::set<std::string> texts;
                for (const Pivot &pivot : trace.pivots)
                    texts.insert(pivot.techniqueId + " " + pivot.fromId.value() + " " + pivot.toId.value()
                        + (pivot.succeeded() ? " succeeds" : " fails"));
                return texts;
            };
            const std::set<std::string> known = attempts(full);
            for (const std::string &attempt : attempts(part)) {
                RC_LOG() << attempt << "\n";
                RC_ASSERT(known.count(attempt) == 1);
            }
            for (const FurtherAttempts &more : part.further)
                further += more.succeeded;
            RC_ASSERT(full.further.empty());
        }));
    QVERIFY2(further > 0, "no design is large enough for a trace to count");
}

/// One byte less than what a grounding takes is too little, with crowds and without.
void tst_Grounding::takesNoMoreMemoryThanTheLimit()
{
    const bool isSound = forRandomDesigns("memory", 0, [](const RandomDesign &random, const auto &decisions) {
        for (const std::size_t singleInstances : { std::size_t(0), std::size_t(1000000) }) {
            PreparationOptions options = sharing(singleInstances);
            const auto make = [&] {
                return PreparedAttack::make(
                    random.project, decisions, catalogue(), random.scenario, {}, options);
            };
            const std::size_t taken = make().value().grounding().bytes();
            options.limits.bytes = taken;
            RC_ASSERT(make().has_value());
            options.limits.bytes = taken - 1;
            const auto refused = make();
            RC_ASSERT(!refused.has_value());
            RC_ASSERT(refused.error().diagnostics.front().code == "too-large");
        }
    });
    QVERIFY(isSound);
}

void tst_Grounding::countsTheInstancesBehindCrowds()
{
    std::size_t behindCrowds = 0;
    const bool isSound =
        forRandomDesigns("instances", 1, [&](const RandomDesign &random, const auto &decisions) {
            const auto instances = [&](std::size_t singleInstances) {
                return PreparedAttack::make(
                    random.project, decisions, catalogue(), random.scenario, {}, sharing(singleInstances))
                    .value()
                    .grounding();
            };
            const Grounding single = instances(1000000);
            const Grounding crowds = instances(0);
            RC_ASSERT(single.instanceCount() == single.system.pivotCount());
            // Those from an element to itself are left out one by one, and counted with a crowd.
            RC_ASSERT(crowds.instanceCount() >= single.instanceCount());
            behindCrowds += crowds.groups.size();
        });
    QVERIFY(isSound);
    QVERIFY(behindCrowds > 0);
}

/// Service accounts with the same rights are asked about once; each has the answer that it would get alone.
void tst_Grounding::readersOfSecretsAreThoseThatTheDecisionPointNames()
{
    std::size_t readers = 0, refused = 0;
    const bool isSound =
        forRandomDesigns("readers", 3, [&](const RandomDesign &random, const auto &decisions) {
            const DesignModel model = makeDesignModel(random.project, decisions, Exploitability::None);
            for (const auto &[secretId, secret] : random.project.topology.secrets) {
                const EntityIndex self = *model.find(secretId);
                for (const auto &[id, identity] : random.project.topology.identities) {
                    if (identity.kind != IdentityKind::ServiceAccount)
                        continue;
                    const EntityIndex reader = *model.find(id);
                    const bool mayRead = decisions.secrets().mayRead(secretId, id).verdict != Verdict::Deny;
                    if (secret.home == SecretHome::SecretStore) {
                        RC_ASSERT(model.holds("may_fetch", reader, self) == mayRead);
                    } else if (const auto home = model.find(secret.namespaceId);
                               model.holds("may_use_api_of", reader, *home)) {
                        RC_ASSERT(model.holds("out_of_reach", reader, self) == !mayRead);
                    }
                    (mayRead ? readers : refused) += 1;
                }
            }
        });
    QVERIFY(isSound);
    QVERIFY2(readers > 10 && refused > 10, "the designs have too few secrets of both kinds");
}

/// What one attack asked helps the next one, under other assumptions and in other places; every answer stays
/// that of an attack alone.
void tst_Grounding::attacksOnOneDesignDoNotDisturbOneAnother()
{
    std::size_t differing = 0;
    const bool isSound =
        forRandomDesigns("shared", 2, [&](const RandomDesign &random, const auto &decisions) {
            const auto design = std::make_shared<PreparedDesign>(random.project, decisions);
            std::set<Held> results;
            for (const auto &[exploitability, singleInstances] :
                { std::pair { Exploitability::All, 0u }, std::pair { Exploitability::None, 1000000u },
                    std::pair { Exploitability::Marked, 0u } }) {
                const auto &workloads = random.project.topology.workloads;
                Scenario scenario = random.scenario;
                scenario.exploitability = exploitability;
                scenario.footholds.push_back({ FootholdKind::CodeExecution,
                    exploitability == Exploitability::None ? workloads.begin()->first
                                                           : std::prev(workloads.end())->first,
                    {} });
                auto alone = PreparedAttack::make(
                    random.project, decisions, catalogue(), scenario, {}, sharing(singleInstances));
                auto among =
                    PreparedAttack::make(design, catalogue(), scenario, {}, sharing(singleInstances));
                const Held expected = solved(*alone);
                requireSame("among others", solved(*among), expected);
                results.insert(expected);
            }
            differing += results.size() > 1 ? 1 : 0;
        });
    QVERIFY(isSound);
    QVERIFY2(differing > 10, "the attacks on a design are all alike");
}

QTEST_APPLESS_MAIN(tst_Grounding)
#include "tst_Grounding.moc"
