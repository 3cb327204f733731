// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/SelectionForm.h"

#include "ui/panels/BehaviourFields.h"
#include "ui/panels/Words.h"

#include <algorithm>

namespace fourplane::ui {

namespace {

const ElementMap<Workload> &workloadsOf(const Project &project)
{
    return project.topology.workloads;
}

const ElementMap<Namespace> &namespacesOf(const Project &project)
{
    return project.topology.namespaces;
}

const ElementMap<ExternalEndpoint> &externalsOf(const Project &project)
{
    return project.topology.externals;
}

const ElementMap<Flow> &flowsOf(const Project &project)
{
    return project.topology.flows;
}

QString wordOf(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}

QString wordOf(const std::optional<bool> &value)
{
    return value ? wordOf(*value) : QStringLiteral("unset");
}

bool isYes(const QString &key)
{
    return key == QLatin1String("yes");
}

std::optional<bool> knownOf(const QString &key)
{
    return key == QLatin1String("unset") ? std::nullopt : std::optional(isYes(key));
}

template <class T>
std::vector<ElementId> among(const ElementMap<T> &elements, const std::vector<ElementId> &selection)
{
    std::vector<ElementId> found;
    std::copy_if(selection.begin(), selection.end(), std::back_inserter(found),
        [&elements](const ElementId &id) { return elements.count(id) > 0; });
    return found;
}

} // namespace

std::vector<ElementId> editableTogether(const Project &project, const std::vector<ElementId> &selection)
{
    for (const std::vector<ElementId> &ids :
        { among(workloadsOf(project), selection), among(namespacesOf(project), selection),
            among(externalsOf(project), selection), among(flowsOf(project), selection) }) {
        if (ids.size() > 1)
            return ids;
    }
    return {};
}

SelectionForm::SelectionForm(ProjectDocument &document, std::vector<ElementId> ids, QWidget *parent)
    : InspectorForm(document, ids.front(), parent)
    , m_ids(std::move(ids))
{
    setObjectName(QStringLiteral("selectionForm"));
    addTitle([this] {
        const int count = static_cast<int>(m_ids.size());
        if (workloadsOf(project()).count(elementId()) > 0)
            return tr("%n workloads", nullptr, count);
        if (namespacesOf(project()).count(elementId()) > 0)
            return tr("%n namespaces", nullptr, count);
        if (externalsOf(project()).count(elementId()) > 0)
            return tr("%n outside endpoints", nullptr, count);
        return tr("%n declared flows", nullptr, count);
    });
    if (workloadsOf(project()).count(elementId()) > 0)
        addWorkloadFields();
    else if (namespacesOf(project()).count(elementId()) > 0)
        addNamespaceFields();
    else if (externalsOf(project()).count(elementId()) > 0)
        addExternalFields();
    else
        addFlowFields();
    finishLayout();
}

std::string SelectionForm::changeLabel(const QString &field) const
{
    return tr("Set %1 of %2 elements").arg(field).arg(m_ids.size()).toStdString();
}

bool SelectionForm::isAlive() const
{
    return editableTogether(project(), m_ids) == m_ids;
}

template <class T, class Read, class Write>
void SelectionForm::addShared(const ElementMap<T> &(*elements)(const Project &), const QString &label,
    const char *name, const QString &explanation, const QList<FormOption> &options, Read read, Write write)
{
    addChoice({ label, name, explanation, [options] { return options; },
        [this, elements, read] {
            const QString first = read(elements(project()).at(m_ids.front()));
            const bool isCommon = std::all_of(m_ids.begin(), m_ids.end(),
                [&](const ElementId &id) { return read(elements(project()).at(id)) == first; });
            return isCommon ? first : QStringLiteral("mixed");
        },
        [this, elements, label, write](const QString &key) {
            Edit edit { changeLabel(label), {} };
            for (const ElementId &id : m_ids) {
                T copy = elements(project()).at(id);
                write(copy, key);
                edit.changes.push_back(ElementChange<T> { id, std::move(copy) });
            }
            return edit;
        } });
}

void SelectionForm::addWorkloadFields()
{
    const QList<FormOption> yesNo { { tr("Yes"), QStringLiteral("yes") },
        { tr("No"), QStringLiteral("no") } };
    const QList<FormOption> known =
        QList<FormOption> { { tr("Not known"), QStringLiteral("unset") } } + yesNo;
    addShared(
        workloadsOf, tr("Kind"), "selectionKind",
        tr("What they do: decides which attack techniques concern them. No plane decides by it."),
        enumOptions<WorkloadKind>(displayWord), [](const Workload &w) { return keyOf(w.kind); },
        [](Workload &w, const QString &key) {
            w.kind = enumFromName<WorkloadKind>(key.toStdString()).value_or(w.kind);
            w.kindReason.clear();
        });
    addSection(tr("Identity"));
    addShared(
        workloadsOf, tr("Token"), "selectionToken",
        tr("Whether a token for the Kubernetes API lies in the pods, ready to be stolen. Identity plane."),
        { { tr("Like the account"), QStringLiteral("unset") }, { tr("Mounted"), QStringLiteral("yes") },
            { tr("Not mounted"), QStringLiteral("no") } },
        [](const Workload &w) { return wordOf(w.automountToken); },
        [](Workload &w, const QString &key) { w.automountToken = knownOf(key); });
    addSection(tr("Network"));
    addShared(
        workloadsOf, tr("Mesh"), "selectionMesh",
        tr("Whether the pods have a mesh proxy. Without one nothing proves their identity to others."),
        { { tr("Like the namespace"), QStringLiteral("inherit") },
            { tr("In the mesh"), QStringLiteral("in") }, { tr("Outside the mesh"), QStringLiteral("out") } },
        [](const Workload &w) { return keyOf(w.mesh); },
        [](Workload &w, const QString &key) {
            w.mesh = enumFromName<MeshMembership>(key.toStdString()).value_or(w.mesh);
        });
    addShared(
        workloadsOf, tr("Reachable from the internet"), "selectionExposed",
        tr("Through an Ingress, a LoadBalancer or a NodePort. Network plane."), yesNo,
        [](const Workload &w) { return wordOf(w.exposed); },
        [](Workload &w, const QString &key) { w.exposed = isYes(key); });
    addSection(tr("Assumed weaknesses"));
    addShared(
        workloadsOf, tr("Code can be run in it remotely"), "selectionRemote",
        tr("Counts under the assumption 'marked'"), yesNo,
        [](const Workload &w) { return wordOf(w.exploitable.remote); },
        [](Workload &w, const QString &key) { w.exploitable.remote = isYes(key); });
    addShared(
        workloadsOf, tr("Its container can be escaped"), "selectionEscape",
        tr("A runtime or kernel weakness lets code out to the node"), yesNo,
        [](const Workload &w) { return wordOf(w.exploitable.escape); },
        [](Workload &w, const QString &key) { w.exploitable.escape = isYes(key); });
    addSection(tr("Behaviour"));
    for (const BehaviourField &field : behaviourFields()) {
        const QByteArray name = QByteArray("selection") + field.name;
        if (const auto flag = field.flag) {
            addShared(
                workloadsOf, field.label, name.constData(), field.explanation, yesNo,
                [flag](const Workload &w) { return wordOf(w.traits.*flag); },
                [flag](Workload &w, const QString &key) { w.traits.*flag = isYes(key); });
        } else {
            addShared(
                workloadsOf, field.label, name.constData(), field.explanation, known,
                [trait = field.known](const Workload &w) { return wordOf(w.traits.*trait); },
                [trait = field.known](Workload &w, const QString &key) { w.traits.*trait = knownOf(key); });
        }
    }
}

void SelectionForm::addNamespaceFields()
{
    const QList<FormOption> yesNo { { tr("Yes"), QStringLiteral("yes") },
        { tr("No"), QStringLiteral("no") } };
    QList<FormOption> levels { { tr("Not set"), QString() } };
    levels.append(enumOptions<PodSecurityLevel>(displayWord));
    addShared(
        namespacesOf, tr("Default deny, and one policy per permission"), "selectionDefaultDeny",
        tr("NetworkPolicies for both directions, made from the permissions. Network plane."), yesNo,
        [](const Namespace &n) { return wordOf(n.segmentation.defaultDeny); },
        [](Namespace &n, const QString &key) { n.segmentation.defaultDeny = isYes(key); });
    addShared(
        namespacesOf, tr("Mesh allow-list"), "selectionMeshAllowList",
        tr("Policies of the mesh that let in only the identities with a permission. Identity plane."), yesNo,
        [](const Namespace &n) { return wordOf(n.segmentation.meshAllowList); },
        [](Namespace &n, const QString &key) { n.segmentation.meshAllowList = isYes(key); });
    addShared(
        namespacesOf, tr("Sidecar injection"), "selectionInjection",
        tr("Whether new pods get a mesh proxy. What the mesh enforces needs it."), yesNo,
        [](const Namespace &n) { return wordOf(n.meshInjection); },
        [](Namespace &n, const QString &key) { n.meshInjection = isYes(key); });
    addShared(
        namespacesOf, tr("Mutual TLS"), "selectionMtls",
        tr("Strict refuses callers without a certificate; permissive proves nothing about them."),
        enumOptions<MtlsMode>(displayWord), [](const Namespace &n) { return keyOf(n.segmentation.mtls); },
        [](Namespace &n, const QString &key) {
            n.segmentation.mtls = enumFromName<MtlsMode>(key.toStdString()).value_or(n.segmentation.mtls);
        });
    addShared(
        namespacesOf, tr("Pod security"), "selectionEnforce",
        tr("Pods below this level are refused. Workload plane."), levels,
        [](const Namespace &n) { return n.podSecurity.enforce ? keyOf(*n.podSecurity.enforce) : QString(); },
        [](Namespace &n, const QString &key) {
            n.podSecurity.enforce = enumFromName<PodSecurityLevel>(key.toStdString());
        });
}

void SelectionForm::addExternalFields()
{
    addShared(
        externalsOf, tr("Kind"), "selectionExternalKind", tr("What they are."),
        enumOptions<ExternalKind>(displayWord), [](const ExternalEndpoint &x) { return keyOf(x.kind); },
        [](ExternalEndpoint &x, const QString &key) {
            x.kind = enumFromName<ExternalKind>(key.toStdString()).value_or(x.kind);
        });
    addShared(
        externalsOf, tr("Trust"), "selectionTrust", tr("Who can write the text that comes from there."),
        enumOptions<TrustTier>(displayWord), [](const ExternalEndpoint &x) { return keyOf(x.trust); },
        [](ExternalEndpoint &x, const QString &key) {
            x.trust = enumFromName<TrustTier>(key.toStdString()).value_or(x.trust);
        });
}

void SelectionForm::addFlowFields()
{
    const QList<FormOption> yesNo { { tr("Yes"), QStringLiteral("yes") },
        { tr("No"), QStringLiteral("no") } };
    addShared(
        flowsOf, tr("Protocol"), "selectionProtocol", tr("Network policies decide by it."),
        { { QStringLiteral("TCP"), QStringLiteral("TCP") }, { QStringLiteral("UDP"), QStringLiteral("UDP") },
            { QStringLiteral("SCTP"), QStringLiteral("SCTP") } },
        [](const Flow &f) { return keyOf(f.protocol); },
        [](Flow &f, const QString &key) {
            f.protocol = enumFromName<Protocol>(key.toStdString()).value_or(f.protocol);
        });
    addShared(
        flowsOf, tr("Carries tool calls of an agent"), "selectionToolCalls",
        tr("Then tool scopes decide about them, on the data plane."), yesNo,
        [](const Flow &f) { return wordOf(f.carriesToolCalls); },
        [](Flow &f, const QString &key) { f.carriesToolCalls = isYes(key); });
}

} // namespace fourplane::ui
