// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "ui/analysis/ExportPreview.h"
#include "ui/panels/ExportListing.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSettings;
class QSortFilterProxyModel;
class QSplitter;
class QTreeView;

namespace fourplane::ui {

class ExportFilesDelegate;
class ExportTargetsList;
class ProjectDocument;

/// What the design becomes: targets to choose from, the files that would be written for them, and each file
/// as text or as it differs from a folder. Follows the design while it is visible. Lines and the canvas
/// select each other through draft elements.
class ExportPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPanel(QWidget *parent = nullptr);
    ~ExportPanel() override;

    /// `settings` remember choice and folder of each project; both must outlive the panel.
    void setDocument(ProjectDocument *document, QSettings &settings);

    void setTheme(const Theme &theme);

    /// The design as it was evaluated last; nullptr while it has problems.
    void showEvaluation(std::shared_ptr<const ProjectEvaluation> evaluation);

    /// The design is being edited: what is shown is about to change.
    void markStale();

    /// Marks files and lines that realise what is selected on the canvas, and shows the first of them.
    void showSelection(const std::vector<ElementId> &ids);

    /// Looks at the folder again.
    void refresh();

    /// Compares with this folder from now on and remembers it for the project.
    void setFolder(const QString &folder);

    /// What would be saved.
    ExportChoice choice() const;

    /// The text that the last export wrote to a file of the folder, where it is known.
    std::optional<std::string> lastExport(const QString &path) const;

    /// True while a preview is being made.
    bool isBusy() const { return m_runner->isRunning(); }

    const std::shared_ptr<const ExportPreview> &preview() const { return m_preview; }

    ExportPreviewRunner &runner() { return *m_runner; }

Q_SIGNALS:
    /// What somebody chose in a file or among the problems, as the canvas has it.
    void elementsChosen(const std::vector<fourplane::ElementId> &ids);
    void saveRequested(const QString &folder);
    /// A preview is being made; previewEnded() follows.
    void previewBegan();
    void previewEnded();

protected:
    void showEvent(QShowEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *makeTargetsSide();
    QWidget *makeFilesSide();
    QWidget *makeFooter();
    void connectParts();
    void restoreChoice();
    void rememberChoice();
    void chooseFolder();
    void save();
    void request();
    void takePreview(const std::shared_ptr<const ExportPreview> &preview);
    void keepLastExport();
    void listFiles();
    void showCurrentFile();
    void updateSummary();
    void updateMarks(bool reveal);
    void tell(const std::vector<std::string> &draftIds);
    QString hint() const;

    ProjectDocument *m_document = nullptr;
    QSettings *m_settings = nullptr;
    ExportPreviewRunner *m_runner;
    ExportFilesModel *m_files;
    QSortFilterProxyModel *m_filtered;
    ExportFilesDelegate *m_delegate;
    QSplitter *m_splitter;
    ExportTargetsList *m_targets = nullptr;
    QPushButton *m_asDesigned = nullptr;
    QButtonGroup *m_overlays = nullptr;
    QCheckBox *m_probes = nullptr;
    QCheckBox *m_consequences = nullptr;
    QLineEdit *m_filter = nullptr;
    QTreeView *m_tree = nullptr;
    ExportFilePane *m_file;
    QLabel *m_summary = nullptr;
    QPushButton *m_folderButton = nullptr;
    QPushButton *m_save = nullptr;

    std::shared_ptr<const ProjectEvaluation> m_evaluation;
    std::shared_ptr<const ExportPreview> m_preview;
    ExportChoice m_choice;
    QString m_path; ///< of the file that is shown, also while it is gone
    ExportListing m_listing; ///< of m_preview
    std::map<QString, std::string> m_lastExport; ///< texts of the folder that its index vouches for
    std::vector<ElementId> m_selection;
    bool m_isWanted = false; ///< a preview is due once the panel is seen
    bool m_isTelling = false;
};

} // namespace fourplane::ui
