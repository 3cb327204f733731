// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportPanel.h"

#include "core/base/Sha256.h"
#include "ui/analysis/ProjectEvaluation.h"
#include "ui/document/ProjectDocument.h"
#include "ui/panels/DifferenceText.h"
#include "ui/panels/ExportChoiceStore.h"
#include "ui/panels/ExportFilesDelegate.h"
#include "ui/panels/ExportFilesModel.h"
#include "ui/panels/ExportSelection.h"
#include "ui/panels/ExportTargetsList.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr std::size_t mostExpandedFiles = 400;

bool isEmpty(const Project &project)
{
    const Topology &topology = project.topology;
    return topology.workloads.empty() && topology.namespaces.empty() && topology.externals.empty();
}

} // namespace

ExportPanel::ExportPanel(QWidget *parent)
    : QWidget(parent)
    , m_runner(new ExportPreviewRunner(this))
    , m_files(new ExportFilesModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_delegate(new ExportFilesDelegate(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_file(new ExportFilePane(this))
{
    setObjectName(QStringLiteral("exportPanel"));
    m_splitter->setObjectName(QStringLiteral("exportSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeTargetsSide());
    m_splitter->addWidget(makeFilesSide());
    m_splitter->addWidget(m_file);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({ 300, 330, 780 });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFooter());
    layout->addWidget(m_splitter, 1);
    connectParts();
    m_file->showNothing(hint());
    updateSummary();
}

ExportPanel::~ExportPanel() = default;

QWidget *ExportPanel::makeTargetsSide()
{
    auto *side = new QWidget(this);
    m_targets = new ExportTargetsList(side);
    m_overlays = new QButtonGroup(this);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->setContentsMargins(8, 5, 8, 5);
    const QString texts[] { tr("Both overlays"), tr("Audit"), tr("Enforce") };
    const QString tips[] {
        tr("The folder holds both overlays; kubectl apply -k overlays/audit or overlays/enforce"),
        tr("kubectl apply -k applies the audit overlay, which stops nothing that ran before"),
        tr("kubectl apply -k applies the enforce overlay")
    };
    const char *names[] { "exportOverlayBoth", "exportOverlayAudit", "exportOverlayEnforce" };
    for (int i = 0; i < 3; ++i) {
        auto *button = new QPushButton(texts[i], side);
        button->setObjectName(QString::fromLatin1(names[i]));
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setToolTip(tips[i]);
        button->setProperty("segment",
            i == 0       ? QStringLiteral("first")
                : i == 2 ? QStringLiteral("last")
                         : QStringLiteral("middle"));
        m_overlays->addButton(button, i);
        segments->addWidget(button);
    }
    segments->addStretch(1);
    auto *extras = new QHBoxLayout;
    extras->setContentsMargins(8, 0, 8, 5);
    extras->setSpacing(12);
    m_probes = new QCheckBox(tr("Probes"), side);
    m_probes->setObjectName(QStringLiteral("exportProbes"));
    m_probes->setToolTip(tr("Tests of every rule, expected allowed and expected denied, to be run in the "
                            "cluster. Takes seconds to a minute after each change."));
    m_consequences = new QCheckBox(tr("Consequences"), side);
    m_consequences->setObjectName(QStringLiteral("exportConsequences"));
    m_consequences->setToolTip(tr("Simulates what opens if only this is shipped, in COMPATIBILITY.md. Takes "
                                  "seconds to minutes after each change."));
    extras->addWidget(m_probes);
    extras->addWidget(m_consequences);
    extras->addStretch(1);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(segments);
    layout->addLayout(extras);
    layout->addWidget(m_targets, 1);
    return side;
}

QWidget *ExportPanel::makeFilesSide()
{
    auto *side = new QWidget(this);
    m_filter = new QLineEdit(side);
    m_filter->setObjectName(QStringLiteral("exportFilter"));
    m_filter->setPlaceholderText(tr("Find files…"));
    m_filter->setAccessibleName(tr("Find files of the export"));
    m_filter->setClearButtonEnabled(true);
    m_filtered->setSourceModel(m_files);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_filtered->setFilterRole(ExportFilesModel::PathRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree = new QTreeView(side);
    m_tree->setObjectName(QStringLiteral("exportFiles"));
    m_tree->setAccessibleName(tr("Files of the export"));
    m_tree->setModel(m_filtered);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_filter);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);
    return side;
}

QWidget *ExportPanel::makeFooter()
{
    auto *bar = new QWidget(this);
    m_summary = new QLabel(bar);
    m_summary->setObjectName(QStringLiteral("exportSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setMinimumWidth(60);
    m_summary->setProperty("role", QStringLiteral("secondary"));
    m_asDesigned = new QPushButton(tr("As the design asks"), bar);
    m_asDesigned->setObjectName(QStringLiteral("exportAsDesigned"));
    m_asDesigned->setToolTip(tr("Choose the targets that the design has something for again"));
    m_folderButton = new QPushButton(bar);
    m_folderButton->setObjectName(QStringLiteral("exportFolder"));
    m_save = new QPushButton(tr("Save"), bar);
    m_save->setObjectName(QStringLiteral("exportSave"));
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setToolTip(tr("Write the files to the folder; edits by hand are never replaced unasked"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(8);
    row->addWidget(m_asDesigned);
    row->addWidget(m_summary, 1);
    row->addWidget(m_folderButton);
    row->addWidget(m_save);
    return bar;
}

void ExportPanel::connectParts()
{
    connect(m_targets, &ExportTargetsList::targetsChosen, this, [this] {
        m_choice.targets = m_targets->chosen();
        rememberChoice();
        request();
    });
    connect(m_asDesigned, &QPushButton::clicked, this, [this] {
        m_choice.targets.reset();
        rememberChoice();
        request();
    });
    connect(m_overlays, &QButtonGroup::idClicked, this, [this](int id) {
        m_choice.overlay = id == 0 ? std::nullopt : std::optional(static_cast<ExportOverlay>(id - 1));
        rememberChoice();
        request();
    });
    connect(m_probes, &QCheckBox::toggled, this, [this](bool isOn) {
        m_choice.hasProbes = isOn;
        request();
    });
    connect(m_consequences, &QCheckBox::toggled, this, [this](bool isOn) {
        m_choice.hasConsequences = isOn;
        request();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filtered->setFilterFixedString(words);
        m_tree->expandAll();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) {
            if (!current.data(ExportFilesModel::IsFileRole).toBool())
                return;
            m_path = current.data(ExportFilesModel::PathRole).toString();
            showCurrentFile();
        });
    connect(m_file, &ExportFilePane::elementsChosen, this, &ExportPanel::tell);
    connect(m_file, &ExportFilePane::differenceOpened, this, &ExportPanel::refresh);
    connect(m_folderButton, &QPushButton::clicked, this, &ExportPanel::chooseFolder);
    connect(m_save, &QPushButton::clicked, this, &ExportPanel::save);
    connect(m_runner, &ExportPreviewRunner::previewed, this, &ExportPanel::takePreview);
    connect(m_runner, &ExportPreviewRunner::cancelled, this, [this] {
        m_isWanted = true;
        m_summary->setText(tr("Cancelled: what is listed may be out of date"));
        Q_EMIT previewEnded();
    });
}

void ExportPanel::setDocument(ProjectDocument *document, QSettings &settings)
{
    m_document = document;
    m_settings = &settings;
    connect(document, &ProjectDocument::reset, this, [this] {
        m_preview.reset();
        m_evaluation.reset();
        m_lastExport.clear();
        m_path.clear();
        m_listing = {};
        m_files->setFiles({});
        m_file->showProblems({});
        m_file->showNothing(hint());
        restoreChoice();
        updateSummary();
    });
    restoreChoice();
}

void ExportPanel::setTheme(const Theme &theme)
{
    m_targets->setTheme(theme);
    m_delegate->setTheme(theme);
    m_file->setTheme(theme);
    m_tree->viewport()->update();
}

void ExportPanel::restoreChoice()
{
    m_choice = rememberedChoice(*m_settings, m_document->path());
    for (QCheckBox *box : { m_probes, m_consequences }) { // what takes long is asked for each time
        const QSignalBlocker blocker(box);
        box->setChecked(false);
    }
    m_overlays->button(m_choice.overlay ? static_cast<int>(*m_choice.overlay) + 1 : 0)->setChecked(true);
    m_targets->showTargets(m_choice.targets.value_or(ExportTargets()), {});
}

void ExportPanel::rememberChoice()
{
    rememberExportChoice(*m_settings, m_document->path(), m_choice);
}

ExportChoice ExportPanel::choice() const
{
    return m_choice;
}

void ExportPanel::setFolder(const QString &folder)
{
    m_choice.folder = folder;
    m_lastExport.clear();
    rememberChoice();
    request();
}

void ExportPanel::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Export Manifests To"), m_choice.folder);
    if (!folder.isEmpty())
        setFolder(folder);
}

void ExportPanel::save()
{
    if (m_choice.folder.isEmpty())
        chooseFolder();
    if (m_choice.folder.isEmpty())
        return;
    rememberChoice(); // the project may have got a file since
    Q_EMIT saveRequested(m_choice.folder);
}

void ExportPanel::showEvaluation(std::shared_ptr<const ProjectEvaluation> evaluation)
{
    m_evaluation = std::move(evaluation);
    request();
}

void ExportPanel::markStale()
{
    if (isVisible())
        m_summary->setText(tr("Updating…"));
}

void ExportPanel::refresh()
{
    if (m_evaluation && !m_choice.folder.isEmpty())
        request();
}

void ExportPanel::request()
{
    m_isWanted = !isVisible();
    if (m_isWanted)
        return;
    updateSummary();
    if (!m_evaluation) {
        m_runner->cancel();
        m_preview.reset();
        m_listing = {};
        m_files->setFiles({});
        const std::vector<ExportProblem> problems = problemsOf(m_document->project());
        m_file->showProblems(problems);
        m_file->showNothing(hint());
        if (!problems.empty())
            m_file->openProblems(true);
        updateSummary();
        return;
    }
    m_runner->start(m_evaluation, m_choice);
    updateSummary();
    Q_EMIT previewBegan();
}

void ExportPanel::takePreview(const std::shared_ptr<const ExportPreview> &preview)
{
    const bool wasBroken = !m_preview;
    m_preview = preview;
    keepLastExport();
    m_listing = isEmpty(m_document->project()) ? ExportListing() : ExportListing(preview);
    m_file->showProblems(m_listing.problems());
    m_targets->showTargets(preview->targets, preview->wanted);
    listFiles();
    if (wasBroken)
        m_file->openProblems(!preview->attempt.refusals.empty());
    updateMarks(wasBroken);
    updateSummary();
    Q_EMIT previewEnded();
}

void ExportPanel::keepLastExport()
{
    for (const FileComparison &file : m_preview->comparison) {
        const bool isAsExported = file.state == FileState::Same || file.state == FileState::Changed
            || file.state == FileState::Stale;
        if (isAsExported)
            m_lastExport[QString::fromStdString(file.path)] = file.present;
    }
}

std::optional<std::string> ExportPanel::lastExport(const QString &path) const
{
    const auto known = m_lastExport.find(path);
    const auto hash = m_preview->indexed.find(path.toStdString());
    if (known == m_lastExport.end() || hash == m_preview->indexed.end()
        || sha256(known->second) != hash->second)
        return std::nullopt;
    return known->second;
}

void ExportPanel::listFiles()
{
    std::vector<ExportFileRow> files = m_listing.rows();
    const std::vector<ExportFileRow> &before = m_files->files();
    const bool isOtherTree = !std::equal(files.begin(), files.end(), before.begin(), before.end(),
        [](const ExportFileRow &a, const ExportFileRow &b) { return a.path == b.path; });
    const QString path = m_path; // the tree lets go of its current row
    m_files->setFiles(std::move(files));
    if (isOtherTree && m_files->files().size() <= mostExpandedFiles)
        m_tree->expandAll();
    else if (isOtherTree)
        m_tree->expandToDepth(0);
    m_path = m_files->indexOf(path).isValid() ? path : m_listing.firstFile();
    const QModelIndex current = m_filtered->mapFromSource(m_files->indexOf(m_path));
    if (current.isValid() && current != m_tree->currentIndex()) {
        const QSignalBlocker blocker(m_tree->selectionModel());
        m_tree->setCurrentIndex(current);
        m_tree->scrollTo(current, QAbstractItemView::PositionAtCenter);
        m_tree->viewport()->update();
    }
    showCurrentFile();
}

void ExportPanel::showCurrentFile()
{
    auto content = m_listing.contentOf(m_path);
    if (!content) {
        m_file->showNothing(hint());
        return;
    }
    content->lastExport = lastExport(m_path);
    m_file->showFile(*content);
}

void ExportPanel::updateSummary()
{
    const bool isReady = m_preview && m_preview->attempt.refusals.empty() && !isEmpty(m_document->project());
    m_save->setEnabled(isReady);
    m_asDesigned->setEnabled(m_choice.targets.has_value());
    const QString folder = QDir::toNativeSeparators(m_choice.folder);
    m_folderButton->setText(
        folder.isEmpty() ? tr("Choose folder…") : fontMetrics().elidedText(folder, Qt::ElideMiddle, 260));
    m_folderButton->setToolTip(folder.isEmpty() ? tr("The folder to compare with and to save to") : folder);
    m_folderButton->setAccessibleName(folder.isEmpty() ? tr("Choose folder…") : tr("Folder %1").arg(folder));
    if (m_runner->isRunning()) {
        m_summary->setText(tr("Updating…"));
        return;
    }
    if (!m_preview || isEmpty(m_document->project())) {
        m_summary->clear();
        return;
    }
    QStringList parts { tr("%n files", nullptr, static_cast<int>(m_preview->attempt.tree.files.size())) };
    std::map<FileState, int> counts;
    for (const FileComparison &file : m_preview->comparison)
        ++counts[file.state];
    for (const auto &[state, count] : counts)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(stateWord(state)));
    if (!m_preview->extraProblems.empty())
        parts.append(QString::fromStdString(m_preview->extraProblems.front().message));
    if (!m_preview->attempt.refusals.empty())
        parts = { tr("Refused: nothing can be written until what is listed under Problems is mended") };
    m_summary->setText(parts.join(QStringLiteral(" · ")));
    m_summary->setToolTip(m_summary->text());
}

QString ExportPanel::hint() const
{
    if (!m_document)
        return {};
    const Project &project = m_document->project();
    if (isEmpty(project))
        return tr("Nothing to export yet. Add workloads on the canvas, or import manifests.");
    if (!m_evaluation && !findProblems(project).empty())
        return tr("The design has problems, so nothing can be exported. They are listed under Problems.");
    if (!m_preview)
        return tr("Reading the design…");
    return tr("Choose a file on the left.");
}

void ExportPanel::showSelection(const std::vector<ElementId> &ids)
{
    m_selection = ids;
    updateMarks(!m_isTelling);
}

void ExportPanel::updateMarks(bool reveal)
{
    if (!m_preview || !isVisible())
        return;
    const std::set<std::string> ids = draftElementsOf(m_document->project(), m_selection);
    const std::set<QString> paths = m_listing.filesOf(ids);
    m_files->setMarked(paths);
    if (reveal && paths.count(m_path) == 0) {
        // Rules say more of an edge than accounts and namespaces do.
        std::vector<QString> order(paths.begin(), paths.end());
        std::stable_partition(order.begin(), order.end(),
            [](const QString &path) { return path.contains(QLatin1String("/network/")); });
        const auto found = std::find_if(order.begin(), order.end(), [this](const QString &path) {
            return m_filtered->mapFromSource(m_files->indexOf(path)).isValid();
        });
        if (found != order.end()) {
            const QModelIndex index = m_filtered->mapFromSource(m_files->indexOf(*found));
            m_tree->setCurrentIndex(index);
            m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
        }
    }
    m_file->markElements(ids, reveal);
}

void ExportPanel::tell(const std::vector<std::string> &draftIds)
{
    const std::vector<ElementId> ids = canvasElementsOf(m_document->project(), draftIds);
    if (ids.empty())
        return;
    m_isTelling = true;
    Q_EMIT elementsChosen(ids);
    m_isTelling = false;
}

void ExportPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isWanted || !m_preview)
        request();
    else
        updateMarks(true);
}

bool ExportPanel::event(QEvent *event)
{
    // Somebody comes back from an editor.
    if (event->type() == QEvent::WindowActivate && isVisible())
        refresh();
    return QWidget::event(event);
}

} // namespace fourplane::ui
