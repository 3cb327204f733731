// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/EdgeSpans.h"
#include "core/exporters/TreeComparison.h"
#include "ui/panels/ExportProblems.h"
#include "ui/theme/Theme.h"

#include <QWidget>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace fourplane::ui {

class SourceView;

/// A file of an export with everything that is known about it.
struct ExportFileContent
{
    ExportedFile file; ///< what would be written; its content is empty where it would be removed
    std::optional<FileComparison> comparison; ///< nothing without a folder
    std::optional<std::string> lastExport; ///< its text, where it is known
    std::vector<ExportProblem> problems;
};

/// The right half of the export panel: one file as it would be written or as it differs from the folder, what
/// is wrong with it above, and the problems of the whole export.
class ExportFilePane : public QWidget
{
    Q_OBJECT

public:
    explicit ExportFilePane(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Shows a file; the same one again keeps cursor and scroll position.
    void showFile(const ExportFileContent &content);
    void showNothing(const QString &hint);

    void showProblems(const std::vector<ExportProblem> &problems);

    /// Marks the lines that realise any of these; gives whether there are any. `reveal`: scrolls to the
    /// first.
    bool markElements(const std::set<std::string> &draftIds, bool reveal);

    /// Shows the list of all problems, or the file.
    void openProblems(bool open);

    QString path() const;

    SourceView *source() const { return m_source; }

Q_SIGNALS:
    /// The draft elements of a line of the file, or of a problem, that somebody chose.
    void elementsChosen(const std::vector<std::string> &draftIds);
    /// Somebody wants to see how the file differs from the folder: now is the time to look there.
    void differenceOpened();

private:
    enum Mode
    {
        Preview,
        Difference,
        Problems,
    };

    void buildHeader();
    void setMode(int mode);
    void update();
    void lineChosen(int line);
    std::vector<std::pair<int, int>> markedLines() const;

    QLabel *m_path;
    QLabel *m_state;
    QToolButton *m_copyText;
    QToolButton *m_copyPath;
    QButtonGroup *m_modes;
    ExportProblemsList *m_inline;
    QStackedWidget *m_stack;
    QLabel *m_hint;
    SourceView *m_source;
    ExportProblemsList *m_all;
    Theme m_theme;
    std::optional<ExportFileContent> m_content;
    std::vector<EdgeSpan> m_spans;
    std::set<std::string> m_marked;
    std::vector<int> m_wantedLines; ///< of the difference shown: the lines that would be written
};

} // namespace fourplane::ui
