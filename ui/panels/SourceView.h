// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/SourceHighlighter.h"

#include <QPlainTextEdit>

#include <utility>
#include <vector>

class QLabel;
class QLineEdit;

namespace fourplane::ui {

/// First and last line, counted from 1.
using LineRange = std::pair<int, int>;

/// A text to be read: monospaced, with line numbers, colours of its language, marked lines and a field to
/// find words in it (Ctrl+F). The cursor moves by mouse and keys; nothing can be typed.
class SourceView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SourceView(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Shows a text. `numbers`: what stands beside the lines, 0 = nothing; empty = 1, 2, 3 ... The same text
    /// again keeps cursor and scroll position.
    void showText(const QString &text, SourceFormat format, std::vector<int> numbers = {});

    /// Marks lines of the text shown.
    void markLines(const std::vector<LineRange> &lines);

    /// Scrolls so that a line is visible. Does not move the cursor.
    void showLine(int line);

    const std::vector<LineRange> &markedLines() const { return m_marked; }

    /// The colour behind what is marked.
    QColor markColour() const;

public Q_SLOTS:
    void openFind();

Q_SIGNALS:
    /// Somebody moved the cursor to another line or clicked one, counted from 1.
    void lineChosen(int line);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeParts();
    void updateSelections();
    void paintNumbers();
    void findNext(bool backwards);
    int numberWidth() const;

    QWidget *m_gutter;
    QWidget *m_findBar;
    QLineEdit *m_find;
    QLabel *m_found;
    SourceHighlighter *m_highlighter;
    Theme m_theme;
    SourceFormat m_format = SourceFormat::Plain;
    std::vector<int> m_numbers;
    std::vector<LineRange> m_marked;
    int m_line = 0; ///< of the cursor, when it was told about
};

} // namespace fourplane::ui
