// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/TouchedElements.h"

#include "core/attack/AttackTrace.h"
#include "core/attack/LinkerdChanges.h"
#include "core/topology/MatchLabels.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace fourplane {

namespace {

// Every member is named, so that a new one does not compile before somebody has thought about it. Where a
// manifest was read from says nothing about what is allowed.

auto partsOf(const PlannedNamespace &home)
{
    const auto &[id, name, labels, podSecurity, meshInjection, meshAnnotations, inboundPolicy, tenant,
        signers, origin] = home;
    return std::tie(
        id, name, labels, podSecurity, meshInjection, meshAnnotations, inboundPolicy, tenant, signers);
}

auto partsOf(const PlannedServiceAccount &account)
{
    const auto &[id, name, namespaceName, automountToken, lifetime, audiences, cloudRoles, spiffeId, origin] =
        account;
    return std::tie(id, name, namespaceName, automountToken, lifetime, audiences, cloudRoles, spiffeId);
}

auto partsOf(const PlannedPod &pod)
{
    const auto &[workloadId, name, namespaceName, controller, kind, labels, serviceAccount, identityId,
        tokenMounted, ports, servicePortNames, hostNetwork, inMesh, meshMode, meshAnnotations, waypoints,
        exposed, exposedPrivately, containers, podSecurity, placement, tokens, secrets, traits, poolIds,
        origin] = pod;
    return std::tie(workloadId, name, namespaceName, controller, kind, labels, serviceAccount, identityId,
        tokenMounted, ports, servicePortNames, hostNetwork, inMesh, meshMode, meshAnnotations, waypoints,
        exposed, exposedPrivately, containers, podSecurity, placement, tokens, secrets, traits, poolIds);
}

auto partsOf(const PlannedExternal &external)
{
    const auto &[id, name, kind, cidrs, hosts, ports, writableByAttacker] = external;
    return std::tie(id, name, kind, cidrs, hosts, ports, writableByAttacker);
}

auto partsOf(const PlannedStore &store)
{
    const auto &[id, hostId, name, dialect, authentication, collections, trustedCidrs, origin] = store;
    return std::tie(id, hostId, name, dialect, authentication, collections, trustedCidrs);
}

auto partsOf(const PlannedAdmissionControl &control)
{
    const auto &[kind, namespaceName, name, origin, declaredLevel] = control;
    return std::tie(kind, namespaceName, name, declaredLevel);
}

template <class T>
const T &partsOf(const T &other)
{
    return other;
}

template <class T>
auto partsOf(const Planned<T> &planned)
{
    return std::tie(planned.object, planned.isAdopted);
}

template <class T>
bool isSame(const std::vector<T> &before, const std::vector<T> &after)
{
    return std::equal(before.begin(), before.end(), after.begin(), after.end(),
        [](const T &first, const T &second) { return partsOf(first) == partsOf(second); });
}

template <class T>
auto nameOfObject(const Planned<T> &planned)
{
    return std::tie(planned.object.meta.namespaceName, planned.object.meta.name);
}

/// Calls `differs` with each object that is in one of the lists only, or not alike in both: the ones before
/// and those after. `keyOf` tells the objects of a list apart, for which no order is needed.
template <class T, class KeyOf, class Differs, class IsAlike>
void forDifferences(
    const std::vector<T> &before, const std::vector<T> &after, KeyOf keyOf, Differs differs, IsAlike isAlike)
{
    const auto sorted = [&](const std::vector<T> &list) {
        std::vector<const T *> pointers;
        for (const T &object : list)
            pointers.push_back(&object);
        std::stable_sort(pointers.begin(), pointers.end(),
            [&](const T *first, const T *second) { return keyOf(*first) < keyOf(*second); });
        return pointers;
    };
    const auto first = sorted(before), second = sorted(after);
    std::size_t i = 0, j = 0;
    while (i < first.size() || j < second.size()) {
        if (j == second.size() || (i < first.size() && keyOf(*first[i]) < keyOf(*second[j]))) {
            differs(*first[i++]);
        } else if (i == first.size() || keyOf(*second[j]) < keyOf(*first[i])) {
            differs(*second[j++]);
        } else {
            if (!isAlike(*first[i], *second[j])) {
                differs(*first[i]);
                differs(*second[j]);
            }
            ++i;
            ++j;
        }
    }
}

template <class T, class KeyOf, class Differs>
void forDifferences(const std::vector<T> &before, const std::vector<T> &after, KeyOf keyOf, Differs differs)
{
    forDifferences(before, after, keyOf, differs,
        [](const T &first, const T &second) { return partsOf(first) == partsOf(second); });
}

/// Whether two policies say the same of one direction. One that was read may have a fault on one side for
/// which none of it is known.
bool isSameIn(
    PolicyDirection direction, const Planned<NetworkPolicy> &first, const Planned<NetworkPolicy> &second)
{
    if (first.isAdopted || second.isAdopted)
        return partsOf(first) == partsOf(second);
    const bool isEgress = direction == PolicyDirection::Egress;
    const bool applies = appliesTo(first.object, direction);
    return first.object.podSelector == second.object.podSelector
        && applies == appliesTo(second.object, direction)
        && (!applies
            || (isEgress ? first.object.egress == second.object.egress
                         : first.object.ingress == second.object.ingress));
}

/// Elements on which a difference bears, and those on which it does only where requests go to them.
struct TouchedIds
{
    std::set<ElementId> all;
    std::set<ElementId> destinations;
};

class PlanComparison
{
public:
    PlanComparison(const EnforcementPlan &before, const EnforcementPlan &after)
        : m_before(before)
        , m_after(after)
    {
    }

