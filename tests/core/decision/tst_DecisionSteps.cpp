// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AccessMatrix.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_DecisionSteps : public QObject
{
    Q_OBJECT

private slots:
    void theStepsOfRandomProjectsAgreeWithTheDecision();
    void everyObstacleIsNamed();
    void anyPortIsExplainedOnTheOpenestOne();
};

namespace {

/// The planes as they follow from the steps alone.
Decision joined(const std::vector<DecisionStep> &steps)
{
    Decision decision;
    for (std::size_t i = 0; i < planeCount; ++i) {
        std::vector<DecisionStep> own;
        for (const DecisionStep &step : steps) {
            if (step.plane == static_cast<Plane>(i) && !step.isPart)
                own.push_back(step);
        }
        RC_ASSERT(!own.empty());
        if (const PlaneVerdict *answer = decisiveAnswer(own))
            decision.planes[i] = *answer;
    }
    return decision;
}

} // namespace

void tst_DecisionSteps::theStepsOfRandomProjectsAgreeWithTheDecision()
{
    QVERIFY(rc::check([] {
        const Project project = *test::soundProjects();
        const CompiledPlan compiled = compilePlan(project);
        const PolicyDecisionPoint decisions(compiled.plan);
        std::vector<ElementId> ends;
        for (const PlannedPod &pod : compiled.plan.pods)
            ends.push_back(pod.workloadId);
        for (const PlannedExternal &external : compiled.plan.externals)
            ends.push_back(external.id);
        for (const ElementId &source : ends) {
            for (const ElementId &destination : ends) {
                AccessRequest request;
                request.sourceId = source;
                request.destinationId = destination;
                request.port = *rc::gen::element<std::uint16_t>(0, 80, 5432);
                const DecisionExplanation explanation = decisions.explain(request);
                const Decision decision = decisions.decide(request);
                RC_ASSERT(explanation.decision.planes == decision.planes);
                const Decision fromSteps = joined(explanation.steps);
                for (std::size_t i = 0; i < planeCount; ++i)
                    RC_ASSERT(fromSteps.planes[i].verdict == decision.planes[i].verdict);
                const Verdict joint = decision.joint();
                RC_ASSERT(obstaclesIn(explanation).empty()
                    == (joint == Verdict::Permit || joint == Verdict::NotEnforced));
            }
        }
    }));
}

void tst_DecisionSteps::everyObstacleIsNamed()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a", 80);
    design.addExternal("out", ExternalKind::Internet);
    const CompiledPlan compiled = compilePlan(design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    AccessRequest request;
    request.sourceId = compiled.plan.externals.front().id;
    request.destinationId = compiled.plan.pods.front().workloadId;
    request.port = 80;
    std::vector<DecisionStage> stages;
    for (const DecisionStep &step : obstaclesIn(decisions.explain(request)))
        stages.push_back(step.stage);
    // Not exposed (N5), and the segmented namespace lets nothing in (N1): both stand in the way.
    QVERIFY(std::find(stages.begin(), stages.end(), DecisionStage::Exposure) != stages.end());
    QVERIFY(std::find(stages.begin(), stages.end(), DecisionStage::NetworkPolicies) != stages.end());
}

void tst_DecisionSteps::anyPortIsExplainedOnTheOpenestOne()
{
    DesignBuilder design;
    design.addNamespace("x", true);
    design.addWorkload("x", "a", 80);
    design.addWorkload("x", "b", 81).containers[0].ports.push_back({ "", 82, Protocol::Tcp });
    design.allow("a", "b").ports = { { 82, Protocol::Tcp } };
    const CompiledPlan compiled = compilePlan(design.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    AccessRequest request;
    for (const PlannedPod &pod : compiled.plan.pods)
        (pod.name == "a" ? request.sourceId : request.destinationId) = pod.workloadId;
    QCOMPARE(decisions.explain(request).request.port, std::uint16_t { 82 });
    QVERIFY(obstaclesIn(decisions.explain(request)).empty());
}

QTEST_APPLESS_MAIN(tst_DecisionSteps)
#include "tst_DecisionSteps.moc"
