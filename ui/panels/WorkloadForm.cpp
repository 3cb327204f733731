// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/WorkloadForm.h"

#include "ui/canvas/NamespaceMove.h"
#include "ui/panels/BehaviourFields.h"
#include "ui/panels/FieldChecks.h"
#include "ui/panels/Words.h"

#include <algorithm>

namespace fourplane::ui {

namespace {

const QString newIdentityKey = QStringLiteral("+new");

QString toQString(const std::string &text)
{
    return QString::fromStdString(text);
}

ElementId toId(const QString &text)
{
    return ElementId(text.toStdString());
}

/// The container whose ports the form edits: the first main one.
template <class Containers>
auto mainContainer(Containers &containers)
{
    return std::find_if(containers.begin(), containers.end(),
        [](const Container &container) { return container.role == ContainerRole::Main; });
}

/// A free place in a namespace's container: under the lowest workload there, so that the container grows
/// instead of two containers crossing. Nothing when the namespace has no place either.
std::optional<Placement2D> placeIn(const Project &project, const ElementId &namespaceId)
{
    constexpr double rowHeight = 96;
    std::optional<Placement2D> place;
    for (const auto &[id, workload] : project.topology.workloads) {
        const Placement2D *other = fourplane::find(project.diagram.placements, id);
        if (!(workload.namespaceId == namespaceId) || !other)
            continue;
        if (!place || other->position.y + rowHeight > place->position.y)
            place = Placement2D { { other->position.x, other->position.y + rowHeight } };
    }
    if (place)
        return place;
    if (const Placement2D *container = fourplane::find(project.diagram.placements, namespaceId))
        return Placement2D { { container->position.x + 24, container->position.y + 60 } };
    return std::nullopt;
}

} // namespace

WorkloadForm::WorkloadForm(ProjectDocument &document, const ElementId &id, QWidget *parent)
    : InspectorForm(document, id, parent)
{
    setObjectName(QStringLiteral("workloadForm"));
    addTitle([this] {
        return toQString(workload().name) + QStringLiteral(" · ") + lowerWord(nameOf(workload().kind));
    });
    addGeneral();
    addIdentity();
    addNetwork();
    addHardening();
    addAssumptions();
    addData();
    addBehaviour();
    finishLayout();
}

bool WorkloadForm::isAlive() const
{
    return fourplane::find(project().topology.workloads, elementId()) != nullptr;
}

const Workload &WorkloadForm::workload() const
{
    return project().topology.workloads.at(elementId());
}

void WorkloadForm::addGeneral()
{
    addText({ tr("Name"), "workloadName",
        tr("What it is called in Kubernetes. Policies choose pods by labels: no plane decides by the name."),
        [this] { return toQString(workload().name); },
        [this](const QString &text) { return nameFault(text); },
        [this](const QString &text) {
            return changed(tr("Rename %1 to %2").arg(toQString(workload().name), text), workload(),
                [&text](Workload &copy) { copy.name = text.toStdString(); });
        } });
    addChoice({ tr("Kind"), "workloadKind",
        tr("What it does: decides which attack techniques concern it. No plane decides by it."),
        [] { return enumOptions<WorkloadKind>(displayWord); }, [this] { return keyOf(workload().kind); },
        [this](const QString &key) {
            return changed(tr("Make %1 a %2").arg(toQString(workload().name), lowerWord(key.toStdString())),
                workload(), [&key](Workload &copy) {
                    copy.kind = enumFromName<WorkloadKind>(key.toStdString()).value_or(copy.kind);
                    copy.kindReason.clear();
                });
        } });
    addInfo(tr("Kind because"), tr("Why the import took it for this kind. Choosing a kind settles it."),
        [this] { return toQString(workload().kindReason); });
    addChoice({ tr("Namespace"), "workloadNamespace",
        tr("Where its pods run. Default deny, mesh allow-lists, Pod Security and accounts belong to a "
           "namespace: every plane decides by it."),
        [this] {
            QList<FormOption> options;
            for (const auto &[id, space] : project().topology.namespaces)
                options.append({ toQString(space.name), toQString(id.value()) });
            return options;
        },
        [this] { return toQString(workload().namespaceId.value()); },
        [this](const QString &key) { return moveEdit(toId(key)); } });
    addText({ tr("Labels"), "workloadLabels",
        tr("Labels of its pods. Network policies and Services choose pods by them: the network plane."),
        [this] { return labelsToText(workload().labels); }, labelsFault,
        [this](const QString &text) {
            return changed(tr("Set labels of %1").arg(toQString(workload().name)), workload(),
                [&text](Workload &copy) { copy.labels = labelsFromText(text); });
        },
        tr("key=value, one per line"), true });
}

QString WorkloadForm::nameFault(const QString &name) const
{
    if (const QString fault = objectNameFault(name); !fault.isEmpty())
        return fault;
    for (const auto &[id, other] : project().topology.workloads) {
        if (!(id == elementId()) && other.namespaceId == workload().namespaceId
            && other.name == name.toStdString() && other.controller == workload().controller)
            return tr("Another %1 in this namespace has that name").arg(keyOf(other.controller));
    }
    return {};
}

Edit WorkloadForm::moveEdit(const ElementId &namespaceId) const
{
    Edit edit = namespaceMove(project(), { elementId() }, namespaceId);
    if (const std::optional<Placement2D> place = placeIn(project(), namespaceId))
        edit.changes.push_back(ElementChange<Placement2D> { elementId(), place });
    return edit;
}

void WorkloadForm::addIdentity()
{
    addSection(tr("Identity"));
    addChoice({ tr("Service account"), "workloadIdentity",
        tr("Who its pods are. The identity plane, the Kubernetes API and the grants of stores decide by it; "
           "who shares an account shares its rights."),
        [this] { return identityOptions(); }, [this] { return toQString(workload().identityId.value()); },
        [this](const QString &key) { return identityEdit(key); } });
    addChoice({ tr("Token"), "workloadToken",
        tr("Whether a token for the Kubernetes API lies in its pods, ready to be stolen. Identity plane."),
        [this] {
            return QList<FormOption> { { tr("Like the account"), QString() },
                { tr("Mounted"), QStringLiteral("yes") }, { tr("Not mounted"), QStringLiteral("no") } };
        },
        [this] {
            const std::optional<bool> &mounted = workload().automountToken;
            return mounted ? (*mounted ? QStringLiteral("yes") : QStringLiteral("no")) : QString();
        },
        [this](const QString &key) {
            return changed(tr("Set token mounting of %1").arg(toQString(workload().name)), workload(),
                [&key](Workload &copy) {
                    copy.automountToken =
                        key.isEmpty() ? std::nullopt : std::optional(key == QLatin1String("yes"));
                });
        } });
}

QList<FormOption> WorkloadForm::identityOptions() const
{
    QList<FormOption> options { { tr("default (shared)"), QString() } };
    for (const auto &[id, identity] : project().topology.identities) {
        if (identity.namespaceId == workload().namespaceId || id == workload().identityId)
            options.append({ toQString(identity.name), toQString(id.value()) });
    }
    options.append({ tr("New account for this workload"), newIdentityKey });
    return options;
}

Edit WorkloadForm::identityEdit(const QString &choice) const
{
    const QString label = tr("Set service account of %1").arg(toQString(workload().name));
    if (choice != newIdentityKey)
        return changed(label, workload(), [&choice](Workload &copy) { copy.identityId = toId(choice); });
    WorkloadIdentity identity;
    identity.id = unusedId(project(), "sa-" + workload().name);
    identity.name = workload().name;
    identity.namespaceId = workload().namespaceId;
    Edit edit = changed(label, workload(), [&identity](Workload &copy) { copy.identityId = identity.id; });
    edit.changes.insert(edit.changes.begin(), ElementChange<WorkloadIdentity> { identity.id, identity });
    return edit;
}

void WorkloadForm::addNetwork()
{
    addSection(tr("Network"));
    addText({ tr("Ports"), "workloadPorts",
        tr("What its pods listen on. A flow or permission without a port means all of these. Network plane."),
        [this] {
            const auto container = mainContainer(workload().containers);
            return container == workload().containers.end() ? QString() : portsToText(container->ports);
        },
        portsFault, [this](const QString &text) { return portsEdit(text); }, tr("8080, grpc:9000, 53/UDP") });
    addChoice({ tr("Mesh"), "workloadMesh",
        tr("Whether its pods have a mesh proxy. Without one nothing proves its identity to others, nor "
           "checks "
           "who calls it. Identity plane."),
        [this] {
            return QList<FormOption> { { tr("Like the namespace"), QStringLiteral("inherit") },
                { tr("In the mesh"), QStringLiteral("in") },
                { tr("Outside the mesh"), QStringLiteral("out") } };
        },
        [this] { return keyOf(workload().mesh); },
        [this](const QString &key) {
            return changed(tr("Set mesh membership of %1").arg(toQString(workload().name)), workload(),
                [&key](Workload &copy) {
                    copy.mesh = enumFromName<MeshMembership>(key.toStdString()).value_or(copy.mesh);
                });
        } });
    addCheck({ tr("Reachable from the internet"), "workloadExposed", [this] { return workload().exposed; },
        [this](bool on) {
            return changed(on ? tr("Expose %1").arg(toQString(workload().name))
                              : tr("Stop exposing %1").arg(toQString(workload().name)),
                workload(), [on](Workload &copy) { copy.exposed = on; });
        },
        tr("Through an Ingress, a LoadBalancer or a NodePort. Network plane.") });
}

Edit WorkloadForm::portsEdit(const QString &text) const
{
    return changed(
        tr("Set ports of %1").arg(toQString(workload().name)), workload(), [&text](Workload &copy) {
            auto container = mainContainer(copy.containers);
            if (container == copy.containers.end()) {
                if (portsFromText(text).empty())
                    return;
                copy.containers.insert(copy.containers.begin(), Container { copy.name });
                container = copy.containers.begin();
            }
            container->ports = portsFromText(text);
        });
}

void WorkloadForm::addHardening()
{
    addSection(tr("Workload"));
    addChoice({ tr("Pod security"), "workloadPodSecurity",
        tr("Pod Security Admission of its namespace: pods below this level are refused. Workload plane."),
        [this] {
            QList<FormOption> options { { tr("Not set"), QString() } };
            options.append(enumOptions<PodSecurityLevel>(displayWord));
            return options;
        },
        [this] {
            const Namespace *space = fourplane::find(project().topology.namespaces, workload().namespaceId);
            return space && space->podSecurity.enforce ? keyOf(*space->podSecurity.enforce) : QString();
        },
        [this](const QString &key) { return podSecurityEdit(key); } });
    addInfo(tr("Applies to"), tr("Pod Security is set for a whole namespace."), [this]() -> QString {
        const Namespace *space = fourplane::find(project().topology.namespaces, workload().namespaceId);
        if (!space)
            return tr("choose a namespace first");
        const auto count =
            std::count_if(project().topology.workloads.begin(), project().topology.workloads.end(),
                [space](const auto &entry) { return entry.second.namespaceId == space->id; });
        return tr("all %1 workloads of %2").arg(count).arg(toQString(space->name));
    });
}

Edit WorkloadForm::podSecurityEdit(const QString &level) const
{
    const Namespace *space = fourplane::find(project().topology.namespaces, workload().namespaceId);
    if (!space)
        return {};
    return changed(
        tr("Set pod security of %1").arg(toQString(space->name)), *space, [&level](Namespace &copy) {
            copy.podSecurity.enforce = enumFromName<PodSecurityLevel>(level.toStdString());
        });
}

void WorkloadForm::addAssumptions()
{
    addSection(tr("Assumed weaknesses"));
    const auto edit = [this](const QString &label, auto mutate) {
        return changed(label.arg(toQString(workload().name)), workload(),
            [&mutate](Workload &copy) { mutate(copy.exploitable); });
    };
    addCheck({ tr("Code can be run in it remotely"), "workloadExploitRemote",
        [this] { return workload().exploitable.remote; },
        [edit](bool on) {
            return edit(tr("Mark %1 as remotely exploitable"), [on](ExploitMark &mark) { mark.remote = on; });
        },
        tr("Counts under the assumption 'marked'") });
    addCheck({ tr("Its container can be escaped"), "workloadExploitEscape",
        [this] { return workload().exploitable.escape; },
        [edit](bool on) {
            return edit(tr("Mark %1 as escapable"), [on](ExploitMark &mark) { mark.escape = on; });
        },
        tr("A runtime or kernel weakness lets code out to the node") });
    addText({ tr("Because"), "workloadExploitReason",
        tr("Why you believe it; stands in traces and reports. Decides nothing."),
        [this] { return toQString(workload().exploitable.reason); }, nullptr,
        [edit](const QString &text) {
            return edit(tr("Say why %1 is exploitable"),
                [&text](ExploitMark &mark) { mark.reason = text.toStdString(); });
        },
        tr("CVE id, or assumption") });
}

void WorkloadForm::addData()
{
    bool hosts = false;
    for (const auto &[id, store] : project().topology.stores)
        hosts = hosts || store.hostId == elementId();
    if (!hosts)
        return;
    addSection(tr("Data"));
    addInfo(tr("Holds"), tr("Collections of its stores and how sensitive they are. Data plane."), [this] {
        QStringList lines;
        for (const auto &[id, store] : project().topology.stores) {
            if (!(store.hostId == elementId()))
                continue;
            for (const Collection &collection : store.collections) {
                lines.append(QStringLiteral("%1 (%2)").arg(
                    toQString(collection.name), lowerWord(nameOf(collection.classification))));
            }
        }
        return lines.join(QStringLiteral(", "));
    });
    addInfo(tr("Readers"), tr("Accounts with a grant, which the store itself checks. Data plane."), [this] {
        QStringList names;
        for (const auto &[id, grant] : project().policy.grants) {
            const DataStore *store = findCollection(project().topology, grant.collectionId).first;
            const WorkloadIdentity *identity =
                fourplane::find(project().topology.identities, grant.identityId);
            if (!store || !identity || !(store->hostId == elementId()))
                continue;
            const QString verb = grant.verb == AccessVerb::Read
                ? QString()
                : QStringLiteral(" (%1)").arg(lowerWord(nameOf(grant.verb)));
            names.append(QStringLiteral("sa/") + toQString(identity->name) + verb);
        }
        names.removeDuplicates();
        return names.isEmpty() ? tr("nobody has a grant") : names.join(QStringLiteral(", "));
    });
}

void WorkloadForm::addBehaviour()
{
    addSection(tr("Behaviour"));
    for (const BehaviourField &field : behaviourFields()) {
        const QByteArray name = QByteArray("trait") + field.name;
        if (field.flag)
            addFlag(field, name);
        else
            addKnown(field, name);
    }
}

void WorkloadForm::addFlag(const BehaviourField &field, const QByteArray &name)
{
    addCheck({ field.label, name.constData(), [this, trait = field.flag] { return workload().traits.*trait; },
        [this, trait = field.flag](bool on) {
            return changed(tr("Set behaviour of %1").arg(toQString(workload().name)), workload(),
                [trait, on](Workload &copy) { copy.traits.*trait = on; });
        },
        field.explanation });
}

/// The absence of these is a control, which must be said to count.
void WorkloadForm::addKnown(const BehaviourField &field, const QByteArray &name)
{
    addChoice({ field.label, name.constData(), field.explanation,
        [] {
            return QList<FormOption> { { tr("Not known"), QString() }, { tr("Yes"), QStringLiteral("yes") },
                { tr("No"), QStringLiteral("no") } };
        },
        [this, trait = field.known] {
            const std::optional<bool> &value = workload().traits.*trait;
            return value ? (*value ? QStringLiteral("yes") : QStringLiteral("no")) : QString();
        },
        [this, trait = field.known](const QString &key) {
            return changed(tr("Set behaviour of %1").arg(toQString(workload().name)), workload(),
                [trait, &key](Workload &copy) {
                    copy.traits.*trait =
                        key.isEmpty() ? std::nullopt : std::optional(key == QLatin1String("yes"));
                });
        } });
}

} // namespace fourplane::ui
