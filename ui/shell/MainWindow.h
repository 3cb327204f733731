// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/SimulationRunner.h"
#include "ui/canvas/Lens.h"
#include "ui/layout/LayoutRunner.h"
#include "ui/panels/WhyContent.h"
#include "ui/theme/Theme.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QActionGroup;
class QFileSystemWatcher;
class QProgressBar;
class QPushButton;
class QSettings;
class QTabWidget;
class QTimer;
class QUndoView;

namespace fourplane {
struct Edit;
struct FileComparison;
struct ImportResult;
} // namespace fourplane

namespace fourplane::ui {

class AutoSave;
class CanvasStage;
class CanvasView;
class ChangeDialog;
class DecisionUpdater;
class DiagnosticsDialog;
class EvaluationRunner;
class ExportPanel;
class FileClaim;
class FindingsPanel;
class HelpWindow;
class InspectorPanel;
class ManifestRunner;
class OutlinePanel;
class PalettePanel;
class PermissionsPanel;
class PickerPopup;
class PolicyMatrixPanel;
class PresentMode;
class ProjectDocument;
class ScenarioBar;
class StatusCounts;
class TaskPill;
class TimelinePanel;
class Tour;
class WhyCard;
struct ManifestExport;
struct RecoverableProject;

/// The window: canvas in the middle, palette and outline on the left, inspector and Why card on the right,
/// timeline, findings and history below, scenario bar above. Holds one document.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `settings` remembers theme, geometry and recent files; it must outlive the window.
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    ProjectDocument &document() { return *m_document; }

    CanvasView &canvas() const;

    /// Opens a project without asking about changes in the present one. A project without placements is laid
    /// out at once; that is an edit one can undo, but it does not count as a change to be saved, so that
    /// looking at a file never asks to save it.
    Result<void> openFile(const QString &path);

    /// Keeps a copy of unsaved changes in this folder from now on. Without it none is kept.
    void setRecoveryFolder(const QString &folder);

    /// Asks about copies that an earlier run left behind, if there are any.
    void offerRecovery();

    /// Another window of this program, empty, with the same settings and recovery folder. It deletes itself
    /// when it is closed.
    MainWindow *openAnotherWindow();

    void setTheme(const Theme &theme);

    const Theme &theme() const { return m_theme; }

    void setLens(Lens lens);

    /// Runs a scenario of the project; false when there is none with this id.
    bool simulate(const ElementId &scenarioId, std::optional<Exploitability> exploitability);

    /// The result shown, when there is one and it is not out of date.
    const std::optional<SimulationResult> &simulation() const { return m_simulation; }

    /// True while a layout, an evaluation, a simulation, an import or an export runs.
    bool isBusy() const;

    LayoutRunner &layoutRunner() { return *m_layout; }

public Q_SLOTS:
    void layOut();
    /// Imports manifests on a worker thread and opens the project they give. Asks about unsaved changes.
    void importFrom(const QString &folder);
    /// Writes the manifests of the project, for the targets of the export panel, on a worker thread. Files
    /// edited by hand stay as they are unless `overwrite`; otherwise they are shown, and one may say so.
    void exportTo(const QString &folder, bool overwrite = false);
    void openQuickAdd();
    void openCommandPalette();

Q_SIGNALS:
    /// A sentence about something that could not be done; also shown in the status bar.
    void noticed(const QString &message);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    // MainWindow.cpp
    void buildPanels();
    void connectPanels();
    void restoreState();
    void notice(const QString &message);

    // MainWindowMenus.cpp
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildInsertMenu();
    void buildArrangeMenu();
    void buildSimulateMenu();
    void buildExportMenu();
    void buildHelpMenu();
    QAction *addAction(QMenu *menu, const char *name, const QString &text, const QKeySequence &shortcut,
        const QString &tip, const std::function<void()> &run);
    void fillRecentMenu();
    void updateActions();

    // MainWindowFiles.cpp
    bool maySave();
    void newProject();
    void newFromExample(const QString &resourcePath);
    void chooseFile();
    void openAndReport(const QString &path);
    bool save();
    bool saveAs();
    bool saveTo(const QString &path);
    void exportPicture();
    void print();
    void updateTitle();
    void updateStartPage();
    void documentReset();

    // MainWindowSafety.cpp
    void recover(const RecoverableProject &copy);
    void watchFile();
    void checkFile();
    void askAboutFile(const QString &name, const Project &base, const Project &theirs);
    bool compareWithFile(const QString &name, const Project &base, const Project &theirs);
    void takeFromDisk(const Project &theirs);
    bool mayOverwrite(const QString &path);
    void claimFile();

