// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/CandidateSettings.h"

#include "core/analysis/ControlChange.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

/// Of which end of a fact a setting is about.
enum class CandidateEnd
{
    Subject,
    Object,
    Both, ///< subject and object, as model and tool
    HomeOfSubject, ///< the namespace of the workload
    HomeOfObject,
    StoreOfSubject, ///< the store of the collection
    StoreOfObject,
    BindingsOfSubject, ///< RBAC bindings that may mean the identity
    RunnersOfObject, ///< workloads that run as the identity
    GrantsBetween,
    RulesBetween, ///< allow rules from subject to object
    FeedsBetween,
    ListsOfSubject, ///< egress lists of the proxy
    Project,
};

/// A setting that bears on a relation, wherever a rule uses it: in `requires`, `gates` or `blockedBy`.
struct Bearing
{
    std::string_view relation;
    SettingKind kind;
    CandidateEnd end;
};

constexpr std::array bearings {
    // Facts that controls state, and facts whose absence is a control.
    Bearing { "token_unmounted", SettingKind::TokenUnmounted, CandidateEnd::Subject },
    Bearing { "runs_as", SettingKind::OwnAccount, CandidateEnd::Subject },
    Bearing { "no_secrets_in_env", SettingKind::CleanEnvironment, CandidateEnd::Subject },
    Bearing { "keeps", SettingKind::OwnAccount, CandidateEnd::RunnersOfObject },
    Bearing { "keeps", SettingKind::CleanEnvironment, CandidateEnd::RunnersOfObject },
    Bearing { "safe_models_only", SettingKind::SafeModels, CandidateEnd::Subject },
    Bearing { "verifies_models", SettingKind::VerifiedModels, CandidateEnd::Subject },
    Bearing { "loads", SettingKind::SafeModels, CandidateEnd::Subject },
    Bearing { "parses_apart", SettingKind::ParsesApart, CandidateEnd::Subject },
    Bearing { "inputs_pinned", SettingKind::PinnedInputs, CandidateEnd::Subject },
    Bearing { "tools_pinned", SettingKind::PinnedTools, CandidateEnd::Subject },
    Bearing { "uid_fixed", SettingKind::FixedUser, CandidateEnd::Subject },
    Bearing { "limited", SettingKind::RequestLimits, CandidateEnd::Subject },
    Bearing { "authenticates", SettingKind::AuthenticatedCallers, CandidateEnd::Subject },
    Bearing { "accepts_anonymous", SettingKind::AuthenticatedCallers, CandidateEnd::Subject },
    Bearing { "shows_links_inert", SettingKind::InertLinks, CandidateEnd::Subject },
    Bearing { "shown_by", SettingKind::InertLinks, CandidateEnd::Object },
    Bearing { "processes_apart", SettingKind::ProcessesApart, CandidateEnd::Subject },
    Bearing { "processes_apart", SettingKind::HardenedPods, CandidateEnd::Subject },
    Bearing { "processes_apart", SettingKind::RestrictedNamespace, CandidateEnd::HomeOfSubject },
    Bearing { "no_raw_packets", SettingKind::HardenedPods, CandidateEnd::Subject },
    Bearing { "no_raw_packets", SettingKind::RestrictedNamespace, CandidateEnd::HomeOfSubject },
    Bearing { "refuses_plaintext", SettingKind::StrictMtls, CandidateEnd::HomeOfObject },
    Bearing { "sends_credential", SettingKind::StrictMtls, CandidateEnd::HomeOfObject },
    Bearing { "bound_to_holder", SettingKind::BoundSecret, CandidateEnd::Subject },
    Bearing { "useless_to", SettingKind::BoundSecret, CandidateEnd::Subject },
    Bearing { "kept_inside", SettingKind::KeptInside, CandidateEnd::Subject },
    Bearing { "keeps_secret", SettingKind::KeptInside, CandidateEnd::Object },
    Bearing { "approves_devices", SettingKind::DeviceApproval, CandidateEnd::Subject },
    Bearing { "job_scoped", SettingKind::JobScopedCredentials, CandidateEnd::Subject },
    Bearing { "limited_rights", SettingKind::LimitedRights, CandidateEnd::Subject },
    Bearing { "keyless", SettingKind::KeylessRole, CandidateEnd::Subject },
    Bearing { "node_role", SettingKind::BareNodeRole, CandidateEnd::Subject },
    Bearing { "delegates", SettingKind::DelegatedCredential, CandidateEnd::Both },
    Bearing { "approved_by_policy", SettingKind::PolicyApproval, CandidateEnd::Both },
    Bearing { "locked_by_provenance", SettingKind::ProvenanceLock, CandidateEnd::Both },
    Bearing { "unchangeable", SettingKind::Unchangeable, CandidateEnd::Subject },
    Bearing { "append_only_outside", SettingKind::Unchangeable, CandidateEnd::Subject },
    Bearing { "gives_no_vectors", SettingKind::NoVectors, CandidateEnd::StoreOfSubject },
    Bearing { "checks_tenant", SettingKind::TenantAwareEgress, CandidateEnd::ListsOfSubject },
    Bearing { "anonymous", SettingKind::StoreAuthentication, CandidateEnd::StoreOfSubject },
    Bearing { "feeds_trusted", SettingKind::MarkedFeed, CandidateEnd::FeedsBetween },
    Bearing { "entitled", SettingKind::DroppedGrant, CandidateEnd::GrantsBetween },
    Bearing { "filtered", SettingKind::DroppedGrant, CandidateEnd::GrantsBetween },
    Bearing { "runs_on", SettingKind::OwnNodePool, CandidateEnd::Subject },
    Bearing { "host_network", SettingKind::HardenedPods, CandidateEnd::Subject },
    Bearing { "host_network", SettingKind::RestrictedNamespace, CandidateEnd::HomeOfSubject },
    Bearing { "host_paths", SettingKind::HardenedPods, CandidateEnd::Subject },
    Bearing { "host_paths", SettingKind::RestrictedNamespace, CandidateEnd::HomeOfSubject },
    // Rights on the Kubernetes API.
    Bearing { "may_use_api_of", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "pods_refused", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "secrets_refused", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "out_of_reach", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_exec_in", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_request_tokens", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_become_admin", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_proxy_nodes", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_mount_nodes", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    Bearing { "can_relax_admission", SettingKind::DroppedBinding, CandidateEnd::BindingsOfSubject },
    // Questions to the decision point.
    Bearing { "net_allow", SettingKind::DefaultDeny, CandidateEnd::HomeOfSubject },
    Bearing { "net_allow", SettingKind::DefaultDeny, CandidateEnd::HomeOfObject },
    Bearing { "net_allow", SettingKind::DroppedAllowRule, CandidateEnd::RulesBetween },
    Bearing { "net_allow", SettingKind::PrivateSurface, CandidateEnd::Object },
    Bearing { "net_allow", SettingKind::MetadataBlocked, CandidateEnd::Project },
    Bearing { "net_allow", SettingKind::ProxyAllowList, CandidateEnd::Subject },
    Bearing { "net_allow", SettingKind::StrictMtls, CandidateEnd::HomeOfObject },
    Bearing { "peer_ok", SettingKind::MeshAllowList, CandidateEnd::HomeOfObject },
    Bearing { "peer_ok", SettingKind::StrictMtls, CandidateEnd::HomeOfObject },
    Bearing { "proxy_allow", SettingKind::ProxyAllowList, CandidateEnd::Subject },
    Bearing { "proxy_allow", SettingKind::TenantAwareEgress, CandidateEnd::ListsOfSubject },
    Bearing { "may_escape", SettingKind::HardenedPods, CandidateEnd::Subject },
    Bearing { "may_escape", SettingKind::RestrictedNamespace, CandidateEnd::HomeOfSubject },
    Bearing { "may_break_out", SettingKind::Sandbox, CandidateEnd::Subject },
    Bearing { "carries", SettingKind::OwnNodePool, CandidateEnd::Object },
    Bearing { "admits_privileged", SettingKind::RestrictedNamespace, CandidateEnd::Subject },
    Bearing { "may_read", SettingKind::StoreAuthentication, CandidateEnd::StoreOfObject },
    Bearing { "may_read", SettingKind::DroppedGrant, CandidateEnd::GrantsBetween },
    Bearing { "may_write", SettingKind::StoreAuthentication, CandidateEnd::StoreOfObject },
    Bearing { "may_write", SettingKind::DroppedGrant, CandidateEnd::GrantsBetween },
};

/// A fact pattern of a rule with its variables bound.
struct BoundFact
{
    std::string_view relation;
    ElementId subject;
    ElementId object;

    bool operator<(const BoundFact &other) const
    {
        return std::tie(relation, subject, object) < std::tie(other.relation, other.subject, other.object);
    }
};

class CandidateSearch
{
public:
    CandidateSearch(const Project &project, PreparedAttack &attack)
        : m_project(project)
        , m_attack(attack)
    {
    }

    std::vector<ControlSetting> run(const std::vector<std::uint32_t> &pivots)
    {
        std::set<BoundFact> facts;
        for (std::uint32_t pivot : pivots)
            collect(pivot, facts);
        for (const BoundFact &fact : facts) {
            for (const Bearing &bearing : bearings) {
                if (bearing.relation == fact.relation)
                    add(bearing, fact);
            }
        }
        return { m_settings.begin(), m_settings.end() };
    }

private:
    void collect(std::uint32_t pivot, std::set<BoundFact> &facts) const
    {
        const PreparedRule &rule = m_attack.ruleOf(pivot);
        const auto bindings = m_attack.bindingsOf(pivot);
        const auto elementOf = [&](const std::string &variable) {
            const auto found = std::find(rule.variables.begin(), rule.variables.end(), variable);
            return found == rule.variables.end()
                ? ElementId()
                : m_attack.model().id(bindings[static_cast<std::size_t>(found - rule.variables.begin())]);
        };
        const auto take = [&](const FactPattern &pattern) {
            facts.insert({ findRelation(pattern.relation)->name, elementOf(pattern.subject),
                elementOf(pattern.object) });
        };
        for (const BlockedBy &control : rule.technique->blockedBy) {
            if (control.prevents)
                take(control.condition);
        }
        for (const Gate &gate : rule.technique->gates)
            take(gate.question);
        for (const FactPattern &requirement : rule.technique->requirements)
            take(requirement);
    }

    void add(const Bearing &bearing, const BoundFact &fact)
    {
        const auto put = [&](const ElementId &subject, const ElementId &object = {}) {
            const ControlSetting setting { bearing.kind, subject, object };
            if (isWanted(setting))
                m_settings.insert(setting);
        };
        const Policy &policy = m_project.policy;
        switch (bearing.end) {
        case CandidateEnd::Subject:
            return put(fact.subject);
        case CandidateEnd::Object:
            return put(fact.object);
        case CandidateEnd::Both:
            return put(fact.subject, fact.object);
        case CandidateEnd::HomeOfSubject:
            return put(homeOf(fact.subject));
        case CandidateEnd::HomeOfObject:
            return put(homeOf(fact.object));
        case CandidateEnd::StoreOfSubject:
            return put(storeOf(fact.subject));
        case CandidateEnd::StoreOfObject:
            return put(storeOf(fact.object));
        case CandidateEnd::BindingsOfSubject:
            for (const auto &[id, binding] : m_project.topology.bindings)
                put(id);
            return;
        case CandidateEnd::RunnersOfObject:
            for (const auto &[id, workload] : m_project.topology.workloads) {
                if (workload.identityId == fact.object)
                    put(id);
            }
            return;
        case CandidateEnd::GrantsBetween:
            for (const auto &[id, grant] : policy.grants) {
                const ElementId &collection = fact.object.isEmpty() ? fact.subject : fact.object;
                if (grant.collectionId == collection)
                    put(id);
            }
            return;
        case CandidateEnd::RulesBetween:
            for (const auto &[id, rule] : policy.allowRules) {
                if (rule.sourceId == fact.subject || rule.destinationId == fact.object)
                    put(id);
            }
            return;
        case CandidateEnd::FeedsBetween:
            for (const auto &[id, feed] : m_project.topology.feeds) {
                if (feed.sourceId == fact.subject && feed.modelId == fact.object)
                    put(id);
            }
            return;
        case CandidateEnd::ListsOfSubject:
            for (const auto &[id, list] : policy.egressLists) {
                if (list.proxyId == fact.subject)
                    put(id);
            }
            return;
        case CandidateEnd::Project:
            return put({});
        }
    }

    /// The namespace of a workload.
    ElementId homeOf(const ElementId &id) const
    {
        const Workload *workload = find(m_project.topology.workloads, id);
        return workload ? workload->namespaceId : ElementId();
    }

    ElementId storeOf(const ElementId &collection) const
    {
        const DataStore *store = findCollection(m_project.topology, collection).first;
        return store ? store->id : ElementId();
    }

    bool hasPlace(const ControlSetting &setting)
    {
        if (m_places.empty()) {
            for (const ControlSetting &place : allSettings(m_project))
                m_places.insert(place);
        }
        return m_places.count(setting) > 0;
    }

    bool isWanted(const ControlSetting &setting)
    {
        return hasPlace(setting) && ControlChange::isPossible(m_project, setting)
            && !servesFlow(m_project, setting);
    }

    const Project &m_project;
    PreparedAttack &m_attack;
    std::set<ControlSetting> m_places;
    std::set<ControlSetting> m_settings;
};

} // namespace

