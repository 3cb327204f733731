// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"

#include <QObject>

#include <memory>

namespace fourplane::test {

/// A canvas of 1600 x 960 at 100 % with the design of ragProject(), and the hands of a person on it: real
/// events of mouse and keyboard, in coordinates of the view. Test classes of the canvas derive from it.
class CanvasFixture : public QObject
{
    Q_OBJECT

protected:
    const ui::CanvasScene &scene() const { return m_view->scene(); }

    const Project &project() const { return m_document->project(); }

    const Workload &workload(const char *id) const { return project().topology.workloads.at(ElementId(id)); }

    QUndoStack &stack() const { return m_document->undoStack(); }

    QRectF rectOf(const char *id) const { return scene().rectOf(ElementId(id)); }

    QPoint onView(const QPointF &scenePoint) const { return m_view->sceneToView(scenePoint).toPoint(); }

    QPoint cardOf(const char *id) const { return onView(rectOf(id).center()); }

    QPoint titleOf(const char *id) const { return onView(rectOf(id).topLeft() + QPointF(30, 18)); }

    /// Moves the pointer without a button: QTest would move the cursor only, which need not reach the widget.
    void hover(QPoint at);
    /// Presses and moves, without letting go.
    void pull(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton);
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton);
    /// Clicks, and waits so that the next click is not the second of a double click.
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {});

    static std::vector<ElementId> ids(std::initializer_list<const char *> names);

    std::unique_ptr<ui::ProjectDocument> m_document;
    std::unique_ptr<ui::CanvasView> m_view;

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
};

} // namespace fourplane::test
