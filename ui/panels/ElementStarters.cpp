// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ElementStarters.h"

#include "core/project/Edit.h"

#include <QCoreApplication>

#include <algorithm>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

QString toQString(const ElementId &id)
{
    return QString::fromStdString(id.value());
}

template <class T>
ElementId firstOf(const ElementMap<T> &elements)
{
    return elements.empty() ? ElementId() : elements.begin()->first;
}

/// The subject where it is a T, or else the first T.
template <class T>
ElementId subjectOr(const ElementMap<T> &elements, const ElementId &subjectId)
{
    return find(elements, subjectId) ? subjectId : firstOf(elements);
}

/// The subject where it is a workload, or else the first workload of the kind, or any.
ElementId workloadFor(const Project &project, const ElementId &subjectId, WorkloadKind kind)
{
    const ElementMap<Workload> &workloads = project.topology.workloads;
    if (find(workloads, subjectId))
        return subjectId;
    const auto found = std::find_if(
        workloads.begin(), workloads.end(), [kind](const auto &entry) { return entry.second.kind == kind; });
    return found == workloads.end() ? firstOf(workloads) : found->first;
}

ElementId namespaceFor(const Project &project, const ElementId &subjectId)
{
    if (const Workload *workload = find(project.topology.workloads, subjectId))
        return workload->namespaceId;
    return subjectOr(project.topology.namespaces, subjectId);
}

ElementId identityFor(const Project &project, const ElementId &subjectId)
{
    if (const Workload *workload = find(project.topology.workloads, subjectId);
        workload && !workload->identityId.isEmpty())
        return workload->identityId;
    return subjectOr(project.topology.identities, subjectId);
}

ElementId collectionFor(const Project &project, const ElementId &subjectId)
{
    for (const auto &[id, store] : project.topology.stores) {
        const bool fits = subjectId == id || subjectId == store.hostId;
        if (fits && !store.collections.empty())
            return store.collections.front().id;
    }
    for (const auto &[id, store] : project.topology.stores) {
        if (!store.collections.empty())
            return store.collections.front().id;
    }
    return {};
}

QString bindingText(const Project &project, const ElementId &subjectId)
{
    const Topology &topology = project.topology;
    const ElementId identityId = identityFor(project, subjectId);
    const WorkloadIdentity *identity = find(topology.identities, identityId);
    const Namespace *space = identity ? find(topology.namespaces, identity->namespaceId) : nullptr;
    return QStringLiteral("namespace: %1\nroleRef:\n  kind: ClusterRole\n  name: view\nsubjects:\n"
                          "  - kind: ServiceAccount\n    name: %2\n    namespace: %3\n")
        .arg(toQString(identity ? identity->namespaceId : firstOf(topology.namespaces)),
            identity ? QString::fromStdString(identity->name) : QStringLiteral("default"),
            space ? QString::fromStdString(space->name) : QStringLiteral("default"));
}

} // namespace

std::vector<ElementStarter> elementStarters()
{
    return { { "identity", tr("Service account"),
                 tr("Who workloads are to the identity plane and to stores.") },
        { "store", tr("Data store"),
            tr("What a workload stores: collections, their sensitivity, whom the "
               "store lets in. The data plane decides by it.") },
        { "dataGrant", tr("Grant"),
            tr("What an account may do with a collection; held by the store itself. "
               "Data plane.") },
        { "secret", tr("Secret"),
            tr("A credential: where it lives, who can read it, what it opens. Never its value.") },
        { "contextFeed", tr("Context feed"),
            tr("Which text reaches which model: the channel of indirect "
               "prompt injection.") },
        { "toolScope", tr("Tool scope"),
            tr("What an agent may do through a tool, checked outside the model. Data plane.") },
        { "egressAllowList", tr("Egress list"), tr("What an egress proxy lets out; it refuses the rest.") },
        { "nodePool", tr("Node pool"),
            tr("Nodes that are alike to the scheduler: workloads that may land in "
               "the same pool may share a node. Workload plane.") },
        { "service", tr("Service"), tr("A Kubernetes Service in front of pods.") },
        { "role", tr("Role"), tr("What the Kubernetes API permits to whom it is bound.") },
        { "binding", tr("Role binding"), tr("Gives a role to accounts.") },
        { "pattern", tr("Communication pattern"),
            tr("A template that permissions are made from; what is outside every pattern needs an "
               "exception.") } };
}

