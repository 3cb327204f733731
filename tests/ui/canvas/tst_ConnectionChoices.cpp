// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Project.h"
#include "ui/canvas/ConnectionChoices.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;

/// What a drawn connection can mean.
class TestConnectionChoices : public QObject
{
    Q_OBJECT

private:
    const ElementId m_agent { "agent" };
    const ElementId m_tool { "tool" };
    const NamedPort m_http { "http", 8080, Protocol::Tcp };
    const NamedPort m_dns { "dns", 53, Protocol::Udp };

    Project design(const std::vector<NamedPort> &ports) const
    {
        Project project;
        project.topology.namespaces[ElementId("team")] = { ElementId("team"), "team" };
        const auto add = [&project](const ElementId &id, WorkloadKind kind) -> Workload & {
            Workload &workload = project.topology.workloads[id];
            workload.id = id;
            workload.name = id.value();
            workload.namespaceId = ElementId("team");
            workload.kind = kind;
            return workload;
        };
        add(m_agent, WorkloadKind::Agent);
        Container container;
        container.name = "main";
        container.ports = ports;
        add(m_tool, WorkloadKind::Tool).containers = { container };
        return project;
    }

    static void addPattern(
        Project &project, const char *id, std::vector<WorkloadKind> sources, std::vector<AllowedPort> ports)
    {
        CommunicationPattern pattern;
        pattern.id = ElementId(id);
        pattern.name = id;
        pattern.sourceKinds = std::move(sources);
        pattern.ports = std::move(ports);
        project.policy.patterns[pattern.id] = pattern;
    }

    std::vector<ConnectionChoice> choices(const Project &project) const
    {
        return connectionChoices(project, m_agent, m_tool).value_or(std::vector<ConnectionChoice>());
    }

private Q_SLOTS:

    void oneDoorAndNoPatternIsOneChoiceThatPermitsNothing()
    {
        const Project project = design({ m_http });
        QVERIFY((choices(project) == std::vector<ConnectionChoice> { { m_http, {} } }));
        const Edit edit = connectEdit(project, m_agent, m_tool, choices(project).front());
        QCOMPARE(edit.changes.size(), std::size_t(1));
    }

    void withoutKnownPortsEveryPortIsMeant()
    {
        QVERIFY((choices(design({})) == std::vector<ConnectionChoice> { { {}, {} } }));
    }

    void severalDoorsAreAskedAboutOneByOneAndAllTogether()
    {
        QVERIFY((choices(design({ m_http, m_dns }))
            == std::vector<ConnectionChoice> { { m_http, {} }, { m_dns, {} }, { {}, {} } }));
    }

    void theOnePatternOfOneDoorIsTaken()
    {
        Project project = design({ m_http });
        addPattern(project, "agent-to-tool", { WorkloadKind::Agent }, { { 8080, Protocol::Tcp } });
        addPattern(project, "job-to-tool", { WorkloadKind::CiRunner }, {});
        QVERIFY(
            (choices(project) == std::vector<ConnectionChoice> { { m_http, ElementId("agent-to-tool") } }));
        project.topology.flows.clear();
        Project changed = project;
        apply(changed, connectEdit(project, m_agent, m_tool, choices(project).front()));
        QCOMPARE(changed.topology.flows.size(), std::size_t(1));
        QCOMPARE(changed.policy.allowRules.size(), std::size_t(1));
        const AllowRule &rule = changed.policy.allowRules.begin()->second;
        QVERIFY(rule.patternId == ElementId("agent-to-tool"));
        QVERIFY((rule.ports == std::vector<AllowedPort> { { 8080, Protocol::Tcp } }));
        QVERIFY(rule.flowId == changed.topology.flows.begin()->first);
        QVERIFY(findProblems(changed).empty());
    }

    void severalPatternsComeBeforeDeclaringAlone()
    {
        Project project = design({ m_http });
        addPattern(project, "any", {}, {});
        addPattern(project, "web", {}, { { 8080, Protocol::Tcp } });
        addPattern(project, "web-udp", {}, { { 8080, Protocol::Udp } });
        QVERIFY((choices(project)
            == std::vector<ConnectionChoice> {
                { m_http, ElementId("any") }, { m_http, ElementId("web") }, { m_http, {} } }));
    }

    void everyPortFitsPatternsOfEveryPortOnly()
    {
        Project project = design({ m_http, m_dns });
        addPattern(project, "web", {}, { { 8080, Protocol::Tcp } });
        QVERIFY((choices(project)
            == std::vector<ConnectionChoice> {
                { m_http, ElementId("web") }, { m_http, {} }, { m_dns, {} }, { {}, {} } }));
    }

    void whatIsDeclaredIsNotAskedAboutAgain()
    {
        Project project = design({ m_http, m_dns });
        Flow flow;
        flow.id = ElementId("f");
        flow.sourceId = m_agent;
        flow.destinationId = m_tool;
        flow.port = 8080;
        project.topology.flows[flow.id] = flow;
        QVERIFY((choices(project) == std::vector<ConnectionChoice> { { m_dns, {} } }));
        flow.port = 0;
        project.topology.flows[flow.id] = flow;
        const auto refused = connectionChoices(project, m_agent, m_tool);
        QVERIFY(!refused);
        QCOMPARE(refused.error().diagnostics.front().code, std::string("already-connected"));
    }

    void patternsNameThePortsOfWhatDeclaresNone()
    {
        Project project = design({});
        addPattern(project, "web", {}, { { 443, Protocol::Tcp } });
        QVERIFY((choices(project)
            == std::vector<ConnectionChoice> { { { {}, 443, Protocol::Tcp }, ElementId("web") } }));
    }
};

QTEST_APPLESS_MAIN(TestConnectionChoices)
#include "tst_ConnectionChoices.moc"
