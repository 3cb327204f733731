// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/analysis/SimulationRunner.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/PalettePanel.h"
#include "ui/panels/WhyCard.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/DescribeDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ScenarioBar.h"
#include "ui/shell/StartPage.h"
#include "ui/shell/Tour.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace fourplane::ui {

namespace {

const QString tourSetting = QStringLiteral("tourSeen");

/// Where a widget is, in coordinates of its window.
QRect rectIn(const QWidget &window, const QWidget *widget)
{
    return widget && widget->isVisible() ? QRect(widget->mapTo(&window, QPoint()), widget->size()) : QRect();
}

} // namespace

/// Makes a project from what a team says about its service.
void MainWindow::describeService()
{
    if (!maySave())
        return;
    auto *dialog = new DescribeDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        Result<Project> project = projectFrom(dialog->description());
        if (!project) {
            showDiagnostics(
                tr("Not made"), tr("No project could be made of this."), project.error().diagnostics);
            return;
        }
        m_document->setUnsavedProject(std::move(*project));
        notice(tr("The design permits what was declared, and nothing else. F5 attacks it."));
    });
    dialog->open();
}

/// Begins the tour, or goes back to its mark.
void MainWindow::startTour()
{
    if (!m_tour)
        buildTour();
    m_settings.setValue(tourSetting, true);
    m_flowsAtTour = m_document->project().topology.flows.size();
    m_workloadsAtTour = m_document->project().topology.workloads.size();
    m_tour->start();
}

/// The first time somebody begins from a design, the tour begins too.
void MainWindow::offerTour()
{
    if (!m_settings.value(tourSetting, false).toBool())
        startTour();
}

void MainWindow::buildTour()
{
    m_tour = new Tour(this);
    const auto beside = [this](QWidget *widget) { return [this, widget] { return rectIn(*this, widget); }; };
    m_tour->setAnchor(TourStep::Add, beside(m_palette));
    m_tour->setAnchor(TourStep::Connect, [this] {
        // The first card that is in view; the stage where none is.
        CanvasView *canvas = m_stage->canvas();
        for (const auto &[id, workload] : m_document->project().topology.workloads) {
            const QRectF rect = canvas->scene().rectOf(id);
            const QRect card =
                QRectF(canvas->sceneToView(rect.topLeft()), canvas->sceneToView(rect.bottomRight()))
                    .toAlignedRect();
            if (!card.isEmpty() && canvas->rect().contains(card))
                return card.translated(canvas->mapTo(this, QPoint()));
        }
        return rectIn(*this, m_stage);
    });
    m_tour->setAnchor(TourStep::Why, beside(findChild<QDockWidget *>(QStringLiteral("rightDock"))));
    m_tour->setAnchor(TourStep::Simulate, beside(m_scenarioBar));
    m_tour->setAnchor(TourStep::Export, [this] {
        auto *entry = findChild<QAction *>(QStringLiteral("actionExport"));
        for (QAction *menu : menuBar()->actions()) {
            if (menu->menu() && menu->menu()->actions().contains(entry))
                return menuBar()->actionGeometry(menu).translated(menuBar()->mapTo(this, QPoint()));
        }
        return rectIn(*this, menuBar());
    });
    m_tour->setHelper(TourStep::Add, [this] { openQuickAdd(); });
    m_tour->setHelper(TourStep::Why, [this] {
        const auto &flows = m_document->project().topology.flows;
        if (!flows.empty())
            choosePair(flows.begin()->second.sourceId, flows.begin()->second.destinationId);
    });
    m_tour->setHelper(TourStep::Simulate, [this] { simulateChosen(); });
    m_tour->setHelper(
        TourStep::Export, [this] { findChild<QAction *>(QStringLiteral("actionExport"))->trigger(); });

    connect(m_document, &ProjectDocument::changed, m_tour, [this] {
        const Topology &topology = m_document->project().topology;
        if (topology.workloads.size() > m_workloadsAtTour)
            m_tour->noteDone(TourStep::Add);
        else if (topology.flows.size() > m_flowsAtTour)
            m_tour->noteDone(TourStep::Connect);
        m_workloadsAtTour = topology.workloads.size();
        m_flowsAtTour = topology.flows.size();
    });
    connect(m_document, &ProjectDocument::reset, m_tour, [this] {
        m_workloadsAtTour = m_document->project().topology.workloads.size();
        m_flowsAtTour = m_document->project().topology.flows.size();
    });
    connect(m_stage->canvas(), &CanvasView::selectionChanged, m_tour, [this] {
        if (!m_why->content().isEmpty())
            m_tour->noteDone(TourStep::Why);
    });
    connect(m_runner, &SimulationRunner::finished, m_tour, [this] { m_tour->noteDone(TourStep::Simulate); });
    connect(findChild<QAction *>(QStringLiteral("actionExport")), &QAction::triggered, m_tour,
        [this] { m_tour->noteDone(TourStep::Export); });
    connect(m_tour, &Tour::ended, this, [this] { m_stage->canvas()->setFocus(); });
}

} // namespace fourplane::ui
