// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "tests/core/decision/LinkerdPlan.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

/// Laws of the mesh on random policies. No evaluator of Linkerd's policies can be run apart from a cluster,
/// so the reference here is our own, written rule by rule from the documentation.
class tst_MeshLaws : public QObject
{
    Q_OBJECT

private slots:
    void linkerdAgreesWithTheRuleByRuleReference();
    void takingTheSourceOutOfTheMeshOpensNothing();
};

namespace {

/// Random Servers, policies and authentications over the pods of init().
void randomise(EnforcementPlan &plan)
{
    using rc::gen::element;
    using rc::gen::inRange;
    const auto name = [] { return *element<std::string>("p", "q", "r"); };
    const auto access = [] {
        return *element(LinkerdAccess::Deny, LinkerdAccess::AllAuthenticated, LinkerdAccess::Audit,
            LinkerdAccess::ClusterUnauthenticated, LinkerdAccess::ClusterAuthenticated);
    };
    plan.platform.linkerdDefaultPolicy = access();
    const auto fill = [&](auto &list, int most, auto make) {
        const int count = *inRange(0, most + 1);
        for (int i = 0; i < count; ++i) {
            const std::string unique = name();
            if (std::none_of(list.begin(), list.end(),
                    [&](const auto &other) { return other.object.meta.name == unique; }))
                make(LinkerdPlan::add(list, unique));
        }
    };
    fill(plan.linkerdServers, 2, [&](LinkerdServer &made) {
        made.podSelector = *element(LabelSelector {}, labelled("app", "server"), labelled("app", "b"));
        made.port = *element<IntOrName>(IntOrName(std::uint16_t(80)), IntOrName(std::string("admin")));
        if (*rc::gen::arbitrary<bool>())
            made.accessPolicy = access();
    });
    fill(plan.meshTlsAuthentications, 3, [](MeshTlsAuthentication &made) {
        if (*rc::gen::arbitrary<bool>())
            made.identities = { *element<std::string>(
                "*", linkerdName("a"), "*.x.serviceaccount.identity.linkerd.cluster.local", "*.else") };
        else
            made.identityRefs = { *element(LinkerdReference { "", "ServiceAccount", "b", "" },
                LinkerdReference { "", "Namespace", "x", "" },
                LinkerdReference { "", "Namespace", "y", "" }) };
    });
    fill(plan.networkAuthentications, 2, [](NetworkAuthentication &made) {
        made.networks = { *element(LinkerdNetwork { "0.0.0.0/0", {} }, LinkerdNetwork { "192.0.2.0/24", {} },
            LinkerdNetwork { "0.0.0.0/0", { "0.0.0.0/0" } }) };
    });
    fill(plan.linkerdAuthorizationPolicies, 3, [&](LinkerdAuthorizationPolicy &made) {
        made.targetRef = { "policy.linkerd.io", "Server", name(), "" };
        if (*inRange(0, 4) == 0)
            made.targetRef = { "", "Namespace", "x", "" };
        if (*rc::gen::arbitrary<bool>())
            made.requiredAuthenticationRefs.push_back(
                *element(LinkerdReference { "policy.linkerd.io", "MeshTLSAuthentication", "p", "" },
                    LinkerdReference { "policy.linkerd.io", "MeshTLSAuthentication", "q", "" },
                    LinkerdReference { "", "ServiceAccount", "a", "" }));
        if (*rc::gen::arbitrary<bool>())
            made.requiredAuthenticationRefs.push_back(
                { "policy.linkerd.io", "NetworkAuthentication", name(), "" });
    });
}

/// The documented rules, one after the other, for one pod asking "server": Yes, No, or nothing where two
/// Servers disagree. Addresses of pods are inside or outside of a network as a whole here.
std::optional<bool> reference(const EnforcementPlan &plan, const PlannedPod &source, int port)
{
    const std::string identity =
        source.meshMode == MeshMode::Linkerd ? linkerdName(source.serviceAccount) : "";
    const auto opens = [&](LinkerdAccess access) {
        switch (access) {
        case LinkerdAccess::AllUnauthenticated:
        case LinkerdAccess::Audit:
        case LinkerdAccess::ClusterUnauthenticated: // every pod is of the cluster
            return true;
        case LinkerdAccess::AllAuthenticated:
        case LinkerdAccess::ClusterAuthenticated:
            return !identity.empty();
        case LinkerdAccess::Deny:
            break;
        }
        return false;
    };
    const auto satisfies = [&](const LinkerdReference &wanted) {
        if (wanted.kind == "ServiceAccount")
            return identity == linkerdName(wanted.name);
        if (wanted.kind == "NetworkAuthentication") {
            for (const auto &found : plan.networkAuthentications) {
                const LinkerdNetwork &first = found.object.networks[0];
                if (found.object.meta.name == wanted.name)
                    return first.cidr == "0.0.0.0/0" && first.except.empty();
            }
            return false;
        }
        for (const auto &found : plan.meshTlsAuthentications) {
            if (found.object.meta.name != wanted.name || identity.empty())
                continue;
            for (const std::string &text : found.object.identities)
                return text == "*" || text == identity
                    || text.rfind("*.x.serviceaccount", 0) == 0; // the only suffix that is of this namespace
            const LinkerdReference &one = found.object.identityRefs[0];
            return one.kind == "Namespace" ? one.name == "x" : one.name == source.serviceAccount;
        }
        return false;
    };
    std::optional<bool> answer;
    for (const auto &server : plan.linkerdServers) {
        const auto app = server.object.podSelector.matchLabels.find("app");
        const bool selects = app == server.object.podSelector.matchLabels.end() || app->second == "server";
        const int speaksFor = std::holds_alternative<std::uint16_t>(server.object.port) ? 80 : 81;
        if (!selects || speaksFor != port)
            continue;
        bool open = opens(server.object.accessPolicy.value_or(LinkerdAccess::Deny));
        for (const auto &policy : plan.linkerdAuthorizationPolicies) {
            const LinkerdAuthorizationPolicy &object = policy.object;
            bool fits =
                object.targetRef.kind == "Namespace" || object.targetRef.name == server.object.meta.name;
            for (const LinkerdReference &wanted : object.requiredAuthenticationRefs)
                fits = fits && satisfies(wanted);
            open = open || fits;
        }
        if (answer && *answer != open)
            return std::nullopt;
        answer = open;
    }
    return answer ? answer : opens(plan.platform.linkerdDefaultPolicy);
}

bool isLetIn(const PlaneVerdict &verdict)
{
    return verdict.verdict == Verdict::Permit || verdict.verdict == Verdict::NotEnforced;
}

} // namespace

