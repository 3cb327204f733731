// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/MainWindow.h"

#include "ui/analysis/ManifestRunner.h"
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/DecisionUpdater.h"
#include "ui/canvas/Minimap.h"
#include "ui/document/AutoSave.h"
#include "ui/document/FileClaim.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ConnectionPicker.h"
#include "ui/panels/ExportPanel.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/panels/InspectorPanel.h"
#include "ui/panels/OutlinePanel.h"
#include "ui/panels/PalettePanel.h"
#include "ui/panels/PermissionsPanel.h"
#include "ui/panels/PickerPopup.h"
#include "ui/panels/PolicyMatrixPanel.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/panels/WhyCard.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/LensBar.h"
#include "ui/shell/PresentMode.h"
#include "ui/shell/RecentFiles.h"
#include "ui/shell/ScenarioBar.h"
#include "ui/shell/StartPage.h"
#include "ui/shell/StatusCounts.h"
#include "ui/shell/TaskPill.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QUndoView>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// A dock without a title bar: the panels speak for themselves, the View menu shows and hides them.
QDockWidget *makeDock(QMainWindow *window, const char *name, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, window);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setTitleBarWidget(new QWidget(dock));
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->setWidget(content);
    return dock;
}

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_theme(Theme::light())
    , m_document(new ProjectDocument(this))
    , m_decisions(new DecisionUpdater(this))
    , m_evaluation(new EvaluationRunner(this))
    , m_layout(new LayoutRunner(this))
    , m_runner(new SimulationRunner(this))
    , m_manifests(new ManifestRunner(this))
    , m_claim(std::make_unique<FileClaim>())
{
    setObjectName(QStringLiteral("mainWindow"));
    resize(1440, 900);
    setMinimumSize(900, 560);
    buildPanels();
    buildMenus();
    // Before the window's own connections: what it does on a reset works on what these then show.
    m_stage->canvas()->setDocument(m_document);
    m_inspector->setDocument(m_document);
    m_outline->setDocument(m_document);
    m_matrix->setDocument(m_document);
    m_permissions->setDocument(m_document);
    m_export->setDocument(m_document, m_settings);
    m_decisions->setDocument(m_document);
    m_evaluation->setDocument(m_document);
    connectPanels();
    connectManifests();
    connectFixes();
    restoreState();
    documentReset();
    m_stage->canvas()->setFocus();
}

MainWindow::~MainWindow()
{
    // An editor that is open writes when it loses the focus: now, while there is something to write to.
    hide();
}

CanvasView &MainWindow::canvas() const
{
    return *m_stage->canvas();
}

