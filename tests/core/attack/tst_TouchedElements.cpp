// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/TouchedElements.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/core/attack/RandomEdits.h"
#include "tests/support/DesignBuilder.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// A project with its decisions and what the rules see of it.
struct Side
{
    explicit Side(const Project &project)
        : compiled(compilePlan(project))
        , decisions(compiled.plan)
        , model(makeDesignModel(project, decisions, Exploitability::None))
    {
    }

    /// What denies a request, however its bytes travel.
    std::vector<PlaneSet> denying(const ElementId &source, const ElementId &destination) const
    {
        std::vector<PlaneSet> planes;
        for (const std::optional<Transport> transport : { std::optional<Transport>(),
                 std::optional(Transport::Mesh), std::optional(Transport::Plaintext) }) {
            AccessRequest request;
            request.sourceId = source;
            request.destinationId = destination;
            request.transport = transport;
            planes.push_back(decisions.decide(request).denyingPlanes());
        }
        return planes;
    }

    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    DesignModel model;
};

struct Tallies
{
    std::size_t edits = 0;
    std::size_t everything = 0;
    std::size_t sources = 0; ///< untouched as such
    std::size_t destinations = 0;
    std::size_t untouched = 0; ///< pairs
    std::size_t pairs = 0;
    std::map<std::string, std::size_t> kinds; ///< of edits that do not bear on everything
};

void tryEdit(std::uint32_t seed, std::optional<MeshKind> mesh, Tallies &tallies)
{
    const RandomDesign random = randomDesign(seed, mesh), other = randomDesign(seed + 1, mesh);
    const EditedProject edited = randomEdit(random.project, other.project, seed);
    if (edited.what.empty())
        return;
    RC_LOG() << "design " << seed << ": " << edited.what << "\n";
    const Side before(random.project), after(edited.project);
    const TouchedElements touched =
        touchedElements(before.model, before.compiled.plan, after.model, after.compiled.plan);
    ++tallies.edits;
    if (touched.everything) {
        ++tallies.everything;
        return;
    }
    ++tallies.kinds[edited.what];
    std::vector<ElementId> sources, destinations;
    const auto take = [&](const ElementId &id) {
        const EntityIndex element = *before.model.find(id);
        if (!touched.before[element])
            sources.push_back(id);
        if (!touched.destinationsBefore[element])
            destinations.push_back(id);
    };
    for (const PlannedPod &pod : before.compiled.plan.pods)
        take(pod.workloadId);
    for (const PlannedExternal &external : before.compiled.plan.externals)
        take(external.id);
    const std::size_t all = before.compiled.plan.pods.size() + before.compiled.plan.externals.size();
    tallies.pairs += all * all;
    tallies.sources += sources.size();
    tallies.destinations += destinations.size();
    for (const ElementId &source : sources) {
        for (const ElementId &destination : destinations) {
            ++tallies.untouched;
            if (before.denying(source, destination) == after.denying(source, destination))
                continue;
            RC_LOG() << source.value() << " to " << destination.value() << "\n";
            RC_ASSERT(before.denying(source, destination) == after.denying(source, destination));
        }
    }
}

/// False when two that are not touched, each in its role, are decided otherwise.
bool tryEdits(std::optional<MeshKind> mesh, Tallies &tallies)
{
    const bool isSound = rc::check("edits on random designs", [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        for (int i = 0; i < 20; ++i)
            tryEdit(*rc::gen::noShrink(drawn), mesh, tallies);
    });
    std::string kinds;
    for (const auto &[kind, count] : tallies.kinds)
        kinds += ", " + kind + " " + std::to_string(count);
    qInfo("%zu edits, %zu bear on everything, %zu of %zu pairs, %zu sources and %zu destinations untouched%s",
        tallies.edits, tallies.everything, tallies.untouched, tallies.pairs, tallies.sources,
        tallies.destinations, kinds.c_str());
    return isSound && tallies.destinations < tallies.sources;
}

} // namespace

/// On which elements the difference of two designs is said to bear, against the decision point.
class tst_TouchedElements : public QObject
{
    Q_OBJECT

private slots:
    void untouchedEndsAreDecidedAsBefore();
    void untouchedEndsAreDecidedAsBeforeUnderLinkerd();
    void whatAGatewayMayAskForBearsOnWhatIsPublished();
};

void tst_TouchedElements::untouchedEndsAreDecidedAsBefore()
{
    Tallies tallies;
    QVERIFY(tryEdits(std::nullopt, tallies));
    QVERIFY(tallies.untouched > tallies.pairs / 3);
}

/// A change of an object of Linkerd bears on the pods that it speaks for, and on no others.
void tst_TouchedElements::untouchedEndsAreDecidedAsBeforeUnderLinkerd()
{
    Tallies tallies;
    QVERIFY(tryEdits(MeshKind::Linkerd, tallies));
    QVERIFY(tallies.untouched > tallies.pairs / 3);
    for (const char *kind : { "Server", "ServerAuthorization", "AuthorizationPolicy", "MeshTLSAuthentication",
             "NetworkAuthentication", "HTTPRoute" })
        QVERIFY2(tallies.kinds.contains(std::string("content of ") + kind), kind);
}

/// Both are exposed, and web admits the gateway alone: once that may send nothing, outsiders are refused.
void tst_TouchedElements::whatAGatewayMayAskForBearsOnWhatIsPublished()
{
    DesignBuilder design;
    design.addNamespace("edge", true).segmentation = {};
    design.addNamespace("shop", true).segmentation = {};
    Workload &gate = design.addWorkload("edge", "gate", 8443);
    gate.kind = WorkloadKind::Gateway;
    gate.exposed = true;
    design.addWorkload("shop", "web", 8080).exposed = true;
    design.addWorkload("shop", "job", 8080);
    design.addExternal("net", ExternalKind::Internet);
    NetworkPolicy admits;
    admits.meta = { "web", "shop", {}, {} };
    NetworkPolicyPeer peer;
    peer.namespaceSelector = LabelSelector {};
    peer.podSelector = LabelSelector { { { "app", "gate" } }, {} };
    admits.ingress.push_back({ { peer }, {} });
    design.adopt(admits);
    const Side before(design.project);
    NetworkPolicy mute;
    mute.meta = { "mute", "edge", {}, {} };
    mute.policyTypes = { PolicyDirection::Egress };
    design.adopt(mute);
    const Side after(design.project);
    const ElementId net("net"), web("web");
    QVERIFY(before.denying(net, web) != after.denying(net, web));
    const TouchedElements touched =
        touchedElements(before.model, before.compiled.plan, after.model, after.compiled.plan);
    QVERIFY(!touched.everything);
    const auto isTouched = [&](const std::vector<bool> &list, const char *id) {
        return bool(list[*before.model.find(ElementId(id))]);
    };
    QVERIFY(isTouched(touched.before, "gate"));
    QVERIFY(isTouched(touched.destinationsBefore, "web"));
    QVERIFY(!isTouched(touched.before, "web"));
    QVERIFY(!isTouched(touched.destinationsBefore, "job"));
    QVERIFY(isTouched(touched.destinationsAfter, "web"));
}

QTEST_APPLESS_MAIN(tst_TouchedElements)
#include "tst_TouchedElements.moc"
