// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <QLineEdit>
#include <QObject>
#include <QPointer>
#include <QRectF>

#include <functional>

namespace fourplane::ui {

/// The line edit that appears over a name on the canvas. Enter commits, Escape and a click elsewhere leave
/// the name as it was.
class InlineRename : public QObject
{
    Q_OBJECT

public:
    explicit InlineRename(QWidget &canvas);

    /// Asks for a new name. `commit` returns false to keep the editor open, because the name cannot be taken.
    void begin(const ElementId &id, const QString &name, const QRectF &viewRect, double zoom,
        std::function<bool(const QString &)> commit);
    void cancel();

    bool isActive() const { return m_editor != nullptr; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_canvas;
    QPointer<QLineEdit> m_editor;
    std::function<bool(const QString &)> m_commit;
};

} // namespace fourplane::ui
