// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Edit.h"

#include "core/project/ElementRenaming.h"

#include <algorithm>
#include <set>
#include <type_traits>

namespace fourplane {

Edit::Edit() = default;

Edit::Edit(std::string name, std::vector<Change> steps)
    : label(std::move(name))
    , changes(std::move(steps))
{
}

Edit::Edit(const Edit &) = default;
Edit::Edit(Edit &&) noexcept = default;
Edit &Edit::operator=(const Edit &) = default;
Edit &Edit::operator=(Edit &&) noexcept = default;
Edit::~Edit() = default;

namespace {

ElementMap<Namespace> &mapOf(Project &p, const Namespace *)
{
    return p.topology.namespaces;
}

ElementMap<NodePool> &mapOf(Project &p, const NodePool *)
{
    return p.topology.nodePools;
}

ElementMap<WorkloadIdentity> &mapOf(Project &p, const WorkloadIdentity *)
{
    return p.topology.identities;
}

ElementMap<RbacRole> &mapOf(Project &p, const RbacRole *)
{
    return p.topology.roles;
}

ElementMap<RbacBinding> &mapOf(Project &p, const RbacBinding *)
{
    return p.topology.bindings;
}

ElementMap<Workload> &mapOf(Project &p, const Workload *)
{
    return p.topology.workloads;
}

ElementMap<Service> &mapOf(Project &p, const Service *)
{
    return p.topology.services;
}

ElementMap<ExternalEndpoint> &mapOf(Project &p, const ExternalEndpoint *)
{
    return p.topology.externals;
}

ElementMap<DataStore> &mapOf(Project &p, const DataStore *)
{
    return p.topology.stores;
}

ElementMap<Secret> &mapOf(Project &p, const Secret *)
{
    return p.topology.secrets;
}

ElementMap<Flow> &mapOf(Project &p, const Flow *)
{
    return p.topology.flows;
}

ElementMap<ContextFeed> &mapOf(Project &p, const ContextFeed *)
{
    return p.topology.feeds;
}

ElementMap<CommunicationPattern> &mapOf(Project &p, const CommunicationPattern *)
{
    return p.policy.patterns;
}

ElementMap<AllowRule> &mapOf(Project &p, const AllowRule *)
{
    return p.policy.allowRules;
}

ElementMap<AdoptedRule> &mapOf(Project &p, const AdoptedRule *)
{
    return p.policy.adopted;
}

ElementMap<DataGrant> &mapOf(Project &p, const DataGrant *)
{
    return p.policy.grants;
}

ElementMap<ToolScope> &mapOf(Project &p, const ToolScope *)
{
    return p.policy.toolScopes;
}

ElementMap<EgressAllowList> &mapOf(Project &p, const EgressAllowList *)
{
    return p.policy.egressLists;
}

ElementMap<ExceptionRecord> &mapOf(Project &p, const ExceptionRecord *)
{
    return p.policy.exceptions;
}

ElementMap<Scenario> &mapOf(Project &p, const Scenario *)
{
    return p.scenarios;
}

ElementMap<Variant> &mapOf(Project &p, const Variant *)
{
    return p.variants;
}

ElementMap<Placement2D> &mapOf(Project &p, const Placement2D *)
{
    return p.diagram.placements;
}

ElementMap<Note> &mapOf(Project &p, const Note *)
{
    return p.diagram.notes;
}

ElementMap<InkStroke> &mapOf(Project &p, const InkStroke *)
{
    return p.diagram.ink;
}

template <class T>
constexpr bool isPicture =
    std::is_same_v<T, Placement2D> || std::is_same_v<T, Note> || std::is_same_v<T, InkStroke>;

/// Swaps one value in and gives the change that swaps it back; nothing when the value was there already.
template <class T>
std::optional<Change> swapIn(Project &project, const ElementChange<T> &change, ChangeSet &changes)
{
    ElementMap<T> &elements = mapOf(project, static_cast<const T *>(nullptr));
    ElementChange<T> inverse { change.id, std::nullopt };
    const auto found = elements.find(change.id);
    if (found != elements.end())
        inverse.value = found->second;
    if (inverse.value == change.value)
        return std::nullopt;
    if (change.value)
        elements.insert_or_assign(change.id, *change.value);
    else
        elements.erase(change.id);
    changes.elements.push_back(change.id);
    (isPicture<T> ? changes.diagramChanged : changes.meaningChanged) = true;
    return Change(std::move(inverse));
}

std::optional<Change> swapIn(Project &project, const ProjectSettings &settings, ChangeSet &changes)
{
    ProjectSettings inverse { project.name, project.description, project.platform };
    if (inverse.name == settings.name && inverse.description == settings.description
        && inverse.platform == settings.platform)
        return std::nullopt;
    if (!(inverse.platform == settings.platform))
        changes.meaningChanged = true;
    changes.settingsChanged = true;
    project.name = settings.name;
    project.description = settings.description;
    project.platform = settings.platform;
    return Change(std::move(inverse));
}

/// Adds what takes one map of elements to the other.
template <class T>
void addChanges(const ElementMap<T> &before, const ElementMap<T> &after, std::vector<Change> &changes)
{
    for (const auto &[id, value] : before) {
        if (after.count(id) == 0)
            changes.emplace_back(ElementChange<T> { id, std::nullopt });
    }
    for (const auto &[id, value] : after) {
        const auto known = before.find(id);
        if (known == before.end() || !(known->second == value))
            changes.emplace_back(ElementChange<T> { id, value });
    }
}

} // namespace

Edit editBetween(const Project &before, const Project &after, std::string label)
{
    Edit edit { std::move(label), {} };
    const auto add = [&edit](
                         const auto &first, const auto &second) { addChanges(first, second, edit.changes); };
    const Topology &t = before.topology;
    const Topology &u = after.topology;
    add(t.namespaces, u.namespaces), add(t.nodePools, u.nodePools), add(t.identities, u.identities);
    add(t.roles, u.roles), add(t.bindings, u.bindings), add(t.workloads, u.workloads);
    add(t.services, u.services), add(t.externals, u.externals), add(t.stores, u.stores);
    add(t.flows, u.flows), add(t.feeds, u.feeds), add(t.secrets, u.secrets);
    const Policy &p = before.policy;
    const Policy &q = after.policy;
    add(p.patterns, q.patterns), add(p.allowRules, q.allowRules), add(p.adopted, q.adopted);
    add(p.grants, q.grants), add(p.toolScopes, q.toolScopes), add(p.egressLists, q.egressLists);
    add(p.exceptions, q.exceptions), add(before.scenarios, after.scenarios);
    add(before.variants, after.variants), add(before.diagram.placements, after.diagram.placements);
    add(before.diagram.notes, after.diagram.notes), add(before.diagram.ink, after.diagram.ink);
    const bool isSame = before.name == after.name && before.description == after.description
        && before.platform == after.platform;
    if (!isSame)
        edit.changes.emplace_back(ProjectSettings { after.name, after.description, after.platform });
    return edit;
}

std::vector<ElementId> elementsOf(const Edit &edit)
{
    std::set<ElementId> ids;
    for (const Change &change : edit.changes) {
        std::visit(
            [&ids](const auto &one) {
                if constexpr (requires { one.id; })
                    ids.insert(one.id);
            },
            change);
    }
    return { ids.begin(), ids.end() };
}

AppliedEdit apply(Project &project, const Edit &edit)
{
    AppliedEdit applied;
    applied.inverse.label = edit.label;
    for (const Change &change : edit.changes) {
        std::optional<Change> inverse =
            std::visit([&](const auto &one) { return swapIn(project, one, applied.changes); }, change);
        if (inverse)
            applied.inverse.changes.push_back(std::move(*inverse));
    }
    std::reverse(applied.inverse.changes.begin(), applied.inverse.changes.end());
    std::vector<ElementId> &touched = applied.changes.elements;
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    return applied;
}

ElementId unusedId(const Project &project, const std::string &wanted)
{
    return unusedId(idsOf(project), wanted);
}

namespace {

/// Collects the removal of elements that refer to removed ones, until nothing more must go.
class Removal
{
public:
    Removal(const Project &project, const std::vector<ElementId> &ids)
        : m_project(project)
        , m_gone(ids.begin(), ids.end())
    {
    }

