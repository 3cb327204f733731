// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ElementRenaming.h"
#include "core/project/Fragment.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace fourplane {

namespace {

using Name = std::pair<ElementId, std::string>; ///< a Kubernetes name in a namespace, by its id

/// Makes a fragment fit for a project that may have the same ids and names.
class Fitting
{
public:
    Fitting(const Project &project, Project &fragment, const ElementId &into)
        : m_project(project)
        , m_fragment(fragment)
    {
        settleNamespaces(into);
        sharePatterns();
        renameIds();
        renameObjects();
    }

private:
    /// Namespaces that only carry something become those of the project.
    void settleNamespaces(const ElementId &into)
    {
        const ElementMap<Namespace> &there = m_project.topology.namespaces;
        std::map<ElementId, ElementId> homes;
        for (const auto &[id, space] : m_fragment.topology.namespaces) {
            if (m_fragment.diagram.placements.count(id) > 0)
                continue;
            const std::string &name = space.name;
            const auto sameName = std::find_if(
                there.begin(), there.end(), [&name](const auto &entry) { return entry.second.name == name; });
            if (there.count(into) > 0)
                homes[id] = into;
            else if (there.count(id) > 0)
                homes[id] = id;
            else if (sameName != there.end())
                homes[id] = sameName->first;
        }
        for (const auto &[id, home] : homes)
            m_oldSpaceNames.emplace(home, m_fragment.topology.namespaces.at(id).name);
        replaceByThoseOfProject(homes, m_fragment.topology.namespaces);
    }

    void sharePatterns()
    {
        std::map<ElementId, ElementId> known;
        for (const auto &[id, pattern] : m_fragment.policy.patterns) {
            const CommunicationPattern *same = find(m_project.policy.patterns, id);
            if (same && *same == pattern)
                known[id] = id;
        }
        replaceByThoseOfProject(known, m_fragment.policy.patterns);
    }

    /// The elements are not inserted; what names them names those of the project instead. Several may become
    /// one, so they go before the ids change.
    template <class T>
    void replaceByThoseOfProject(const std::map<ElementId, ElementId> &known, ElementMap<T> &elements)
    {
        std::erase_if(elements, [&known](const auto &entry) { return known.count(entry.first) > 0; });
        renameElements(m_fragment, known);
    }

    void renameIds()
    {
        std::set<ElementId> taken = idsOf(m_project);
        std::map<ElementId, ElementId> names;
        for (const ElementId &id : idsOf(m_fragment)) {
            names[id] = unusedId(taken, id.value());
            taken.insert(names[id]);
        }
        renameElements(m_fragment, names);
    }

    /// Gives every object a name that its kind does not have yet in its namespace. The SPIFFE id of an
    /// account with another name is derived anew.
    template <class T>
    std::map<Name, std::string> settleNames(const ElementMap<T> &there, ElementMap<T> &copies)
    {
        const auto homeOf = [](const T &element) {
            if constexpr (requires { element.namespaceId; })
                return element.namespaceId;
            else
                return ElementId();
        };
        std::set<Name> taken;
        for (const auto &[id, element] : there)
            taken.emplace(homeOf(element), element.name);
        std::map<Name, std::string> changed;
        for (auto &[id, element] : copies) {
            const std::string old = element.name;
            for (int number = 2; !taken.emplace(homeOf(element), element.name).second; ++number)
                element.name = old + "-" + std::to_string(number);
            if (element.name == old)
                continue;
            changed[{ homeOf(element), old }] = element.name;
            if constexpr (requires { element.spiffeId; })
                element.spiffeId.clear();
        }
        return changed;
    }

