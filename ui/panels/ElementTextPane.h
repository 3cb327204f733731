// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/ProjectDocument.h"
#include "ui/theme/Theme.h"

#include <QTimer>
#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;

namespace fourplane::ui {

class SourceHighlighter;

/// Every field of one element, of whatever kind, as the text of the project file: read while one types,
/// applied as one named edit as soon as it is sound, explained where it is not. Below it the fields that the
/// text leaves out, each with its meaning, what belongs to the element, and what may be added to it.
class ElementTextPane : public QWidget
{
    Q_OBJECT

public:
    explicit ElementTextPane(QWidget *parent = nullptr);

    void setDocument(ProjectDocument *document);
    void setTheme(const Theme &theme);

    /// Shows an element; the empty id shows the settings of the project.
    void showElement(const ElementId &id);
    /// Begins a new element of a kind, about the element shown. It is in the project as soon as its text is
    /// sound.
    void beginElement(const std::string &kindWord);

    const ElementId &elementId() const { return m_id; }

    /// Gives the keyboard to the text.
    void takeFocus();

    /// Reads what was typed now, without waiting for a pause.
    void commit();

Q_SIGNALS:
    /// Somebody wants to see another element.
    void elementChosen(const fourplane::ElementId &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showText(const QString &text);
    void showFault(const QString &fault);
    void showMeaning(const QString &key);
    void followLink(const QString &link);
    void updateLinks();
    QString lineKey() const;

    ProjectDocument *m_document = nullptr;
    ElementId m_id;
    std::string m_kindWord;
    bool m_isNew = false; ///< not in the project yet
    bool m_applying = false;
    bool m_showing = false;
    MergeSession m_session = 0;
    QTimer m_pause; ///< since the last key
    QLabel *m_title;
    QPlainTextEdit *m_editor;
    SourceHighlighter *m_highlighter;
    QLabel *m_fault;
    QLabel *m_meaning;
    QLabel *m_links;
};

} // namespace fourplane::ui
