// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ConnectionForms.h"

#include "ui/panels/ElementNames.h"
#include "ui/panels/FieldChecks.h"
#include "ui/panels/Words.h"

namespace fourplane::ui {

FlowForm::FlowForm(ProjectDocument &document, const ElementId &id, QWidget *parent)
    : InspectorForm(document, id, parent)
{
    setObjectName(QStringLiteral("flowForm"));
    addTitle([this] { return tr("%1 · declared flow").arg(ends()); });
    addText({ tr("Port"), "flowPort",
        tr("The port of the destination's pods that the design needs. A flow permits nothing; permissions "
           "for it do. Network plane."),
        [this] { return flow().port == 0 ? QString() : QString::number(flow().port); },
        [](const QString &text) {
            bool isNumber = false;
            const int number = text.toInt(&isNumber);
            const bool isPort = text.isEmpty() || (isNumber && number >= 1 && number <= 65535);
            return isPort ? QString() : tr("'%1' is no port number between 1 and 65535").arg(text);
        },
        [this](const QString &text) {
            return changed(tr("Set port of %1").arg(ends()), flow(),
                [&text](Flow &copy) { copy.port = static_cast<std::uint16_t>(text.toInt()); });
        },
        tr("every port it offers") });
    addChoice({ tr("Protocol"), "flowProtocol", tr("Network policies decide by it."),
        [] {
            return QList<FormOption> { { QStringLiteral("TCP"), QStringLiteral("TCP") },
                { QStringLiteral("UDP"), QStringLiteral("UDP") },
                { QStringLiteral("SCTP"), QStringLiteral("SCTP") } };
        },
        [this] { return keyOf(flow().protocol); },
        [this](const QString &key) {
            return changed(tr("Set protocol of %1").arg(ends()), flow(), [&key](Flow &copy) {
                copy.protocol = enumFromName<Protocol>(key.toStdString()).value_or(copy.protocol);
            });
        } });
    addText(
        { tr("Purpose"), "flowPurpose", tr("Why the design needs it; stands in reviews. Decides nothing."),
            [this] { return QString::fromStdString(flow().purpose); }, nullptr,
            [this](const QString &text) {
                return changed(tr("Say what %1 is for").arg(ends()), flow(),
                    [&text](Flow &copy) { copy.purpose = text.toStdString(); });
            } });
    addData();
    addCheck(
        { tr("Carries tool calls of an agent"), "flowToolCalls", [this] { return flow().carriesToolCalls; },
            [this](bool on) {
                return changed(tr("Set tool calls of %1").arg(ends()), flow(),
                    [on](Flow &copy) { copy.carriesToolCalls = on; });
            },
            tr("Then tool scopes decide about them, on the data plane.") });
    finishLayout();
}

bool FlowForm::isAlive() const
{
    return fourplane::find(project().topology.flows, elementId()) != nullptr;
}

const Flow &FlowForm::flow() const
{
    return project().topology.flows.at(elementId());
}

QString FlowForm::ends() const
{
    return arrowText(project(), flow().sourceId, flow().destinationId);
}

void FlowForm::addData()
{
    addSection(tr("Data access"));
    addChoice({ tr("Collection"), "flowCollection",
        tr("What is read or written there. Grants of the store decide about it: the data plane."),
        [this] {
            QList<FormOption> options { { tr("none"), QString() } };
            for (const auto &[id, store] : project().topology.stores) {
                if (!(store.hostId == flow().destinationId))
                    continue;
                for (const Collection &collection : store.collections) {
                    options.append({ QString::fromStdString(collection.name),
                        QString::fromStdString(collection.id.value()) });
                }
            }
            return options;
        },
        [this] { return QString::fromStdString(flow().collectionId.value()); },
        [this](const QString &key) {
            return changed(tr("Set collection of %1").arg(ends()), flow(), [&key](Flow &copy) {
                copy.collectionId = ElementId(key.toStdString());
                if (key.isEmpty())
                    copy.verb = std::nullopt;
                else if (!copy.verb)
                    copy.verb = AccessVerb::Read;
            });
        } });
    addChoice({ tr("Access"), "flowVerb",
        tr("What is done to the collection. A grant to read lets nobody write. Data plane."),
        [this] {
            QList<FormOption> options { { tr("none"), QString() } };
            if (!flow().collectionId.isEmpty())
                options = enumOptions<AccessVerb>(displayWord);
            return options;
        },
        [this] { return flow().verb ? keyOf(*flow().verb) : QString(); },
        [this](const QString &key) {
            return changed(tr("Set access of %1").arg(ends()), flow(),
                [&key](Flow &copy) { copy.verb = enumFromName<AccessVerb>(key.toStdString()); });
        } });
}

AllowRuleForm::AllowRuleForm(ProjectDocument &document, const ElementId &id, QWidget *parent)
    : InspectorForm(document, id, parent)
{
    setObjectName(QStringLiteral("allowRuleForm"));
    addTitle([this] {
        return tr("%1 · permission").arg(arrowText(project(), rule().sourceId, rule().destinationId));
    });
    addText({ tr("Ports"), "rulePorts",
        tr("Which ports it opens. Becomes network policies where the namespace denies by default."),
        [this] { return portsToText(rule().ports); }, portsFault,
        [this](const QString &text) {
            return changed(tr("Set ports of a permission"), rule(),
                [&text](AllowRule &copy) { copy.ports = allowedPortsFromText(text); });
        },
        tr("every port it offers") });
    addText({ tr("Context"), "ruleContext",
        tr("The operational context that justifies it; stands in reviews. Decides nothing."),
        [this] { return QString::fromStdString(rule().context); }, nullptr,
        [this](const QString &text) {
            return changed(tr("Set context of a permission"), rule(),
                [&text](AllowRule &copy) { copy.context = text.toStdString(); });
        },
        tr("what justifies it"), true });
    addInfo(tr("Pattern"), tr("The communication pattern that it is made from."), [this] {
        const CommunicationPattern *pattern = fourplane::find(project().policy.patterns, rule().patternId);
        return pattern ? QString::fromStdString(pattern->name)
                       : tr("outside every pattern: needs an exception");
    });
    finishLayout();
}

bool AllowRuleForm::isAlive() const
{
    return fourplane::find(project().policy.allowRules, elementId()) != nullptr;
}

const AllowRule &AllowRuleForm::rule() const
{
    return project().policy.allowRules.at(elementId());
}

} // namespace fourplane::ui