    Edit edit()
    {
        std::size_t before = 0;
        do {
            before = m_gone.size();
            spread();
        } while (m_gone.size() != before);
        const Topology &t = m_project.topology;
        const Policy &p = m_project.policy;
        removeFrom(m_project.scenarios), removeFrom(p.exceptions), removeFrom(p.egressLists),
            removeFrom(p.toolScopes);
        removeFrom(p.grants), removeFrom(p.adopted), removeFrom(p.allowRules), removeFrom(p.patterns);
        removeFrom(t.secrets), removeFrom(t.feeds), removeFrom(t.flows), removeFrom(t.stores),
            removeFrom(t.externals), removeFrom(t.services);
        removeFrom(t.workloads), removeFrom(t.bindings), removeFrom(t.roles), removeFrom(t.identities);
        removeFrom(t.nodePools), removeFrom(t.namespaces);
        removeFrom(m_project.diagram.placements), removeFrom(m_project.diagram.notes),
            removeFrom(m_project.diagram.ink);
        loosen();
        return std::move(m_edit);
    }

private:
    bool gone(const ElementId &id) const { return m_gone.count(id) > 0; }

    template <class T, class Predicate>
    void goneIf(const ElementMap<T> &elements, Predicate depends)
    {
        for (const auto &[id, element] : elements) {
            if (depends(element))
                m_gone.insert(id);
        }
    }