QString kindTitle(std::string_view kindWord)
{
    for (const ElementStarter &starter : elementStarters()) {
        if (starter.kindWord == kindWord)
            return starter.title;
    }
    const std::pair<std::string_view, QString> others[] = { { "project", tr("Project") },
        { "namespace", tr("Namespace") }, { "workload", tr("Workload") }, { "external", tr("Outside") },
        { "flow", tr("Declared flow") }, { "allowRule", tr("Permission") },
        { "adoptedRule", tr("Adopted rule") }, { "exception", tr("Exception") },
        { "scenario", tr("Scenario") }, { "variant", tr("Variant") } };
    for (const auto &[word, title] : others) {
        if (word == kindWord)
            return title;
    }
    return QString::fromUtf8(kindWord.data(), static_cast<qsizetype>(kindWord.size()));
}

QString starterText(const Project &project, std::string_view kindWord, const ElementId &subjectId)
{
    const QString space = toQString(namespaceFor(project, subjectId));
    if (kindWord == "identity")
        return QStringLiteral("namespace: %1\nautomountToken: false\n").arg(space);
    if (kindWord == "store")
        return QStringLiteral("host: %1\nauthentication: per-identity\ncollections:\n  %2:\n    "
                              "classification: internal\n")
            .arg(toQString(workloadFor(project, subjectId, WorkloadKind::VectorStore)),
                toQString(unusedId(project, "collection")));
    if (kindWord == "dataGrant")
        return QStringLiteral("identity: %1\ncollection: %2\nverb: read\n")
            .arg(toQString(identityFor(project, subjectId)), toQString(collectionFor(project, subjectId)));
    if (kindWord == "secret")
        return QStringLiteral("namespace: %1\nhome: kubernetes-secret\n").arg(space);
    if (kindWord == "contextFeed")
        return QStringLiteral("from: %1\nto: %2\n")
            .arg(toQString(collectionFor(project, {})),
                toQString(workloadFor(project, subjectId, WorkloadKind::ModelEndpoint)));
    if (kindWord == "toolScope")
        return QStringLiteral("agent: %1\ntool: %2\n")
            .arg(toQString(workloadFor(project, subjectId, WorkloadKind::Agent)),
                toQString(workloadFor(project, {}, WorkloadKind::Tool)));
    if (kindWord == "egressAllowList")
        return QStringLiteral("proxy: %1\ndestinations:\n  - %2\n")
            .arg(toQString(workloadFor(project, subjectId, WorkloadKind::EgressProxy)),
                toQString(firstOf(project.topology.externals)));
    if (kindWord == "nodePool")
        return QStringLiteral("labels:\n  pool: %1\n").arg(toQString(unusedId(project, "pool")));
    if (kindWord == "service")
        return QStringLiteral("namespace: %1\nselector:\n  app: %2\nports:\n  - 80\n")
            .arg(space, toQString(subjectOr(project.topology.workloads, subjectId)));
    if (kindWord == "role")
        return QStringLiteral("namespace: %1\nrules:\n  - apiGroups: [\"\"]\n    resources: [configmaps]\n"
                              "    verbs: [get]\n")
            .arg(space);
    if (kindWord == "binding")
        return bindingText(project, subjectId);
    if (kindWord == "pattern")
        return QStringLiteral("ports:\n  - 443\n");
    return {};
}

} // namespace fourplane::ui
