// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/InlineRename.h"

#include "ui/canvas/CanvasMetrics.h"
#include "ui/theme/Theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fourplane::ui {

InlineRename::InlineRename(QWidget &canvas)
    : m_canvas(canvas)
{
}

void InlineRename::begin(
    const ElementId &id, const QString &name, const QRectF &viewRect, double zoom, const Commit &commit)
{
    cancel();
    auto *editor = new QLineEdit(name, &m_canvas);
    editor->setAccessibleName(tr("New name of %1").arg(name));
    const double scale = std::clamp(zoom, 0.8, 2.0);
    editor->setFont(interfaceFont(static_cast<int>(std::lround(13 * scale)), QFont::DemiBold));
    editor->setFrame(true);
    editor->setTextMargins(0, 0, 0, 0);
    editor->setStyleSheet(QStringLiteral("QLineEdit { padding: 0 2px; border-radius: 3px; font-size: %1px; }")
                              .arg(static_cast<int>(std::lround(13 * scale))));
    QRect box = viewRect.toAlignedRect().adjusted(-4, -3, 4, 3);
    box.setHeight(std::max(box.height(), static_cast<int>(std::lround(22 * scale))));
    box.setWidth(std::max(box.width(), 120));
    editor->selectAll();
    show(editor, id, box, commit);
}

void InlineRename::beginText(const ElementId &id, const QString &text, const QRectF &viewRect, double zoom,
    const Theme &theme, const Commit &commit)
{
    cancel();
    auto *editor = new QPlainTextEdit(text, &m_canvas);
    editor->setAccessibleName(tr("Text of the note"));
    editor->setPlaceholderText(tr("Write a note"));
    editor->setTabChangesFocus(true);
    const double scale = std::clamp(zoom, 0.8, 2.0);
    const int padding = static_cast<int>(std::lround(metrics::notePadding * scale));
    editor->document()->setDocumentMargin(0);
    editor->setStyleSheet(QStringLiteral("QPlainTextEdit { background: %1; color: %2; padding: %3px; "
                                         "border: 1px solid %4; border-radius: 0; font-size: %5px; }")
                              .arg(theme.note.name(), theme.text.name())
                              .arg(padding - 1)
                              .arg(theme.accent.name())
                              .arg(static_cast<int>(std::lround(12 * scale))));
    QRect box = viewRect.toAlignedRect();
    box.setWidth(std::max(box.width(), static_cast<int>(metrics::noteWidth * scale)));
    // A line more than there is, to write on.
    box.setHeight(std::max(box.height(), static_cast<int>(metrics::noteMinHeight * scale))
        + static_cast<int>(metrics::noteLine * scale));
    editor->moveCursor(QTextCursor::End);
    show(editor, id, box, commit);
}

void InlineRename::show(QWidget *editor, const ElementId &id, const QRect &box, const Commit &commit)
{
    m_editor = editor;
    m_commit = commit;
    editor->setObjectName(QStringLiteral("rename-") + QString::fromStdString(id.value()));
    editor->setGeometry(box);
    editor->installEventFilter(this);
    editor->show();
    editor->setFocus(Qt::OtherFocusReason);
}

void InlineRename::cancel()
{
    if (!m_editor)
        return;
    QWidget *editor = std::exchange(m_editor, nullptr);
    editor->removeEventFilter(this);
    editor->hide();
    editor->deleteLater();
    m_canvas.setFocus(Qt::OtherFocusReason);
}

void InlineRename::leave()
{
    if (qobject_cast<QPlainTextEdit *>(m_editor))
        m_commit(text());
    cancel();
}

QString InlineRename::text() const
{
    if (const auto *note = qobject_cast<QPlainTextEdit *>(m_editor))
        return note->toPlainText();
    return qobject_cast<QLineEdit *>(m_editor)->text();
}

bool InlineRename::takesText(const QKeyEvent &key) const
{
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return enter && (!qobject_cast<QPlainTextEdit *>(m_editor) || key.modifiers() & Qt::ControlModifier);
}

bool InlineRename::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        leave();
    } else if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        // Taken here, or they would go on to the canvas, where they mean something else.
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool enter = takesText(key);
        const bool escape = key.key() == Qt::Key_Escape;
        const bool isPress = event->type() == QEvent::KeyPress;
        if (isPress && (escape || (enter && m_commit(text()))))
            cancel();
        if (enter || escape) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fourplane::ui