    /// On what the difference bears by itself; nothing when it may bear on any pair.
    std::optional<TouchedIds> run()
    {
        if (!isSameForEverybody())
            return std::nullopt;
        comparePods();
        comparePolicies();
        compareLinkerd();
        compareData();
        touchBehindGateways();
        return m_bearsOnEverybody ? std::nullopt : std::optional(std::move(m_ids));
    }

private:
    /// Whether everything is the same that is not looked at object by object.
    bool isSameForEverybody() const
    {
        const auto &[platform, namespaces, pods, externals, implicitExternals, metadataServiceId, apiServerId,
            serviceAccounts, roles, bindings, authorizationPolicies, linkerdServers, serverAuthorizations,
            linkerdAuthorizationPolicies, meshTlsAuthentications, networkAuthentications, serverRoutes,
            networkPolicies, adminPolicies, ciliumPolicies, peerAuthentications, serviceEntries, sidecars,
            waypoints, egressLists, nodePools, admissionControls, stores, grants, secrets, toolScopes,
            usageLimits, unmodelledPolicy, unmodelledAuthorization, unknownExposure, hasUnreadRights] =
            m_after;
        return ciliumPolicies.empty() && serviceEntries.empty() && waypoints.empty()
            && m_before.ciliumPolicies.empty() && m_before.serviceEntries.empty()
            && m_before.waypoints.empty() && platform == m_before.platform
            && isSame(implicitExternals, m_before.implicitExternals)
            && metadataServiceId == m_before.metadataServiceId && apiServerId == m_before.apiServerId
            && isSame(roles, m_before.roles) && isSame(bindings, m_before.bindings)
            && isSame(adminPolicies, m_before.adminPolicies) && isSame(sidecars, m_before.sidecars)
            && isSame(nodePools, m_before.nodePools) && isSame(admissionControls, m_before.admissionControls)
            && isSame(usageLimits, m_before.usageLimits)
            && unmodelledPolicy == m_before.namespacesWithUnmodelledPolicy
            && unmodelledAuthorization == m_before.namespacesWithUnmodelledAuthorization
            && unknownExposure == m_before.namespacesWithUnknownExposure
            && hasUnreadRights == m_before.hasUnreadRights;
    }

    template <class Predicate>
    void addPods(Predicate isMeant, std::set<ElementId> &ids)
    {
        for (const EnforcementPlan *plan : { &m_before, &m_after }) {
            for (const PlannedPod &pod : plan->pods) {
                if (isMeant(pod))
                    ids.insert(pod.workloadId);
            }
        }
    }

