// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"

#include "core/decision/AuthorizationEvaluator.h"
#include "core/decision/CredentialEvaluator.h"
#include "core/decision/DataPlaneEvaluator.h"
#include "core/decision/GatewaysBefore.h"
#include "core/decision/LinkerdMatching.h"
#include "core/decision/LinkerdPolicyEvaluator.h"
#include "core/decision/NetworkPlaneEvaluator.h"
#include "core/decision/PeerAuthenticationEvaluator.h"
#include "core/decision/PlannedRequest.h"
#include "core/decision/TrustDomains.h"
#include "core/decision/WorkloadPlaneEvaluator.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

namespace fourplane {

namespace {

/// Smaller is more open.
int closedness(const Decision &decision)
{
    const Verdict verdict = decision.joint();
    if (verdict != Verdict::Deny)
        return verdict == Verdict::NotEnforced ? 0 : verdict == Verdict::Permit ? 1 : 2;
    return 2 + std::popcount(decision.denyingPlanes().bits());
}

} // namespace

struct PolicyDecisionPoint::Private
{
    explicit Private(const EnforcementPlan &plan)
        : index(plan)
        , gatewaysBefore(index.plan())
        , peerAuthentication(index)
        , identity(index, peerAuthentication)
        , linkerd(index)
        , network(index, peerAuthentication)
        , workload(index)
        , data(index)
        , rbac(plan)
        , secrets(index, rbac)
    {
    }

    /// Which waypoints of the destination the request may take: those of an ambient pod, for callers in the
    /// mesh.
    static std::size_t waypointCount(const PlannedRequest &request)
    {
        const PlannedPod *destination = request.destination.pod;
        const PlannedPod *source = request.source.pod;
        const bool isMeshed = destination && source && source != destination && isIstio(source->meshMode)
            && request.protocol == Protocol::Tcp && request.travels() == Transport::Mesh;
        return isMeshed ? destination->waypoints.size() : 0;
    }

    /// From where it comes, or from a gateway that may pass it on.
    Decision decideOnPort(const PlannedRequest &request, std::vector<DecisionStep> *steps = nullptr) const
    {
        Decision direct = decideFromThere(request, steps);
        const PlaneSet denying = direct.denyingPlanes();
        if (!denying.contains(Plane::Network) && !denying.contains(Plane::Identity))
            return direct;
        for (const PlannedPod *gateway : gatewaysBefore.of(request)) {
            PlannedRequest passedOn = request;
            passedOn.source = PlannedEnd(*gateway);
            passedOn.transport.reset();
            const Decision either = orThrough(request, *gateway, direct, decideFromThere(passedOn));
            if (either.denyingPlanes() == denying)
                continue;
            if (steps)
                showGateway(either, *steps);
            return either;
        }
        return direct;
    }

    /// Directly, or through a waypoint: one way is enough for who asks, but it has to be the same one on
    /// every plane.
    Decision decideFromThere(const PlannedRequest &request, std::vector<DecisionStep> *steps = nullptr) const
    {
        Decision best = decideOnWay(request, std::nullopt, nullptr);
        std::optional<std::size_t> way;
        for (std::size_t i = 0; i < waypointCount(request); ++i) {
            Decision decision = decideOnWay(request, i, nullptr);
            if (closedness(decision) >= closedness(best))
                continue;
            best = std::move(decision);
            way = i;
        }
        if (steps)
            return decideOnWay(request, way, steps);
        return best;
    }

    Decision decideOnWay(const PlannedRequest &request, std::optional<std::size_t> waypoint,
        std::vector<DecisionStep> *steps) const
    {
        Decision decision;
        PlaneVerdict own = index.plan().platform.mesh == MeshKind::Linkerd ? linkerd.evaluate(request)
            : waypoint ? identity.evaluateThrough(request, *waypoint)
                       : identity.evaluate(request);
        decision.on(Plane::Identity) = understood(trusted(std::move(own), request), request);
        if (waypoint) {
            decision.on(Plane::Network) =
                network.evaluateThrough(request, request.destination.pod->waypoints[*waypoint]);
            if (steps)
                steps->push_back(
                    { DecisionStage::NetworkPolicies, Plane::Network, decision.on(Plane::Network) });
        } else {
            decision.on(Plane::Network) = network.evaluate(request, steps);
        }
        decision.on(Plane::Workload) = workload.evaluate(request);
        decision.on(Plane::Data) = data.evaluate(request);
        if (steps) {
            std::vector<DecisionStep> stages = index.plan().platform.mesh == MeshKind::Linkerd
                ? linkerd.stages(request)
                : waypoint ? identity.stagesThrough(request, *waypoint)
                           : identity.stages(request);
            std::move(stages.begin(), stages.end(), std::back_inserter(*steps));
            steps->push_back({ DecisionStage::IdentityPlane, Plane::Identity, decision.on(Plane::Identity) });
            for (const auto &[stage, end] : { std::pair { DecisionStage::SourceAdmission, &request.source },
                     std::pair { DecisionStage::DestinationAdmission, &request.destination } }) {
                if (end->pod)
                    steps->push_back({ stage, Plane::Workload, workload.admission(*end->id), true });
            }
            steps->push_back({ DecisionStage::WorkloadPlane, Plane::Workload, decision.on(Plane::Workload) });
            steps->push_back({ DecisionStage::DataPlane, Plane::Data, decision.on(Plane::Data) });
        }
        return decision;
    }

