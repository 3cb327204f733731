// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/ConnectionChoices.h"
#include "ui/canvas/NamespaceMove.h"
#include "ui/document/ProjectDocument.h"
#include "ui/layout/SceneLayoutGraph.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/InspectorPanel.h"
#include "ui/panels/KindList.h"
#include "ui/panels/OutlinePanel.h"
#include "ui/panels/PickerPopup.h"
#include "ui/panels/Words.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Icons.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace fourplane::ui {

namespace {

const QString elementKeyPrefix = QStringLiteral("element:");
const QString connectKeyPrefix = QStringLiteral("connect:");

/// Every action below a menu that a person can run now.
void collectActions(const QMenu *menu, QList<QAction *> &actions)
{
    for (QAction *action : menu->actions()) {
        if (action->menu())
            collectActions(action->menu(), actions);
        else if (!action->isSeparator() && action->isEnabled() && !action->text().isEmpty())
            actions.append(action);
    }
}

QString plainText(const QAction *action)
{
    return action->text().remove(QLatin1Char('&')).remove(QChar(0x2026));
}

/// Where namespaces are selected, what is laid out is their inside.
void keepOnly(LayoutGraph &graph, const std::vector<ElementId> &selection)
{
    const auto isSelected = [&selection](const ElementId &id) {
        return std::find(selection.begin(), selection.end(), id) != selection.end();
    };
    if (std::none_of(graph.containers.begin(), graph.containers.end(),
            [&](const LayoutContainer &container) { return isSelected(container.id); }))
        return;
    std::erase_if(
        graph.containers, [&](const LayoutContainer &container) { return !isSelected(container.id); });
    std::erase_if(graph.nodes, [&](const LayoutNode &node) { return !isSelected(node.containerId); });
    std::set<ElementId> kept;
    for (const LayoutNode &node : graph.nodes)
        kept.insert(node.id);
    std::erase_if(graph.edges, [&kept](const LayoutEdge &edge) {
        return kept.count(edge.sourceId) == 0 || kept.count(edge.targetId) == 0;
    });
}

/// Namespaces that were laid out without the rest stay where they stand: their inside moves with them.
void holdInPlace(ElementMap<Placement2D> &placements, const CanvasScene &scene)
{
    const bool isWhole = std::all_of(scene.nodes().begin(), scene.nodes().end(),
        [&placements](const SceneNode &node) { return placements.count(node.id) > 0; });
    if (isWhole)
        return;
    for (const SceneContainer &container : scene.containers()) {
        const auto found = placements.find(container.id);
        if (found == placements.end())
            continue;
        const Point shift { container.rect.left() - found->second.position.x,
            container.rect.top() - found->second.position.y };
        const auto move = [&shift](Placement2D &place) {
            place.position = { place.position.x + shift.x, place.position.y + shift.y };
        };
        move(found->second);
        for (std::size_t child : container.children) {
            if (const auto place = placements.find(scene.nodes()[child].id); place != placements.end())
                move(place->second);
        }
    }
}

} // namespace

void MainWindow::openQuickAdd()
{
    openQuickAddAt(m_stage->canvas()->insertionPoint());
}

void MainWindow::openQuickAddAt(const QPointF &scenePoint)
{
    m_quickAddPoint = scenePoint;
    m_quickAddSource = {};
    QList<PickerEntry> entries;
    for (const KindEntry &kind : allKinds())
        entries.append({ kind.kind, kind.title, {}, kind.keywords, themedIcon(kind.kind, m_theme.text) });
    m_quickAdd->open(tr("Add… (type gateway, vector, agent)"), entries,
        m_stage->canvas()->sceneToView(scenePoint).toPoint());
}

void MainWindow::addKindAt(const QString &kind, QPointF scenePoint)
{
    const ElementId source = std::exchange(m_quickAddSource, {});
    const ElementId id = source.isEmpty()
        ? m_stage->canvas()->addKind(kind, freePoint(scenePoint))
        : m_stage->canvas()->addConnected(kind, freePoint(scenePoint), source);
    if (fourplane::find(m_document->project().topology.nodePools, id)) {
        showElements({ id });
        setLens(Lens::Workload);
        notice(tr("The workload lens shows on which nodes pods run"));
    }
}

void MainWindow::openConnectedAdd(const ElementId &sourceId, const QPointF &scenePoint)
{
    openQuickAddAt(scenePoint);
    m_quickAddSource = sourceId;
}

/// Selects these on the canvas; what has no place there is shown in the inspector alone.
void MainWindow::showElements(const std::vector<ElementId> &ids)
{
    CanvasView *canvas = m_stage->canvas();
    canvas->select(ids);
    if (ids.size() != 1)
        return;
    if (canvas->scene().contains(ids.front())) {
        canvas->reveal(ids.front());
    } else {
        m_inspector->setSelection(ids);
        m_outline->showSelection(ids);
    }
}

