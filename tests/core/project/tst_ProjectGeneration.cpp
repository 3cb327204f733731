// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/FlowRequest.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_ProjectGeneration : public QObject
{
    Q_OBJECT

private slots:
    void followsFromItsOptionsAlone();
    void isSoundAtEverySize_data();
    void isSoundAtEverySize();
    void compilesAndPermitsWhatItDeclares_data();
    void compilesAndPermitsWhatItDeclares();
    void hasTheMeasuresOfRealClusters_data();
    void hasTheMeasuresOfRealClusters();
    void hasTheChainOfItsShape();
    void keepsTenantsApart();
    void hasScenariosWithFootholdsAndJewels();
    void refusesSizesOutOfRange();
    void stopsWhenAsked();
};

namespace {

Project generated(std::size_t workloads, DesignShape shape, std::uint64_t seed = 1)
{
    auto project = generateProject({ workloads, seed, shape });
    if (!project)
        qFatal("not generated");
    return std::move(*project);
}

void addShapes()
{
    QTest::addColumn<DesignShape>("shape");
    for (DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant })
        QTest::newRow(std::string(nameOf(shape)).c_str()) << shape;
}

std::set<WorkloadKind> kindsOf(const Project &project)
{
    std::set<WorkloadKind> kinds;
    for (const auto &[id, workload] : project.topology.workloads)
        kinds.insert(workload.kind);
    return kinds;
}

/// `part` of `whole` is between `low` and `high` percent.
bool isShare(std::size_t part, std::size_t whole, double low, double high)
{
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    if (percent >= low && percent <= high)
        return true;
    qWarning("%.2f %% is not within %.2f and %.2f", percent, low, high);
    return false;
}

} // namespace

void tst_ProjectGeneration::followsFromItsOptionsAlone()
{
    const std::string first = writeProject(generated(150, DesignShape::Rag, 7));
    generated(40, DesignShape::Agents, 3); // leaves nothing behind
    QCOMPARE(writeProject(generated(150, DesignShape::Rag, 7)), first);
    QVERIFY(writeProject(generated(150, DesignShape::Rag, 8)) != first);
    QVERIFY(writeProject(generated(151, DesignShape::Rag, 7)) != first);
    QVERIFY(writeProject(generated(150, DesignShape::Agents, 7)) != first);
}

void tst_ProjectGeneration::isSoundAtEverySize_data()
{
    addShapes();
}

void tst_ProjectGeneration::isSoundAtEverySize()
{
    QFETCH(DesignShape, shape);
    for (std::size_t workloads : { 1, 2, 7, 8, 9, 10, 11, 41, 50, 51, 137 }) {
        const Project project = generated(workloads, shape, workloads);
        QCOMPARE(project.topology.workloads.size(), workloads);
        const auto problems = findProblems(project);
        QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().message.c_str());
        const auto read = parseProject(writeProject(project), "generated.yaml");
        QVERIFY(read && read->diagnostics.empty());
        QVERIFY(read->project == project);
    }
}

void tst_ProjectGeneration::compilesAndPermitsWhatItDeclares_data()
{
    addShapes();
}

void tst_ProjectGeneration::compilesAndPermitsWhatItDeclares()
{
    QFETCH(DesignShape, shape);
    const Project project = generated(200, shape, 5);
    const CompiledPlan compiled = compilePlan(project);
    for (const Diagnostic &diagnostic : compiled.diagnostics) {
        QVERIFY(diagnostic.level == DiagnosticLevel::Warning);
        QCOMPARE(diagnostic.code, std::string("unauthenticated-source")); // users are outside the mesh
    }
    const PolicyDecisionPoint decisions(compiled.plan);
    for (const auto &[id, flow] : project.topology.flows) {
        const Decision decision = decisions.decide(requestFor(flow, compiled.plan));
        QVERIFY2(decision.joint() != Verdict::Deny,
            (flow.sourceId.value() + " to " + flow.destinationId.value()).c_str());
    }
}

void tst_ProjectGeneration::hasTheMeasuresOfRealClusters_data()
{
    addShapes();
}

