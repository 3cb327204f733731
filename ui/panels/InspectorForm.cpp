// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/InspectorForm.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace fourplane::ui {

namespace {

/// A drop-down that leaves the wheel to the scroll area unless it has the focus: scrolling must not edit.
class CalmComboBox : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

/// The words beside a check box: a click on them is one on the box.
class CheckCaption : public QLabel
{
public:
    CheckCaption(const QString &text, QCheckBox &check, QWidget *parent)
        : QLabel(text, parent)
        , m_check(check)
    {
        setWordWrap(true);
        setTextFormat(Qt::PlainText);
    }

protected:
    void mousePressEvent(QMouseEvent *event) override { event->accept(); }

    void mouseReleaseEvent(QMouseEvent *) override { m_check.click(); }

private:
    QCheckBox &m_check;
};

/// Calls back when the watched widget gets or loses the focus.
class FocusWatcher : public QObject
{
public:
    FocusWatcher(QWidget *watched, std::function<void(bool)> changed)
        : QObject(watched)
        , m_changed(std::move(changed))
    {
        watched->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn)
            m_changed(true);
        else if (event->type() == QEvent::FocusOut)
            m_changed(false);
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void(bool)> m_changed;
};

void setFault(QWidget *editor, QLabel *message, const QString &fault)
{
    const bool changedState = editor->property("invalid").toBool() == fault.isEmpty();
    editor->setProperty("invalid", !fault.isEmpty());
    if (changedState) {
        editor->style()->unpolish(editor);
        editor->style()->polish(editor);
    }
    message->setText(fault);
    message->setVisible(!fault.isEmpty());
}

void fitHeightToText(QPlainTextEdit *editor)
{
    const int lines = std::clamp(editor->blockCount(), 1, 6);
    editor->setFixedHeight(lines * editor->fontMetrics().lineSpacing() + 20);
}

} // namespace

InspectorForm::InspectorForm(ProjectDocument &document, ElementId id, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_id(std::move(id))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(14, 12, 14, 12);
    m_layout->setSpacing(6);
    connect(&m_document, &ProjectDocument::changed, this, &InspectorForm::refresh);
}

void InspectorForm::refresh()
{
    if (!isAlive())
        return;
    m_refreshing = true;
    for (const auto &refresher : std::as_const(m_refreshers))
        refresher();
    m_refreshing = false;
}

void InspectorForm::applyEdit(const Edit &edit, MergeSession session)
{
    m_document.apply(edit, session);
}

QFormLayout *InspectorForm::currentRows()
{
    if (!m_rows) {
        m_rows = new QFormLayout;
        m_rows->setContentsMargins(0, 0, 0, 0);
        m_rows->setHorizontalSpacing(10);
        m_rows->setVerticalSpacing(6);
        m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        m_layout->addLayout(m_rows);
    }
    return m_rows;
}

void InspectorForm::addRow(const QString &label, const QString &explanation, QWidget *editor, QWidget *buddy)
{
    auto *caption = new QLabel(label, this);
    caption->setWordWrap(true);
    caption->setMaximumWidth(130);
    caption->setToolTip(explanation);
    caption->setProperty("role", QStringLiteral("secondary"));
    caption->setMinimumWidth(106);
    caption->setMinimumHeight(28);
    caption->setBuddy(buddy);
    currentRows()->addRow(caption, editor);
}

void InspectorForm::addTitle(std::function<QString()> text)
{
    auto *title = new QLabel(this);
    title->setObjectName(QStringLiteral("inspectorTitle"));
    title->setProperty("role", QStringLiteral("title"));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    m_layout->addWidget(title);
    m_refreshers.append([title, text = std::move(text)] { title->setText(text()); });
}

void InspectorForm::addSection(const QString &title)
{
    m_rows = nullptr;
    auto *heading = new QLabel(title, this);
    heading->setProperty("role", QStringLiteral("heading"));
    m_layout->addSpacing(8);
    m_layout->addWidget(heading);
}

