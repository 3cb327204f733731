// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/InlineRename.h"

#include "ui/theme/Theme.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fourplane::ui {

InlineRename::InlineRename(QWidget &canvas)
    : m_canvas(canvas)
{
}

void InlineRename::begin(const ElementId &id, const QString &name, const QRectF &viewRect, double zoom,
    std::function<bool(const QString &)> commit)
{
    cancel();
    m_editor = new QLineEdit(name, &m_canvas);
    m_editor->setObjectName(QStringLiteral("rename-") + QString::fromStdString(id.value()));
    m_editor->setAccessibleName(tr("New name of %1").arg(name));
    const double scale = std::clamp(zoom, 0.8, 2.0);
    m_editor->setFont(interfaceFont(static_cast<int>(std::lround(13 * scale)), QFont::DemiBold));
    m_editor->setFrame(true);
    m_editor->setTextMargins(0, 0, 0, 0);
    m_editor->setStyleSheet(
        QStringLiteral("QLineEdit { padding: 0 2px; border-radius: 3px; font-size: %1px; }")
            .arg(static_cast<int>(std::lround(13 * scale))));
    QRect box = viewRect.toAlignedRect().adjusted(-4, -3, 4, 3);
    box.setHeight(std::max(box.height(), static_cast<int>(std::lround(22 * scale))));
    box.setWidth(std::max(box.width(), 120));
    m_editor->setGeometry(box);
    m_editor->installEventFilter(this);
    m_commit = std::move(commit);
    m_editor->selectAll();
    m_editor->show();
    m_editor->setFocus(Qt::OtherFocusReason);
}

void InlineRename::cancel()
{
    if (!m_editor)
        return;
    QLineEdit *editor = std::exchange(m_editor, nullptr);
    editor->removeEventFilter(this);
    editor->hide();
    editor->deleteLater();
    m_canvas.setFocus(Qt::OtherFocusReason);
}

bool InlineRename::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        cancel();
    } else if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        // Taken here, or they would go on to the canvas, where they mean something else.
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (enter && event->type() == QEvent::KeyPress && m_commit(m_editor->text()))
            cancel();
        if (key == Qt::Key_Escape)
            cancel();
        if (enter || key == Qt::Key_Escape) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fourplane::ui