    void spread()
    {
        const Topology &t = m_project.topology;
        goneIf(t.workloads, [this](const Workload &w) { return gone(w.namespaceId); });
        goneIf(t.identities, [this](const WorkloadIdentity &i) { return gone(i.namespaceId); });
        goneIf(t.services, [this](const Service &s) { return gone(s.namespaceId); });
        goneIf(t.roles, [this](const RbacRole &r) { return gone(r.namespaceId); });
        goneIf(t.bindings, [this](const RbacBinding &b) { return gone(b.namespaceId); });
        goneIf(t.stores, [this](const DataStore &s) { return gone(s.hostId); });
        goneIf(t.secrets, [this](const Secret &s) { return gone(s.namespaceId); });
        for (const auto &[id, store] : t.stores) {
            if (gone(id)) {
                for (const Collection &collection : store.collections)
                    m_gone.insert(collection.id);
            }
        }
        goneIf(t.flows, [this](const Flow &f) { return gone(f.sourceId) || gone(f.destinationId); });
        goneIf(t.feeds, [this](const ContextFeed &f) { return gone(f.sourceId) || gone(f.modelId); });
        const Policy &p = m_project.policy;
        goneIf(
            p.allowRules, [this](const AllowRule &r) { return gone(r.sourceId) || gone(r.destinationId); });
        goneIf(p.grants, [this](const DataGrant &g) { return gone(g.identityId) || gone(g.collectionId); });
        goneIf(p.toolScopes, [this](const ToolScope &s) { return gone(s.agentId) || gone(s.toolId); });
        goneIf(
            p.egressLists, [this](const EgressAllowList &l) { return gone(l.proxyId) || gone(l.callerId); });
        goneIf(p.exceptions, [this](const ExceptionRecord &e) { return gone(e.subjectId); });
    }

    template <class T>
    void removeFrom(const ElementMap<T> &elements)
    {
        for (const auto &element : elements) {
            if (gone(element.first))
                m_edit.changes.push_back(ElementChange<T> { element.first, std::nullopt });
        }
    }

    /// Elements that stay but name something that goes.
    void loosen()
    {
        const Topology &t = m_project.topology;
        loosenEach(t.workloads, [this](Workload &w) {
            clear(w.identityId);
            std::erase_if(w.secrets, [this](const SecretUse &use) { return gone(use.secretId); });
        });
        loosenEach(t.identities, [this](WorkloadIdentity &i) { eraseGone(i.connectsTo); });
        loosenEach(t.secrets, [this](Secret &s) {
            clear(s.keeperId);
            eraseGone(s.opens);
            eraseGone(s.readerIds);
        });
        loosenEach(t.flows, [this](Flow &f) {
            if (gone(f.collectionId))
                f.verb.reset();
            clear(f.collectionId);
        });
        loosenEach(t.stores, [this](DataStore &s) {
            std::erase_if(s.collections, [this](const Collection &c) { return gone(c.id); });
            for (Collection &collection : s.collections)
                eraseGone(collection.secretIds);
        });
        loosenEach(
            m_project.policy.allowRules, [this](AllowRule &r) { clear(r.patternId), clear(r.flowId); });
        loosenEach(m_project.policy.egressLists, [this](EgressAllowList &l) {
            eraseGone(l.destinationIds);
            std::erase_if(
                l.restrictions, [this](const EgressRestriction &r) { return gone(r.destinationId); });
        });
        loosenEach(m_project.scenarios, [this](Scenario &s) {
            eraseGone(s.jewels);
            std::erase_if(s.footholds, [this](const Foothold &f) { return gone(f.elementId); });
            for (Foothold &foothold : s.footholds)
                clear(foothold.fromId);
        });
    }

    template <class T, class Mend>
    void loosenEach(const ElementMap<T> &elements, Mend mend)
    {
        for (const auto &[id, element] : elements) {
            if (gone(id))
                continue;
            T mended = element;
            mend(mended);
            if (!(mended == element))
                m_edit.changes.push_back(ElementChange<T> { id, std::move(mended) });
        }
    }

    void clear(ElementId &id) const
    {
        if (gone(id))
            id = ElementId();
    }

    void eraseGone(std::vector<ElementId> &ids) const
    {
        std::erase_if(ids, [this](const ElementId &id) { return gone(id); });
    }

    const Project &m_project;
    std::set<ElementId> m_gone;
    Edit m_edit;
};

} // namespace

Edit removalOf(const Project &project, const std::vector<ElementId> &ids)
{
    Edit edit = Removal(project, ids).edit();
    edit.label = ids.size() == 1 ? "Delete " + ids.front().value()
                                 : "Delete " + std::to_string(ids.size()) + " objects";
    return edit;
}

} // namespace fourplane