/// Puts the selected workloads into a namespace of their own, drawn around them.
void MainWindow::groupSelection()
{
    const Project &project = m_document->project();
    std::vector<ElementId> workloads;
    for (const ElementId &id : m_stage->canvas()->selection()) {
        if (fourplane::find(project.topology.workloads, id))
            workloads.push_back(id);
    }
    if (workloads.empty()) {
        notice(tr("Select the workloads that are to share a namespace"));
        return;
    }
    Namespace space;
    space.id = unusedId(project, "namespace");
    space.name = space.id.value();
    Project with = project;
    const Edit addition { {}, { ElementChange<Namespace> { space.id, space } } };
    fourplane::apply(with, addition);
    Edit edit = namespaceMove(with, workloads, space.id);
    edit.changes.insert(edit.changes.begin(), addition.changes.front());
    edit.label = tr("Group into namespace %1").arg(QString::fromStdString(space.name)).toStdString();
    m_document->apply(edit);
    m_stage->canvas()->select({ space.id });
    m_stage->canvas()->renameSelection();
}

/// The wanted point, moved down until no card lies there.
QPointF MainWindow::freePoint(QPointF wanted) const
{
    constexpr int tries = 200;
    constexpr double step = 90;
    for (int i = 0; i < tries; ++i) {
        const QRectF room(wanted - QPointF(100, 35), QSizeF(200, 70));
        if (m_stage->canvas()->scene().nodesIn(room).empty())
            break;
        wanted.ry() += step;
    }
    return wanted;
}

/// Moves the selected cards and notes to where `arrange` puts their boxes. Containers follow their content.
void MainWindow::arrangeSelection(const QString &label,
    const std::function<ElementMap<Placement2D>(const ElementMap<Placement2D> &)> &arrange)
{
    const CanvasScene &scene = m_stage->canvas()->scene();
    const Diagram &diagram = m_document->project().diagram;
    ElementMap<Placement2D> boxes;
    for (const ElementId &id : m_stage->canvas()->selection()) {
        const SceneNode *card = scene.node(id);
        if ((card && card->id == id) || diagram.notes.count(id) > 0) {
            const QRectF rect = scene.rectOf(id);
            boxes[id] = { { rect.x(), rect.y() }, rect.width(), rect.height() };
        }
    }
    if (boxes.size() < 2) {
        notice(tr("Select two or more cards or notes to arrange them"));
        return;
    }
    Edit edit { label.toStdString(), {} };
    for (const auto &[id, box] : arrange(boxes)) {
        const Point corner { std::round(box.position.x), std::round(box.position.y) };
        if (const Note *note = fourplane::find(diagram.notes, id)) {
            Note moved = *note;
            moved.place.position = corner;
            edit.changes.push_back(ElementChange<Note> { id, std::move(moved) });
        } else {
            Placement2D place = scene.placementOf(id);
            place.position = corner;
            edit.changes.push_back(ElementChange<Placement2D> { id, place });
        }
    }
    m_document->apply(edit);
}

void MainWindow::openCommandPalette()
{
    QList<PickerEntry> entries;
    QList<QAction *> actions;
    for (QAction *top : menuBar()->actions()) {
        if (top->menu())
            collectActions(top->menu(), actions);
    }
    for (const QAction *action : std::as_const(actions)) {
        entries.append(
            { action->objectName(), plainText(action), action->shortcut().toString(QKeySequence::NativeText),
                action->statusTip(), themedIcon(QStringLiteral("command"), m_theme.secondaryText) });
    }
    const Project &project = m_document->project();
    const auto addElements = [&](const auto &elements, const QString &detail) {
        for (const auto &[id, element] : elements) {
            entries.append({ elementKeyPrefix + QString::fromStdString(id.value()), elementName(project, id),
                detail, {}, themedIcon(elementIcon(project, id), m_theme.text) });
        }
    };
    addElements(project.topology.workloads, tr("workload"));
    addElements(project.topology.namespaces, tr("namespace"));
    addElements(project.topology.externals, tr("outside"));
    const Topology &topology = project.topology;
    addElements(topology.identities, tr("service account"));
    addElements(topology.stores, tr("data store"));
    for (const auto &[id, store] : topology.stores) {
        for (const Collection &collection : store.collections) {
            entries.append({ elementKeyPrefix + QString::fromStdString(id.value()),
                QString::fromStdString(collection.name), tr("collection"), {},
                themedIcon(QStringLiteral("database"), m_theme.text) });
        }
    }
    addElements(topology.secrets, tr("secret"));
    addElements(topology.nodePools, tr("node pool"));
    addElements(topology.services, tr("service"));
    addElements(topology.roles, tr("role"));
    addElements(topology.bindings, tr("role binding"));
    addElements(topology.feeds, tr("context feed"));
    addElements(topology.flows, tr("flow"));
    addElements(project.policy.allowRules, tr("permission"));
    addElements(project.policy.grants, tr("grant"));
    addElements(project.policy.toolScopes, tr("tool scope"));
    addElements(project.policy.egressLists, tr("egress list"));
    addElements(project.policy.patterns, tr("pattern"));
    addElements(project.policy.exceptions, tr("exception"));
    for (const auto &[id, note] : project.diagram.notes) {
        entries.append({ elementKeyPrefix + QString::fromStdString(id.value()),
            QString::fromStdString(note.text).simplified().left(60), tr("note"), {},
            themedIcon(QStringLiteral("note"), m_theme.text) });
    }
    m_commands->open(tr("Search or run a command"), entries, QPoint((m_stage->width() - 340) / 2, 20));
}

