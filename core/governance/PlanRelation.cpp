// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/governance/PlanRelation.h"

#include "core/base/Sha256.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

constexpr std::string_view standInPrefix = "stand-in/";
constexpr std::string_view strangerPrefix = "stand-in/stranger/";
constexpr const char *foreignNamespace = "fourplane-foreign-namespace";
constexpr const char *foreignMeshedNamespace = "fourplane-foreign-meshed-namespace";
constexpr const char *nameLabelKey = "kubernetes.io/metadata.name";

bool beginsWith(const std::string &text, std::string_view prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

/// Labels that the selector matches; nothing where no single set of labels is easily found.
std::optional<Labels> labelsFor(const LabelSelector &selector)
{
    Labels labels = selector.matchLabels;
    for (const SelectorExpression &expression : selector.matchExpressions) {
        if (expression.op == SelectorOperator::In && !expression.values.empty())
            labels.emplace(expression.key, expression.values.front());
        if (expression.op == SelectorOperator::Exists)
            labels.emplace(expression.key, "x");
    }
    if (!matches(selector, labels))
        return std::nullopt;
    return labels;
}

class StandInMaker
{
public:
    explicit StandInMaker(const EnforcementPlan &plan)
        : m_plan(plan)
    {
    }

    EnforcementPlan made()
    {
        for (const Planned<NetworkPolicy> &planned : m_plan.networkPolicies) {
            const NetworkPolicy &policy = planned.object;
            for (const std::vector<NetworkPolicyRule> *rules : { &policy.ingress, &policy.egress }) {
                for (const NetworkPolicyRule &rule : *rules) {
                    for (const NetworkPolicyPeer &peer : rule.peers)
                        addPeer(peer, policy.meta.namespaceName);
                }
            }
        }
        addStrangers();
        std::sort(m_plan.pods.begin(), m_plan.pods.end(), [](const auto &a, const auto &b) {
            return std::tie(a.namespaceName, a.name, a.workloadId)
                < std::tie(b.namespaceName, b.name, b.workloadId);
        });
        std::sort(m_plan.namespaces.begin(), m_plan.namespaces.end(),
            [](const auto &a, const auto &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
        return std::move(m_plan);
    }

private:
    void needNamespace(const std::string &name, Labels labels = {})
    {
        if (findNamespace(m_plan, name))
            return;
        PlannedNamespace home;
        home.name = name;
        home.labels = std::move(labels);
        home.labels[nameLabelKey] = name;
        m_plan.namespaces.push_back(std::move(home));
    }

    void addPod(
        std::string id, const std::string &namespaceName, std::string name, Labels labels, MeshMode mode)
    {
        PlannedPod pod;
        pod.workloadId = ElementId(std::move(id));
        pod.namespaceName = namespaceName;
        pod.name = std::move(name);
        pod.labels = std::move(labels);
        pod.serviceAccount = "default";
        pod.meshMode = mode;
        pod.inMesh = mode != MeshMode::None;
        m_plan.pods.push_back(std::move(pod));
    }

    void addStrangers()
    {
        std::map<std::string, MeshMode> homes;
        for (const PlannedPod &pod : m_plan.pods) {
            MeshMode &mode = homes.emplace(pod.namespaceName, MeshMode::None).first->second;
            if (pod.meshMode != MeshMode::None)
                mode = pod.meshMode; // what a further pod there would most likely get
        }
        homes.emplace(foreignNamespace, MeshMode::None);
        needNamespace(foreignNamespace);
        // One of another namespace in the mesh passes what refuses plaintext.
        const auto meshed = std::find_if(
            homes.begin(), homes.end(), [](const auto &home) { return home.second != MeshMode::None; });
        if (meshed != homes.end()) {
            homes.emplace(foreignMeshedNamespace, meshed->second);
            needNamespace(foreignMeshedNamespace);
        }
        for (const auto &[home, mode] : homes)
            addPod(std::string(strangerPrefix) + home, home, "any-other-pod", {}, mode);
    }

    bool isMatched(const NetworkPolicyPeer &peer, const std::string &policyNamespace) const
    {
        return std::any_of(m_plan.pods.begin(), m_plan.pods.end(), [&](const PlannedPod &pod) {
            if (!peer.namespaceSelector && pod.namespaceName != policyNamespace)
                return false;
            const PlannedNamespace *home = findNamespace(m_plan, pod.namespaceName);
            return (!peer.namespaceSelector || (home && matches(*peer.namespaceSelector, home->labels)))
                && (!peer.podSelector || matches(*peer.podSelector, pod.labels));
        });
    }

    void addPeer(const NetworkPolicyPeer &peer, const std::string &policyNamespace)
    {
        if (peer.ipBlock) {
            addNetwork(peer.ipBlock->cidr);
            return;
        }
        if (isMatched(peer, policyNamespace))
            return;
        const std::optional<Labels> podLabels = labelsFor(peer.podSelector.value_or(LabelSelector {}));
        const std::optional<Labels> homeLabels = labelsFor(peer.namespaceSelector.value_or(LabelSelector {}));
        if (!podLabels || !homeLabels)
            return;
        std::string home = policyNamespace;
        if (peer.namespaceSelector) {
            const auto name = homeLabels->find(nameLabelKey);
            const auto present = std::find_if(
                m_plan.namespaces.begin(), m_plan.namespaces.end(), [&peer](const PlannedNamespace &item) {
                    return matches(*peer.namespaceSelector, item.labels);
                });
            home = name != homeLabels->end()         ? name->second
                : present != m_plan.namespaces.end() ? present->name
                                                     : std::string(foreignNamespace) + "-"
                    + sha256(toString(*peer.namespaceSelector)).substr(0, 8);
        }
        needNamespace(home, *homeLabels);
        const std::string text = toString(LabelSelector { *podLabels, {} });
        addPod(std::string(standInPrefix) + "peer/" + home + "/" + text, home, "pod with " + text, *podLabels,
            MeshMode::None);
    }

    void addNetwork(const std::string &cidr)
    {
        const bool isEverywhere = cidr == "0.0.0.0/0" || cidr == "::/0";
        std::string name(standInPrefix);
        name.append("network/").append(cidr);
        const ElementId id(std::move(name));
        const bool isThere = std::any_of(
            m_plan.externals.begin(), m_plan.externals.end(), [&](const PlannedExternal &external) {
                return external.id == id || (isEverywhere && external.cidrs.empty())
                    || (external.cidrs.size() == 1 && external.cidrs.front() == cidr);
            });
        if (isThere)
            return;
        PlannedExternal network;
        network.id = id;
        network.name = "network " + cidr;
        if (!isEverywhere)
            network.cidrs = { cidr };
        m_plan.externals.push_back(std::move(network));
    }

    EnforcementPlan m_plan;
};

} // namespace

EnforcementPlan withStandIns(const EnforcementPlan &plan)
{
    return StandInMaker(plan).made();
}

bool isStandIn(const ElementId &id)
{
    return beginsWith(id.value(), standInPrefix);
}

bool isStranger(const ElementId &id)
{
    return beginsWith(id.value(), strangerPrefix);
}

std::vector<PlanQuestion> relationOf(const EnforcementPlan &plan, bool nearby)
{
    std::vector<PlanQuestion> questions;
    addTrafficQuestions(plan, questions, nearby);
    addEgressQuestions(plan, questions);
    addDataQuestions(plan, questions);
    addToolQuestions(plan, questions);
    addRightQuestions(plan, questions);
    addAdmissionQuestions(plan, questions);
    return questions;
}

} // namespace fourplane
