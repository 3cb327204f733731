// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PeerAuthenticationEvaluator.h"

#include "core/base/Text.h"
#include "core/enforcement/MeshFacts.h"
#include "core/policy/native/CreationTime.h"

#include <algorithm>

namespace fourplane {

namespace {

using Planned_ = Planned<PeerAuthentication>;
using Objects = std::vector<const Planned_ *>;

bool isWholeNamespace(const PeerAuthentication &object)
{
    return !object.selector || object.selector->empty();
}

/// Leaves those of one scope that may be the oldest: all of unknown age, and the oldest of the others.
void keepOldest(Objects &scope)
{
    std::string oldest;
    for (const Planned_ *planned : scope) {
        const std::string made = creationTimeOf(planned->object.meta);
        if (!made.empty() && (oldest.empty() || made < oldest))
            oldest = made;
    }
    std::erase_if(scope, [&oldest](const Planned_ *planned) {
        const std::string made = creationTimeOf(planned->object.meta);
        return !made.empty() && made != oldest;
    });
    std::sort(scope.begin(), scope.end(), [](const Planned_ *left, const Planned_ *right) {
        return left->object.meta.name < right->object.meta.name;
    });
}

/// By what some releases of istiod put objects of one second in order; others go by the name alone
/// (pilot/pkg/model, sortConfigByCreationTime).
std::string dottedName(const ObjectMeta &meta)
{
    return meta.name + "." + meta.namespaceName;
}

/// Of objects that may be the oldest, those that may rule. Those of the same second istiod puts in the order
/// of their names for sidecars; for ztunnels it takes them as they come.
std::span<const Planned_ *const> ruling(const Objects &scope, MeshMode mode)
{
    if (scope.size() < 2 || mode != MeshMode::Sidecar)
        return scope;
    const std::string first = dottedName(scope.front()->object.meta);
    const bool isSettled = std::all_of(scope.begin(), scope.end(), [&first](const Planned_ *planned) {
        return !creationTimeOf(planned->object.meta).empty() && first <= dottedName(planned->object.meta);
    });
    return { scope.data(), isSettled ? 1 : scope.size() };
}

std::string titleOf(const DecidingObject &object)
{
    return object.namespaceName + "/" + object.name + " ("
        + (object.origin.isKnown() ? toString(object.origin) + ", " : std::string());
}

/// "y/one (m.yaml:3:1, STRICT) and y/two (m.yaml:9:1, PERMISSIVE)".
std::string rivals(const InboundMtls &mtls)
{
    std::vector<std::string> titles;
    for (const PossibleMtls &possible : mtls.possible()) {
        const std::optional<DecidingObject> object = possible.decidedBy();
        titles.push_back(
            (object ? titleOf(*object) : "Istio's default (") + std::string(nameOf(possible.mode)) + ")");
    }
    return join(titles, " and ");
}

VerdictWords dependsOnAge(const InboundMtls &mtls, const std::string &about)
{
    return { mtls.decidedBy(),
        "Several PeerAuthentication objects disagree about " + about + ": " + rivals(mtls)
            + ". Istio obeys the oldest, and which one that is their creation timestamps do not say.",
        "" };
}

} // namespace

std::optional<DecidingObject> PossibleMtls::decidedBy() const
{
    return object ? std::optional(decidingObject("PeerAuthentication", *object)) : std::nullopt;
}

bool InboundMtls::maybe(MtlsMode wanted) const
{
    const auto all = possible();
    return std::any_of(
        all.begin(), all.end(), [wanted](const PossibleMtls &one) { return one.mode == wanted; });
}

void InboundMtls::add(const PossibleMtls &one)
{
    if (!maybe(one.mode))
        m_possible[m_count++] = one;
}

PeerAuthenticationEvaluator::PeerAuthenticationEvaluator(const PlanIndex &index)
    : m_index(index)
    , m_byPod(index.plan().pods.size())
{
    const EnforcementPlan &plan = index.plan();
    for (const Planned<PeerAuthentication> &planned : plan.peerAuthentications) {
        const std::string &home = planned.object.meta.namespaceName;
        const bool isRoot = home == plan.platform.meshRootNamespace;
        if (isWholeNamespace(planned.object)) {
            (isRoot ? m_mesh : m_byNamespace[home]).push_back(&planned);
            continue;
        }
        if (isRoot)
            continue; // semantics PA4
        for (const PlannedPod *pod : index.podsIn(home)) {
            if (matches(LabelSelector { *planned.object.selector, {} }, pod->labels))
                m_byPod[index.indexOf(*pod)].push_back(&planned);
        }
    }
    keepOldest(m_mesh);
    for (auto &[home, scope] : m_byNamespace)
        keepOldest(scope);
    for (Objects &scope : m_byPod)
        keepOldest(scope);
    for (const PlannedPod &pod : plan.pods) {
        const auto home = m_byNamespace.find(pod.namespaceName);
        m_ofNamespace.push_back(home == m_byNamespace.end() ? nullptr : &home->second);
    }
}

InboundMtls PeerAuthenticationEvaluator::inbound(const PlannedPod &pod, std::uint16_t port) const
{
    InboundMtls mtls;
    const auto applyScope = [&mtls, &pod](const Objects &scope, auto modeOf) {
        if (!scope.empty())
            mtls = mtls.narrowedBy(ruling(scope, pod.meshMode), modeOf);
    };
    const auto ownMode = [](const PeerAuthentication &object) { return object.mode; };
    applyScope(m_mesh, ownMode);
    const std::size_t position = m_index.indexOf(pod);
    if (m_ofNamespace[position])
        applyScope(*m_ofNamespace[position], ownMode);
    applyScope(m_byPod[position], [port](const PeerAuthentication &object) {
        const auto portMode = object.portModes.find(port);
        const bool speaks = portMode != object.portModes.end() && portMode->second != MtlsMode::Unset;
        return speaks ? portMode->second : object.mode;
    });
    return mtls;
}

bool PeerAuthenticationEvaluator::showsIdentity(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    return destination && isIstio(destination->meshMode) && request.protocol == Protocol::Tcp
        && request.travels() == Transport::Mesh
        && (behaviourOf(destination->meshMode).obeysDisable == EngineBehaviour::No
            || inbound(*destination, request.port).mode() != MtlsMode::Disable);
}

std::optional<PlaneVerdict> PeerAuthenticationEvaluator::identityDoubt(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    if (!destination || !isIstio(destination->meshMode) || request.protocol != Protocol::Tcp
        || request.isToItself() || request.travels() != Transport::Mesh
        || behaviourOf(destination->meshMode).obeysDisable == EngineBehaviour::No)
        return std::nullopt;
    const InboundMtls mtls = inbound(*destination, request.port);
    if (!mtls.isAmbiguous() || !mtls.maybe(MtlsMode::Disable))
        return std::nullopt;
    return request.answer(Verdict::Uncertain,
        [&] { return dependsOnAge(mtls, "whether " + destination->name + " sees who calls"); });
}

PlaneVerdict PeerAuthenticationEvaluator::evaluate(const PlannedRequest &request) const
{
    const PlannedPod *destination = request.destination.pod;
    if (!destination || !isIstio(destination->meshMode) || request.protocol != Protocol::Tcp
        || request.isToItself())
        return {};
    if (std::optional<PlaneVerdict> doubt = identityDoubt(request))
        return *doubt;
    if (showsIdentity(request))
        return {};
    const InboundMtls mtls = inbound(*destination, request.port);
    if (mtls.isAmbiguous() && mtls.maybe(MtlsMode::Strict))
        return request.answer(Verdict::Uncertain, [&] { return dependsOnAge(mtls, destination->name); });
    if (mtls.mode() != MtlsMode::Strict)
        return {};
    return request.answer(Verdict::Deny, [&] {
        return VerdictWords { mtls.decidedBy(),
            destination->name + " accepts mutual TLS only, and " + request.source.name()
                + " sends plaintext.",
            "N7" };
    });
}

} // namespace fourplane
