// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/Alignment.h"
#include "core/storage/Resources.h"
#include "ui/canvas/CanvasView.h"
#include "ui/canvas/Folding.h"
#include "ui/canvas/Minimap.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/InspectorPanel.h"
#include "ui/panels/KindList.h"
#include "ui/panels/PalettePanel.h"
#include "ui/panels/TimelinePanel.h"
#include "ui/shell/CanvasStage.h"
#include "ui/shell/HelpWindow.h"
#include "ui/shell/Language.h"
#include "ui/shell/LensBar.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/PaneCycle.h"
#include "ui/shell/PresentMode.h"
#include "ui/shell/RecentFiles.h"
#include "ui/shell/ShortcutSheet.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

namespace fourplane::ui {

namespace {

constexpr std::string_view projectSuffix = ".fourplane.yaml";

/// "sample-topologies/rag-assistant/flat.fourplane.yaml" as "Rag assistant: flat"; a design with a folder of
/// its own has the name of the folder.
QString exampleTitle(const QString &file)
{
    const QStringList parts = file.chopped(qsizetype(projectSuffix.size())).split(QLatin1Char('/'));
    QString folder = parts.at(1);
    folder.replace(QLatin1Char('-'), QLatin1Char(' '));
    folder[0] = folder.at(0).toUpper();
    const bool isOnly = parts.at(1).contains(parts.last());
    return isOnly ? folder : folder + QStringLiteral(": ") + parts.last();
}

/// The words of a menu entry, without the mark of its key.
QString plainText(QString text)
{
    return text.remove(QLatin1Char('&'));
}

} // namespace

QAction *MainWindow::addAction(QMenu *menu, const char *name, const QString &text,
    const QKeySequence &shortcut, const QString &tip, const std::function<void()> &run)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void MainWindow::buildMenus()
{
    auto *brand = new QLabel(QStringLiteral("Fourplane"), this);
    brand->setProperty("role", QStringLiteral("brand"));
    menuBar()->setCornerWidget(brand, Qt::TopLeftCorner);
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildInsertMenu();
    buildArrangeMenu();
    buildSimulateMenu();
    buildExportMenu();
    buildHelpMenu();
    auto *search = new QPushButton(tr("Search or run a command   Ctrl+K"), this);
    search->setObjectName(QStringLiteral("commandButton"));
    search->setProperty("role", QStringLiteral("search"));
    search->setFocusPolicy(Qt::NoFocus);
    search->setToolTip(tr("Run a command or jump to an element by typing its name"));
    connect(search, &QPushButton::clicked, this, &MainWindow::openCommandPalette);
    menuBar()->setCornerWidget(search, Qt::TopRightCorner);
    updateActions();
}

void MainWindow::buildFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    addAction(menu, "actionNew", tr("&New"), QKeySequence::New, tr("Start an empty project"),
        [this] { newProject(); });
    addAction(menu, "actionNewWindow", tr("New &Window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
        tr("Work on another project at the same time; copy and paste go between the windows"),
        [this] { openAnotherWindow(); });
    addAction(menu, "actionDescribe", tr("New from &Description…"), {},
        tr("Say what your service is and depends on; Fourplane makes a segmented design of it"),
        [this] { describeService(); });
    QMenu *examples = menu->addMenu(tr("New from &Example"));
    for (const std::string_view path : resourcesBelow("sample-topologies")) {
        if (!path.ends_with(projectSuffix))
            continue;
        const QString file = QString::fromUtf8(path.data(), qsizetype(path.size()));
        QAction *action = addAction(examples, "", exampleTitle(file), {},
            tr("Start a project of your own from this design"), [this, file] { newFromExample(file); });
        action->setObjectName(QStringLiteral("actionExample-") + file);
    }
    addAction(menu, "actionOpen", tr("&Open…"), QKeySequence::Open, tr("Open a project file"),
        [this] { chooseFile(); });
    m_recentMenu = menu->addMenu(tr("Open &Recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    menu->addSeparator();
    addAction(menu, "actionSave", tr("&Save"), QKeySequence::Save, tr("Write the project to its file"),
        [this] { save(); });
    addAction(menu, "actionSaveAs", tr("Save &As…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        tr("Write the project to another file"), [this] { saveAs(); });
    menu->addSeparator();
    addAction(menu, "actionImport", tr("&Import Manifests…"), {},
        tr("Make a project from a folder of Kubernetes manifests"), [this] { chooseImportFolder(); });
    menu->addSeparator();
    addAction(menu, "actionPrint", tr("&Print…"), QKeySequence::Print, tr("Print the canvas on one page"),
        [this] { print(); });
    menu->addSeparator();
    addAction(menu, "actionQuit", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Close the window"),
        [this] { close(); });
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    RecentFiles recent(m_settings);
    const QStringList paths = recent.paths();
    for (const QString &path : paths) {
        QAction *action = m_recentMenu->addAction(QFileInfo(path).fileName());
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] {
            if (maySave())
                openAndReport(path);
        });
    }
    if (paths.isEmpty()) {
        m_recentMenu->addAction(tr("No projects yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("Clear List")), &QAction::triggered, this,
        [this] { RecentFiles(m_settings).clear(); });
}

void MainWindow::buildEditMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Edit"));
    QUndoStack &stack = m_document->undoStack();
    QAction *undo = stack.createUndoAction(this, tr("&Undo"));
    undo->setObjectName(QStringLiteral("actionUndo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setStatusTip(tr("Take the last change back"));
    undo->setToolTip(undo->statusTip());
    QAction *redo = stack.createRedoAction(this, tr("&Redo"));
    redo->setObjectName(QStringLiteral("actionRedo"));
    redo->setShortcuts(
        { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y) });
    redo->setStatusTip(tr("Make the change again"));
    redo->setToolTip(redo->statusTip());
    menu->addAction(undo);
    menu->addAction(redo);
    menu->addSeparator();
    CanvasView *canvas = m_stage->canvas();
    m_needSelection.push_back(addAction(menu, "actionCut", tr("Cu&t"), QKeySequence::Cut,
        tr("Move what is selected to the clipboard"), [this] { cutSelection(); }));
    m_needSelection.push_back(addAction(menu, "actionCopy", tr("&Copy"), QKeySequence::Copy,
        tr("Copy what is selected, as text that other windows and editors can take"),
        [this] { copySelection(); }));
    addAction(menu, "actionPaste", tr("&Paste"), QKeySequence::Paste,
        tr("Add a copy of what is on the clipboard, in the selected namespace; other text becomes a note"),
        [this] { paste(); });
    m_needSelection.push_back(addAction(menu, "actionRename", tr("Re&name"), {},
        tr("Rename what is selected (F2)"), [canvas] { canvas->renameSelection(); }));
    m_needSelection.push_back(
        addAction(menu, "actionDuplicate", tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D),
            tr("Add a copy of what is selected below it"), [this] { duplicateSelection(); }));
    m_needSelection.push_back(addAction(menu, "actionDelete", tr("De&lete"), {},
        tr("Remove what is selected and everything that hangs on it (Del)"),
        [canvas] { canvas->deleteSelection(); }));
    menu->addSeparator();
    addAction(menu, "actionSelect", tr("&Select"), QKeySequence(Qt::Key_V),
        tr("Select with the pointer again instead of drawing or connecting"),
        [canvas] {
            canvas->setInking(false);
            canvas->setFocus();
        })
        ->setShortcutContext(Qt::WidgetShortcut);
    addAction(menu, "actionSelectAll", tr("Select &All"), {}, tr("Select everything on the canvas (Ctrl+A)"),
        [canvas] { canvas->selectAll(); });
    addAction(menu, "actionFind", tr("&Find in Project"), QKeySequence::Find,
        tr("Search names in the outline"),
        [this] {
            auto *tabs = findChild<QTabWidget *>(QStringLiteral("leftTabs"));
            tabs->setCurrentIndex(1);
            findChild<QLineEdit *>(QStringLiteral("outlineSearch"))->setFocus();
        })
        ->setShortcuts({ QKeySequence(QKeySequence::Find), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O) });
    addAction(menu, "actionCommands", tr("&Commands and Elements…"), QKeySequence(Qt::CTRL | Qt::Key_K),
        tr("Run a command or jump to an element by typing its name"), [this] { openCommandPalette(); });
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    CanvasView *canvas = m_stage->canvas();
    addAction(menu, "actionZoomIn", tr("Zoom &In"), QKeySequence(Qt::CTRL | Qt::Key_Plus),
        tr("Show the canvas larger"), [canvas] { canvas->setZoom(canvas->zoom() * 1.25); })
        ->setShortcuts({ QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal) });
    addAction(menu, "actionZoomOut", tr("Zoom &Out"), QKeySequence(Qt::CTRL | Qt::Key_Minus),
        tr("Show the canvas smaller"), [canvas] { canvas->setZoom(canvas->zoom() / 1.25); });
    addAction(menu, "actionZoomNormal", tr("&100 %"), QKeySequence(Qt::CTRL | Qt::Key_0),
        tr("Show the canvas at its own size"), [canvas] { canvas->setZoom(1); });
    addAction(menu, "actionZoomFit", tr("Zoom to &Fit"), QKeySequence(Qt::SHIFT | Qt::Key_1),
        tr("Show all of the project"), [canvas] { canvas->zoomToFit(); });
    m_needSelection.push_back(
        addAction(menu, "actionZoomSelection", tr("Zoom to &Selection"), QKeySequence(Qt::SHIFT | Qt::Key_2),
            tr("Show what is selected"), [canvas] { canvas->zoomToSelection(); }));
    menu->addSeparator();
    QMenu *lenses = menu->addMenu(tr("&Lens"));
    m_lensActions = new QActionGroup(this);
    for (int i = 0; i <= static_cast<int>(Lens::Data); ++i) {
        const auto lens = static_cast<Lens>(i);
        QAction *action = addAction(lenses, "actionLens", lensName(lens), QKeySequence(Qt::Key_1 + i),
            tr("Colour the canvas by this plane"), [this, lens] { setLens(lens); });
        action->setObjectName(QStringLiteral("actionLens") + lensName(lens));
        action->setCheckable(true);
        action->setChecked(i == 0);
        m_lensActions->addAction(action);
    }
    connect(m_stage->lensBar(), &LensBar::lensChosen, this, &MainWindow::setLens);
    QMenu *themes = menu->addMenu(tr("&Theme"));
    m_themeActions = new QActionGroup(this);
    const auto addTheme = [this, themes](const char *name, const QString &text, bool dark) {
        QAction *action =
            addAction(themes, name, text, {}, tr("Change the colours of the window"), [this, dark] {
                m_settings.setValue(
                    QStringLiteral("theme"), dark ? QStringLiteral("dark") : QStringLiteral("light"));
                for (QWidget *widget : QApplication::topLevelWidgets()) {
                    if (auto *window = qobject_cast<MainWindow *>(widget))
                        window->setTheme(dark ? Theme::darkTheme() : Theme::light());
                }
            });
        action->setCheckable(true);
        m_themeActions->addAction(action);
    };
    addTheme("actionThemeLight", tr("&Light"), false);
    addTheme("actionThemeDark", tr("&Dark"), true);
    QMenu *tongues = menu->addMenu(tr("Lan&guage"));
    auto *tongueActions = new QActionGroup(this);
    const QString remembered = m_settings.value(QStringLiteral("language"), systemLanguage()).toString();
    for (const Language &language : languages()) {
        QAction *action = addAction(
            tongues, "", language.name, {}, tr("Change the language of the window"), [this, language] {
                m_settings.setValue(QStringLiteral("language"), language.code);
                notice(tr("The language changes when Fourplane is started again"));
            });
        action->setObjectName(QStringLiteral("actionLanguage-") + language.code);
        action->setCheckable(true);
        action->setChecked(language.code == remembered);
        tongueActions->addAction(action);
    }
    menu->addSeparator();
    for (const char *name : { "leftDock", "rightDock", "bottomDock" }) {
        QAction *toggle = findChild<QDockWidget *>(QString::fromLatin1(name))->toggleViewAction();
        toggle->setStatusTip(tr("Show or hide this panel"));
        menu->addAction(toggle);
    }
    menu->addSeparator();
    QAction *minimap = addAction(menu, "actionMinimap", tr("&Minimap"), {},
        tr("Show the whole design, small, while a part of it is out of view"), [] {});
    minimap->setCheckable(true);
    minimap->setChecked(m_settings.value(QStringLiteral("minimap"), true).toBool());
    connect(minimap, &QAction::toggled, this, [this](bool wanted) {
        m_settings.setValue(QStringLiteral("minimap"), wanted);
        m_stage->minimap()->setWanted(wanted);
    });
    QAction *snapping = addAction(menu, "actionSnapping", tr("&Snap to Neighbours"), {},
        tr("Line up what is moved or resized with what is around it; Ctrl or Alt held while dragging does "
           "without"),
        [] {});
    snapping->setCheckable(true);
    snapping->setChecked(m_settings.value(QStringLiteral("snapping"), true).toBool());
    m_stage->canvas()->setSnapping(snapping->isChecked());
    connect(snapping, &QAction::toggled, this, [this](bool wanted) {
        m_settings.setValue(QStringLiteral("snapping"), wanted);
        m_stage->canvas()->setSnapping(wanted);
    });
    addAction(menu, "actionAllFields", tr("&All Fields"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        tr("Edit all fields of what is selected, or the settings of the project, as text"),
        [this] { m_inspector->showAllFields(); });
    addAction(menu, "actionNextPane", tr("Ne&xt Pane"), QKeySequence(Qt::Key_F6),
        tr("Give the keyboard to the next part of the window"), [this] { focusNextPane(*this, false); });
    addAction(menu, "actionPreviousPane", tr("Pre&vious Pane"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
        tr("Give the keyboard to the part of the window before"), [this] { focusNextPane(*this, true); });
    addAction(menu, "actionPresent", tr("&Present"), QKeySequence(Qt::Key_F11),
        tr("Show the canvas alone on the whole screen and step through the notes"),
        [this] { m_present->start(); });
    addAction(menu, "actionFullScreen", tr("F&ull Screen"), QKeySequence(Qt::CTRL | Qt::Key_F11),
        tr("Use the whole screen"), [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
}

void MainWindow::buildInsertMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Insert"));
    addAction(menu, "actionQuickAdd", tr("&Quick Add…"), QKeySequence(Qt::Key_Slash),
        tr("Add something by typing what it is"), [this] { openQuickAdd(); });
    CanvasView *canvas = m_stage->canvas();
    // The canvas itself takes the key, and only while it has the focus: elsewhere an N is a letter.
    addAction(menu, "actionInsertNote", tr("&Note"), QKeySequence(Qt::Key_N),
        tr("Write a note on the canvas; it is never simulated or exported"), [canvas] { canvas->addNote(); })
        ->setShortcutContext(Qt::WidgetShortcut);
    QAction *ink = addAction(menu, "actionInk", tr("&Ink"), QKeySequence(Qt::Key_P),
        tr("Draw on the canvas with the pointer, until P or Esc; it is never simulated or exported"), [] {});
    ink->setShortcutContext(Qt::WidgetShortcut);
    ink->setCheckable(true);
    connect(ink, &QAction::toggled, canvas, &CanvasView::setInking);
    connect(canvas, &CanvasView::inkingChanged, ink, &QAction::setChecked);
    QAction *connectKey = addAction(menu, "actionConnect", tr("Co&nnect"), QKeySequence(Qt::Key_C),
        tr("Lead a line from the selected card: click the other card, or choose it with the arrow keys and "
           "Enter"),
        [canvas] { canvas->beginConnecting(); });
    connectKey->setShortcutContext(Qt::WidgetShortcut);
    m_needSelection.push_back(connectKey);
    m_needSelection.push_back(addAction(menu, "actionConnectTo", tr("&Connect to…"),
        QKeySequence(Qt::CTRL | Qt::Key_J),
        tr("Declare a flow from the selected card to another, by its name"), [this] { openConnectTo(); }));
    menu->addSeparator();
    QMenu *section = nullptr;
    for (const KindEntry &entry : allKinds()) {
        if (!section || section->title() != entry.section)
            section = menu->addMenu(entry.section);
        const QString kind = entry.kind;
        QAction *action = addAction(section, "", entry.title, {}, tr("Add this in the middle of the view"),
            [this, kind] { Q_EMIT m_palette->kindActivated(kind); });
        action->setObjectName(QStringLiteral("actionInsert-") + kind);
    }
}

void MainWindow::buildArrangeMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Arrange"));
    addAction(menu, "actionLayout", tr("&Lay Out"), QKeySequence(Qt::CTRL | Qt::Key_L),
        tr("Place everything anew, or the inside of the selected namespaces, as one step that can be undone"),
        [this] { layOut(); });
    m_needSelection.push_back(
        addAction(menu, "actionGroup", tr("&Group into Namespace"), QKeySequence(Qt::CTRL | Qt::Key_G),
            tr("Put the selected workloads into a namespace of their own"), [this] { groupSelection(); }));
    m_needSelection.push_back(
        addAction(menu, "actionFold", tr("&Fold or Unfold"), QKeySequence(Qt::CTRL | Qt::Key_U),
            tr("Show the selected namespaces as one card each, with their connections bundled, or open them "
               "again"),
            [this] {
                CanvasView *canvas = m_stage->canvas();
                canvas->toggleFolds(namespacesOf(m_document->project(), canvas->selection()));
            }));
    addAction(menu, "actionFoldAll", tr("Fold or Unfold A&ll"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U),
        tr("Show every namespace as one card, or open all of them again"), [this] {
            std::vector<ElementId> all;
            for (const auto &entry : m_document->project().topology.namespaces)
                all.push_back(entry.first);
            m_stage->canvas()->toggleFolds(all);
        });
    m_needSelection.push_back(
        addAction(menu, "actionForward", tr("Bring For&ward"), QKeySequence(Qt::CTRL | Qt::Key_BracketRight),
            tr("Bring the selected note or stroke before what covers it"),
            [this] { m_stage->canvas()->reorderSelection(true); }));
    m_needSelection.push_back(
        addAction(menu, "actionBackward", tr("Send &Backward"), QKeySequence(Qt::CTRL | Qt::Key_BracketLeft),
            tr("Send the selected note or stroke behind what it covers"),
            [this] { m_stage->canvas()->reorderSelection(false); }));
    menu->addSeparator();

    struct AlignEntry
    {
        const char *name;
        QString text;
        Qt::Key key;
        Alignment alignment;
    };

    for (const AlignEntry &entry : {
             AlignEntry { "actionAlignLeft", tr("Align &Left"), Qt::Key_Left, Alignment::Left },
             AlignEntry { "actionAlignCenter", tr("Align &Centres"), Qt::Key_unknown, Alignment::Center },
             AlignEntry { "actionAlignRight", tr("Align &Right"), Qt::Key_Right, Alignment::Right },
             AlignEntry { "actionAlignTop", tr("Align &Top"), Qt::Key_Up, Alignment::Top },
             AlignEntry { "actionAlignMiddle", tr("Align &Middles"), Qt::Key_unknown, Alignment::Middle },
             AlignEntry { "actionAlignBottom", tr("Align &Bottom"), Qt::Key_Down, Alignment::Bottom },
         }) {
        const QKeySequence key = entry.key == Qt::Key_unknown
            ? QKeySequence()
            : QKeySequence(QKeyCombination(Qt::CTRL | Qt::SHIFT, entry.key));
        const QString label = plainText(entry.text);
        m_needSelection.push_back(addAction(menu, entry.name, entry.text, key,
            tr("Bring the selected cards and notes into line"), [this, label, alignment = entry.alignment] {
                arrangeSelection(label, [alignment](const auto &boxes) { return aligned(boxes, alignment); });
            }));
    }
    menu->addSeparator();
    const auto addSpread = [&](const char *name, const QString &text, SpreadAxis axis) {
        const QString label = plainText(text);
        m_needSelection.push_back(addAction(menu, name, text, {},
            tr("Leave equal gaps between the selected cards and notes"), [this, label, axis] {
                arrangeSelection(label, [axis](const auto &boxes) { return spread(boxes, axis); });
            }));
    };
    addSpread("actionSpreadAcross", tr("Distribute &Horizontally"), SpreadAxis::Horizontal);
    addSpread("actionSpreadDown", tr("Distribute &Vertically"), SpreadAxis::Vertical);
}

void MainWindow::buildSimulateMenu()
{
    QMenu *policy = menuBar()->addMenu(tr("&Policy"));
    addAction(policy, "actionPermitDeclared", tr("&Permit What Is Declared"), {},
        tr("Add a permission for every declared flow that has none"),
        [this] { findChild<QPushButton *>(QStringLiteral("permitDeclared"))->click(); });
    addAction(policy, "actionWhy", tr("&Why"), QKeySequence(Qt::Key_W),
        tr("Keep the reasons of the selected connection, or of the way between two cards, in view; again to "
           "let go"),
        [this] { pinWhy(); })
        ->setShortcutContext(Qt::WidgetShortcut);
    addAction(policy, "actionFix", tr("&Fix Finding…"), QKeySequence(Qt::CTRL | Qt::Key_Period),
        tr("See which changes close the chosen finding and what they do, and make one"),
        [this] { fixFinding(); });
    addAction(policy, "actionAccept", tr("&Accept Finding…"), {},
        tr("Enter the chosen finding into the register of exceptions, with a reason and an expiry"),
        [this] { acceptFinding(); });
    QMenu *simulate = menuBar()->addMenu(tr("&Simulate"));
    addAction(simulate, "actionSimulate", tr("&Run Scenario"), QKeySequence(Qt::Key_F5),
        tr("Attack the design with the chosen scenario"), [this] { simulateChosen(); });
    addAction(simulate, "actionStop", tr("&Stop"), QKeySequence(Qt::SHIFT | Qt::Key_F5),
        tr("Stop the simulation"), [this] { m_runner->cancel(); });
    addAction(simulate, "actionNextPivot", tr("&Next Pivot"), QKeySequence(Qt::Key_F10),
        tr("Show the next step of the attack"), [this] { m_timeline->stepForward(); });
    addAction(simulate, "actionPreviousPivot", tr("&Previous Pivot"), QKeySequence(Qt::SHIFT | Qt::Key_F10),
        tr("Show the step before"), [this] { m_timeline->stepBack(); });
    simulate->addSeparator();
    addAction(simulate, "actionClosePath", tr("&Close This Path…"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Period),
        tr("See which smallest change closes the attack shown, and make it"), [this] { closePath(); });
    simulate->addSeparator();
    m_breach =
        addAction(simulate, "actionBreachHere", tr("Start &Breach Here"), QKeySequence(Qt::CTRL | Qt::Key_B),
            tr("Add a scenario in which the selected workload is taken over, and run it"),
            [this] { startBreachHere(); });
}

void MainWindow::buildExportMenu()
{
    QMenu *exportMenu = menuBar()->addMenu(tr("E&xport"));
    addAction(exportMenu, "actionExport", tr("&Manifests"), QKeySequence(Qt::CTRL | Qt::Key_E),
        tr("See what would be written for which target, and save it"), [this] { showExportPanel(); });
    addAction(exportMenu, "actionExportPicture", tr("&Picture…"), {},
        tr("Write the canvas as an SVG, PDF or PNG picture"), [this] { exportPicture(); });
}

void MainWindow::buildHelpMenu()
{
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addAction(help, "actionHelp", tr("&User Guide"), QKeySequence(Qt::Key_F1),
        tr("Read how to work with Fourplane"), [this] {
            if (!m_help)
                m_help = new HelpWindow(this);
            m_help->showPage(QStringLiteral("window.md"));
        });
    addAction(help, "actionShortcuts", tr("&Keyboard Shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_Slash),
        tr("See all keys"), [this] { ShortcutSheet(*menuBar(), this).exec(); });
    addAction(help, "actionTour", tr("Guided &Tour"), QKeySequence(Qt::CTRL | Qt::Key_F1),
        tr("Walk through the window in five steps: add, connect, ask why, attack, hand over"),
        [this] { startTour(); });
    help->addSeparator();
    addAction(help, "actionAbout", tr("&About Fourplane"), {}, tr("Version and licence"), [this] {
        QMessageBox::about(this, tr("About Fourplane"),
            tr("<b>Fourplane %1</b><p>Design zero-trust segmentation for AI services on Kubernetes, attack "
               "the "
               "design, and hand it over as manifests.</p><p>Design-time simulation only: a clean result is "
               "no "
               "proof that a deployment is secure.</p><p>Licensed under Apache-2.0.</p>")
                .arg(QApplication::applicationVersion()));
    });
}

void MainWindow::updateActions()
{
    const std::vector<ElementId> selection = m_stage->canvas()->selection();
    for (QAction *action : m_needSelection)
        action->setEnabled(!selection.empty());
    if (m_breach) {
        m_breach->setEnabled(selection.size() == 1
            && fourplane::find(m_document->project().topology.workloads, selection.front()) != nullptr);
    }
}

} // namespace fourplane::ui
