// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Edit.h"

#include <QtTest>

using namespace fourplane;

class tst_Edit : public QObject
{
    Q_OBJECT

private slots:
    void inverseRestoresTheProjectExactly();
    void reportsNothingWhenNothingChanged();
    void tellsMeaningFromPicture();
    void removalTakesDependentsAndLoosensTheRest();
    void unusedIdAvoidsCollectionsToo();
};

namespace {

/// a -> b in namespace ns; b serves a store with one collection that id-a may read.
Project smallProject()
{
    Project project;
    const ElementId ns("ns"), a("a"), b("b"), identity("id-a");
    project.topology.namespaces[ns] = Namespace { ns, "ns" };
    Workload workload;
    workload.namespaceId = ns;
    workload.id = a;
    workload.identityId = identity;
    project.topology.workloads[a] = workload;
    workload.id = b;
    project.topology.workloads[b] = workload;
    project.topology.identities[identity] = WorkloadIdentity { identity, "a", ns };
    DataStore store;
    store.id = ElementId("store");
    store.hostId = b;
    store.collections.push_back(Collection { ElementId("docs"), "docs" });
    project.topology.stores[store.id] = store;
    Flow flow;
    flow.id = ElementId("a-b");
    flow.sourceId = a;
    flow.destinationId = b;
    project.topology.flows[flow.id] = flow;
    project.policy.grants[ElementId("g")] = DataGrant { ElementId("g"), identity, ElementId("docs") };
    Scenario scenario;
    scenario.id = ElementId("s");
    scenario.footholds.push_back({ FootholdKind::CodeExecution, a, {} });
    scenario.jewels.push_back(ElementId("docs"));
    project.scenarios[scenario.id] = scenario;
    project.diagram.placements[b] = Placement2D { { 10, 20 } };
    return project;
}

} // namespace

void tst_Edit::inverseRestoresTheProjectExactly()
{
    const Project before = smallProject();
    Project project = before;
    Workload renamed = project.topology.workloads.at(ElementId("a"));
    renamed.name = "new name";
    Workload added;
    added.id = ElementId("c");
    const Edit edit { "several",
        { ElementChange<Workload> { renamed.id, renamed }, ElementChange<Workload> { added.id, added },
            ElementChange<Workload> { added.id, std::nullopt },
            ElementChange<Flow> { ElementId("a-b"), std::nullopt }, ProjectSettings { "n", "d", {} } } };
    const AppliedEdit applied = apply(project, edit);
    QVERIFY(!(project == before));
    apply(project, applied.inverse);
    QVERIFY(project == before);
}

void tst_Edit::reportsNothingWhenNothingChanged()
{
    Project project = smallProject();
    const Workload same = project.topology.workloads.at(ElementId("a"));
    const AppliedEdit applied = apply(project, { "same", { ElementChange<Workload> { same.id, same } } });
    QVERIFY(applied.changes.isEmpty());
    QVERIFY(applied.inverse.changes.empty());
}

void tst_Edit::tellsMeaningFromPicture()
{
    Project project = smallProject();
    const AppliedEdit moved = apply(
        project, { "move", { ElementChange<Placement2D> { ElementId("b"), Placement2D { { 1, 2 } } } } });
    QVERIFY(moved.changes.diagramChanged);
    QVERIFY(!moved.changes.meaningChanged);
}

void tst_Edit::removalTakesDependentsAndLoosensTheRest()
{
    const Project before = smallProject();
    Project project = before;
    const AppliedEdit applied = apply(project, removalOf(project, { ElementId("b") }));
    QVERIFY(project.topology.stores.empty());
    QVERIFY(project.topology.flows.empty());
    QVERIFY(project.policy.grants.empty());
    QVERIFY(project.diagram.placements.empty());
    QVERIFY(project.scenarios.at(ElementId("s")).jewels.empty());
    QCOMPARE(project.topology.workloads.size(), std::size_t(1));
    apply(project, applied.inverse);
    QVERIFY(project == before);
}

void tst_Edit::unusedIdAvoidsCollectionsToo()
{
    const Project project = smallProject();
    QCOMPARE(unusedId(project, "docs").value(), std::string("docs-2"));
    QCOMPARE(unusedId(project, "fresh").value(), std::string("fresh"));
}

QTEST_APPLESS_MAIN(tst_Edit)
#include "tst_Edit.moc"