void MainWindow::buildPanels()
{
    m_stage = new CanvasStage(this);
    setCentralWidget(m_stage);
    m_present = new PresentMode(*this, *m_stage);
    m_quickAdd = new PickerPopup(m_stage);
    m_commands = new PickerPopup(m_stage);
    new ConnectionPicker(*m_stage->canvas(), m_stage);
    m_quickAdd->setObjectName(QStringLiteral("quickAdd"));
    m_commands->setObjectName(QStringLiteral("commandPalette"));

    m_palette = new PalettePanel(this);
    m_outline = new OutlinePanel(this);
    auto *left = new QTabWidget(this);
    left->setObjectName(QStringLiteral("leftTabs"));
    left->setDocumentMode(true);
    left->addTab(m_palette, tr("Palette"));
    left->addTab(m_outline, tr("Outline"));
    left->setMinimumWidth(196);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, makeDock(this, "leftDock", tr("Palette and Outline"), left));

    m_inspector = new InspectorPanel(this);
    m_why = new WhyCard(this);
    m_whySwap = new QPushButton(tr("⇄ Other direction"), this);
    m_whySwap->setObjectName(QStringLiteral("whySwap"));
    m_whySwap->setToolTip(tr("Ask about the way back"));
    auto *whyBody = new QWidget(this);
    auto *whyLayout = new QVBoxLayout(whyBody);
    whyLayout->setContentsMargins(12, 10, 12, 12);
    whyLayout->addWidget(m_why);
    whyLayout->addWidget(m_whySwap, 0, Qt::AlignLeft);
    whyLayout->addStretch(1);
    auto *whyScroll = new QScrollArea(this);
    whyScroll->setObjectName(QStringLiteral("whyPane"));
    whyScroll->setWidgetResizable(true);
    whyScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    whyScroll->setWidget(whyBody);
    m_whyPane = whyScroll;
    auto *right = new QSplitter(Qt::Vertical, this);
    right->setObjectName(QStringLiteral("rightSplitter"));
    right->setChildrenCollapsible(false);
    right->addWidget(m_inspector);
    right->addWidget(m_whyPane);
    right->setSizes({ 300, 300 });
    right->setMinimumWidth(300);
    addDockWidget(Qt::RightDockWidgetArea, makeDock(this, "rightDock", tr("Inspector and Why"), right));

    m_timeline = new TimelinePanel(this);
    m_findings = new FindingsPanel(this);
    m_permissions = new PermissionsPanel(this);
    m_matrix = new PolicyMatrixPanel(this);
    m_export = new ExportPanel(this);
    m_history = new QUndoView(&m_document->undoStack(), this);
    m_history->setObjectName(QStringLiteral("historyView"));
    m_history->setAccessibleName(tr("History"));
    m_history->setEmptyLabel(tr("As opened"));
    m_bottom = new QTabWidget(this);
    m_bottom->setObjectName(QStringLiteral("bottomTabs"));
    m_bottom->setDocumentMode(true);
    m_bottom->addTab(m_timeline, tr("Timeline"));
    m_bottom->addTab(m_findings, tr("Findings"));
    m_bottom->addTab(m_matrix, tr("Policy Matrix"));
    m_bottom->addTab(m_permissions, tr("Permissions"));
    m_bottom->addTab(m_export, tr("Export"));
    m_bottom->addTab(m_history, tr("History"));
    m_bottom->setMinimumHeight(130);
    addDockWidget(Qt::BottomDockWidgetArea,
        makeDock(this, "bottomDock", tr("Timeline, Findings, Policy, Export, History"), m_bottom));

    m_scenarioBar = new ScenarioBar(this);
    auto *bar = new QToolBar(tr("Scenario Bar"), this);
    bar->setObjectName(QStringLiteral("scenarioToolBar"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->addWidget(m_scenarioBar);
    addToolBar(bar);

    m_counts = new StatusCounts(this);
    m_layoutProgress = new QProgressBar(this);
    m_layoutProgress->setObjectName(QStringLiteral("layoutProgress"));
    m_layoutProgress->setFixedSize(120, 8);
    m_layoutProgress->setTextVisible(false);
    m_layoutProgress->setAccessibleName(tr("Layout progress"));
    m_layoutCancel = new QPushButton(tr("Cancel layout"), this);
    m_layoutCancel->setObjectName(QStringLiteral("layoutCancel"));
    m_layoutCancel->setToolTip(tr("Stop placing; everything stays where it is"));
    m_layoutProgress->hide();
    m_layoutCancel->hide();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_counts, 1);
    m_task = new TaskPill(this);
    statusBar()->addPermanentWidget(m_task);
    statusBar()->addPermanentWidget(m_layoutProgress);
    statusBar()->addPermanentWidget(m_layoutCancel);
}

