// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QObject>
#include <QPointer>
#include <QRectF>
#include <QString>

#include <functional>

class QKeyEvent;
class QWidget;

namespace fourplane::ui {

struct Theme;

/// The editor that appears over a name or a note on the canvas. Escape leaves the text as it was. A name is
/// taken with Enter and left as it was by a click elsewhere; in a note Enter begins a line, and Control+Enter
/// or a click elsewhere takes the text.
class InlineRename : public QObject
{
    Q_OBJECT

public:
    /// Gets the new text; returns false to keep the editor open, because it cannot be taken.
    using Commit = std::function<bool(const QString &text)>;

    explicit InlineRename(QWidget &canvas);

    /// Asks for a new name.
    void begin(
        const ElementId &id, const QString &name, const QRectF &viewRect, double zoom, const Commit &commit);
    /// Asks for the text of a note that lies at `viewRect`.
    void beginText(const ElementId &id, const QString &text, const QRectF &viewRect, double zoom,
        const Theme &theme, const Commit &commit);
    /// Closes the editor; the text stays as it was.
    void cancel();
    /// Somebody turned to something else: takes the text of a note, forgets a name.
    void leave();

    bool isActive() const { return m_editor != nullptr; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(QWidget *editor, const ElementId &id, const QRect &box, const Commit &commit);
    QString text() const;
    bool takesText(const QKeyEvent &key) const;

    QWidget &m_canvas;
    QPointer<QWidget> m_editor; ///< QLineEdit for a name, QPlainTextEdit for a note
    Commit m_commit;
};

} // namespace fourplane::ui