    /// No answer counts where the destination's proxy may hold a policy that nobody understood.
    PlaneVerdict understood(PlaneVerdict verdict, const PlannedRequest &request) const
    {
        const PlannedPod *destination = request.destination.pod;
        const std::vector<std::string> &unknown = index.plan().namespacesWithUnmodelledAuthorization;
        const bool isUnknown = destination && destination->inMesh
            && std::any_of(unknown.begin(), unknown.end(), [destination](const std::string &name) {
                   return name.empty() || name == destination->namespaceName;
               });
        if (!isUnknown)
            return verdict;
        return request.answer(Verdict::Uncertain, [destination] {
            return VerdictWords { {},
                "A policy of the mesh that is not understood may apply to " + destination->name + ".", {} };
        });
    }

    /// A decision with the port that it is about.
    struct OnPort
    {
        std::uint16_t port = 0;
        Protocol protocol = Protocol::Tcp;
        Decision decision;
    };

    /// On the port that is most open: any port will do, but it has to be the same one on every plane.
    OnPort onOpenestPort(PlannedRequest request) const
    {
        std::optional<OnPort> best;
        if (request.port == 0) {
            for (const NamedPort &port : portsOffered(request.destination)) {
                request.port = port.number;
                request.protocol = port.protocol;
                Decision decision = decideOnPort(request);
                if (!best || closedness(decision) < closedness(best->decision))
                    best = { port.number, port.protocol, std::move(decision) };
            }
        }
        return best ? *std::move(best) : OnPort { request.port, request.protocol, decideOnPort(request) };
    }

    /// What stands at one end and where it is declared.
    static DecisionStep stepAt(const PlannedEnd &end, const std::string &role)
    {
        DecisionStep step;
        if (const PlannedPod *pod = end.pod) {
            step.answer.decidedBy = decidingWorkload(*pod);
            step.answer.reason = role + " is workload " + pod->namespaceName + "/" + pod->name + ".";
        } else if (end.external) {
            step.answer.reason = role + " is " + end.external->name + ", outside the cluster.";
        } else {
            step.answer.reason = role + " is not known: " + end.id->value() + ".";
        }
        return step;
    }

    DecisionStep transport(const PlannedRequest &request) const
    {
        DecisionStep step;
        step.stage = DecisionStage::Transport;
        step.answer.reason =
            peerAuthentication.showsIdentity(request) || arrivesThroughLinkerd(index, request)
            ? "Through the mesh: the destination sees a certificate of the source."
            : "The destination sees no certificate of the source.";
        return step;
    }

    /// An answer about who calls counts only when the destination is sure to see it, a permission only when
    /// the caller's certificate is sure to be accepted.
    PlaneVerdict trusted(PlaneVerdict verdict, const PlannedRequest &request) const
    {
        if (verdict.verdict == Verdict::Permit || verdict.verdict == Verdict::Deny) {
            if (std::optional<PlaneVerdict> doubt = peerAuthentication.identityDoubt(request))
                return *doubt;
        }
        const PlannedPod *source = request.source.pod;
        if (verdict.verdict != Verdict::Permit || !source || !peerAuthentication.showsIdentity(request))
            return verdict;
        const std::string domain = trustDomainOf(index.principalOf(*source));
        if (relationOf(index.plan().platform, domain) != TrustRelation::Foreign)
            return verdict;
        return request.answer(Verdict::Uncertain, [&] {
            return VerdictWords { std::move(verdict.decidedBy),
                "Whether a certificate of trust domain " + domain
                    + " is accepted is not known: the platform profile does not federate with it "
                      "(federatesWith). "
                    + verdict.reason,
                "" };
        });
    }

    /// The ports that the destination offers; none when it declares none or does not exist.
    static const std::vector<NamedPort> &portsOffered(const PlannedEnd &end)
    {
        static const std::vector<NamedPort> none;
        return end.pod ? end.pod->ports : end.external ? end.external->ports : none;
    }

