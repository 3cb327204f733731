// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/NamespaceForm.h"

#include "core/base/KubernetesSyntax.h"
#include "ui/panels/FieldChecks.h"
#include "ui/panels/Words.h"

namespace fourplane::ui {

NamespaceForm::NamespaceForm(ProjectDocument &document, const ElementId &id, QWidget *parent)
    : InspectorForm(document, id, parent)
{
    setObjectName(QStringLiteral("namespaceForm"));
    addTitle([this] { return tr("%1 · namespace").arg(QString::fromStdString(space().name)); });
    addText({ tr("Name"), "namespaceName",
        tr("What it is called in Kubernetes. Network policies and SPIFFE ids name it: the network and the "
           "identity plane decide by it."),
        [this] { return QString::fromStdString(space().name); },
        [this](const QString &text) { return nameFault(text); },
        [this](const QString &text) {
            return changed(tr("Rename namespace %1 to %2").arg(QString::fromStdString(space().name), text),
                space(), [&text](Namespace &copy) { copy.name = text.toStdString(); });
        } });
    addText({ tr("Labels"), "namespaceLabels",
        tr("Network policies choose namespaces by them: the network plane. Those for Pod Security are set "
           "below."),
        [this] { return labelsToText(space().labels); }, labelsFault,
        [this](const QString &text) {
            return changed(tr("Set labels of %1").arg(QString::fromStdString(space().name)), space(),
                [&text](Namespace &copy) { copy.labels = labelsFromText(text); });
        },
        tr("key=value, one per line"), true });
    addText({ tr("Tenant"), "namespaceTenant",
        tr("Whose it is. Findings and attacks look at what crosses from one tenant to another; no plane "
           "decides by it alone."),
        [this] { return QString::fromStdString(space().tenant); }, nullptr,
        [this](const QString &text) {
            return changed(tr("Set tenant of %1").arg(QString::fromStdString(space().name)), space(),
                [&text](Namespace &copy) { copy.tenant = text.toStdString(); });
        },
        tr("not bound to a tenant") });
    addSection(tr("Pod security"));
    addLevel(tr("Enforce"), "namespaceEnforce", tr("Pods below this level are refused. Workload plane."),
        &PodSecurityAdmission::enforce);
    addLevel(tr("Audit"), "namespaceAudit",
        tr("Pods below this level are recorded in the audit log. Refuses nothing."),
        &PodSecurityAdmission::audit);
    addLevel(tr("Warn"), "namespaceWarn", tr("Who makes a pod below this level is warned. Refuses nothing."),
        &PodSecurityAdmission::warn);
    addSegmentation();
    finishLayout();
}

bool NamespaceForm::isAlive() const
{
    return fourplane::find(project().topology.namespaces, elementId()) != nullptr;
}

const Namespace &NamespaceForm::space() const
{
    return project().topology.namespaces.at(elementId());
}

QString NamespaceForm::nameFault(const QString &name) const
{
    if (name.isEmpty())
        return tr("A name is needed");
    if (!isDnsLabel(name.toStdString()))
        return tr("Use at most 63 lower-case letters, digits and '-'; start and end with a letter or digit");
    for (const auto &[id, other] : project().topology.namespaces) {
        if (!(id == elementId()) && other.name == name.toStdString())
            return tr("Another namespace has that name");
    }
    return {};
}

void NamespaceForm::addLevel(const QString &label, const char *name, const QString &explanation,
    std::optional<PodSecurityLevel> PodSecurityAdmission::*level)
{
    addChoice({ label, name, explanation,
        [this] {
            QList<FormOption> options { { tr("Not set"), QString() } };
            options.append(enumOptions<PodSecurityLevel>(displayWord));
            return options;
        },
        [this, level] {
            const std::optional<PodSecurityLevel> &value = space().podSecurity.*level;
            return value ? keyOf(*value) : QString();
        },
        [this, level](const QString &key) {
            return changed(tr("Set pod security of %1").arg(QString::fromStdString(space().name)), space(),
                [&key, level](Namespace &copy) {
                    copy.podSecurity.*level = enumFromName<PodSecurityLevel>(key.toStdString());
                });
        } });
}

void NamespaceForm::addSegmentation()
{
    const auto edit = [this](const QString &what, auto mutate) {
        return changed(what.arg(QString::fromStdString(space().name)), space(), mutate);
    };
    addSection(tr("Segmentation"));
    addCheck({ tr("Default deny, and one policy per permission"), "namespaceDefaultDeny",
        [this] { return space().segmentation.defaultDeny; },
        [edit](bool on) {
            return edit(on ? tr("Deny by default in %1") : tr("Stop denying by default in %1"),
                [on](Namespace &copy) { copy.segmentation.defaultDeny = on; });
        },
        tr("NetworkPolicies for both directions, made from the permissions. Network plane.") });
    addCheck({ tr("Mesh allow-list"), "namespaceMeshAllowList",
        [this] { return space().segmentation.meshAllowList; },
        [edit](bool on) {
            return edit(on ? tr("Allow-list callers in %1") : tr("Stop allow-listing callers in %1"),
                [on](Namespace &copy) { copy.segmentation.meshAllowList = on; });
        },
        tr("Policies of the mesh that let in only the identities with a permission. Identity plane.") });
    addCheck({ tr("Sidecar injection"), "namespaceMesh", [this] { return space().meshInjection; },
        [edit](bool on) {
            return edit(on ? tr("Put %1 in the mesh") : tr("Take %1 out of the mesh"),
                [on](Namespace &copy) { copy.meshInjection = on; });
        },
        tr("Whether new pods get a mesh proxy. What the mesh enforces needs it.") });
    addChoice({ tr("Mutual TLS"), "namespaceMtls",
        tr("Strict refuses callers without a certificate; permissive proves nothing about them."),
        [] { return enumOptions<MtlsMode>(displayWord); },
        [this] { return keyOf(space().segmentation.mtls); },
        [edit](const QString &key) {
            return edit(tr("Set mutual TLS of %1"), [&key](Namespace &copy) {
                copy.segmentation.mtls = enumFromName<MtlsMode>(key.toStdString()).value_or(MtlsMode::Unset);
            });
        } });
}

} // namespace fourplane::ui
