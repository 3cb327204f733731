// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/NamespaceMove.h"

#include <QObject>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace fourplane::ui {

namespace {

/// `wanted`, or `wanted` with a number, whichever is not among `taken`. Takes it.
std::string freeName(std::set<std::string> &taken, const std::string &wanted)
{
    std::string name = wanted;
    for (int number = 2; !taken.insert(name).second; ++number)
        name = wanted + "-" + std::to_string(number);
    return name;
}

template <class T>
std::set<std::string> namesIn(const ElementMap<T> &elements, const ElementId &namespaceId)
{
    std::set<std::string> names;
    for (const auto &[id, element] : elements) {
        if (element.namespaceId == namespaceId)
            names.insert(element.name);
    }
    return names;
}

/// Namespace and name of an account, as role bindings name it.
using AccountName = std::pair<std::string, std::string>;

AccountName subjectOf(const Topology &topology, const WorkloadIdentity &identity)
{
    const Namespace *space = find(topology.namespaces, identity.namespaceId);
    return { space ? space->name : std::string(), identity.name };
}

} // namespace

Edit namespaceMove(
    const Project &project, const std::vector<ElementId> &workloadIds, const ElementId &namespaceId)
{
    const Topology &topology = project.topology;
    std::set<ElementId> moved;
    for (const ElementId &id : workloadIds) {
        const Workload *workload = find(topology.workloads, id);
        if (workload && !(workload->namespaceId == namespaceId))
            moved.insert(id);
    }
    const auto goesAlong = [&](const ElementId &identityId) {
        return std::all_of(topology.workloads.begin(), topology.workloads.end(), [&](const auto &entry) {
            return !(entry.second.identityId == identityId) || moved.count(entry.first) > 0;
        });
    };
    Edit edit;
    std::set<std::string> workloadNames = namesIn(topology.workloads, namespaceId);
    std::set<std::string> accountNames = namesIn(topology.identities, namespaceId);
    std::set<ElementId> accounts;
    std::map<AccountName, AccountName> renames;
    for (const ElementId &id : moved) {
        Workload workload = topology.workloads.at(id);
        workload.namespaceId = namespaceId;
        workload.name = freeName(workloadNames, workload.name);
        if (const WorkloadIdentity *identity = find(topology.identities, workload.identityId)) {
            if (!goesAlong(identity->id)) {
                workload.identityId = {};
            } else if (accounts.insert(identity->id).second) {
                WorkloadIdentity account = *identity;
                account.namespaceId = namespaceId;
                account.name = freeName(accountNames, account.name);
                edit.changes.push_back(ElementChange<WorkloadIdentity> { account.id, account });
                renames[subjectOf(topology, *identity)] = subjectOf(topology, account);
            }
        }
        edit.changes.push_back(ElementChange<Workload> { id, workload });
    }
    for (auto [id, binding] : topology.bindings) {
        bool touched = false;
        for (RbacSubject &subject : binding.subjects) {
            const auto found = renames.find({ subject.namespaceName, subject.name });
            if (subject.kind == "ServiceAccount" && found != renames.end()) {
                std::tie(subject.namespaceName, subject.name) = found->second;
                touched = true;
            }
        }
        if (touched)
            edit.changes.push_back(ElementChange<RbacBinding> { id, binding });
    }
    const Namespace *home = find(topology.namespaces, namespaceId);
    const QString homeName = home ? QString::fromStdString(home->name) : QString();
    edit.label = moved.size() == 1
        ? QObject::tr("Move %1 to %2")
              .arg(QString::fromStdString(topology.workloads.at(*moved.begin()).name), homeName)
              .toStdString()
        : QObject::tr("Move %n workloads to %1", nullptr, static_cast<int>(moved.size()))
              .arg(homeName)
              .toStdString();
    return edit;
}

} // namespace fourplane::ui
