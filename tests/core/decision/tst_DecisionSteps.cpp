// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/AccessMatrix.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <iterator>

using namespace fourplane;
using fourplane::test::DesignBuilder;

class tst_DecisionSteps : public QObject
{
    Q_OBJECT

private slots:
    void theStepsOfRandomProjectsAgreeWithTheDecision();
    void everyObstacleIsNamed();
    void anyPortIsExplainedOnTheOpenestOne();
    void customDenyAndAllowAreStagesOfTheirOwn();
    void theStagesOfAProxySpeakOfOneRequest();
    void serverAndAuthorizationsAreStagesOfTheirOwn();
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

/// What Istio's policies say stage by stage, joined: all have to let the request pass (IS1).
std::optional<Verdict> joinedPolicies(const std::vector<DecisionStep> &steps)
{
    std::vector<DecisionStep> own;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(own), [](const DecisionStep &step) {
        return step.stage == DecisionStage::CustomPolicies || step.stage == DecisionStage::DenyPolicies
            || step.stage == DecisionStage::AllowPolicies;
    });
    if (own.empty())
        return std::nullopt;
    const PlaneVerdict *answer = decisiveAnswer(own);
    return answer ? answer->verdict : Verdict::NotEnforced;
}

/// Two meshed pods, "caller" and "callee" with port 8080 for HTTP.
EnforcementPlan meshedPair(MeshMode mode)
{
    EnforcementPlan plan;
    plan.platform.cni = CniKind::None;
    plan.platform.mesh = mode == MeshMode::Linkerd ? MeshKind::Linkerd : MeshKind::IstioSidecar;
    plan.namespaces.push_back({ ElementId("a"), "a", {} });
    for (const char *name : { "caller", "callee" }) {
        PlannedPod pod;
        pod.workloadId = ElementId(name);
        pod.name = name;
        pod.namespaceName = "a";
        pod.serviceAccount = name;
        pod.labels = { { "app", name } };
        pod.meshMode = mode;
        pod.inMesh = true;
        pod.ports = { { "http", 8080, Protocol::Tcp } };
        plan.pods.push_back(pod);
    }
    return plan;
}

Planned<AuthorizationPolicy> policyAt(int line, AuthorizationAction action, AuthorizationRule rule)
{
    Planned<AuthorizationPolicy> planned;
    planned.object.meta = { "line-" + std::to_string(line), "a", {}, {} };
    planned.object.action = action;
    planned.object.rules = { std::move(rule) };
    planned.origin.file = "rules.yaml";
    planned.origin.line = line;
    return planned;
}

AuthorizationRule forMethods(std::vector<std::string> methods)
{
    AuthorizationOperation operation;
    operation.methods = std::move(methods);
    return { {}, { operation }, {} };
}

AccessRequest onPort8080()
{
    AccessRequest request;
    request.sourceId = ElementId("caller");
    request.destinationId = ElementId("callee");
    request.port = 8080;
    return request;
}

/// The steps of one stage.
std::vector<DecisionStep> stepsOf(const DecisionExplanation &explanation, DecisionStage stage)
{
    std::vector<DecisionStep> found;
    std::copy_if(explanation.steps.begin(), explanation.steps.end(), std::back_inserter(found),
        [stage](const DecisionStep &step) { return step.stage == stage; });
    return found;
}

} // namespace

void tst_DecisionSteps::theStepsOfRandomProjectsAgreeWithTheDecision()
{
    bool hadPolicies = false;
    QVERIFY(rc::check([&hadPolicies] {
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
                const Verdict identity = decision.on(Plane::Identity).verdict;
                if (const auto policies = joinedPolicies(explanation.steps)) {
                    hadPolicies = true;
                    RC_ASSERT(*policies == identity || identity == Verdict::Uncertain);
                }
                const Verdict joint = decision.joint();
                RC_ASSERT(obstaclesIn(explanation).empty()
                    == (joint == Verdict::Permit || joint == Verdict::NotEnforced));
            }
        }
    }));
    QVERIFY(hadPolicies);
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

