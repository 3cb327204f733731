// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ConnectionPicker.h"

#include "core/base/EnumNames.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"

namespace fourplane::ui {

namespace {

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

/// "8080 http (TCP)"
QString portText(const NamedPort &port)
{
    if (port.number == 0)
        return ConnectionPicker::tr("Every port");
    QString words = QString::number(port.number);
    if (!port.name.empty())
        words += QLatin1Char(' ') + text(port.name);
    return words + QStringLiteral(" (%1)").arg(text(nameOf(port.protocol)).toUpper());
}

QString patternText(const Project &project, const ElementId &patternId)
{
    const CommunicationPattern *pattern = fourplane::find(project.policy.patterns, patternId);
    if (!pattern)
        return ConnectionPicker::tr("declared only, not permitted");
    return ConnectionPicker::tr("permitted by %1")
        .arg(text(pattern->name.empty() ? patternId.value() : pattern->name));
}

} // namespace

ConnectionPicker::ConnectionPicker(CanvasView &canvas, QWidget *parent)
    : PickerPopup(parent)
    , m_canvas(canvas)
{
    setObjectName(QStringLiteral("connectionPicker"));
    connect(&canvas, &CanvasView::connectionAsked, this, &ConnectionPicker::ask);
    connect(this, &PickerPopup::chosen, this, &ConnectionPicker::connectAs);
}

void ConnectionPicker::ask(const ElementId &sourceId, const ElementId &destinationId, const QPointF &position)
{
    const Project &project = m_canvas.document()->project();
    const Result<std::vector<ConnectionChoice>> choices = connectionChoices(project, sourceId, destinationId);
    if (!choices)
        return;
    m_sourceId = sourceId;
    m_destinationId = destinationId;
    m_choices = *choices;
    QList<PickerEntry> entries;
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const CommunicationPattern *pattern =
            fourplane::find(project.policy.patterns, m_choices[i].patternId);
        entries.append(
            { QString::number(i), portText(m_choices[i].port), patternText(project, m_choices[i].patternId),
                pattern ? text(pattern->description) : QString(), {} });
    }
    open(tr("Which port? (type a number or name)"), entries, position.toPoint() + QPoint(12, 12));
}

void ConnectionPicker::connectAs(const QString &key)
{
    const auto index = static_cast<std::size_t>(key.toInt());
    if (m_canvas.document() && index < m_choices.size())
        m_canvas.connectCards(m_sourceId, m_destinationId, m_choices[index]);
}

void ConnectionPicker::hideEvent(QHideEvent *event)
{
    PickerPopup::hideEvent(event);
    m_canvas.endConnecting();
}

} // namespace fourplane::ui
