// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/DesignModel.h"
#include "core/attack/EndClasses.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/generate/ProjectGeneration.h"
#include "tests/core/attack/RandomDesign.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <map>

using namespace fourplane;
using namespace fourplane::test;

namespace {

struct Tallies
{
    std::size_t pairs = 0; ///< of a source and a destination in the cluster
    std::size_t shared = 0; ///< those that get the answer of another pair
    std::size_t named = 0;
    std::size_t refusedByIdentity = 0;
};

using PortList = std::vector<std::pair<int, Protocol>>;

/// What an attack asks about: any port that the destination offers.
const PortList anyPort { { 0, Protocol::Tcp } };
const PortList manyPorts { { 0, Protocol::Tcp }, { 8080, Protocol::Tcp }, { 9090, Protocol::Tcp },
    { 8080, Protocol::Udp } };

/// What may be asked from one end to another besides what the data plane knows.
std::vector<AccessRequest> requests(
    const ElementId &source, const ElementId &destination, const PortList &ports)
{
    std::vector<AccessRequest> all;
    for (const std::optional<Transport> transport :
        { std::optional<Transport>(), std::optional(Transport::Mesh), std::optional(Transport::Plaintext) }) {
        for (const auto &[port, protocol] : ports) {
            AccessRequest request;
            request.sourceId = source;
            request.destinationId = destination;
            request.transport = transport;
            request.port = static_cast<std::uint16_t>(port);
            request.protocol = protocol;
            all.push_back(request);
        }
    }
    return all;
}

/// Asks the decision point about every pair: those of one class of sources and one class of destinations are
/// denied alike, unless a rule names the source for the destination.
void requireAlike(const Project &project, const PortList &ports, Tallies &tallies)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const DesignModel model = makeDesignModel(project, decisions, Exploitability::None);
    const EndClasses classes(model, decisions);
    std::vector<ElementId> ends;
    for (const PlannedPod &pod : compiled.plan.pods)
        ends.push_back(pod.workloadId);
    for (const PlannedExternal &external : compiled.plan.externals)
        ends.push_back(external.id);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<PlaneSet>> known;
    for (const ElementId &destinationId : ends) {
        const EntityIndex destination = *model.find(destinationId);
        for (const ElementId &sourceId : ends) {
            const EntityIndex source = *model.find(sourceId);
            ++tallies.pairs;
            if (classes.isNamed(source, destination)) {
                ++tallies.named;
                continue;
            }
            std::vector<PlaneSet> denying;
            for (const AccessRequest &request : requests(sourceId, destinationId, ports)) {
                denying.push_back(decisions.decide(request).denyingPlanes());
                tallies.refusedByIdentity += denying.back().contains(Plane::Identity) ? 1 : 0;
            }
            const auto [place, isNew] =
                known.try_emplace({ classes.asSource(source), classes.asDestination(destination) }, denying);
            tallies.shared += isNew ? 0 : 1;
            if (place->second != denying)
                RC_LOG() << sourceId.value() << " to " << destinationId.value() << "\n";
            RC_ASSERT(place->second == denying);
        }
    }
}

void tryDesigns(std::optional<MeshKind> mesh, const PortList &ports, Tallies &tallies)
{
    QVERIFY(rc::check("random designs", [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        const auto seed = *rc::gen::noShrink(drawn);
        RC_LOG() << "design " << seed << "\n";
        requireAlike(randomDesign(seed, mesh).project, ports, tallies);
    }));
    qInfo("%zu pairs, %zu of them named, %zu with the answer of another; refused by identity: %zu",
        tallies.pairs, tallies.named, tallies.shared, tallies.refusedByIdentity);
}

} // namespace

/// Ends that the decision point is said not to tell apart, against the decision point.
class tst_EndClasses : public QObject
{
    Q_OBJECT

private slots:
    void endsOfOneClassAreDeniedAlikeOnTheirPorts();
    void endsOfOneClassAreDeniedAlikeUnderLinkerd();
    void rulesOfLinkerdNameWhomTheyAdmit();
};

/// With any mesh, and none. Istio's rules about a single port need not be told apart where nobody offers it.
void tst_EndClasses::endsOfOneClassAreDeniedAlikeOnTheirPorts()
{
    Tallies tallies;
    tryDesigns(std::nullopt, anyPort, tallies);
    QVERIFY(tallies.shared > tallies.pairs / 20);
    QVERIFY(tallies.refusedByIdentity > tallies.pairs / 40);
}

void tst_EndClasses::endsOfOneClassAreDeniedAlikeUnderLinkerd()
{
    Tallies tallies;
    tryDesigns(MeshKind::Linkerd, manyPorts, tallies);
    QVERIFY(tallies.shared > tallies.pairs / 20);
    QVERIFY(tallies.refusedByIdentity > tallies.pairs / 20);
}

/// Of a design with an allow-list in every namespace, most pairs need not be asked about one by one, also
/// where a policy admits a whole namespace everywhere.
void tst_EndClasses::rulesOfLinkerdNameWhomTheyAdmit()
{
    Tallies tallies;
    QVERIFY(rc::check("a generated design", [&] {
        if (tallies.pairs > 0)
            return; // nothing is random
        GenerationOptions options;
        options.workloads = 60;
        Project project = generateProject(options).value();
        project.platform.mesh = MeshKind::Linkerd;
        for (auto &[id, home] : project.topology.namespaces) {
            home.meshInjection = true;
            home.segmentation.meshAllowList = true;
        }
        requireAlike(project, manyPorts, tallies);
        RC_ASSERT(tallies.named < tallies.pairs / 4);
        RC_ASSERT(tallies.shared > tallies.pairs / 2);
        std::map<ElementId, std::size_t> sizes;
        for (const auto &[id, workload] : project.topology.workloads)
            ++sizes[workload.namespaceId];
        const ElementId largest = std::max_element(sizes.begin(), sizes.end(), [](auto &first, auto &second) {
            return first.second < second.second;
        })->first;
        for (const auto &[id, home] : project.topology.namespaces) {
            LinkerdAuthorizationPolicy policy;
            policy.meta = { "whole-namespace", home.name, {}, {} };
            policy.targetRef = { "", "Namespace", home.name, "" };
            policy.requiredAuthenticationRefs = { { "", "Namespace",
                project.topology.namespaces.at(largest).name, "" } };
            const ElementId rule("namespace-to-" + home.name);
            project.policy.adopted[rule] = AdoptedRule(rule, policy, {});
        }
        requireAlike(project, manyPorts, tallies);
        RC_ASSERT(tallies.named < tallies.pairs / 4);
        RC_ASSERT(tallies.shared > tallies.pairs / 2);
    }));
    qInfo("%zu pairs, %zu of them named, %zu with the answer of another", tallies.pairs, tallies.named,
        tallies.shared);
}

QTEST_APPLESS_MAIN(tst_EndClasses)
#include "tst_EndClasses.moc"