std::vector<ControlSetting> candidateSettings(
    const Project &project, PreparedAttack &attack, const std::vector<std::uint32_t> &pivots)
{
    return CandidateSearch(project, attack).run(pivots);
}

bool hasSetting(std::string_view relation)
{
    // Taking a grant away puts no tenant filter in force, it only leaves those grants that have one.
    return std::any_of(bearings.begin(), bearings.end(), [relation](const Bearing &bearing) {
        return bearing.relation == relation && bearing.end != CandidateEnd::GrantsBetween;
    });
}

bool servesFlow(const Project &project, const ControlSetting &setting)
{
    const auto &flows = project.topology.flows;
    if (setting.kind == SettingKind::DroppedAllowRule) {
        const AllowRule *rule = find(project.policy.allowRules, setting.subject);
        return rule && std::any_of(flows.begin(), flows.end(), [rule](const auto &entry) {
            return entry.second.sourceId == rule->sourceId
                && entry.second.destinationId == rule->destinationId;
        });
    }
    if (setting.kind == SettingKind::DroppedGrant) {
        const DataGrant *grant = find(project.policy.grants, setting.subject);
        const DataStore *store =
            grant ? findCollection(project.topology, grant->collectionId).first : nullptr;
        return store && std::any_of(flows.begin(), flows.end(), [&](const auto &entry) {
            const Flow &flow = entry.second;
            const Workload *source = find(project.topology.workloads, flow.sourceId);
            return flow.destinationId == store->hostId && flow.verb && source
                && source->identityId == grant->identityId
                && (flow.collectionId.isEmpty() || flow.collectionId == grant->collectionId);
        });
    }
    return false;
}

} // namespace fourplane