    template <class Predicate>
    void touchPods(Predicate isMeant)
    {
        addPods(isMeant, m_ids.all);
    }

    template <class Predicate>
    void touchDestinations(Predicate isMeant)
    {
        addPods(isMeant, m_ids.destinations);
    }

    void comparePods()
    {
        forDifferences(
            m_before.pods, m_after.pods, [](const PlannedPod &pod) { return std::tie(pod.workloadId); },
            [this](const PlannedPod &pod) { m_ids.all.insert(pod.workloadId); });
        forDifferences(
            m_before.namespaces, m_after.namespaces,
            [](const PlannedNamespace &home) { return std::tie(home.name, home.id); },
            [this](const PlannedNamespace &home) {
                m_ids.all.insert(home.id);
                touchPods([&home](const PlannedPod &pod) { return pod.namespaceName == home.name; });
            });
        forDifferences(
            m_before.serviceAccounts, m_after.serviceAccounts,
            [](const PlannedServiceAccount &account) { return std::tie(account.id); },
            [this](const PlannedServiceAccount &account) {
                m_ids.all.insert(account.id);
                touchPods([&account](const PlannedPod &pod) {
                    return pod.identityId == account.id
                        || (pod.namespaceName == account.namespaceName && pod.serviceAccount == account.name);
                });
            });
        forDifferences(
            m_before.externals, m_after.externals,
            [](const PlannedExternal &external) { return std::tie(external.id); },
            [this](const PlannedExternal &external) { m_ids.all.insert(external.id); });
    }

    static bool isSelected(const PlannedPod &pod, const std::optional<Labels> &selector)
    {
        return !selector || carries(pod.labels, *selector);
    }

    template <class Policy>
    void touchSelected(const Planned<Policy> &policy)
    {
        const std::string &home = policy.object.meta.namespaceName;
        m_bearsOnEverybody = m_bearsOnEverybody || home == m_after.platform.meshRootNamespace;
        touchDestinations([&](const PlannedPod &pod) {
            return pod.namespaceName == home && isSelected(pod, policy.object.selector);
        });
    }

    /// What the policies say of one direction bears on the pods that they are for in that role.
    void compareNetworkPolicies(PolicyDirection direction, std::set<ElementId> &ids)
    {
        forDifferences(
            m_before.networkPolicies, m_after.networkPolicies, nameOfObject<NetworkPolicy>,
            [&](const Planned<NetworkPolicy> &policy) {
                if (!policy.isAdopted && !appliesTo(policy.object, direction))
                    return;
                addPods(
                    [&policy](const PlannedPod &pod) {
                        return pod.namespaceName == policy.object.meta.namespaceName
                            && matches(policy.object.podSelector, pod.labels);
                    },
                    ids);
            },
            [direction](const Planned<NetworkPolicy> &first, const Planned<NetworkPolicy> &second) {
                return isSameIn(direction, first, second);
            });
    }

    void comparePolicies()
    {
        compareNetworkPolicies(PolicyDirection::Egress, m_ids.all);
        compareNetworkPolicies(PolicyDirection::Ingress, m_ids.destinations);
        forDifferences(m_before.authorizationPolicies, m_after.authorizationPolicies,
            nameOfObject<AuthorizationPolicy>, [this](const Planned<AuthorizationPolicy> &policy) {
                m_bearsOnEverybody = m_bearsOnEverybody || !policy.object.targetRefs.empty();
                touchSelected(policy);
            });
        forDifferences(m_before.peerAuthentications, m_after.peerAuthentications,
            nameOfObject<PeerAuthentication>,
            [this](const Planned<PeerAuthentication> &policy) { touchSelected(policy); });
        forDifferences(
            m_before.egressLists, m_after.egressLists,
            [](const EgressAllowList &list) { return std::tie(list.id); },
            [this](const EgressAllowList &list) {
                m_ids.all.insert(list.proxyId);
                m_ids.all.insert(list.callerId);
            });
    }

