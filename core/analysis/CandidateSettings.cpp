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
enum class End
{
    Subject,
    Object,
    Both, ///< subject and object, as model and tool
    HomeOfSubject, ///< the namespace of the workload
    HomeOfObject,
    StoreOfSubject, ///< the store of the collection
    StoreOfObject,
    BindingsOfSubject, ///< RBAC bindings that may mean the identity
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
    End end;
};

constexpr std::array bearings {
    // Facts that controls state, and facts whose absence is a control.
    Bearing { "token_unmounted", SettingKind::TokenUnmounted, End::Subject },
    Bearing { "runs_as", SettingKind::OwnAccount, End::Subject },
    Bearing { "no_secrets_in_env", SettingKind::CleanEnvironment, End::Subject },
    Bearing { "keeps", SettingKind::OwnAccount, End::Subject },
    Bearing { "safe_models_only", SettingKind::SafeModels, End::Subject },
    Bearing { "verifies_models", SettingKind::VerifiedModels, End::Subject },
    Bearing { "loads", SettingKind::SafeModels, End::Subject },
    Bearing { "parses_apart", SettingKind::ParsesApart, End::Subject },
    Bearing { "inputs_pinned", SettingKind::PinnedInputs, End::Subject },
    Bearing { "tools_pinned", SettingKind::PinnedTools, End::Subject },
    Bearing { "uid_fixed", SettingKind::FixedUser, End::Subject },
    Bearing { "limited", SettingKind::RequestLimits, End::Subject },
    Bearing { "authenticates", SettingKind::AuthenticatedCallers, End::Subject },
    Bearing { "accepts_anonymous", SettingKind::AuthenticatedCallers, End::Subject },
    Bearing { "shows_links_inert", SettingKind::InertLinks, End::Subject },
    Bearing { "shown_by", SettingKind::InertLinks, End::Object },
    Bearing { "processes_apart", SettingKind::ProcessesApart, End::Subject },
    Bearing { "processes_apart", SettingKind::HardenedPods, End::Subject },
    Bearing { "processes_apart", SettingKind::RestrictedNamespace, End::HomeOfSubject },
    Bearing { "no_raw_packets", SettingKind::HardenedPods, End::Subject },
    Bearing { "no_raw_packets", SettingKind::RestrictedNamespace, End::HomeOfSubject },
    Bearing { "refuses_plaintext", SettingKind::StrictMtls, End::HomeOfObject },
    Bearing { "sends_credential", SettingKind::StrictMtls, End::HomeOfObject },
    Bearing { "bound_to_holder", SettingKind::BoundSecret, End::Subject },
    Bearing { "kept_inside", SettingKind::KeptInside, End::Subject },
    Bearing { "keeps_secret", SettingKind::KeptInside, End::Object },
    Bearing { "approves_devices", SettingKind::DeviceApproval, End::Subject },
    Bearing { "job_scoped", SettingKind::JobScopedCredentials, End::Subject },
    Bearing { "limited_rights", SettingKind::LimitedRights, End::Subject },
    Bearing { "keyless", SettingKind::KeylessRole, End::Subject },
    Bearing { "node_role", SettingKind::BareNodeRole, End::Subject },
    Bearing { "delegates", SettingKind::DelegatedCredential, End::Both },
    Bearing { "approved_by_policy", SettingKind::PolicyApproval, End::Both },
    Bearing { "locked_by_provenance", SettingKind::ProvenanceLock, End::Both },
    Bearing { "unchangeable", SettingKind::Unchangeable, End::Subject },
    Bearing { "append_only_outside", SettingKind::Unchangeable, End::Subject },
    Bearing { "gives_no_vectors", SettingKind::NoVectors, End::StoreOfSubject },
    Bearing { "checks_tenant", SettingKind::TenantAwareEgress, End::ListsOfSubject },
    Bearing { "anonymous", SettingKind::StoreAuthentication, End::StoreOfSubject },
    Bearing { "feeds_trusted", SettingKind::MarkedFeed, End::FeedsBetween },
    Bearing { "entitled", SettingKind::DroppedGrant, End::GrantsBetween },
    Bearing { "filtered", SettingKind::DroppedGrant, End::GrantsBetween },
    Bearing { "runs_on", SettingKind::OwnNodePool, End::Subject },
    Bearing { "host_network", SettingKind::HardenedPods, End::Subject },
    Bearing { "host_network", SettingKind::RestrictedNamespace, End::HomeOfSubject },
    Bearing { "host_paths", SettingKind::HardenedPods, End::Subject },
    Bearing { "host_paths", SettingKind::RestrictedNamespace, End::HomeOfSubject },
    // Rights on the Kubernetes API.
    Bearing { "may_use_api_of", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "pods_refused", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "secrets_refused", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "out_of_reach", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_exec_in", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_request_tokens", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_become_admin", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_proxy_nodes", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_mount_nodes", SettingKind::DroppedBinding, End::BindingsOfSubject },
    Bearing { "can_relax_admission", SettingKind::DroppedBinding, End::BindingsOfSubject },
    // Questions to the decision point.
    Bearing { "net_allow", SettingKind::DefaultDeny, End::HomeOfSubject },
    Bearing { "net_allow", SettingKind::DefaultDeny, End::HomeOfObject },
    Bearing { "net_allow", SettingKind::DroppedAllowRule, End::RulesBetween },
    Bearing { "net_allow", SettingKind::PrivateSurface, End::Object },
    Bearing { "net_allow", SettingKind::MetadataBlocked, End::Project },
    Bearing { "net_allow", SettingKind::StrictMtls, End::HomeOfObject },
    Bearing { "peer_ok", SettingKind::MeshAllowList, End::HomeOfObject },
    Bearing { "peer_ok", SettingKind::StrictMtls, End::HomeOfObject },
    Bearing { "proxy_allow", SettingKind::ProxyAllowList, End::Subject },
    Bearing { "proxy_allow", SettingKind::TenantAwareEgress, End::ListsOfSubject },
    Bearing { "may_escape", SettingKind::HardenedPods, End::Subject },
    Bearing { "may_escape", SettingKind::RestrictedNamespace, End::HomeOfSubject },
    Bearing { "may_break_out", SettingKind::Sandbox, End::Subject },
    Bearing { "carries", SettingKind::OwnNodePool, End::Object },
    Bearing { "admits_privileged", SettingKind::RestrictedNamespace, End::Subject },
    Bearing { "may_read", SettingKind::StoreAuthentication, End::StoreOfObject },
    Bearing { "may_read", SettingKind::DroppedGrant, End::GrantsBetween },
    Bearing { "may_write", SettingKind::StoreAuthentication, End::StoreOfObject },
    Bearing { "may_write", SettingKind::DroppedGrant, End::GrantsBetween },
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
        case End::Subject:
            return put(fact.subject);
        case End::Object:
            return put(fact.object);
        case End::Both:
            return put(fact.subject, fact.object);
        case End::HomeOfSubject:
            return put(homeOf(fact.subject));
        case End::HomeOfObject:
            return put(homeOf(fact.object));
        case End::StoreOfSubject:
            return put(storeOf(fact.subject));
        case End::StoreOfObject:
            return put(storeOf(fact.object));
        case End::BindingsOfSubject:
            for (const auto &[id, binding] : m_project.topology.bindings)
                put(id);
            return;
        case End::GrantsBetween:
            for (const auto &[id, grant] : policy.grants) {
                const ElementId &collection = fact.object.isEmpty() ? fact.subject : fact.object;
                if (grant.collectionId == collection)
                    put(id);
            }
            return;
        case End::RulesBetween:
            for (const auto &[id, rule] : policy.allowRules) {
                if (rule.sourceId == fact.subject || rule.destinationId == fact.object)
                    put(id);
            }
            return;
        case End::FeedsBetween:
            for (const auto &[id, feed] : m_project.topology.feeds) {
                if (feed.sourceId == fact.subject && feed.modelId == fact.object)
                    put(id);
            }
            return;
        case End::ListsOfSubject:
            for (const auto &[id, list] : policy.egressLists) {
                if (list.proxyId == fact.subject)
                    put(id);
            }
            return;
        case End::Project:
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
        return bearing.relation == relation && bearing.end != End::GrantsBetween;
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
