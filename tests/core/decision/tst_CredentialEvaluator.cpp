// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/CredentialEvaluator.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Tokens in pods, and the two places that every pod may ask: the API server and the metadata service.
class tst_CredentialEvaluator : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tokensAreMountedUnlessSomebodySaysNo();
    void thePodWinsOverTheServiceAccount();
    void aTokenForAnotherAudienceOpensNoApi();
    void aProjectedTokenForTheApiOpensIt();
    void theClusterMayHaveOtherAudiences();
    void aTokenSecretNeverExpires();
    void namesWhoSharesTheAccount();
    void cloudRolesComeFromAccountAndNode();
    void apiServerIsReachableWithoutIsolation();
    void apiServerIsUncertainBehindAnOpeningOfUnknownAddresses();
    void apiServerAtAKnownAddressIsDecided();
    void apiServerIsRefusedWhereNothingIsLetOut();
    void metadataNeedsAPlatformThatHasOne();
    void metadataIsStoppedByEgressPolicy();
    void metadataAnswersOverIpv6Too();
    void aHopLimitCountsOnlyWithTokens();
    void aHopLimitDoesNotHoldForTheHostNetwork();
    void implicitPlacesAreInNoList();

private:
    struct Asked
    {
        explicit Asked(const Project &project)
            : compiled(compilePlan(project))
            , decisions(compiled.plan)
        {
        }

        const PlannedPod &app() const { return *findPod(compiled.plan, ElementId("app")); }

        CompiledPlan compiled;
        PolicyDecisionPoint decisions;
    };

    Workload &app() { return m_design.project.topology.workloads.at(ElementId("app")); }

    WorkloadIdentity &account() { return m_design.project.topology.identities.at(ElementId("sa-app")); }

    PlatformProfile &platform() { return m_design.project.platform; }

    PlaneVerdict credential() const
    {
        return Asked(m_design.project).decisions.apiCredential(ElementId("app"));
    }

    PlaneVerdict api() const { return Asked(m_design.project).decisions.apiRoute(ElementId("app")); }

    PlaneVerdict metadata() const
    {
        return Asked(m_design.project).decisions.metadataRoute(ElementId("app"));
    }

    void restrictEgress(const std::vector<std::string> &cidrs);

    DesignBuilder m_design;
};

void tst_CredentialEvaluator::init()
{
    m_design = DesignBuilder();
    m_design.addNamespace("x", false);
    m_design.addWorkload("x", "app").origin = { "app.yaml", 4, 1, 0 };
    m_design.project.platform.mesh = MeshKind::None;
    m_design.project.platform.metadataServicePresent = true;
}

void tst_CredentialEvaluator::restrictEgress(const std::vector<std::string> &cidrs)
{
    NetworkPolicy policy;
    policy.meta.name = "egress";
    policy.meta.namespaceName = "x";
    policy.policyTypes = { PolicyDirection::Egress };
    for (const std::string &cidr : cidrs) {
        NetworkPolicyPeer peer;
        peer.ipBlock = IpBlock { cidr, {} };
        NetworkPolicyRule rule;
        rule.peers = { peer };
        policy.egress.push_back(rule);
    }
    m_design.adopt(policy);
}

void tst_CredentialEvaluator::tokensAreMountedUnlessSomebodySaysNo()
{
    const PlaneVerdict held = credential();
    QCOMPARE(held.verdict, Verdict::Permit);
    QCOMPARE(held.decidedBy->kind, std::string("ServiceAccount"));
    account().automountToken = false;
    const PlaneVerdict none = credential();
    QCOMPARE(none.verdict, Verdict::Deny);
    QCOMPARE(none.control, std::string("I1"));
    QCOMPARE(none.decidedBy->origin.line, 4);
}

void tst_CredentialEvaluator::thePodWinsOverTheServiceAccount()
{
    account().automountToken = false;
    app().automountToken = true;
    QCOMPARE(credential().verdict, Verdict::Permit);
    account().automountToken = true;
    app().automountToken = false;
    QCOMPARE(credential().verdict, Verdict::Deny);
}