    void compareLinkerd()
    {
        LinkerdChanges changes;
        bool isAny = false;
        const auto compare = [&](const auto &before, const auto &after, LinkerdChanges::Names &names) {
            forDifferences(
                before, after, [](const auto &planned) { return nameOfObject(planned); },
                [&](const auto &planned) {
                    isAny = true;
                    names.emplace(planned.object.meta.namespaceName, planned.object.meta.name);
                });
        };
        compare(m_before.linkerdServers, m_after.linkerdServers, changes.servers);
        compare(m_before.serverAuthorizations, m_after.serverAuthorizations, changes.serverAuthorizations);
        compare(m_before.linkerdAuthorizationPolicies, m_after.linkerdAuthorizationPolicies,
            changes.authorizationPolicies);
        compare(
            m_before.meshTlsAuthentications, m_after.meshTlsAuthentications, changes.meshTlsAuthentications);
        compare(
            m_before.networkAuthentications, m_after.networkAuthentications, changes.networkAuthentications);
        compare(m_before.serverRoutes, m_after.serverRoutes, changes.routes);
        if (isAny) {
            for (const EnforcementPlan *plan : { &m_before, &m_after })
                m_ids.destinations.merge(workloadsBehind(changes, *plan));
        }
    }

    /// What is published may be reached from outside through any gateway that is, which then asks for it (see
    /// GatewaysBefore).
    void touchBehindGateways()
    {
        const auto isPublished = [](const PlannedPod &pod) { return pod.exposed || pod.exposedPrivately; };
        const auto isTouchedGateway = [&](const PlannedPod &pod) {
            return pod.kind == WorkloadKind::Gateway && isPublished(pod)
                && m_ids.all.contains(pod.workloadId);
        };
        if (std::any_of(m_before.pods.begin(), m_before.pods.end(), isTouchedGateway)
            || std::any_of(m_after.pods.begin(), m_after.pods.end(), isTouchedGateway))
            touchDestinations(isPublished);
    }

    void compareData()
    {
        const auto idOf = [](const auto &element) { return std::tie(element.id); };
        forDifferences(m_before.stores, m_after.stores, idOf, [this](const PlannedStore &store) {
            m_ids.all.insert(store.hostId);
            for (const Collection &collection : store.collections)
                m_ids.all.insert(collection.id);
        });
        forDifferences(m_before.grants, m_after.grants, idOf, [this](const DataGrant &grant) {
            m_ids.all.insert(grant.identityId); // the grants of others do not count
        });
        forDifferences(m_before.secrets, m_after.secrets, idOf,
            [this](const Secret &secret) { m_ids.all.insert(secret.id); });
        forDifferences(m_before.toolScopes, m_after.toolScopes, idOf, [this](const ToolScope &scope) {
            m_ids.all.insert(scope.agentId);
            m_ids.all.insert(scope.toolId);
        });
    }

    const EnforcementPlan &m_before;
    const EnforcementPlan &m_after;
    TouchedIds m_ids;
    bool m_bearsOnEverybody = false;
};

class ModelComparison
{
public:
    ModelComparison(const DesignModel &before, const DesignModel &after, const TouchedIds &ids)
        : m_before(before)
        , m_after(after)
    {
        m_result.before.assign(before.size(), false);
        m_result.after.assign(after.size(), false);
        m_result.counterparts.assign(before.size(), noIndex);
        m_origins.assign(after.size(), noIndex);
        for (EntityIndex element = 0; element < before.size(); ++element) {
            if (const auto same = after.find(before.id(element))) {
                m_result.counterparts[element] = *same;
                m_origins[*same] = element;
            }
        }
        for (const ElementId &id : ids.all) {
            if (const auto element = before.find(id))
                touchBefore(*element);
            if (const auto element = after.find(id))
                touchAfter(*element);
        }
        addDestinations(before, ids.destinations, m_result.destinationsBefore);
        addDestinations(after, ids.destinations, m_result.destinationsAfter);
    }

