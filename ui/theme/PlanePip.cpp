// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/PlanePip.h"

#include <QPainter>

#include <algorithm>

namespace fourplane::ui {

void paintPlanePip(QPainter &painter, const QRectF &rect, Plane plane, Verdict verdict, const Theme &theme)
{
    const QRectF box = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    QColor letterColour = theme.accentText;
    QPen pen(Qt::NoPen);
    QBrush brush(Qt::NoBrush);
    QString letter = QString(QChar::fromLatin1("INWD"[static_cast<int>(plane)]));
    switch (verdict) {
    case Verdict::Permit:
        brush = theme.allowed;
        break;
    case Verdict::Deny:
        letterColour = theme.denied;
        pen = QPen(theme.denied, 1.2);
        break;
    case Verdict::NotEnforced:
        letterColour = theme.secondaryText;
        pen = QPen(theme.neutral, 1, Qt::DashLine);
        break;
    case Verdict::Uncertain:
        letterColour = theme.text;
        pen = QPen(theme.text, 1);
        letter += QLatin1Char('?');
        break;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(letterColour);
    painter.setFont(interfaceFont(std::max(7, static_cast<int>(rect.height() * 0.66)), QFont::Bold));
    painter.drawText(rect, Qt::AlignCenter, letter);
    painter.restore();
}

} // namespace fourplane::ui