void tst_CredentialEvaluator::aTokenForAnotherAudienceOpensNoApi()
{
    app().automountToken = false;
    app().tokens = { { "vault", 600 } };
    const PlaneVerdict verdict = credential();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QVERIFY2(verdict.reason.find("vault") != std::string::npos, verdict.reason.c_str());
}

void tst_CredentialEvaluator::aProjectedTokenForTheApiOpensIt()
{
    app().automountToken = false;
    app().tokens = { { "vault", 600 }, { "", 900 } };
    const PlaneVerdict verdict = credential();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("900 s") != std::string::npos, verdict.reason.c_str());
    app().tokens = { { "https://kubernetes.default.svc", {} } };
    QVERIFY(credential().reason.find("3600 s") != std::string::npos); // the API's default
}

void tst_CredentialEvaluator::theClusterMayHaveOtherAudiences()
{
    app().automountToken = false;
    app().tokens = { { "https://issuer.example.com", {} } };
    QCOMPARE(credential().verdict, Verdict::Deny);
    platform().apiServerAudiences = { "https://issuer.example.com" };
    QCOMPARE(credential().verdict, Verdict::Permit);
}

void tst_CredentialEvaluator::aTokenSecretNeverExpires()
{
    app().automountToken = false;
    Secret secret;
    secret.id = ElementId("token");
    secret.name = "app-token";
    secret.namespaceId = ElementId("x");
    secret.isServiceAccountToken = true;
    secret.opens = { ElementId("sa-app") };
    m_design.project.topology.secrets[secret.id] = secret;
    QCOMPARE(credential().verdict, Verdict::Deny); // not given to the pod
    app().secrets = { { secret.id, SecretDelivery::Volume } };
    const PlaneVerdict verdict = credential();
    QCOMPARE(verdict.verdict, Verdict::Permit);
    QVERIFY2(verdict.reason.find("does not expire") != std::string::npos, verdict.reason.c_str());
    const Asked asked(m_design.project);
    QVERIFY(hasLastingToken(asked.compiled.plan, ElementId("sa-app")));
    QVERIFY(!tokensOf(PlanIndex(asked.compiled.plan), asked.app()).front().lifetimeSeconds);
}

void tst_CredentialEvaluator::namesWhoSharesTheAccount()
{
    m_design.addWorkload("x", "other").identityId = ElementId("sa-app");
    const Asked asked(m_design.project);
    const auto sharers = sharersOf(PlanIndex(asked.compiled.plan), asked.app());
    QCOMPARE(sharers.size(), std::size_t(1));
    QCOMPARE(sharers[0]->name, std::string("other"));
    QVERIFY(asked.decisions.apiCredential(ElementId("app")).reason.find("shared with other")
        != std::string::npos);
}

void tst_CredentialEvaluator::cloudRolesComeFromAccountAndNode()
{
    account().cloudRoles = { "arn:aws:iam::1:role/app" };
    NodePool pool;
    pool.id = ElementId("gpu");
    pool.name = "gpu";
    pool.cloudRole = "arn:aws:iam::1:role/node";
    m_design.project.topology.nodePools[pool.id] = pool;
    pool.id = ElementId("tainted");
    pool.taints = { { "a", "b", "NoSchedule" } };
    m_design.project.topology.nodePools[pool.id] = pool;
    const Asked asked(m_design.project);
    const auto roles = cloudIdentitiesOf(PlanIndex(asked.compiled.plan), asked.app());
    QCOMPARE(roles.size(), std::size_t(2));
    QVERIFY(roles[0].nodePoolId.isEmpty());
    QCOMPARE(roles[1].nodePoolId, ElementId("gpu"));
    QCOMPARE(roles[1].role, std::string("arn:aws:iam::1:role/node"));
}

void tst_CredentialEvaluator::apiServerIsReachableWithoutIsolation()
{
    QCOMPARE(api().verdict, Verdict::NotEnforced);
}

void tst_CredentialEvaluator::apiServerIsUncertainBehindAnOpeningOfUnknownAddresses()
{
    restrictEgress({ "192.0.2.0/24" });
    const PlaneVerdict verdict = api();
    QCOMPARE(verdict.verdict, Verdict::Uncertain);
    QVERIFY2(verdict.reason.find("apiServerCidrs") != std::string::npos, verdict.reason.c_str());
}

