// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ElementRenaming.h"

#include <utility>

namespace fourplane {

namespace {

/// Goes through every place where an id stands.
class Renaming
{
public:
    explicit Renaming(const std::map<ElementId, ElementId> &names)
        : m_names(names)
    {
    }

    void topology(Topology &t) const
    {
        each(t.namespaces, [](Namespace &) {});
        each(t.nodePools, [](NodePool &) {});
        each(t.identities, [this](WorkloadIdentity &i) {
            one(i.namespaceId);
            all(i.connectsTo);
        });
        each(t.roles, [this](RbacRole &r) { one(r.namespaceId); });
        each(t.bindings, [this](RbacBinding &b) { one(b.namespaceId); });
        each(t.workloads, [this](Workload &w) {
            one(w.namespaceId);
            one(w.identityId);
            for (SecretUse &use : w.secrets)
                one(use.secretId);
        });
        each(t.services, [this](Service &s) { one(s.namespaceId); });
        each(t.externals, [](ExternalEndpoint &) {});
        each(t.stores, [this](DataStore &s) {
            one(s.hostId);
            for (Collection &collection : s.collections) {
                one(collection.id);
                all(collection.secretIds);
            }
        });
        each(t.flows, [this](Flow &f) {
            one(f.sourceId);
            one(f.destinationId);
            one(f.collectionId);
        });
        each(t.feeds, [this](ContextFeed &f) {
            one(f.sourceId);
            one(f.modelId);
        });
        each(t.secrets, [this](Secret &s) {
            one(s.namespaceId);
            one(s.keeperId);
            all(s.opens);
            all(s.readerIds);
        });
    }

    void policy(Policy &p) const
    {
        each(p.patterns, [](CommunicationPattern &) {});
        each(p.allowRules, [this](AllowRule &r) {
            one(r.patternId);
            one(r.sourceId);
            one(r.destinationId);
            one(r.flowId);
        });
        each(p.adopted, [](AdoptedRule &) {});
        each(p.grants, [this](DataGrant &g) {
            one(g.identityId);
            one(g.collectionId);
        });
        each(p.toolScopes, [this](ToolScope &s) {
            one(s.agentId);
            one(s.toolId);
        });
        each(p.egressLists, [this](EgressAllowList &l) {
            one(l.proxyId);
            one(l.callerId);
            all(l.destinationIds);
            for (EgressRestriction &restriction : l.restrictions)
                one(restriction.destinationId);
        });
        each(p.exceptions, [this](ExceptionRecord &e) { one(e.subjectId); });
    }

    void rest(Project &project) const
    {
        each(project.scenarios, [this](Scenario &s) {
            for (Foothold &foothold : s.footholds) {
                one(foothold.elementId);
                one(foothold.fromId);
            }
            all(s.jewels);
        });
        each(project.variants, [](Variant &) {});
        each(project.diagram.placements, [](Placement2D &) {});
        each(project.diagram.notes, [](Note &) {});
        each(project.diagram.ink, [](InkStroke &) {});
    }

private:
    void one(ElementId &id) const
    {
        const auto found = m_names.find(id);
        if (found != m_names.end())
            id = found->second;
    }

    void all(std::vector<ElementId> &ids) const
    {
        for (ElementId &id : ids)
            one(id);
    }

    template <class T, class References>
    void each(ElementMap<T> &elements, References references) const
    {
        ElementMap<T> renamed;
        for (auto &[id, element] : elements) {
            ElementId name = id;
            one(name);
            if constexpr (requires { element.id; })
                element.id = name;
            references(element);
            renamed.emplace(std::move(name), std::move(element));
        }
        elements = std::move(renamed);
    }

    const std::map<ElementId, ElementId> &m_names;
};

} // namespace

void renameElements(Project &project, const std::map<ElementId, ElementId> &names)
{
    const Renaming renaming(names);
    renaming.topology(project.topology);
    renaming.policy(project.policy);
    renaming.rest(project);
}

std::set<ElementId> idsOf(const Project &project)
{
    std::set<ElementId> ids;
    const auto add = [&ids](const auto &elements) {
        for (const auto &element : elements)
            ids.insert(element.first);
    };
    const Topology &t = project.topology;
    add(t.namespaces), add(t.nodePools), add(t.identities), add(t.roles), add(t.bindings), add(t.workloads);
    add(t.services), add(t.externals), add(t.stores), add(t.flows), add(t.feeds), add(t.secrets);
    const Policy &p = project.policy;
    add(p.patterns), add(p.allowRules), add(p.adopted), add(p.grants), add(p.toolScopes), add(p.egressLists);
    add(p.exceptions), add(project.scenarios), add(project.variants), add(project.diagram.notes),
        add(project.diagram.ink);
    for (const auto &[id, store] : t.stores) {
        for (const Collection &collection : store.collections)
            ids.insert(collection.id);
    }
    return ids;
}

ElementId unusedId(const std::set<ElementId> &taken, const std::string &wanted)
{
    ElementId candidate(wanted);
    for (int number = 2; taken.count(candidate) > 0; ++number)
        candidate = ElementId(wanted + "-" + std::to_string(number));
    return candidate;
}

} // namespace fourplane
