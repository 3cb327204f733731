// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AdminTier.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/decision/ConnectivityList.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

constexpr const char *nameLabel = "kubernetes.io/metadata.name";
constexpr const char *dnsNamespace = "kube-system";
constexpr std::uint16_t dnsPort = 53;
constexpr int firstPriority = 10;
constexpr int lastPriorityV1Alpha1 = 99; ///< OVN-Kubernetes, "AdminNetworkPolicy": priorities 0 to 99
constexpr int lastPriorityV1Alpha2 = 1000;

using Names = std::set<std::string>;

LabelSelector namesIn(const Names &names)
{
    return { {}, { { nameLabel, SelectorOperator::In, { names.begin(), names.end() } } } };
}

NamespacedPods dnsPods()
{
    return { LabelSelector { { { nameLabel, dnsNamespace } }, {} },
        LabelSelector { { { "k8s-app", "kube-dns" } }, {} } };
}

bool isIn(const std::optional<LabelSelector> &selector, const LabelSelector &wanted)
{
    return selector && *selector == wanted;
}

/// Whether a rule of the policy opens name resolution: UDP and TCP 53 of the cluster's DNS pods.
bool opensDns(const NetworkPolicy &policy)
{
    const NamespacedPods wanted = dnsPods();
    return std::any_of(policy.egress.begin(), policy.egress.end(), [&wanted](const NetworkPolicyRule &rule) {
        const bool isPeer =
            std::any_of(rule.peers.begin(), rule.peers.end(), [&wanted](const NetworkPolicyPeer &peer) {
                return isIn(peer.namespaceSelector, *wanted.namespaceSelector)
                    && isIn(peer.podSelector, wanted.podSelector);
            });
        const auto opens = [&rule](Protocol protocol) {
            const NetworkPolicyPort wantedPort { protocol, IntOrName(dnsPort), std::nullopt };
            return std::find(rule.ports.begin(), rule.ports.end(), wantedPort) != rule.ports.end();
        };
        return isPeer && opens(Protocol::Udp) && opens(Protocol::Tcp);
    });
}

class TierMaker
{
public:
    TierMaker(ExportBuilder &builder, AdminTierVersion version)
        : m_builder(builder)
        , m_plan(builder.plan())
        , m_version(version)
    {
        for (const PlannedNamespace &home : m_plan.namespaces) {
            if (!home.id.isEmpty())
                m_homes.emplace(home.name, &home);
        }
        const NetworkPolicyEvaluator evaluator(m_plan);
        const IpRanges metadata = metadataAddresses();
        const auto lines = listConnectivity(evaluator);
        for (const ConnectivityLine &line : *lines) {
            const auto *source = std::get_if<std::size_t>(&line.source);
            const auto *destination = std::get_if<std::size_t>(&line.destination);
            if (source && destination)
                m_open.insert({ homeOf(*source), homeOf(*destination) });
            else if (source && IpRanges(std::get<IpRange>(line.destination)).intersects(metadata))
                m_reachesMetadata.insert(homeOf(*source));
        }
    }

    std::vector<Planned<AdminPolicy>> made()
    {
        if (!m_plan.adminPolicies.empty() || !m_plan.ciliumPolicies.empty()) {
            leaveOut("The design has admin policies or policies of Cilium of its own: no others are written, "
                     "whose "
                     "order with them would decide.",
                "Name the target cluster-network-policy or cilium, which writes those of the design.");
            return {};
        }
        if (m_plan.platform.cni == CniKind::None) {
            leaveOut(
                "The platform's network plugin enforces no policies: admin policies would not repeat what is "
                "decided, but decide.",
                "Use a network plugin that enforces NetworkPolicies.");
            return {};
        }
        const bool isKnown = m_plan.platform.enforcesAdminPolicies == EngineBehaviour::Yes
            || (m_version == AdminTierVersion::V1Alpha1 && m_plan.platform.cni == CniKind::OvnKubernetes);
        if (!isKnown)
            m_builder.report(DiagnosticLevel::Warning, "admin-tier-enforcement-unknown",
                "Whether the platform's network plugin enforces admin policies of this version is not known: "
                "the "
                "policies of namespaces hold without them.",
                "Check the plugin's documentation, and set enforcesAdminPolicies in the platform.");
        addMetadata();
        addDns();
        addTenants();
        addBaseline();
        return std::move(m_policies);
    }

private:
    void leaveOut(std::string reason, std::string fix)
    {
        m_builder.report(
            DiagnosticLevel::Warning, "admin-tier-not-written", std::move(reason), std::move(fix));
    }

