// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Fragment.h"

#include "core/topology/ServiceIndex.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace fourplane {

namespace {

/// Finds what belongs to some elements of the picture.
class Gathering
{
public:
    Gathering(const Project &project, const std::vector<ElementId> &ids)
        : m_project(project)
        , m_chosen(ids.begin(), ids.end())
        , m_kept(m_chosen)
    {
        const Topology &t = project.topology;
        keepIf(t.workloads, [this](const Workload &w) { return isChosen(w.namespaceId); });
        keepIf(t.identities, [this](const WorkloadIdentity &i) { return isChosen(i.namespaceId); });
        keepIf(t.secrets, [this](const Secret &s) { return isChosen(s.namespaceId); });
        keepIf(t.roles, [this](const RbacRole &r) { return isChosen(r.namespaceId); });
        keepIf(t.bindings, [this](const RbacBinding &b) { return isChosen(b.namespaceId); });
        for (const auto &[id, workload] : t.workloads) {
            if (!isKept(id))
                continue;
            keep(workload.identityId);
            for (const SecretUse &use : workload.secrets)
                keep(use.secretId);
        }
        keepIf(t.stores, [this](const DataStore &s) { return isKept(s.hostId); });
        keepServices();
        keepRights();
        keepNamespaces();
        keepPolicy();
    }

    bool isKept(const ElementId &id) const { return m_kept.count(id) > 0; }

    /// A namespace that a person chose, not only one that something chosen lives in.
    bool isChosen(const ElementId &id) const { return m_chosen.count(id) > 0; }

private:
    void keep(const ElementId &id)
    {
        if (!id.isEmpty())
            m_kept.insert(id);
    }

    template <class T, class Predicate>
    void keepIf(const ElementMap<T> &elements, Predicate belongs)
    {
        for (const auto &[id, element] : elements) {
            if (belongs(element))
                m_kept.insert(id);
        }
    }

    void keepServices()
    {
        const ServiceIndex services(m_project.topology);
        keepIf(m_project.topology.services, [&](const Service &service) {
            if (isChosen(service.namespaceId))
                return true;
            const std::vector<const Workload *> behind = services.workloadsBehind(service);
            return std::any_of(
                behind.begin(), behind.end(), [this](const Workload *w) { return isKept(w->id); });
        });
    }

    /// Bindings of the identities that are kept, and the roles that they name.
    void keepRights()
    {
        const Topology &t = m_project.topology;
        std::set<std::pair<std::string, std::string>> accounts;
        for (const auto &[id, identity] : t.identities) {
            const Namespace *space = find(t.namespaces, identity.namespaceId);
            if (isKept(id) && space)
                accounts.emplace(space->name, identity.name);
        }
        keepIf(t.bindings, [&](const RbacBinding &binding) {
            return std::any_of(
                binding.subjects.begin(), binding.subjects.end(), [&](const RbacSubject &subject) {
                    return subject.kind == "ServiceAccount"
                        && accounts.count({ subject.namespaceName, subject.name }) > 0;
                });
        });
        std::set<std::pair<ElementId, std::string>> roles;
        for (const auto &[id, binding] : t.bindings) {
            if (isKept(id)) {
                roles.emplace(
                    binding.refersToClusterRole ? ElementId() : binding.namespaceId, binding.roleName);
            }
        }
        keepIf(t.roles, [&](const RbacRole &r) { return roles.count({ r.namespaceId, r.name }) > 0; });
    }

    void keepNamespaces()
    {
        const Topology &t = m_project.topology;
        const auto keepHomes = [this](const auto &elements) {
            for (const auto &[id, element] : elements) {
                if (isKept(id))
                    keep(element.namespaceId);
            }
        };
        keepHomes(t.workloads), keepHomes(t.identities), keepHomes(t.secrets), keepHomes(t.services);
        keepHomes(t.roles), keepHomes(t.bindings);
    }

    void keepPolicy()
    {
        const Policy &p = m_project.policy;
        for (const auto &[id, rule] : p.allowRules) {
            if (isKept(rule.sourceId) && isKept(rule.destinationId))
                keep(rule.patternId);
        }
        std::set<std::string> spaces;
        for (const auto &[id, space] : m_project.topology.namespaces) {
            if (isChosen(id))
                spaces.insert(space.name);
        }
        keepIf(p.adopted, [&](const AdoptedRule &rule) {
            return !isClusterScoped(rule.object) && spaces.count(metaOf(rule.object).namespaceName) > 0;
        });
    }

    const Project &m_project;
    std::set<ElementId> m_chosen;
    std::set<ElementId> m_kept;
};

} // namespace

Project fragmentOf(const Project &project, const std::vector<ElementId> &ids)
{
    const Gathering gathering(project, ids);
    std::vector<ElementId> others;
    const auto leave = [&](const auto &elements) {
        for (const auto &element : elements) {
            if (!gathering.isKept(element.first))
                others.push_back(element.first);
        }
    };
    const Topology &t = project.topology;
    leave(t.namespaces), leave(t.nodePools), leave(t.identities), leave(t.roles), leave(t.bindings);
    leave(t.workloads), leave(t.services), leave(t.externals), leave(t.stores), leave(t.secrets);
    leave(project.policy.patterns), leave(project.policy.adopted), leave(project.scenarios);
    leave(project.diagram.notes), leave(project.diagram.ink);

    Project fragment = project;
    apply(fragment, removalOf(project, others));
    fragment.scenarios.clear();
    fragment.variants.clear();
    fragment.unmodelled.clear();
    fragment.description.clear();
    fragment.platform = {};
    std::erase_if(fragment.diagram.placements, [&](const auto &entry) {
        return fragment.topology.namespaces.count(entry.first) > 0 && !gathering.isChosen(entry.first);
    });
    return fragment;
}

} // namespace fourplane
