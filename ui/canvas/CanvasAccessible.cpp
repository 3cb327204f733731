// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasAccessible.h"

#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasPaint.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/ReadingOrder.h"
#include "ui/document/ProjectDocument.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>

namespace fourplane::ui {

namespace {

class CanvasInterface;

/// One element on the canvas. Stays valid when the element goes: isValid() is false then.
class ElementInterface : public QAccessibleInterface
{
public:
    ElementInterface(CanvasView &view, const ElementId &id)
        : m_view(&view)
        , m_id(id)
    {
    }

    const ElementId &id() const { return m_id; }

    bool isValid() const override { return m_view && m_view->scene().contains(m_id); }

    QObject *object() const override { return nullptr; }

    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }

    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }

    QAccessibleInterface *child(int) const override { return nullptr; }

    QAccessibleInterface *childAt(int, int) const override { return nullptr; }

    int childCount() const override { return 0; }

    int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRectF scene = m_view->scene().rectOf(m_id);
        const QRectF shown(m_view->sceneToView(scene.topLeft()), m_view->sceneToView(scene.bottomRight()));
        return shown.toRect().translated(m_view->mapToGlobal(QPoint()));
    }

    QAccessible::Role role() const override
    {
        if (!m_view)
            return QAccessible::ListItem;
        const CanvasScene &scene = m_view->scene();
        if (scene.container(m_id))
            return QAccessible::Grouping;
        if (scene.annotations().note(m_id))
            return QAccessible::Note;
        const bool isLine = scene.edgeOf(m_id) || scene.annotations().stroke(m_id);
        return isLine ? QAccessible::Graphic : QAccessible::ListItem;
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const std::vector<ElementId> selected = m_view->selection();
        state.selectable = true;
        state.focusable = true;
        state.selected = std::find(selected.begin(), selected.end(), m_id) != selected.end();
        state.focused = state.selected && selected.size() == 1 && m_view->hasFocus();
        state.offscreen = !rect().intersects(m_view->rect().translated(m_view->mapToGlobal(QPoint())));
        return state;
    }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || !m_view->document())
            return {};
        if (kind == QAccessible::Name) {
            const SceneNote *note = m_view->scene().annotations().note(m_id);
            if (note && !note->text.isEmpty())
                return note->text;
            return displayName(m_view->document()->project(), m_id);
        }
        return kind == QAccessible::Description ? describeOnCanvas(*m_view, m_id) : QString();
    }

    void setText(QAccessible::Text, const QString &) override { }

private:
    QPointer<CanvasView> m_view;
    ElementId m_id;
};

/// The canvas as a whole. Children are what is in view: containers, cards and notes in reading order, then
/// lines.
class CanvasInterface : public QAccessibleWidget
{
public:
    explicit CanvasInterface(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::Canvas)
        , m_view(view)
    {
    }

    ~CanvasInterface() override
    {
        for (const auto &[id, child] : m_children)
            QAccessible::deleteAccessibleInterface(child);
    }

    int childCount() const override { return static_cast<int>(visible().size()); }

    QAccessibleInterface *child(int index) const override
    {
        const std::vector<ElementId> ids = visible();
        if (index < 0 || static_cast<std::size_t>(index) >= ids.size())
            return nullptr;
        const ElementId &id = ids[static_cast<std::size_t>(index)];
        auto found = m_children.find(id);
        if (found == m_children.end()) {
            found =
                m_children
                    .emplace(id, QAccessible::registerAccessibleInterface(new ElementInterface(*m_view, id)))
                    .first;
        }
        return QAccessible::accessibleInterface(found->second);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *element = dynamic_cast<const ElementInterface *>(child);
        if (!element)
            return -1;
        const std::vector<ElementId> ids = visible();
        const auto found = std::find(ids.begin(), ids.end(), element->id());
        return found == ids.end() ? -1 : static_cast<int>(found - ids.begin());
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        QAccessibleInterface *topmost = nullptr;
        for (int i = 0; i < childCount(); ++i) {
            QAccessibleInterface *candidate = child(i);
            if (candidate->role() != QAccessible::Graphic && candidate->rect().contains(x, y))
                topmost = candidate;
        }
        return topmost;
    }

private:
    std::vector<ElementId> visible() const
    {
        const CanvasScene &scene = m_view->scene();
        const QRectF area(m_view->viewToScene({ 0, 0 }),
            m_view->viewToScene({ double(m_view->width()), double(m_view->height()) }));
        std::vector<ElementId> ids = readingOrder(scene);
        std::erase_if(ids, [&](const ElementId &id) { return !scene.rectOf(id).intersects(area); });
        for (std::size_t index : scene.edgesIn(area))
            ids.push_back(scene.edges()[index].elementIds().front());
        return ids;
    }

    CanvasView *m_view;
    mutable ElementMap<QAccessible::Id> m_children;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new CanvasInterface(view) : nullptr;
}

} // namespace

void installCanvasAccessibility()
{
    // Qt ignores a factory that it knows already.
    QAccessible::installFactory(makeInterface);
}

QString describeOnCanvas(const CanvasView &view, const ElementId &id)
{
    const CanvasScene &scene = view.scene();
    if (const SceneNode *node = scene.node(id)) {
        QString text = node->kindText;
        if (!node->detail.isEmpty())
            text += QStringLiteral(", ") + node->detail;
        for (const QString &more : { node->portText, node->nodeText, node->holdsText }) {
            if (!more.isEmpty())
                text += QStringLiteral(", ") + more;
        }
        if (const SceneContainer *home = scene.container(node->containerId))
            text += CanvasView::tr(", in namespace %1").arg(home->name);
        return text;
    }
    if (const SceneContainer *container = scene.container(id)) {
        QString text = CanvasView::tr(
            "namespace with %n workloads", nullptr, static_cast<int>(container->children.size()));
        for (const SceneChip &chip : container->chips)
            text += QStringLiteral(", ") + chip.text;
        return text;
    }
    if (scene.annotations().contains(id))
        return scene.annotations().note(id) ? CanvasView::tr("note") : CanvasView::tr("ink stroke");
    const SceneEdge *edge = scene.edgeOf(id);
    return edge->label.isEmpty() ? CanvasView::tr("connection")
                                 : CanvasView::tr("connection, %1").arg(edge->label);
}

void announceSelection(CanvasView &view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&view, QAccessible::SelectionWithin);
    QAccessible::updateAccessibility(&event);
}

} // namespace fourplane::ui