    const std::string &homeOf(std::size_t pod) const { return m_plan.pods[pod].namespaceName; }

    std::vector<std::string> metadataCidrs() const
    {
        const PlannedExternal *service = findExternal(m_plan, m_plan.metadataServiceId);
        if (!service) {
            for (const PlannedExternal &external : m_plan.implicitExternals) {
                if (external.id == m_plan.metadataServiceId)
                    service = &external;
            }
        }
        return service ? service->cidrs : std::vector<std::string>();
    }

    IpRanges metadataAddresses() const
    {
        IpRanges addresses;
        for (const std::string &cidr : metadataCidrs())
            addresses |= IpRanges::parse(cidr).value_or(IpRanges {});
        return addresses;
    }

    /// Whether a policy of the namespace isolates all pods there, those too that nobody has drawn.
    bool isIsolated(const std::string &home, PolicyDirection direction) const
    {
        return std::any_of(m_plan.networkPolicies.begin(), m_plan.networkPolicies.end(),
            [&](const Planned<NetworkPolicy> &planned) {
                return planned.object.meta.namespaceName == home && planned.object.podSelector.isEmpty()
                    && appliesTo(planned.object, direction);
            });
    }

    template <class Condition>
    Names homesWhere(Condition condition) const
    {
        Names names;
        for (const auto &[name, home] : m_homes) {
            if (condition(name))
                names.insert(name);
        }
        return names;
    }

    void add(AdminPolicy policy, const Names &homes)
    {
        std::vector<ElementId> sources;
        for (const std::string &home : homes)
            sources.push_back(m_homes.at(home)->id);
        policy.kind = m_version == AdminTierVersion::V1Alpha2 ? AdminPolicyKind::ClusterNetworkPolicy
            : policy.tier == AdminPolicyTier::Admin           ? AdminPolicyKind::AdminNetworkPolicy
                                                              : AdminPolicyKind::BaselineAdminNetworkPolicy;
        policy.subject.namespaces = namesIn(homes);
        m_policies.push_back({ std::move(policy), std::move(sources), {} });
    }

    AdminPolicy named(const std::string &name)
    {
        AdminPolicy policy;
        policy.meta.name = "fourplane-" + name;
        policy.priority = m_priority++;
        return policy;
    }

    static AdminPolicyRule rule(const char *name, AdminPolicyAction action)
    {
        AdminPolicyRule value;
        value.name = name;
        value.action = action;
        return value;
    }

    static AdminPolicyRule dnsRule()
    {
        AdminPolicyRule value = rule("allow-dns", AdminPolicyAction::Accept);
        value.peers.resize(1);
        value.peers[0].pods = dnsPods();
        value.ports = { { Protocol::Udp, dnsPort, std::nullopt, {} },
            { Protocol::Tcp, dnsPort, std::nullopt, {} } };
        return value;
    }

    void addMetadata()
    {
        const std::vector<std::string> cidrs = metadataCidrs();
        const Names homes = homesWhere([this](const std::string &home) {
            return isIsolated(home, PolicyDirection::Egress) && m_reachesMetadata.count(home) == 0;
        });
        if (homes.empty() || cidrs.empty())
            return;
        AdminPolicy policy = named("no-metadata-service");
        policy.egress = { rule("deny-metadata-service", AdminPolicyAction::Deny) };
        policy.egress[0].peers.resize(1);
        policy.egress[0].peers[0].networks = cidrs;
        add(std::move(policy), homes);
    }

    Names homesWithDns() const
    {
        Names homes;
        for (const Planned<NetworkPolicy> &planned : m_plan.networkPolicies) {
            const NetworkPolicy &policy = planned.object;
            if (policy.podSelector.isEmpty() && appliesTo(policy, PolicyDirection::Egress) && opensDns(policy)
                && m_homes.count(policy.meta.namespaceName) > 0)
                homes.insert(policy.meta.namespaceName);
        }
        return homes;
    }

    void addDns()
    {
        const Names homes = homesWithDns();
        if (homes.empty())
            return;
        AdminPolicy policy = named("dns");
        policy.egress = { dnsRule() };
        add(std::move(policy), homes);
    }

