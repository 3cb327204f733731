// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"
#include "core/topology/WorkloadKind.h"
#include "ui/canvas/AttackOverlay.h"
#include "ui/canvas/CanvasDecisions.h"
#include "ui/canvas/Lens.h"
#include "ui/theme/Theme.h"

#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QWidget>

#include <memory>
#include <vector>

class QPainter;

namespace fourplane::ui {

class CanvasScene;
struct ConnectionChoice;
class ProjectDocument;

/// MIME type of what the palette drags: the kebab-case word of a WorkloadKind or ExternalKind, "namespace",
/// "tenant" or "node-pool", UTF-8.
inline constexpr char kindMimeType[] = "application/x-fourplane-kind";

/// The canvas: namespaces as containers, workloads and externals as cards, declared flows and permissions as
/// connections. One custom-painted widget over CanvasScene. Every change it makes is an Edit of the document.
class CanvasView : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Shows a document, not owned; nullptr shows an empty canvas. Zooms to fit.
    void setDocument(ProjectDocument *document);
    ProjectDocument *document() const;

    void setTheme(const Theme &theme);
    const Theme &theme() const;

    void setLens(Lens lens);
    Lens lens() const;

    /// Verdicts to paint; nullptr = not known yet (everything is drawn as declared).
    void setDecisions(std::shared_ptr<const CanvasDecisions> decisions);

    /// An attack to paint over the diagram; an empty overlay removes it.
    void setAttackOverlay(AttackOverlay overlay);
    const AttackOverlay &attackOverlay() const;
    /// Emphasises one pivot (index into AttackTrace::pivots) and brings it into view; -1 = none.
    void highlightPivot(int index);

    /// Selected elements, sorted: ids of namespaces, workloads, externals, flows, allow rules, notes,
    /// ink strokes.
    std::vector<ElementId> selection() const;
    /// Selects these; ids that are not on the canvas are left out.
    void select(const std::vector<ElementId> &ids);
    /// Selects an element and scrolls so that it is visible.
    void reveal(const ElementId &id);

    void zoomToFit();
    void zoomToSelection();
    /// Shows this part of the scene whole and centred, at most at 160 %.
    void showArea(const QRectF &sceneRect);
    /// Pans so that a scene point is in the middle of the view.
    void centreOn(const QPointF &scenePoint);
    /// Zooms around the middle of the view; 1 is 100 %. Clamped to 0.01 ... 4.
    void setZoom(double zoom);
    double zoom() const;

    /// Whether what is moved or resized lines up with its neighbours; on unless set. Ctrl or Alt held while
    /// dragging does without.
    void setSnapping(bool snapping);
    bool isSnapping() const;

    QPointF sceneToView(const QPointF &scenePoint) const;
    QPointF viewToScene(const QPointF &viewPoint) const;

    /// The geometry on which everything is drawn.
    const CanvasScene &scene() const;

    /// Applies placements (of a layout) as one undo step and zooms to fit.
    void setPlacements(const ElementMap<Placement2D> &placements, const QString &label);

    /// Adds a workload or external at a scene point, in the namespace under it (or the first one; one is made
    /// when there is none), or a namespace, a namespace of a new tenant, or nodes for the workloads that are
    /// selected. Selects it and gives its id. `kind` is a kebab-case word; an unknown one gives an empty id.
    ElementId addKind(const QString &kind, const QPointF &scenePoint);

    /// Adds a workload or external at a scene point and declares a flow to it, the likeliest one, as one
    /// step. Away from every namespace it joins that of `sourceId`. Selects it and gives its id.
    ElementId addConnected(const QString &kind, const QPointF &scenePoint, const ElementId &sourceId);

    /// Folds these namespaces to one card each; unfolds them where all are folded. One step.
    void toggleFolds(const std::vector<ElementId> &namespaceIds);

    /// Brings the selected note or stroke before the next one that covers it, or sends it behind; says so
    /// where there is none.
    void reorderSelection(bool forward);

    /// Where a thing is added that has no place yet, in the scene: under the pointer, or in the middle of the
    /// view when the pointer is elsewhere.
    QPointF insertionPoint() const;

    /// Draws everything, fitted into `size` (device-independent pixels), without selection and handles.
    QImage renderTo(const QSize &size, qreal devicePixelRatio = 1);
    /// The same onto any paint device, whose units are taken as device-independent pixels.
    void paintTo(QPainter &painter, const QSize &size, qreal devicePixelRatio);

    /// Declares a connection, as one step, and selects it.
    void connectCards(
        const ElementId &sourceId, const ElementId &destinationId, const ConnectionChoice &choice);
    /// Takes the line of an asked-for connection away.
    void endConnecting();

    QSize sizeHint() const override;

public Q_SLOTS:
    void selectAll();
    void deleteSelection();
    /// Opens the editor over the name, or the text of a note, where one such thing is selected.
    void renameSelection();
    /// Leads a line from the selected card to what is clicked next; says so where that is not one card.
    void beginConnecting();
    /// While inking, dragging draws a free-hand line.
    void setInking(bool inking);
    /// Adds an empty note at insertionPoint(), or below what stands there, and opens its editor.
    void addNote();

Q_SIGNALS:
    void selectionChanged();
    void inkingChanged(bool inking);
    void zoomChanged(double zoom);
    /// Another part of the scene is in view: panned, zoomed or resized.
    void viewChanged();
    /// Something lies elsewhere, came or went.
    void sceneChanged();
    /// Double click on empty canvas: somebody wants to add something here.
    void quickAddRequested(const QPointF &scenePoint);
    /// A letter was typed that means nothing else here: the name of something to add begins with it.
    void quickAddTyped(const QString &text);
    /// Somebody asks why the selected connection, or the way between two cards, is permitted or not.
    void whyRequested();
    /// Something is wanted at a scene point, connected from this card.
    void connectedAddRequested(const ElementId &sourceId, const QPointF &scenePoint);
    /// A connection was drawn that can be meant in several ways; its line stays until endConnecting().
    void connectionAsked(
        const ElementId &sourceId, const ElementId &destinationId, const QPointF &viewPosition);
    /// An action could not be done; a sentence for the status bar.
    void noticed(const QString &message);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Private;
    friend class CanvasInteraction;
    std::unique_ptr<Private> d;
};

} // namespace fourplane::ui