void InspectorForm::addText(TextField field)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *fault = new QLabel(box);
    fault->setProperty("role", QStringLiteral("fault"));
    fault->setObjectName(QString::fromLatin1(field.name) + QStringLiteral("Fault"));
    fault->setTextFormat(Qt::PlainText);
    fault->setWordWrap(true);
    fault->hide();

    QWidget *editor = nullptr;
    std::function<QString()> current;
    std::function<void(const QString &)> show;
    if (field.multiLine) {
        auto *area = new QPlainTextEdit(box);
        area->setTabChangesFocus(true);
        area->setPlaceholderText(field.placeholder);
        area->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
        current = [area] { return area->toPlainText(); };
        show = [area](const QString &text) {
            area->setPlainText(text);
            fitHeightToText(area);
        };
        editor = area;
    } else {
        auto *line = new QLineEdit(box);
        line->setPlaceholderText(field.placeholder);
        current = [line] { return line->text(); };
        show = [line](const QString &text) {
            line->setText(text);
            line->setCursorPosition(line->hasFocus() ? static_cast<int>(text.size()) : 0);
        };
        editor = line;
    }
    editor->setObjectName(QString::fromLatin1(field.name));
    editor->setAccessibleName(field.label);
    editor->setToolTip(field.explanation);
    editor->setAccessibleDescription(field.explanation);
    column->addWidget(editor);
    column->addWidget(fault);
    addRow(field.label, field.explanation, box, editor);

    const auto session = std::make_shared<MergeSession>(m_document.newMergeSession());
    const auto typed = [this, editor, fault, current, session, field] {
        if (m_refreshing || !isAlive())
            return;
        const QString text = current();
        const QString problem = field.check ? field.check(text) : QString();
        setFault(editor, fault, problem);
        if (problem.isEmpty()) {
            m_typedInto = editor;
            applyEdit(field.makeEdit(text), *session);
            m_typedInto = nullptr;
        }
    };
    const auto refreshField = [this, editor, fault, current, show, field] {
        // What is being typed may be written differently from what it means ("80/tcp" for "80").
        if (m_typedInto == editor)
            return;
        const QString text = field.read();
        if (current() != text)
            show(text);
        setFault(editor, fault, QString());
    };
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        connect(line, &QLineEdit::textEdited, this, typed);
    } else if (auto *area = qobject_cast<QPlainTextEdit *>(editor)) {
        connect(area, &QPlainTextEdit::textChanged, this, [area, typed] {
            fitHeightToText(area);
            typed();
        });
    }
    new FocusWatcher(editor, [this, session, refreshField](bool hasFocus) {
        if (hasFocus) {
            *session = m_document.newMergeSession();
        } else if (isAlive()) {
            m_refreshing = true;
            refreshField();
            m_refreshing = false;
        }
    });
    m_refreshers.append(refreshField);
}

void InspectorForm::addChoice(ChoiceField field)
{
    auto *combo = new CalmComboBox(this);
    combo->setObjectName(QString::fromLatin1(field.name));
    combo->setAccessibleName(field.label);
    combo->setToolTip(field.explanation);
    combo->setAccessibleDescription(field.explanation);
    combo->setPlaceholderText(tr("mixed"));
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    combo->setMaxVisibleItems(26);
    addRow(field.label, field.explanation, combo, combo);
    connect(combo, &QComboBox::activated, this, [this, combo, field] {
        if (isAlive())
            applyEdit(field.makeEdit(combo->currentData().toString()), 0);
    });
    m_refreshers.append([combo, field] {
        combo->clear();
        for (const FormOption &option : field.options())
            combo->addItem(option.first, option.second);
        combo->setCurrentIndex(combo->findData(field.read()));
    });
}

void InspectorForm::addCheck(CheckField field)
{
    // A text of its own would not wrap, and what is longer than the panel would be cut off.
    auto *row = new QWidget(this);
    auto *check = new QCheckBox(row);
    auto *caption = new CheckCaption(field.label, *check, row);
    auto *columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->addWidget(check);
    columns->addWidget(caption, 1);
    caption->setToolTip(field.explanation);
    check->setAccessibleName(field.label);
    check->setObjectName(QString::fromLatin1(field.name));
    check->setToolTip(field.explanation);
    check->setAccessibleDescription(field.explanation);
    currentRows()->addRow(row);
    connect(check, &QCheckBox::clicked, this, [this, field](bool checked) {
        if (isAlive())
            applyEdit(field.makeEdit(checked), 0);
    });
    m_refreshers.append([check, field] { check->setChecked(field.read()); });
}

void InspectorForm::addInfo(const QString &label, const QString &explanation, std::function<QString()> read)
{
    auto *value = new QLabel(this);
    value->setToolTip(explanation);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setMinimumHeight(28);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addRow(label, explanation, value, nullptr);
    QWidget *caption = m_rows->labelForField(value);
    m_refreshers.append([value, caption, read = std::move(read)] {
        const QString text = read();
        value->setText(text);
        value->setVisible(!text.isEmpty());
        caption->setVisible(!text.isEmpty());
    });
}

void InspectorForm::finishLayout()
{
    m_layout->addStretch(1);
    refresh();
}

} // namespace fourplane::ui