    void renameObjects()
    {
        const Topology &there = m_project.topology;
        Topology &t = m_fragment.topology;
        for (const auto &[id, space] : t.namespaces)
            m_oldSpaceNames.emplace(id, space.name);
        settleNames(there.namespaces, t.namespaces);
        settleNames(there.services, t.services);
        settleNames(there.secrets, t.secrets);
        settleNames(there.bindings, t.bindings);
        settleNames(there.externals, t.externals);
        settleNames(there.nodePools, t.nodePools);
        const auto accounts = settleNames(there.identities, t.identities);
        const auto roles = settleNames(there.roles, t.roles);
        const auto workloads = settleNames(there.workloads, t.workloads);
        followWorkloads(workloads);
        followRights(accounts, roles);
    }

    void followWorkloads(const std::map<Name, std::string> &workloads)
    {
        const auto follow = [&](const ElementId &home, Labels &labels) {
            for (auto &[key, value] : labels) {
                const auto changed = workloads.find({ home, value });
                if (changed != workloads.end())
                    value = changed->second;
            }
        };
        for (auto &[id, workload] : m_fragment.topology.workloads)
            follow(workload.namespaceId, workload.labels);
        for (auto &[id, service] : m_fragment.topology.services)
            follow(service.namespaceId, service.selector);
    }

    void followRights(const std::map<Name, std::string> &accounts, const std::map<Name, std::string> &roles)
    {
        for (auto &[id, binding] : m_fragment.topology.bindings) {
            const auto role = roles.find(
                { binding.refersToClusterRole ? ElementId() : binding.namespaceId, binding.roleName });
            if (role != roles.end())
                binding.roleName = role->second;
            for (RbacSubject &subject : binding.subjects) {
                if (subject.kind == "ServiceAccount")
                    followAccount(subject, accounts);
            }
        }
        for (auto &[id, rule] : m_fragment.policy.adopted)
            std::visit([this](auto &object) { followSpace(object.meta.namespaceName); }, rule.object);
    }

    void followAccount(RbacSubject &subject, const std::map<Name, std::string> &accounts) const
    {
        for (const auto &[home, oldName] : m_oldSpaceNames) {
            if (oldName != subject.namespaceName)
                continue;
            const auto account = accounts.find({ home, subject.name });
            if (account != accounts.end())
                subject.name = account->second;
            followSpace(subject.namespaceName);
            return;
        }
    }

    /// The name that a namespace of the fragment has now.
    void followSpace(std::string &name) const
    {
        for (const auto &[home, oldName] : m_oldSpaceNames) {
            if (oldName != name)
                continue;
            const Namespace *space = find(m_fragment.topology.namespaces, home);
            if (!space)
                space = find(m_project.topology.namespaces, home);
            name = space->name;
            return;
        }
    }

    const Project &m_project;
    Project &m_fragment;
    std::multimap<ElementId, std::string> m_oldSpaceNames; ///< by the id that the namespace has now
};

void move(Point &point, Point offset)
{
    point.x += offset.x;
    point.y += offset.y;
}

} // namespace

Insertion insertionOf(const Project &project, Project fragment, Point offset, const ElementId &into)
{
    Fitting(project, fragment, into);
    for (auto &[id, place] : fragment.diagram.placements)
        move(place.position, offset);
    for (auto &[id, note] : fragment.diagram.notes)
        move(note.place.position, offset);
    for (auto &[id, stroke] : fragment.diagram.ink) {
        for (Point &point : stroke.points)
            move(point, offset);
    }

    Project nothing;
    nothing.name = fragment.name;
    nothing.description = fragment.description;
    nothing.platform = fragment.platform;
    Insertion insertion { editBetween(nothing, fragment, {}), {} };
    const auto show = [&](const auto &elements) {
        for (const auto &element : elements)
            insertion.shown.push_back(element.first);
    };
    show(fragment.topology.workloads), show(fragment.topology.externals);
    for (const auto &[id, space] : fragment.topology.namespaces) {
        if (fragment.diagram.placements.count(id) > 0)
            insertion.shown.push_back(id);
    }
    show(fragment.diagram.notes), show(fragment.diagram.ink);
    std::sort(insertion.shown.begin(), insertion.shown.end());
    return insertion;
}

} // namespace fourplane