void tst_CredentialEvaluator::apiServerAtAKnownAddressIsDecided()
{
    platform().apiServerCidrs = { "192.0.2.10/32" };
    restrictEgress({ "192.0.2.0/24" });
    QCOMPARE(api().verdict, Verdict::Permit);
    platform().apiServerCidrs = { "198.51.100.10/32" };
    QCOMPARE(api().verdict, Verdict::Deny);
    platform().cni = CniKind::Cilium; // semantics C4: address rules do not match nodes
    platform().apiServerCidrs = { "192.0.2.10/32" };
    QCOMPARE(api().verdict, Verdict::Uncertain);
}

void tst_CredentialEvaluator::apiServerIsRefusedWhereNothingIsLetOut()
{
    restrictEgress({});
    QCOMPARE(api().verdict, Verdict::Deny);
}

void tst_CredentialEvaluator::metadataNeedsAPlatformThatHasOne()
{
    QCOMPARE(metadata().verdict, Verdict::NotEnforced);
    platform().metadataServicePresent = false;
    QCOMPARE(metadata().verdict, Verdict::Deny);
    m_design.addExternal("meta", ExternalKind::CloudMetadata); // drawn by hand
    QCOMPARE(metadata().verdict, Verdict::NotEnforced);
}

void tst_CredentialEvaluator::metadataIsStoppedByEgressPolicy()
{
    restrictEgress({ "192.0.2.0/24" });
    const PlaneVerdict verdict = metadata();
    QCOMPARE(verdict.verdict, Verdict::Deny);
    QCOMPARE(verdict.decidedBy->kind, std::string("NetworkPolicy"));
}

/// Everything but 169.254.169.254 is not everything but the metadata service.
void tst_CredentialEvaluator::metadataAnswersOverIpv6Too()
{
    restrictEgress({ "0.0.0.0/0" });
    NetworkPolicy &policy = std::get<NetworkPolicy>(m_design.project.policy.adopted.begin()->second.object);
    policy.egress.front().peers = { { {}, {}, IpBlock { "0.0.0.0/0", { "169.254.169.254/32" } } } };
    QCOMPARE(metadata().verdict, Verdict::Deny);
    policy.egress.front().peers = { { {}, {}, IpBlock { "0.0.0.0/0", { "169.254.169.254/32" } } },
        { {}, {}, IpBlock { "::/0", {} } } };
    QCOMPARE(metadata().verdict, Verdict::Deny); // pods have no IPv6
    platform().clusterCidrs = { "10.0.0.0/8", "fd12:3456::/48" };
    QCOMPARE(metadata().verdict, Verdict::Permit);
}

void tst_CredentialEvaluator::aHopLimitCountsOnlyWithTokens()
{
    // R6: hop-limit 1 works only with tokens required, since IMDSv1 ignores it.
    platform().metadataHopLimit = 1;
    const PlaneVerdict weak = metadata();
    QCOMPARE(weak.verdict, Verdict::NotEnforced);
    QVERIFY2(weak.reason.find("without tokens") != std::string::npos, weak.reason.c_str());
    platform().metadataRequiresTokens = true;
    const PlaneVerdict held = metadata();
    QCOMPARE(held.verdict, Verdict::Deny);
    QCOMPARE(held.control, std::string("N4"));
    platform().metadataHopLimit = 2;
    QCOMPARE(metadata().verdict, Verdict::NotEnforced);
}

void tst_CredentialEvaluator::aHopLimitDoesNotHoldForTheHostNetwork()
{
    platform().metadataHopLimit = 1;
    platform().metadataRequiresTokens = true;
    app().placement.hostNetwork = true;
    QVERIFY(metadata().verdict != Verdict::Deny);
}

void tst_CredentialEvaluator::implicitPlacesAreInNoList()
{
    const Asked asked(m_design.project);
    QVERIFY(asked.compiled.plan.externals.empty());
    QCOMPARE(asked.compiled.plan.implicitExternals.size(), std::size_t(2));
}

QTEST_APPLESS_MAIN(tst_CredentialEvaluator)
#include "tst_CredentialEvaluator.moc"