    TouchedElements run()
    {
        compareElements();
        for (RelationIndex relation = 0; relation < relations().size(); ++relation)
            compareTable(relation);
        // A request may go through a proxy. Which member of the mesh shows the certificate of an identity
        // makes no difference.
        touchBehindProxies(m_before, m_result.before, m_result.destinationsBefore);
        touchBehindProxies(m_after, m_result.after, m_result.destinationsAfter);
        addBoth(m_result.before, m_result.destinationsBefore);
        addBoth(m_result.after, m_result.destinationsAfter);
        return std::move(m_result);
    }

private:
    void touchBefore(EntityIndex element)
    {
        m_result.before[element] = true;
        if (m_result.counterparts[element] != noIndex)
            m_result.after[m_result.counterparts[element]] = true;
    }

    void touchAfter(EntityIndex element)
    {
        m_result.after[element] = true;
        if (m_origins[element] != noIndex)
            m_result.before[m_origins[element]] = true;
    }

    void compareElements()
    {
        for (EntityIndex element = 0; element < m_before.size(); ++element) {
            const EntityIndex same = m_result.counterparts[element];
            if (same == noIndex) {
                m_result.isSomethingGone = true;
                touchBefore(element);
                continue;
            }
            for (int bit = 0; bit < std::numeric_limits<TypeMask>::digits; ++bit) {
                const TypeMask type = TypeMask { 1 } << bit;
                if (m_before.hasType(element, type) != m_after.hasType(same, type))
                    touchBefore(element);
            }
        }
        for (EntityIndex element = 0; element < m_after.size(); ++element) {
            if (m_origins[element] == noIndex)
                touchAfter(element);
        }
    }

    void compareTable(RelationIndex relation)
    {
        const RelationTable &before = m_before.table(relation), &after = m_after.table(relation);
        before.forEachPair([&](EntityIndex subject, EntityIndex object) {
            const EntityIndex same = m_result.counterparts[subject];
            const EntityIndex sameObject = m_result.counterparts[object];
            if (same != noIndex && sameObject != noIndex && after.contains(same, sameObject))
                return;
            touchBefore(subject);
            touchBefore(object);
        });
        after.forEachPair([&](EntityIndex subject, EntityIndex object) {
            const EntityIndex origin = m_origins[subject], originOfObject = m_origins[object];
            if (origin != noIndex && originOfObject != noIndex && before.contains(origin, originOfObject))
                return;
            touchAfter(subject);
            touchAfter(object);
        });
    }

    static void addDestinations(
        const DesignModel &model, const std::set<ElementId> &ids, std::vector<bool> &destinations)
    {
        destinations.assign(model.size(), false);
        for (const ElementId &id : ids) {
            if (const auto element = model.find(id))
                destinations[*element] = true;
        }
    }

    static void touchBehindProxies(
        const DesignModel &model, const std::vector<bool> &touched, std::vector<bool> &destinations)
    {
        const RelationTable &table = model.table(relationIndex("proxies"));
        const std::vector<bool> asked = destinations;
        for (EntityIndex proxy : table.subjects()) {
            if (!touched[proxy] && !asked[proxy])
                continue;
            for (EntityIndex object : table.objectsOf(proxy))
                destinations[object] = true;
        }
    }

    static void addBoth(const std::vector<bool> &touched, std::vector<bool> &destinations)
    {
        for (std::size_t element = 0; element < touched.size(); ++element)
            destinations[element] = destinations[element] || touched[element];
    }

    const DesignModel &m_before;
    const DesignModel &m_after;
    std::vector<EntityIndex> m_origins; ///< by element after
    TouchedElements m_result;
};

} // namespace

TouchedElements touchedElements(const DesignModel &modelBefore, const EnforcementPlan &planBefore,
    const DesignModel &modelAfter, const EnforcementPlan &planAfter)
{
    const auto ids = PlanComparison(planBefore, planAfter).run();
    if (!ids) {
        TouchedElements all;
        all.everything = true;
        return all;
    }
    return ModelComparison(modelBefore, modelAfter, *ids).run();
}

} // namespace fourplane