void MainWindow::connectPanels()
{
    CanvasView *canvas = m_stage->canvas();
    connect(canvas, &CanvasView::selectionChanged, this, [this, canvas] {
        m_whySource = {};
        m_inspector->setSelection(canvas->selection());
        m_outline->showSelection(canvas->selection());
        updateWhy();
        updateActions();
    });
    connect(canvas, &CanvasView::quickAddRequested, this, &MainWindow::openQuickAddAt);
    connect(canvas, &CanvasView::connectedAddRequested, this, &MainWindow::openConnectedAdd);
    connect(canvas, &CanvasView::quickAddTyped, this, [this](const QString &text) {
        openQuickAdd();
        m_quickAdd->searchField()->setText(text);
    });
    connect(canvas, &CanvasView::noticed, this, &MainWindow::notice);
    connect(canvas, &CanvasView::whyRequested, this, &MainWindow::pinWhy);
    connect(m_outline, &OutlinePanel::selectionRequested, this, &MainWindow::showElements);
    connect(m_inspector, &InspectorPanel::elementChosen, this,
        [this](const ElementId &id) { showElements({ id }); });
    connect(m_palette, &PalettePanel::kindActivated, this, [this, canvas](const QString &kind) {
        addKindAt(kind, canvas->viewToScene(QRectF(canvas->rect()).center()));
    });
    connect(m_quickAdd, &PickerPopup::chosen, this,
        [this](const QString &kind) { addKindAt(kind, m_quickAddPoint); });
    connect(m_commands, &PickerPopup::chosen, this, &MainWindow::commandChosen);
    connect(m_findings, &FindingsPanel::elementsChosen, this, [canvas](const std::vector<ElementId> &ids) {
        canvas->select(ids);
        if (!ids.empty())
            canvas->reveal(ids.front());
    });
    connect(m_timeline, &TimelinePanel::pivotSelected, this, &MainWindow::pivotSelected);
    connect(m_timeline, &TimelinePanel::filterChosen, this, &MainWindow::updateOverlay);
    connect(m_matrix, &PolicyMatrixPanel::pairChosen, this, &MainWindow::choosePair);
    connect(m_permissions, &PermissionsPanel::pairChosen, this, &MainWindow::choosePair);
    connect(m_permissions, &PermissionsPanel::noticed, this, &MainWindow::notice);
    connect(m_whySwap, &QPushButton::clicked, this, [this, canvas] {
        const std::vector<ElementId> pair = m_pinned.empty() ? canvas->selection() : m_pinned;
        m_whySource = m_whySource == pair.front() ? pair.back() : pair.front();
        updateWhy();
    });

    StartPage *start = m_stage->startPage();
    connect(start, &StartPage::openRequested, this, &MainWindow::chooseFile);
    connect(start, &StartPage::importRequested, this, &MainWindow::chooseImportFolder);
    connect(start, &StartPage::describeRequested, this, &MainWindow::describeService);
    connect(start, &StartPage::templateChosen, this, &MainWindow::newFromExample);
    connect(start, &StartPage::recentChosen, this, [this](const QString &path) {
        if (maySave())
            openAndReport(path);
    });

    connect(m_decisions, &DecisionUpdater::decisionsChanged, canvas, &CanvasView::setDecisions);
    connect(m_evaluation, &EvaluationRunner::evaluated, this, [this] {
        updateWhy();
        updateCounts();
        updateFindings();
        m_matrix->showEvaluation(m_evaluation->latest());
    });
    connect(m_scenarioBar, &ScenarioBar::simulateRequested, this, &MainWindow::simulateChosen);
    connect(m_scenarioBar, &ScenarioBar::cancelRequested, m_runner, &SimulationRunner::cancel);
    connect(m_scenarioBar, &ScenarioBar::questionChanged, this,
        [this] { clearSimulation(tr("Press F5 to run this scenario.")); });
    connect(m_runner, &SimulationRunner::progressed, m_scenarioBar, &ScenarioBar::showProgress);
    connect(m_runner, &SimulationRunner::finished, this, &MainWindow::simulationFinished);
    connect(m_runner, &SimulationRunner::failed, this, [this](const QString &message) {
        m_scenarioBar->showRunning(false);
        clearSimulation(message);
        notice(message);
    });
    connect(m_runner, &SimulationRunner::cancelled, this, [this] {
        m_scenarioBar->showRunning(false);
        notice(tr("The simulation was cancelled"));
    });

    connect(m_layout, &LayoutRunner::finished, this, &MainWindow::layoutFinished);
    connect(m_layout, &LayoutRunner::progressed, m_layoutProgress, [this](int done, int total) {
        m_layoutProgress->setRange(0, total);
        m_layoutProgress->setValue(done);
    });
    connect(m_layout, &LayoutRunner::cancelled, this, [this] {
        m_layoutProgress->hide();
        m_layoutCancel->hide();
        notice(tr("The layout was cancelled"));
    });
    connect(m_layoutCancel, &QPushButton::clicked, m_layout, &LayoutRunner::cancel);

    connect(m_document, &ProjectDocument::reset, this, &MainWindow::documentReset);
    connect(m_document, &ProjectDocument::pathChanged, this, &MainWindow::updateTitle);
    connect(m_document, &ProjectDocument::pathChanged, this, &MainWindow::claimFile);
    connect(m_document, &ProjectDocument::modifiedChanged, this, [this] {
        updateTitle();
        updateCounts();
    });
    connect(m_document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (!changes.meaningChanged && !changes.settingsChanged)
            return;
        markSimulationStale();
        m_scenarioBar->setScenarios(m_document->project());
        updateStartPage();
        updateTitle();
        updateFindings();
    });
}