    bool isAnyOpen(const Names &sources, const Names &destinations) const
    {
        return std::any_of(sources.begin(), sources.end(), [&](const std::string &source) {
            return std::any_of(destinations.begin(), destinations.end(), [&](const std::string &destination) {
                return m_open.count({ source, destination }) > 0;
            });
        });
    }

    static AdminPolicyRule denyRule(const char *name, const Names &homes)
    {
        AdminPolicyRule value = rule(name, AdminPolicyAction::Deny);
        value.peers.resize(1);
        value.peers[0].namespaces = namesIn(homes);
        return value;
    }

    void addTenants()
    {
        std::map<std::string, Names> tenants;
        for (const auto &[name, home] : m_homes) {
            if (!home->tenant.empty())
                tenants[home->tenant].insert(name);
        }
        const int last =
            m_version == AdminTierVersion::V1Alpha1 ? lastPriorityV1Alpha1 : lastPriorityV1Alpha2;
        std::size_t leftOut = 0;
        for (const auto &[tenant, homes] : tenants) {
            Names senders, receivers;
            for (const auto &[other, theirs] : tenants) {
                if (other == tenant)
                    continue;
                if (!isAnyOpen(theirs, homes))
                    senders.insert(theirs.begin(), theirs.end());
                if (!isAnyOpen(homes, theirs))
                    receivers.insert(theirs.begin(), theirs.end());
            }
            if (senders.empty() && receivers.empty())
                continue;
            if (m_priority > last) {
                ++leftOut;
                continue;
            }
            // A tenant's name is any text; the hash tells apart those that look alike as a label.
            AdminPolicy policy =
                named("tenant-" + toDnsLabel(tenant).substr(0, 40) + "-" + sha256(tenant).substr(0, 8));
            if (!senders.empty())
                policy.ingress = { denyRule("deny-other-tenants", senders) };
            if (!receivers.empty())
                policy.egress = { denyRule("deny-other-tenants", receivers) };
            add(std::move(policy), homes);
        }
        if (leftOut > 0)
            m_builder.report(DiagnosticLevel::Warning, "admin-tier-out-of-priorities",
                std::to_string(leftOut)
                    + " tenants have no admin policy, since every policy has a priority of its own "
                      "and there are only those from "
                    + std::to_string(firstPriority) + " to " + std::to_string(last)
                    + ": the policies of their namespaces hold alone.",
                "Join tenants, or use ClusterNetworkPolicy, which has more priorities.");
    }

    void addBaseline()
    {
        const Names homes = homesWhere([this](const std::string &home) {
            return isIsolated(home, PolicyDirection::Ingress) && isIsolated(home, PolicyDirection::Egress);
        });
        if (homes.size() < m_homes.size())
            m_builder.report(DiagnosticLevel::Warning, "admin-tier-without-default-deny",
                std::to_string(m_homes.size() - homes.size())
                    + " namespaces have no default deny in both directions, so that no baseline is written "
                      "for them.",
                "Turn default deny on for them.");
        if (homes.empty())
            return;
        AdminPolicy policy = named("baseline");
        policy.tier = AdminPolicyTier::Baseline;
        if (m_version == AdminTierVersion::V1Alpha1) {
            policy.meta.name = "default"; // the only name that it may have
            policy.priority = 0;
        }
        AdminPolicyRule pods = rule("deny-pods", AdminPolicyAction::Deny);
        pods.peers.resize(1);
        pods.peers[0].namespaces = LabelSelector {};
        AdminPolicyRule addresses = rule("deny-addresses", AdminPolicyAction::Deny);
        addresses.peers.resize(1);
        addresses.peers[0].networks = { "0.0.0.0/0", "::/0" };
        policy.ingress = { pods };
        policy.egress = { dnsRule(), pods, addresses };
        add(std::move(policy), homes);
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    AdminTierVersion m_version;
    std::map<std::string, const PlannedNamespace *> m_homes; ///< those of the design, by name
    std::set<std::pair<std::string, std::string>> m_open; ///< namespaces between which something may pass
    Names m_reachesMetadata;
    std::vector<Planned<AdminPolicy>> m_policies;
    int m_priority = firstPriority;
};

} // namespace

std::vector<Planned<AdminPolicy>> adminTier(ExportBuilder &builder, AdminTierVersion version)
{
    return TierMaker(builder, version).made();
}

} // namespace fourplane