/// The measures of the topology that the performance figures are about: namespaces of 10 to 40, about 5.4
/// flows each and three quarters of them inside, an eighth of stores, 5 % shared identities, 3 % privileged,
/// 30 % exploitable.
void tst_ProjectGeneration::hasTheMeasuresOfRealClusters()
{
    QFETCH(DesignShape, shape);
    constexpr std::size_t count = 2000;
    const Project project = generated(count, shape, 11);
    const Topology &t = project.topology;
    std::map<ElementId, std::size_t> sizes, users;
    std::size_t privileged = 0, exploitable = 0, stores = 0;
    for (const auto &[id, workload] : t.workloads) {
        ++sizes[workload.namespaceId];
        ++users[workload.identityId];
        privileged += workload.containers.front().security.privileged.value_or(false) ? 1 : 0;
        exploitable += workload.exploitable.remote ? 1 : 0;
    }
    QCOMPARE(sizes.size(), t.namespaces.size());
    for (const auto &[home, size] : sizes)
        QVERIFY2(size >= 10 && size <= 40, home.value().c_str());
    std::size_t sharing = 0;
    for (const auto &[identity, number] : users)
        sharing += number - 1;
    QVERIFY(isShare(sharing, count, 3.5, 6.5));
    QVERIFY(isShare(privileged, count, 2, 4));
    QVERIFY(isShare(exploitable, count, 27, 33));
    for (const auto &[id, store] : t.stores)
        stores += t.workloads.count(store.hostId);
    QCOMPARE(stores, count / 8);

    std::size_t between = 0, inside = 0;
    for (const auto &[id, flow] : t.flows) {
        const Workload *source = find(t.workloads, flow.sourceId);
        const Workload *destination = find(t.workloads, flow.destinationId);
        if (!source || !destination)
            continue;
        ++between;
        inside += source->namespaceId == destination->namespaceId ? 1 : 0;
    }
    QVERIFY(isShare(between, count, 450, 600)); // 4.5 to 6 flows for each workload
    QVERIFY(isShare(inside, between, 70, 82));
    QCOMPARE(project.policy.allowRules.size(), t.flows.size());
}

void tst_ProjectGeneration::hasTheChainOfItsShape()
{
    using enum WorkloadKind;
    const auto rag = kindsOf(generated(60, DesignShape::Rag));
    for (WorkloadKind kind : { Gateway, Retriever, ModelEndpoint, IngestionPipeline, VectorStore })
        QVERIFY(rag.count(kind) > 0);
    const Project agents = generated(60, DesignShape::Agents);
    for (WorkloadKind kind : { Agent, Tool, McpServer, ModelEndpoint, EgressProxy })
        QVERIFY(kindsOf(agents).count(kind) > 0);
    QVERIFY(!agents.policy.toolScopes.empty());
    QVERIFY(!agents.policy.egressLists.empty());
    const Project services = generated(400, DesignShape::Microservices);
    std::size_t plain = 0;
    for (const auto &[id, workload] : services.topology.workloads)
        plain += workload.kind == GenericService ? 1 : 0;
    QVERIFY(isShare(plain, 400, 35, 70));
    const Project pipeline = generated(100, DesignShape::Rag);
    QVERIFY(!pipeline.topology.feeds.empty());
    QVERIFY(!pipeline.policy.grants.empty());
    QVERIFY(!pipeline.topology.secrets.empty());
}

void tst_ProjectGeneration::keepsTenantsApart()
{
    const Project project = generated(600, DesignShape::MultiTenant, 3);
    const Topology &t = project.topology;
    std::set<std::string> tenants;
    for (const auto &[id, home] : t.namespaces)
        tenants.insert(home.tenant);
    QVERIFY(tenants.size() > 4);
    const auto tenantOf = [&t](const ElementId &workload) {
        const Workload *found = find(t.workloads, workload);
        return found ? find(t.namespaces, found->namespaceId)->tenant : std::string();
    };
    for (const auto &[id, flow] : t.flows) {
        const std::string from = tenantOf(flow.sourceId), to = tenantOf(flow.destinationId);
        QVERIFY2(from.empty() || to.empty() || from == to, id.value().c_str());
    }
    for (const auto &[id, store] : t.stores) {
        for (const Collection &collection : store.collections)
            QCOMPARE(collection.tenant, tenantOf(store.hostId));
    }
}

void tst_ProjectGeneration::hasScenariosWithFootholdsAndJewels()
{
    for (std::size_t workloads : { 1, 30, 500 }) {
        const Project project = generated(workloads, DesignShape::Rag);
        QCOMPARE(project.scenarios.size(), std::size_t { 4 });
        for (const auto &[id, scenario] : project.scenarios) {
            QVERIFY(!scenario.footholds.empty());
            QVERIFY(!scenario.jewels.empty() && scenario.jewels.size() <= 5);
            for (const ElementId &jewel : scenario.jewels)
                QVERIFY(findCollection(project.topology, jewel).second);
        }
    }
}

void tst_ProjectGeneration::refusesSizesOutOfRange()
{
    for (std::size_t workloads : { std::size_t { 0 }, largestGeneratedDesign + 1 }) {
        const auto project = generateProject({ workloads, 1, DesignShape::Rag });
        QVERIFY(!project);
        QCOMPARE(project.error().diagnostics.front().code, std::string("out-of-range"));
    }
}

void tst_ProjectGeneration::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    const auto project = generateProject({ 100, 1, DesignShape::Rag }, job);
    QVERIFY(!project);
    QCOMPARE(project.error().diagnostics.front().code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_ProjectGeneration)
#include "tst_ProjectGeneration.moc"
