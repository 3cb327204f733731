// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Edit.h"
#include "ui/document/ProjectDocument.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace fourplane::ui {

/// A choice of a drop-down field: the word shown and the value it stands for.
using FormOption = QPair<QString, QString>;

/// The base of all inspector forms: fields bound to one element of the document. A field shows what the
/// project says, checks while one types (a fault stands in words under the field and is not applied) and
/// applies each sound value as one named, undoable edit.
class InspectorForm : public QWidget
{
    Q_OBJECT

public:
    InspectorForm(ProjectDocument &document, ElementId id, QWidget *parent);

    const ElementId &elementId() const { return m_id; }

    /// True while the element still exists.
    virtual bool isAlive() const = 0;

    /// Shows what the project says now.
    void refresh();

protected:
    /// One text field. `check` gives the fault in words, or an empty text. `makeEdit` is called with text
    /// that passed the check.
    struct TextField
    {
        QString label;
        const char *name = ""; ///< object name
        QString explanation; ///< tool tip: what it stands for, and which plane decides by it
        std::function<QString()> read;
        std::function<QString(const QString &)> check;
        std::function<Edit(const QString &)> makeEdit;
        QString placeholder;
        bool multiLine = false;
    };

    struct ChoiceField
    {
        QString label;
        const char *name = "";
        QString explanation;
        std::function<QList<FormOption>()> options;
        std::function<QString()> read; ///< a value that is none of the options shows as "mixed"
        std::function<Edit(const QString &)> makeEdit;
    };

    struct CheckField
    {
        QString label;
        const char *name = "";
        std::function<bool()> read;
        std::function<Edit(bool)> makeEdit;
        QString explanation;
    };

    /// Large name and what it is, at the top.
    void addTitle(std::function<QString()> text);
    void addSection(const QString &title);
    void addText(TextField field);
    void addChoice(ChoiceField field);
    void addCheck(CheckField field);
    /// A line that only shows; hidden while it has nothing to say.
    void addInfo(const QString &label, const QString &explanation, std::function<QString()> read);
    /// To be called after the last field.
    void finishLayout();

    const Project &project() const { return m_document.project(); }

    /// An edit that replaces one element by a changed copy.
    template <class T, class Mutate>
    static Edit changed(const QString &label, const T &element, Mutate mutate)
    {
        T copy = element;
        mutate(copy);
        return { label.toStdString(), { ElementChange<T> { element.id, copy } } };
    }

private:
    void applyEdit(const Edit &edit, MergeSession session);
    QFormLayout *currentRows();
    void addRow(const QString &label, const QString &explanation, QWidget *editor, QWidget *buddy);

    ProjectDocument &m_document;
    ElementId m_id;
    QVBoxLayout *m_layout;
    QFormLayout *m_rows = nullptr;
    QList<std::function<void()>> m_refreshers;
    bool m_refreshing = false;
    QWidget *m_typedInto = nullptr; ///< the field whose edit is being applied
};

/// Options of an enum: its words, in order.
template <class E>
QList<FormOption> enumOptions(QString (*word)(std::string_view))
{
    QList<FormOption> options;
    for (std::string_view name : EnumNames<E>::names)
        options.append({ word(name), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) });
    return options;
}

/// The kebab-case word of an enum value as a QString.
template <class E>
QString keyOf(E value)
{
    const std::string_view name = nameOf(value);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace fourplane::ui
