// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AccessMatrix.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_AccessMatrix : public QObject
{
    Q_OBJECT

private slots:
    void visitsEveryOrderedPairAndPort();
    void stopsWhenTheVisitorHasEnough();
    void cancellationIsAnError();
};

namespace {

/// a:80 may talk to b:81 and b:82; "out" is outside and declares no port.
CompiledPlan threeEnds()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a", 80);
    design.addWorkload("x", "b", 81).containers[0].ports.push_back({ "", 82, Protocol::Tcp });
    design.addExternal("out", ExternalKind::Internet);
    design.allow("a", "b");
    return compilePlan(design.project);
}

} // namespace

void tst_AccessMatrix::visitsEveryOrderedPairAndPort()
{
    const CompiledPlan compiled = threeEnds();
    const PolicyDecisionPoint decisions(compiled.plan);
    std::vector<std::string> rows;
    const auto visited = forEachAccess(decisions, [&rows](const AccessRow &row) {
        rows.push_back(row.sourceId.value() + ">" + row.destinationId.value() + ":" + std::to_string(row.port)
            + " " + std::string(nameOf(row.decision.joint())));
        return true;
    });
    const std::vector<std::string> expected { "a>b:81 permit", "a>b:82 permit", "a>out:0 deny", "b>a:80 deny",
        "b>out:0 deny", "out>a:80 deny", "out>b:81 deny", "out>b:82 deny" };
    QCOMPARE(rows, expected);
    QCOMPARE(*visited, expected.size());
    QCOMPARE(accessRowCount(compiled.plan), expected.size());
}

void tst_AccessMatrix::stopsWhenTheVisitorHasEnough()
{
    const CompiledPlan compiled = threeEnds();
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto visited = forEachAccess(decisions, [](const AccessRow &) { return false; });
    QCOMPARE(*visited, std::size_t(1));
}

void tst_AccessMatrix::cancellationIsAnError()
{
    const CompiledPlan compiled = threeEnds();
    const PolicyDecisionPoint decisions(compiled.plan);
    std::stop_source source;
    Job job;
    job.stop = source.get_token();
    const auto visited = forEachAccess(
        decisions,
        [&source](const AccessRow &) {
            source.request_stop();
            return true;
        },
        job);
    QVERIFY(!visited);
    QCOMPARE(visited.error().diagnostics.at(0).code, std::string("cancelled"));
}

QTEST_APPLESS_MAIN(tst_AccessMatrix)
#include "tst_AccessMatrix.moc"