/// Asks which card the selected one connects to: drawing a line without a pointer.
void MainWindow::openConnectTo()
{
    const std::vector<ElementId> selected = m_stage->canvas()->selection();
    const CanvasScene &scene = m_stage->canvas()->scene();
    if (selected.size() != 1 || !scene.node(selected.front())) {
        notice(tr("Select the one card from which a connection is to lead"));
        return;
    }
    const Project &project = m_document->project();
    QList<PickerEntry> entries;
    for (const SceneNode &node : scene.nodes()) {
        if (node.folded || node.id == selected.front())
            continue;
        const SceneContainer *home = scene.container(node.containerId);
        entries.append({ connectKeyPrefix + QString::fromStdString(node.id.value()), node.name,
            home ? home->name : tr("outside"), node.kindText,
            themedIcon(elementIcon(project, node.id), m_theme.text) });
    }
    m_commands->open(tr("Connect %1 to…").arg(elementName(project, selected.front())), entries,
        QPoint((m_stage->width() - 340) / 2, 20));
}

void MainWindow::connectTo(const ElementId &destinationId)
{
    CanvasView *canvas = m_stage->canvas();
    const std::vector<ElementId> selected = canvas->selection();
    if (selected.size() != 1)
        return;
    const auto choices = connectionChoices(m_document->project(), selected.front(), destinationId);
    if (!choices)
        notice(QString::fromStdString(choices.error().diagnostics.front().message));
    else if (choices->size() > 1)
        Q_EMIT canvas->connectionAsked(selected.front(), destinationId,
            canvas->sceneToView(canvas->scene().rectOf(destinationId).center()));
    else
        canvas->connectCards(selected.front(), destinationId, choices->front());
}

void MainWindow::commandChosen(const QString &key)
{
    if (key.startsWith(connectKeyPrefix)) {
        connectTo(ElementId(key.mid(connectKeyPrefix.size()).toStdString()));
        return;
    }
    if (key.startsWith(elementKeyPrefix)) {
        showElements({ ElementId(key.mid(elementKeyPrefix.size()).toStdString()) });
        return;
    }
    if (auto *action = findChild<QAction *>(key))
        action->trigger();
}

void MainWindow::layOut()
{
    if (m_stage->canvas()->scene().isEmpty()) {
        notice(tr("There is nothing to lay out yet"));
        return;
    }
    m_layoutIsAutomatic = false;
    m_layoutProgress->setRange(0, 0);
    m_layoutProgress->show();
    m_layoutCancel->show();
    LayoutGraph graph = layoutGraphOf(m_stage->canvas()->scene());
    keepOnly(graph, m_stage->canvas()->selection());
    m_layout->start(graph);
}

void MainWindow::layoutFinished(const LayoutOutcome &outcome)
{
    m_layoutProgress->hide();
    m_layoutCancel->hide();
    if (outcome.isFallback)
        notice(outcome.message);
    // What was deleted or added while the layout ran has no place in it, or must not get one.
    ElementMap<Placement2D> placements = outcome.placements;
    std::erase_if(
        placements, [this](const auto &entry) { return !m_stage->canvas()->scene().contains(entry.first); });
    holdInPlace(placements, m_stage->canvas()->scene());
    const bool wasClean = !m_document->isModified();
    m_stage->canvas()->setPlacements(
        placements, m_layoutIsAutomatic ? tr("Lay out on opening") : tr("Lay out"));
    if (m_layoutIsAutomatic && wasClean)
        m_document->undoStack().setClean();
}

} // namespace fourplane::ui