void tst_MeshLaws::linkerdAgreesWithTheRuleByRuleReference()
{
    qputenv("RC_PARAMS", "seed=20261124 max_success=2000");
    const bool holds = rc::check("Linkerd's verdicts are those of the documented rules", [] {
        LinkerdPlan plan;
        randomise(plan);
        for (const PlannedPod &source : plan.pods) {
            if (source.name == "server")
                continue;
            for (int port : { 80, 81 }) {
                const auto expected = reference(plan, source, port);
                const PlaneVerdict found = plan.ask(source.name, static_cast<std::uint16_t>(port));
                if (!expected) {
                    RC_ASSERT(found.verdict == Verdict::Uncertain);
                    continue;
                }
                RC_ASSERT(found.verdict != Verdict::Uncertain);
                RC_ASSERT(isLetIn(found) == *expected);
            }
        }
    });
    QVERIFY(holds);
}

/// Under any mesh: an answer that was closed stays closed when the same pod sends plaintext.
void tst_MeshLaws::takingTheSourceOutOfTheMeshOpensNothing()
{
    const bool holds = rc::check("plaintext opens nothing on the planes of the mesh", [] {
        LinkerdPlan plan;
        const MeshKind mesh =
            *rc::gen::element(MeshKind::Linkerd, MeshKind::IstioSidecar, MeshKind::IstioAmbient);
        plan.platform.mesh = mesh;
        for (PlannedPod &pod : plan.pods) {
            if (pod.inMesh)
                pod.meshMode = meshModeOf(mesh);
        }
        const bool isLinkerd = mesh == MeshKind::Linkerd;
        if (isLinkerd)
            randomise(plan);
        else {
            PeerAuthentication strict;
            strict.meta = { "default", "x", {}, {} };
            strict.mode = MtlsMode::Strict;
            plan.peerAuthentications.push_back({ strict, {}, {}, false });
            for (int i = 0; i < *rc::gen::inRange(0, 3); ++i) {
                AuthorizationPolicy &made =
                    LinkerdPlan::add(plan.authorizationPolicies, "p" + std::to_string(i));
                made.action = *rc::gen::element(AuthorizationAction::Allow, AuthorizationAction::Deny);
                AuthorizationSource from;
                const std::vector<std::string> who { *rc::gen::element<std::string>(
                    "*", "cluster.local/ns/x/sa/a", "*/sa/b") };
                (*rc::gen::arbitrary<bool>() ? from.principals : from.notPrincipals) = who;
                made.rules = { AuthorizationRule { { from }, {}, {} } };
            }
        }
        const PolicyDecisionPoint decisions(plan);
        for (const char *from : { "x/a", "x/b" }) {
            for (std::uint16_t port : { 80, 81 }) {
                AccessRequest request;
                request.sourceId = ElementId(from);
                request.destinationId = ElementId("x/server");
                request.port = port;
                request.transport = Transport::Mesh;
                const Verdict meshed = decisions.decide(request).joint();
                request.transport = Transport::Plaintext;
                const Verdict plain = decisions.decide(request).joint();
                if (meshed == Verdict::Deny)
                    RC_ASSERT(plain == Verdict::Deny);
                if (!isLinkerd)
                    RC_ASSERT(plain == Verdict::Deny); // STRICT
            }
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_MeshLaws)
#include "tst_MeshLaws.moc"