void MainWindow::updateStartPage()
{
    const Topology &topology = m_document->project().topology;
    const bool isEmpty =
        topology.workloads.empty() && topology.externals.empty() && topology.namespaces.empty();
    if (isEmpty)
        m_stage->startPage()->setRecent(RecentFiles(m_settings).paths());
    m_stage->showStartPage(isEmpty);
}

void MainWindow::restoreState()
{
    m_stage->minimap()->setWanted(m_settings.value(QStringLiteral("minimap"), true).toBool());
    const QString remembered = m_settings.value(QStringLiteral("theme")).toString();
    if (remembered == QLatin1String("dark"))
        setTheme(Theme::darkTheme());
    else if (remembered == QLatin1String("light"))
        setTheme(Theme::light());
    else
        setTheme(Theme::forPalette(palette()));
    setLens(static_cast<Lens>(
        std::clamp(m_settings.value(QStringLiteral("lens")).toInt(), 0, static_cast<int>(Lens::Data))));
    for (const char *name : { "leftTabs", "bottomTabs" }) {
        auto *tabs = findChild<QTabWidget *>(QString::fromLatin1(name));
        const QString page = m_settings.value(QString::fromLatin1(name)).toString();
        if (auto *known = page.isEmpty() ? nullptr : tabs->findChild<QWidget *>(page))
            tabs->setCurrentWidget(known);
    }
    findChild<QSplitter *>(QStringLiteral("rightSplitter"))
        ->restoreState(m_settings.value(QStringLiteral("rightSplitter")).toByteArray());
    // The frame that a window manager adds has to fit too.
    if (!restoreGeometry(m_settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(16, 40)));
    if (!QMainWindow::restoreState(m_settings.value(QStringLiteral("windowState")).toByteArray())) {
        resizeDocks({ findChild<QDockWidget *>(QStringLiteral("leftDock")),
                        findChild<QDockWidget *>(QStringLiteral("rightDock")) },
            { 208, 330 }, Qt::Horizontal);
        resizeDocks({ findChild<QDockWidget *>(QStringLiteral("bottomDock")) }, { 224 }, Qt::Vertical);
    }
}

void MainWindow::setTheme(const Theme &theme)
{
    m_theme = theme;
    applyTheme(theme);
    m_stage->setTheme(theme);
    m_palette->setTheme(theme);
    m_outline->setTheme(theme);
    m_inspector->setTheme(theme);
    m_why->setTheme(theme);
    m_timeline->setTheme(theme);
    m_findings->setTheme(theme);
    m_matrix->setTheme(theme);
    m_export->setTheme(theme);
    m_scenarioBar->setTheme(theme);
    m_themeActions->actions().at(theme.dark ? 1 : 0)->setChecked(true);
    updateFindings();
}

void MainWindow::setLens(Lens lens)
{
    m_stage->canvas()->setLens(lens);
    m_stage->lensBar()->setLens(lens);
    m_lensActions->actions().at(static_cast<int>(lens))->setChecked(true);
}

bool MainWindow::isBusy() const
{
    return m_layout->isRunning() || m_decisions->isRunning() || m_evaluation->isRunning()
        || m_runner->isRunning() || m_manifests->isRunning() || m_export->isBusy();
}

void MainWindow::notice(const QString &message)
{
    statusBar()->showMessage(message, 8000);
    Q_EMIT noticed(message);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_stage->canvas()->setFocus(); // what is being typed into a table counts as typed
    if (!maySave()) {
        event->ignore();
        return;
    }
    m_settings.setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("windowState"), saveState());
    m_settings.setValue(QStringLiteral("lens"), static_cast<int>(m_stage->canvas()->lens()));
    for (const char *name : { "leftTabs", "bottomTabs" }) {
        const auto *tabs = findChild<QTabWidget *>(QString::fromLatin1(name));
        m_settings.setValue(QString::fromLatin1(name), tabs->currentWidget()->objectName());
    }
    m_settings.setValue(QStringLiteral("rightSplitter"),
        findChild<QSplitter *>(QStringLiteral("rightSplitter"))->saveState());
    m_layout->cancel();
    m_runner->cancel();
    m_manifests->cancel();
    if (m_autoSave)
        m_autoSave->discard();
    event->accept();
}

} // namespace fourplane::ui
