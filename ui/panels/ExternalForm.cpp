// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExternalForm.h"

#include "ui/panels/FieldChecks.h"
#include "ui/panels/Words.h"

namespace fourplane::ui {

ExternalForm::ExternalForm(ProjectDocument &document, const ElementId &id, QWidget *parent)
    : InspectorForm(document, id, parent)
{
    setObjectName(QStringLiteral("externalForm"));
    const auto edit = [this](const QString &what, auto mutate) {
        return changed(what.arg(QString::fromStdString(external().name)), external(), mutate);
    };
    addTitle([this] {
        return QString::fromStdString(external().name) + QStringLiteral(" · ")
            + lowerWord(nameOf(external().kind));
    });
    addText({ tr("Name"), "externalName", tr("What you call it. No plane decides by it."),
        [this] { return QString::fromStdString(external().name); },
        [](const QString &text) { return text.trimmed().isEmpty() ? tr("A name is needed") : QString(); },
        [edit](const QString &text) {
            return edit(tr("Rename %1"), [&text](ExternalEndpoint &copy) { copy.name = text.toStdString(); });
        } });
    addChoice({ tr("Kind"), "externalKind",
        tr("What it is: decides which attack techniques concern it. No plane decides by it."),
        [] { return enumOptions<ExternalKind>(displayWord); }, [this] { return keyOf(external().kind); },
        [edit](const QString &key) {
            return edit(tr("Set kind of %1"), [&key](ExternalEndpoint &copy) {
                copy.kind = enumFromName<ExternalKind>(key.toStdString()).value_or(copy.kind);
            });
        } });
    addChoice({ tr("Trust"), "externalTrust",
        tr("Who can write the text that comes from there: where injected prompts come in."),
        [] { return enumOptions<TrustTier>(displayWord); }, [this] { return keyOf(external().trust); },
        [edit](const QString &key) {
            return edit(tr("Set trust in %1"), [&key](ExternalEndpoint &copy) {
                copy.trust = enumFromName<TrustTier>(key.toStdString()).value_or(copy.trust);
            });
        } });
    addSection(tr("Network"));
    addText({ tr("Host names"), "externalHosts",
        tr("Egress proxies and mesh entries let out by these names. Network plane."),
        [this] { return listToText(external().hosts); }, nullptr,
        [edit](const QString &text) {
            return edit(tr("Set host names of %1"),
                [&text](ExternalEndpoint &copy) { copy.hosts = listFromText(text); });
        },
        tr("api.example.com") });
    addText({ tr("Addresses"), "externalCidrs",
        tr("Network policies decide by addresses and know no names. Network plane."),
        [this] { return listToText(external().cidrs); }, cidrsFault,
        [edit](const QString &text) {
            return edit(tr("Set addresses of %1"),
                [&text](ExternalEndpoint &copy) { copy.cidrs = listFromText(text); });
        },
        tr("every address outside the cluster") });
    addText({ tr("Ports"), "externalPorts",
        tr("What it offers. A flow or permission without a port means all of these. Network plane."),
        [this] { return portsToText(external().ports); }, portsFault,
        [edit](const QString &text) {
            return edit(
                tr("Set ports of %1"), [&text](ExternalEndpoint &copy) { copy.ports = portsFromText(text); });
        },
        tr("443") });
    addSection(tr("Attacker"));
    addCheck({ tr("An attacker can have an account there"), "externalWritable",
        [this] { return external().writableByAttacker; },
        [edit](bool on) {
            return edit(tr("Set who can write to %1"),
                [on](ExternalEndpoint &copy) { copy.writableByAttacker = on; });
        },
        tr("A dead drop: what is sent there can be collected") });
    addText({ tr("Description"), "externalDescription", tr("Your own words. Decides nothing."),
        [this] { return QString::fromStdString(external().description); }, nullptr,
        [edit](const QString &text) {
            return edit(tr("Describe %1"),
                [&text](ExternalEndpoint &copy) { copy.description = text.toStdString(); });
        },
        QString(), true });
    finishLayout();
}

bool ExternalForm::isAlive() const
{
    return fourplane::find(project().topology.externals, elementId()) != nullptr;
}

const ExternalEndpoint &ExternalForm::external() const
{
    return project().topology.externals.at(elementId());
}

} // namespace fourplane::ui