    PlanIndex index;
    GatewaysBefore gatewaysBefore;
    PeerAuthenticationEvaluator peerAuthentication;
    AuthorizationEvaluator identity;
    LinkerdPolicyEvaluator linkerd;
    NetworkPlaneEvaluator network;
    WorkloadPlaneEvaluator workload;
    DataPlaneEvaluator data;
    RbacEvaluator rbac;
    SecretEvaluator secrets;
};

PolicyDecisionPoint::PolicyDecisionPoint(const EnforcementPlan &plan)
    : d(std::make_unique<Private>(plan))
{
}

PolicyDecisionPoint::~PolicyDecisionPoint() = default;

const EnforcementPlan &PolicyDecisionPoint::plan() const
{
    return d->index.plan();
}

Decision PolicyDecisionPoint::decide(const AccessRequest &request) const
{
    return d->onOpenestPort({ d->index, request }).decision;
}

Verdicts PolicyDecisionPoint::verdicts(const AccessRequest &request) const
{
    return d->onOpenestPort({ d->index, request, Wording::VerdictOnly }).decision.verdicts();
}

DecisionExplanation PolicyDecisionPoint::explain(const AccessRequest &request) const
{
    DecisionExplanation explanation;
    const auto openest = d->onOpenestPort({ d->index, request, Wording::VerdictOnly });
    explanation.request = request;
    explanation.request.port = openest.port;
    explanation.request.protocol = openest.protocol;
    const PlannedRequest asked(d->index, explanation.request);
    explanation.steps = { d->stepAt(asked.source, "The source"),
        d->stepAt(asked.destination, "The destination"), d->transport(asked) };
    explanation.decision = d->decideOnPort(asked, &explanation.steps);
    return explanation;
}

PlaneVerdict PolicyDecisionPoint::admission(const ElementId &workloadId) const
{
    return d->workload.admission(workloadId);
}

PlaneVerdict PolicyDecisionPoint::admissionOfLevel(
    const std::string &namespaceName, PodSecurityLevel level) const
{
    return d->workload.admissionOfLevel(namespaceName, level);
}

PlaneVerdict PolicyDecisionPoint::escape(const ElementId &workloadId, bool byRuntimeWeakness) const
{
    return d->workload.escape(workloadId, byRuntimeWeakness);
}

PlaneVerdict PolicyDecisionPoint::sharesNode(
    const ElementId &firstWorkloadId, const ElementId &secondWorkloadId) const
{
    return d->workload.sharesNode(firstWorkloadId, secondWorkloadId);
}

PlaneVerdict PolicyDecisionPoint::apiCredential(const ElementId &workloadId) const
{
    const PlannedPod *pod = d->index.pod(workloadId);
    if (!pod)
        return { Verdict::Deny, std::nullopt, "There is no such workload: " + workloadId.value() + ".", "" };
    return apiCredentialOf(d->index, *pod);
}

PlaneVerdict PolicyDecisionPoint::apiRoute(const ElementId &workloadId) const
{
    AccessRequest request;
    request.sourceId = workloadId;
    request.destinationId = plan().apiServerId;
    request.transport = Transport::Plaintext;
    PlaneVerdict route = decide(request).on(Plane::Network);
    const bool isKnown = !plan().platform.apiServerCidrs.empty();
    const bool isNode = plan().platform.cni == CniKind::Cilium;
    if (route.verdict != Verdict::Permit || (isKnown && !isNode))
        return route;
    route.verdict = Verdict::Uncertain;
    route.control.clear();
    route.reason = isKnown
        ? "The API server may run on a node, which Cilium's address rules do not match. " + route.reason
        : "Egress is restricted, and the platform profile does not say which addresses the API server has "
          "(apiServerCidrs). "
            + route.reason;
    return route;
}

PlaneVerdict PolicyDecisionPoint::metadataRoute(const ElementId &workloadId) const
{
    const bool isDeclared = std::any_of(plan().externals.begin(), plan().externals.end(),
        [this](const PlannedExternal &external) { return external.id == plan().metadataServiceId; });
    if (!isDeclared && !plan().platform.metadataServicePresent)
        return { Verdict::Deny, DecidingObject { "PlatformProfile", "", "metadataServicePresent", {}, {} },
            "The platform profile says that its nodes have no metadata service.", "" };
    AccessRequest request;
    request.sourceId = workloadId;
    request.destinationId = plan().metadataServiceId;
    request.port = 80;
    request.transport = Transport::Plaintext;
    return decide(request).on(Plane::Network);
}

const SecretEvaluator &PolicyDecisionPoint::secrets() const
{
    return d->secrets;
}

const RbacEvaluator &PolicyDecisionPoint::rbac() const
{
    return d->rbac;
}

} // namespace fourplane
