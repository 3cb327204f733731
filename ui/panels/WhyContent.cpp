// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/WhyContent.h"

#include "core/decision/UnreadRules.h"
#include "core/reports/AttackReportWords.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/Words.h"

#include <QCoreApplication>

#include <algorithm>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

QString placeText(const DecidingObject &object, const ManifestPlace &placeOf)
{
    if (object.origin.isKnown())
        return QString::fromStdString(toString(object.origin));
    return placeOf ? placeOf(object) : QString();
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Permit:
        return tr("permitted");
    case Verdict::Deny:
        return tr("denied");
    case Verdict::NotEnforced:
        return tr("nothing enforced");
    case Verdict::Uncertain:
        return tr("uncertain");
    }
    return {};
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

WhyRow rowOf(Plane plane, const PlaneVerdict &answer, const ManifestPlace &placeOf)
{
    WhyRow row;
    row.plane = plane;
    row.verdict = answer.verdict;
    const QString word = displayWord(nameOf(plane)) + QStringLiteral(": ") + verdictWord(answer.verdict);
    row.headline = word;
    if (answer.decidedBy) {
        row.headline += tr(" by ") + objectText(*answer.decidedBy);
        row.place = placeText(*answer.decidedBy, placeOf);
    }
    row.detail = capitalised(QString::fromStdString(answer.reason));
    return row;
}

WhyContent whyRequest(const Project &project, const PolicyDecisionPoint &decisions,
    const AccessRequest &request, const ManifestPlace &placeOf)
{
    Decision decision = decisions.decide(request);
    UnreadRules(project.unmodelled, decisions.plan()).name(request, decision);
    WhyContent content;
    content.verdict = decision.joint();
    const QString source = elementName(project, request.sourceId);
    const bool isData = request.verb && !request.collectionId.isEmpty();
    const QString action = isData ? displayWord(nameOf(*request.verb)).toLower() : tr("reach");
    QString target = elementName(project, isData ? request.collectionId : request.destinationId);
    if (!isData && request.port != 0)
        target += QStringLiteral(":%1").arg(request.port);
    switch (content.verdict) {
    case Verdict::Permit:
        content.title = tr("%1 can %2 %3").arg(source, action, target);
        break;
    case Verdict::Deny:
        content.title = tr("%1 cannot %2 %3").arg(source, action, target);
        break;
    case Verdict::NotEnforced:
        content.title = tr("%1 can %2 %3: nothing stands in the way").arg(source, action, target);
        break;
    case Verdict::Uncertain:
        content.title = tr("Not known whether %1 can %2 %3").arg(source, action, target);
        break;
    }
    for (std::size_t i = 0; i < planeCount; ++i) {
        const auto plane = static_cast<Plane>(i);
        content.rows.append(rowOf(plane, decision.on(plane), placeOf));
    }
    return content;
}

const Flow *flowBetween(const Project &project, const ElementId &source, const ElementId &destination)
{
    for (const auto &[id, flow] : project.topology.flows) {
        if (flow.sourceId == source && flow.destinationId == destination)
            return &flow;
    }
    return nullptr;
}

AccessRequest requestOf(const Flow &flow)
{
    AccessRequest request;
    request.sourceId = flow.sourceId;
    request.destinationId = flow.destinationId;
    request.port = flow.port;
    request.protocol = flow.protocol;
    request.collectionId = flow.collectionId;
    request.verb = flow.verb;
    return request;
}

} // namespace

QString objectText(const DecidingObject &object)
{
    const QString name = object.namespaceName.empty()
        ? QString::fromStdString(object.name)
        : QString::fromStdString(object.namespaceName + "/" + object.name);
    return QString::fromStdString(object.kind) + QLatin1Char(' ') + name;
}

WhyContent whyConnection(const Project &project, const PolicyDecisionPoint &decisions,
    const ElementId &source, const ElementId &destination, const ManifestPlace &placeOf)
{
    if (const Flow *flow = flowBetween(project, source, destination)) {
        WhyContent content = whyRequest(project, decisions, requestOf(*flow), placeOf);
        content.footer = tr("The design declares this flow.");
        return content;
    }
    AccessRequest request;
    request.sourceId = source;
    request.destinationId = destination;
    WhyContent content = whyRequest(project, decisions, request, placeOf);
    content.footer = tr("The design declares no flow here; any port of the destination was asked about.");
    return content;
}

WhyContent whyFlow(const Project &project, const PolicyDecisionPoint &decisions, const ElementId &id,
    const ManifestPlace &placeOf)
{
    if (const Flow *flow = find(project.topology.flows, id)) {
        WhyContent content = whyRequest(project, decisions, requestOf(*flow), placeOf);
        content.footer = tr("The design declares this flow.");
        return content;
    }
    if (const AllowRule *rule = find(project.policy.allowRules, id))
        return whyConnection(project, decisions, rule->sourceId, rule->destinationId, placeOf);
    return {};
}

WhyContent whyPivot(const Project &project, const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    std::uint32_t pivotIndex, const ManifestPlace &placeOf)
{
    if (pivotIndex >= trace.pivots.size())
        return {};
    const Pivot &pivot = trace.pivots[pivotIndex];
    const Technique *technique = findTechnique(catalogue, pivot.techniqueId);
    const QString name = QString::fromStdString(technique ? technique->name : pivot.techniqueId);
    const QString ends = arrowText(project, pivot.fromId, pivot.toId);
    WhyContent content;
    content.verdict = pivot.succeeded() ? Verdict::Permit : Verdict::Deny;
    content.title =
        pivot.succeeded() ? tr("%1 succeeds: %2").arg(name, ends) : tr("%1 is blocked: %2").arg(name, ends);
    for (const PivotBlock &block : pivot.blocks) {
        WhyRow row;
        row.plane = block.plane;
        row.verdict = Verdict::Deny;
        row.headline = displayWord(nameOf(block.plane)) + tr(": blocked");
        if (block.decidedBy) {
            row.headline += tr(" by ") + objectText(*block.decidedBy);
            row.place = placeText(*block.decidedBy, placeOf);
        }
        row.detail = capitalised(QString::fromStdString(block.reason));
        if (!block.control.empty())
            row.detail += tr(" (control %1)").arg(QString::fromStdString(block.control));
        content.rows.append(row);
    }
    for (const std::string &note : pivot.notes)
        content.rows.append(
            { std::nullopt, Verdict::NotEnforced, {}, capitalised(QString::fromStdString(note)), {} });
    QStringList gains;
    for (std::uint32_t index : pivot.grants) {
        if (index < trace.facts.size())
            gains.append(factText(project, trace.facts[index].fact));
    }
    if (!gains.isEmpty()) {
        content.footer = pivot.succeeded() ? tr("From now on %1").arg(gains.join(QStringLiteral("; ")))
                                           : tr("Had it succeeded: %1").arg(gains.join(QStringLiteral("; ")));
    }
    return content;
}

QString factText(const Project &project, const Fact &fact)
{
    return QString::fromStdString(
        factSentence(project, fact, elementName(project, fact.subject).toStdString()));
}

const Technique *findTechnique(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const auto found = std::find_if(catalogue.techniques.begin(), catalogue.techniques.end(),
        [&id](const Technique &technique) { return technique.id == id; });
    return found == catalogue.techniques.end() ? nullptr : &*found;
}

} // namespace fourplane::ui
