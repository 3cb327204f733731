// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ElementTextPane.h"

#include "core/storage/ElementText.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/ElementStarters.h"
#include "ui/panels/RelatedElements.h"
#include "ui/panels/SourceHighlighter.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int pauseMilliseconds = 250;
const QString fieldLink = QStringLiteral("field:");
const QString elementLink = QStringLiteral("element:");
const QString kindLink = QStringLiteral("kind:");

QString link(const QString &target, const QString &text)
{
    return QStringLiteral("<a href=\"%1\" style=\"text-decoration:none\">%2</a>")
        .arg(target.toHtmlEscaped(), text.toHtmlEscaped());
}

QString paragraph(const QString &title, const QStringList &links)
{
    if (links.isEmpty())
        return {};
    return QStringLiteral("<p><b>%1</b><br>%2</p>")
        .arg(title.toHtmlEscaped(), links.join(QStringLiteral(" · ")));
}

QString firstFault(const Error &error)
{
    const Diagnostic &diagnostic = error.diagnostics.front();
    QString text = QString::fromStdString(diagnostic.message);
    if (!diagnostic.fix.empty())
        text += QLatin1Char(' ') + QString::fromStdString(diagnostic.fix);
    if (diagnostic.where.file == "text" && diagnostic.where.line > 0)
        text = ElementTextPane::tr("Line %1: %2").arg(diagnostic.where.line).arg(text);
    return text;
}

} // namespace

ElementTextPane::ElementTextPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_editor(new QPlainTextEdit(this))
    , m_highlighter(new SourceHighlighter(m_editor->document()))
    , m_fault(new QLabel(this))
    , m_meaning(new QLabel(this))
    , m_links(new QLabel(this))
{
    setObjectName(QStringLiteral("elementTextPane"));
    m_title->setProperty("role", QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("elementTextTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_editor->setObjectName(QStringLiteral("elementText"));
    m_editor->setProperty("role", QStringLiteral("yaml"));
    m_editor->setAccessibleName(tr("All fields of the element, as text"));
    m_editor->setToolTip(tr("All that the project file says of it. Fields at their default are left out; a "
                            "change counts as soon as the text is sound."));
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setTabChangesFocus(true);
    m_editor->setMinimumHeight(120);
    m_highlighter->setFormat(SourceFormat::Yaml);
    m_fault->setObjectName(QStringLiteral("elementTextFault"));
    m_fault->setProperty("role", QStringLiteral("fault"));
    m_meaning->setObjectName(QStringLiteral("elementTextMeaning"));
    m_meaning->setProperty("role", QStringLiteral("secondary"));
    m_links->setObjectName(QStringLiteral("elementTextLinks"));
    m_links->setTextFormat(Qt::RichText);
    m_links->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    for (QLabel *label : { m_fault, m_meaning })
        label->setTextFormat(Qt::PlainText);
    for (QLabel *label : { m_fault, m_meaning, m_links })
        label->setWordWrap(true);
    m_fault->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_editor);
    column->addWidget(m_fault);
    column->addWidget(m_meaning);
    column->addWidget(m_links);
    column->addStretch(1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &ElementTextPane::commit);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            m_pause.start();
    });
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, [this] { showMeaning(lineKey()); });
    connect(m_links, &QLabel::linkActivated, this, &ElementTextPane::followLink);
    connect(m_links, &QLabel::linkHovered, this, [this](const QString &target) {
        showMeaning(target.startsWith(fieldLink) ? target.mid(fieldLink.size()) : lineKey());
    });
}

void ElementTextPane::setDocument(ProjectDocument *document)
{
    m_document = document;
    connect(document, &ProjectDocument::reset, this, [this] { showElement({}); });
    connect(document, &ProjectDocument::changed, this, [this](const ChangeSet &changes) {
        if (!m_applying && (changes.meaningChanged || changes.settingsChanged))
            refresh();
    });
    showElement({});
}

void ElementTextPane::setTheme(const Theme &theme)
{
    m_highlighter->setTheme(theme);
}

void ElementTextPane::showElement(const ElementId &id)
{
    m_pause.stop();
    m_id = id;
    m_isNew = false;
    m_session = m_document->newMergeSession();
    m_editor->clear();
    refresh();
}

void ElementTextPane::beginElement(const std::string &kindWord)
{
    const ElementId subject = m_id;
    m_id = unusedId(m_document->project(), kindWord == "egressAllowList" ? "egress-list" : kindWord);
    m_kindWord = kindWord;
    m_isNew = true;
    m_session = m_document->newMergeSession();
    m_title->setText(tr("New: %1").arg(kindTitle(kindWord)));
    showText(starterText(m_document->project(), kindWord, subject));
    m_editor->setFocus();
    commit();
    updateLinks();
}

void ElementTextPane::takeFocus()
{
    m_editor->setFocus();
}

void ElementTextPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// Nothing is worked out that nobody sees.
void ElementTextPane::refresh()
{
    if (m_isNew || !isVisible())
        return;
    const Project &project = m_document->project();
    const std::string_view word = kindWordOf(project, m_id);
    m_editor->setEnabled(!word.empty());
    m_kindWord = word;
    if (word.empty()) {
        const Diagram &diagram = project.diagram;
        const bool isDrawn = diagram.notes.count(m_id) > 0 || diagram.ink.count(m_id) > 0;
        m_title->setText(
            isDrawn ? tr("This is part of the picture only") : tr("This is no longer in the project"));
        showText({});
    } else {
        const QString name =
            m_id.isEmpty() ? QString::fromStdString(project.name) : elementName(project, m_id);
        m_title->setText(name + QStringLiteral(" · ") + kindTitle(word));
        showText(QString::fromStdString(elementText(project, m_id)));
    }
    showFault({});
    updateLinks();
}

/// Keeps the cursor where it is as far as the text goes.
void ElementTextPane::showText(const QString &text)
{
    if (m_editor->toPlainText() == text)
        return;
    m_showing = true;
    const int position = m_editor->textCursor().position();
    m_editor->setPlainText(text);
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(std::min(position, static_cast<int>(text.size())));
    m_editor->setTextCursor(cursor);
    m_showing = false;
}

void ElementTextPane::showFault(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
    m_editor->setProperty("invalid", !fault.isEmpty());
    m_editor->style()->unpolish(m_editor);
    m_editor->style()->polish(m_editor);
}

void ElementTextPane::commit()
{
    m_pause.stop();
    if (m_kindWord.empty())
        return;
    const QString name = m_isNew ? kindTitle(m_kindWord)
        : m_id.isEmpty()         ? tr("the project")
                                 : elementName(m_document->project(), m_id);
    const QString label = m_isNew ? tr("Add %1").arg(name) : tr("Edit fields of %1").arg(name);
    const Result<Edit> edit = elementTextEdit(
        m_document->project(), m_kindWord, m_id, m_editor->toPlainText().toStdString(), label.toStdString());
    if (!edit) {
        showFault(firstFault(edit.error()));
        return;
    }
    showFault({});
    m_applying = true;
    m_document->apply(*edit, m_session);
    m_applying = false;
    if (m_isNew) {
        m_isNew = false;
        m_title->setText(
            elementName(m_document->project(), m_id) + QStringLiteral(" · ") + kindTitle(m_kindWord));
    }
    updateLinks();
}

/// The field of the element that the line of the cursor is about: the next line above that is not indented.
QString ElementTextPane::lineKey() const
{
    for (QTextBlock block = m_editor->textCursor().block(); block.isValid(); block = block.previous()) {
        const QString line = block.text();
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon > 0 && !line.at(0).isSpace() && line.at(0) != QLatin1Char('-'))
            return line.left(colon);
    }
    return {};
}

void ElementTextPane::showMeaning(const QString &key)
{
    QString text;
    for (const FieldMeaning &meaning : fieldMeanings(m_kindWord)) {
        if (QString::fromStdString(meaning.key) == key)
            text = key + QStringLiteral(": ") + QString::fromStdString(meaning.about);
    }
    m_meaning->setText(text);
}

void ElementTextPane::updateLinks()
{
    const Project &project = m_document->project();
    const QStringList lines = m_editor->toPlainText().split(QLatin1Char('\n'));
    QStringList fields;
    for (const FieldMeaning &meaning : fieldMeanings(m_kindWord)) {
        const QString key = QString::fromStdString(meaning.key);
        const bool isThere = std::any_of(lines.begin(), lines.end(),
            [&key](const QString &line) { return line.startsWith(key + QLatin1Char(':')); });
        if (!isThere)
            fields << link(fieldLink + key, key);
    }
    QStringList related;
    for (const ElementId &id : relatedElements(project, m_id)) {
        related << link(elementLink + QString::fromStdString(id.value()),
            QStringLiteral("%1 (%2)").arg(elementName(project, id), kindTitle(kindWordOf(project, id))));
    }
    QStringList kinds;
    for (const ElementStarter &starter : elementStarters())
        kinds << link(kindLink + QLatin1String(starter.kindWord), starter.title);
    m_links->setText(paragraph(tr("Further fields"), fields) + paragraph(tr("Belongs to it"), related)
        + paragraph(tr("Add"), kinds));
    showMeaning(lineKey());
}

void ElementTextPane::followLink(const QString &target)
{
    if (target.startsWith(elementLink)) {
        Q_EMIT elementChosen(ElementId(target.mid(elementLink.size()).toStdString()));
    } else if (target.startsWith(kindLink)) {
        beginElement(target.mid(kindLink.size()).toStdString());
    } else if (target.startsWith(fieldLink)) {
        QTextCursor cursor(m_editor->document());
        cursor.movePosition(QTextCursor::End);
        if (cursor.positionInBlock() > 0)
            cursor.insertText(QStringLiteral("\n"));
        cursor.insertText(target.mid(fieldLink.size()) + QStringLiteral(": "));
        m_editor->setTextCursor(cursor);
        m_editor->setFocus();
    }
}

} // namespace fourplane::ui