void tst_DecisionSteps::customDenyAndAllowAreStagesOfTheirOwn()
{
    EnforcementPlan plan = meshedPair(MeshMode::Sidecar);
    plan.authorizationPolicies = { policyAt(10, AuthorizationAction::Custom, forMethods({ "PATCH" })),
        policyAt(20, AuthorizationAction::Deny, forMethods({ "DELETE" })),
        policyAt(30, AuthorizationAction::Allow, forMethods({ "GET", "DELETE" })) };
    const PolicyDecisionPoint decisions(plan);
    const auto answers = [&decisions](const char *method) {
        AccessRequest request = onPort8080();
        request.method = method;
        const DecisionExplanation explanation = decisions.explain(request);
        std::vector<PlaneVerdict> result;
        for (DecisionStage stage :
            { DecisionStage::CustomPolicies, DecisionStage::DenyPolicies, DecisionStage::AllowPolicies }) {
            const auto steps = stepsOf(explanation, stage);
            result.push_back(steps.size() == 1 ? steps.front().answer : PlaneVerdict {});
        }
        result.push_back(explanation.decision.on(Plane::Identity));
        return result;
    };
    const auto verdicts = [&answers](const char *method) {
        std::vector<Verdict> result;
        for (const PlaneVerdict &answer : answers(method))
            result.push_back(answer.verdict);
        return result;
    };
    using V = Verdict;
    QCOMPARE(verdicts("GET"), std::vector<V>({ V::NotEnforced, V::NotEnforced, V::Permit, V::Permit }));
    QCOMPARE(verdicts("DELETE"), std::vector<V>({ V::NotEnforced, V::Deny, V::Permit, V::Deny }));
    QCOMPARE(verdicts("PATCH"), std::vector<V>({ V::Uncertain, V::NotEnforced, V::Deny, V::Deny }));
    const auto refused = answers("DELETE");
    QCOMPARE(refused[1].decidedBy->name, std::string("line-20"));
    QCOMPARE(refused[1].decidedBy->origin.line, 20);
    QCOMPARE(refused[2].decidedBy->origin.line, 30);
    QVERIFY(!refused[0].decidedBy && !refused[0].reason.empty());
    QVERIFY(answers("PATCH")[0].reason.find("external authorizer") != std::string::npos);
}

void tst_DecisionSteps::theStagesOfAProxySpeakOfOneRequest()
{
    EnforcementPlan plan = meshedPair(MeshMode::Sidecar);
    // Only GET passes both: a request of one's own for each stage would find POST open for the one and PUT
    // for the other.
    plan.authorizationPolicies = { policyAt(1, AuthorizationAction::Deny, forMethods({ "POST" })),
        policyAt(2, AuthorizationAction::Allow, forMethods({ "GET", "POST" })) };
    const PolicyDecisionPoint decisions(plan);
    const DecisionExplanation explanation = decisions.explain(onPort8080());
    QCOMPARE(stepsOf(explanation, DecisionStage::DenyPolicies).front().answer.verdict, Verdict::NotEnforced);
    QCOMPARE(stepsOf(explanation, DecisionStage::AllowPolicies).front().answer.verdict, Verdict::Permit);
    QVERIFY(stepsOf(explanation, DecisionStage::CustomPolicies).empty());
    plan.authorizationPolicies[1].object.rules = { forMethods({ "POST" }) };
    const PolicyDecisionPoint closed(plan);
    QCOMPARE(closed.explain(onPort8080()).decision.on(Plane::Identity).verdict, Verdict::Deny);
    QCOMPARE(*joinedPolicies(closed.explain(onPort8080()).steps), Verdict::Deny);
}

void tst_DecisionSteps::serverAndAuthorizationsAreStagesOfTheirOwn()
{
    EnforcementPlan plan = meshedPair(MeshMode::Linkerd);
    const auto stages = [&plan] {
        const PolicyDecisionPoint decisions(plan);
        return decisions.explain(onPort8080());
    };
    QCOMPARE(stepsOf(stages(), DecisionStage::ServerAccess).front().answer.verdict, Verdict::NotEnforced);
    QVERIFY(stepsOf(stages(), DecisionStage::Authorizations).empty());
    Planned<LinkerdServer> server;
    server.object.meta = { "callee-http", "a", {}, {} };
    server.object.podSelector = LabelSelector { { { "app", "callee" } }, {} };
    server.object.port = std::uint16_t(8080);
    server.origin.line = 7;
    plan.linkerdServers.push_back(server);
    const auto access = stepsOf(stages(), DecisionStage::ServerAccess).front().answer;
    QCOMPARE(access.verdict, Verdict::Deny);
    QCOMPARE(access.decidedBy->origin.line, 7);
    QCOMPARE(stages().decision.on(Plane::Identity).verdict, Verdict::Deny);
    Planned<ServerAuthorization> authorization;
    authorization.object.meta = { "let-caller", "a", {}, {} };
    authorization.object.serverName = "callee-http";
    authorization.object.unauthenticated = true;
    authorization.origin.line = 9;
    plan.serverAuthorizations.push_back(authorization);
    QCOMPARE(stepsOf(stages(), DecisionStage::ServerAccess).front().answer.verdict, Verdict::Deny);
    const auto admitted = stepsOf(stages(), DecisionStage::Authorizations).front().answer;
    QCOMPARE(admitted.verdict, Verdict::Permit);
    QCOMPARE(admitted.decidedBy->origin.line, 9);
    QCOMPARE(stages().decision.on(Plane::Identity).verdict, Verdict::Permit);
}

QTEST_APPLESS_MAIN(tst_DecisionSteps)
#include "tst_DecisionSteps.moc"