    // MainWindowManifests.cpp
    void connectManifests();
    DiagnosticsDialog *showDiagnostics(
        const QString &title, const QString &summary, const Diagnostics &diagnostics);
    bool mayStartManifests();
    void chooseImportFolder();
    void importFinished(const ImportResult &result);
    void connectExportPanel();
    void showExportPanel();
    void exportFinished(const ManifestExport &result);
    void exportFailed(const QString &folder, const Diagnostics &diagnostics);
    void askToOverwrite(const QString &folder, const std::vector<FileComparison> &files);

    // MainWindowEdits.cpp
    void addKindAt(const QString &kind, QPointF scenePoint);
    QPointF freePoint(QPointF wanted) const;
    void openQuickAddAt(const QPointF &scenePoint);
    void openConnectedAdd(const ElementId &sourceId, const QPointF &scenePoint);
    void groupSelection();
    void openConnectTo();
    void connectTo(const ElementId &destinationId);
    void showElements(const std::vector<ElementId> &ids);
    void commandChosen(const QString &key);
    void arrangeSelection(const QString &label,
        const std::function<ElementMap<Placement2D>(const ElementMap<Placement2D> &)> &arrange);
    void layoutFinished(const LayoutOutcome &outcome);

    // MainWindowFixes.cpp
    void connectFixes();
    ChangeDialog *openChanges(const QString &title, const QString &question);
    void fixFinding();
    void acceptFinding();
    void closePath();

    // MainWindowWelcome.cpp
    void describeService();
    void startTour();
    void offerTour();
    void buildTour();

    // MainWindowClipboard.cpp
    Project selectedFragment() const;
    bool copySelection();
    void cutSelection();
    void paste();
    void duplicateSelection();
    void insertCopy(Project fragment, const QPointF &where, const QString &what);

    // MainWindowSimulation.cpp
    void simulateChosen();
    void startBreachHere();
    void simulationFinished(const SimulationResult &result);
    void clearSimulation(const QString &hint);
    void markSimulationStale();
    void pivotSelected(int index);
    void updateOverlay();
    void choosePair(const ElementId &source, const ElementId &destination);
    void updateWhy();
    void pinWhy();
    void updateOutcome();
    void updateCounts();
    void updateFindings();
    ManifestPlace manifestPlaces() const;

    QSettings &m_settings;
    Theme m_theme;
    ProjectDocument *m_document;
    DecisionUpdater *m_decisions;
    EvaluationRunner *m_evaluation;
    LayoutRunner *m_layout;
    SimulationRunner *m_runner;
    ManifestRunner *m_manifests;
    std::unique_ptr<FileClaim> m_claim;
    AutoSave *m_autoSave = nullptr;
    QFileSystemWatcher *m_watcher = nullptr;
    QTimer *m_fileCheck = nullptr;

    CanvasStage *m_stage = nullptr;
    PalettePanel *m_palette = nullptr;
    OutlinePanel *m_outline = nullptr;
    InspectorPanel *m_inspector = nullptr;
    WhyCard *m_why = nullptr;
    QWidget *m_whyPane = nullptr;
    QPushButton *m_whySwap = nullptr;
    TimelinePanel *m_timeline = nullptr;
    FindingsPanel *m_findings = nullptr;
    PermissionsPanel *m_permissions = nullptr;
    PolicyMatrixPanel *m_matrix = nullptr;
    ExportPanel *m_export = nullptr;
    QUndoView *m_history = nullptr;
    QTabWidget *m_bottom = nullptr;
    ScenarioBar *m_scenarioBar = nullptr;
    StatusCounts *m_counts = nullptr;
    QProgressBar *m_layoutProgress = nullptr;
    QPushButton *m_layoutCancel = nullptr;
    TaskPill *m_task = nullptr;
    PickerPopup *m_quickAdd = nullptr;
    PickerPopup *m_commands = nullptr;
    PresentMode *m_present = nullptr;
    HelpWindow *m_help = nullptr;
    Tour *m_tour = nullptr;

    QMenu *m_recentMenu = nullptr;
    QActionGroup *m_lensActions = nullptr;
    QActionGroup *m_themeActions = nullptr;
    std::vector<QAction *> m_needSelection;
    QAction *m_breach = nullptr;

    std::optional<SimulationResult> m_simulation;
    int m_pivot = -1;
    bool m_selectingPivot = false;
    std::vector<ElementId> m_pinned; ///< what is explained whatever is selected; empty = what is selected
    ElementId m_whySource; ///< of the pair that is explained, where somebody chose it
    bool m_layoutIsAutomatic = false;
    int m_editsAtImport = 0; ///< index of the undo stack when the import began
    QPointF m_quickAddPoint;
    ElementId m_quickAddSource; ///< what is added is connected from it; empty = from nothing
    std::size_t m_workloadsAtTour = 0; ///< when its mark last looked
    std::size_t m_flowsAtTour = 0;
    QString m_recoveryFolder;
    bool m_askingAboutFile = false;
};

} // namespace fourplane::ui
