// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/SourceView.h"

#include "ui/theme/Icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int markWidth = 3; ///< of the bar beside marked lines

QFont sourceFont()
{
    QFont font;
    font.setFamilies({ QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"),
        QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"), QStringLiteral("monospace") });
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(12);
    return font;
}

} // namespace

SourceView::SourceView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new QWidget(this))
    , m_findBar(new QWidget(this))
    , m_find(new QLineEdit(m_findBar))
    , m_found(new QLabel(m_findBar))
    , m_highlighter(new SourceHighlighter(document()))
    , m_theme(Theme::light())
{
    setProperty("role", QStringLiteral("source"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setFont(sourceFont());
    setUndoRedoEnabled(false);
    m_gutter->installEventFilter(this);
    m_gutter->setAttribute(Qt::WA_TransparentForMouseEvents);

    m_findBar->setObjectName(QStringLiteral("sourceFindBar"));
    m_findBar->setProperty("role", QStringLiteral("findBar"));
    m_findBar->setAttribute(Qt::WA_StyledBackground);
    m_find->setObjectName(QStringLiteral("sourceFind"));
    m_find->setPlaceholderText(tr("Find in this file…"));
    m_find->setAccessibleName(tr("Find in this file"));
    m_find->setMinimumWidth(150);
    m_find->installEventFilter(this);
    m_found->setProperty("role", QStringLiteral("secondary"));
    auto *row = new QHBoxLayout(m_findBar);
    row->setContentsMargins(6, 4, 4, 4);
    row->setSpacing(4);
    row->addWidget(m_find);
    row->addWidget(m_found);
    const auto addButton = [this, row](const QString &text, const QString &tip, auto run) {
        auto *button = new QToolButton(m_findBar);
        button->setAutoRaise(true);
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, this, run);
        row->addWidget(button);
    };
    addButton(QStringLiteral("↑"), tr("Find the one before (Shift+Enter)"), [this] { findNext(true); });
    addButton(QStringLiteral("↓"), tr("Find the next one (Enter)"), [this] { findNext(false); });
    addButton(QStringLiteral("✕"), tr("Close (Esc)"), [this] {
        m_findBar->hide();
        setFocus();
    });
    m_findBar->hide();

    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int scrolled) {
        if (scrolled)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        QTextCursor cursor = textCursor();
        cursor.setPosition(cursor.selectionStart());
        setTextCursor(cursor);
        findNext(false);
    });
    placeParts();
}

void SourceView::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_highlighter->setTheme(theme);
    updateSelections();
    m_gutter->update();
}

void SourceView::showText(const QString &text, SourceFormat format, std::vector<int> numbers)
{
    m_numbers = std::move(numbers);
    if (text != toPlainText() || format != m_format) {
        m_format = format;
        m_highlighter->setFormat(format);
        m_marked.clear();
        m_line = 1;
        setPlainText(text);
    }
    updateSelections();
    placeParts();
}

void SourceView::markLines(const std::vector<LineRange> &lines)
{
    m_marked = lines;
    updateSelections();
    m_gutter->update();
}

void SourceView::showLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    const int first = firstVisibleBlock().blockNumber();
    const int room = std::max(1, viewport()->height() / fontMetrics().height());
    if (line - 1 < first || line - 1 >= first + room * 3 / 4)
        verticalScrollBar()->setValue(std::max(0, line - 1 - room / 4));
}

QColor SourceView::markColour() const
{
    return m_theme.selectionSurface;
}

void SourceView::updateSelections()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const auto &[first, last] : m_marked) {
        for (int line = first; line <= last; ++line) {
            const QTextBlock block = document()->findBlockByNumber(line - 1);
            if (!block.isValid())
                break;
            QTextEdit::ExtraSelection selection;
            selection.format.setBackground(markColour());
            selection.format.setProperty(QTextFormat::FullWidthSelection, true);
            selection.cursor = QTextCursor(block);
            selections.append(selection);
        }
    }
    setExtraSelections(selections);
}

int SourceView::numberWidth() const
{
    int most = blockCount();
    for (const int number : m_numbers)
        most = std::max(most, number);
    const int digits = static_cast<int>(QString::number(most).size());
    return 14 + fontMetrics().horizontalAdvance(QLatin1Char('9')) * std::max(2, digits) + markWidth;
}

void SourceView::placeParts()
{
    const QRect room = contentsRect();
    setViewportMargins(numberWidth(), 0, 0, 0);
    m_gutter->setGeometry(room.left(), room.top(), numberWidth(), room.height());
    const QSize size = m_findBar->sizeHint();
    const int edge = verticalScrollBar()->isVisible() ? verticalScrollBar()->width() : 0;
    m_findBar->setGeometry(
        room.right() - edge - size.width() - 6, room.top() + 4, size.width(), size.height());
    m_findBar->raise();
}

void SourceView::paintNumbers()
{
    QPainter painter(m_gutter);
    painter.fillRect(m_gutter->rect(), m_theme.field);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    const QPointF offset = contentOffset();
    while (block.isValid()) {
        const QRectF rect = blockBoundingGeometry(block).translated(offset);
        if (rect.top() > m_gutter->height())
            break;
        const int line = block.blockNumber() + 1;
        const bool isMarked = std::any_of(m_marked.begin(), m_marked.end(),
            [line](const LineRange &range) { return range.first <= line && line <= range.second; });
        if (isMarked)
            painter.fillRect(
                QRectF(m_gutter->width() - markWidth, rect.top(), markWidth, rect.height()), m_theme.accent);
        const int number = m_numbers.empty()             ? line
            : line <= static_cast<int>(m_numbers.size()) ? m_numbers[static_cast<std::size_t>(line - 1)]
                                                         : 0;
        painter.setPen(isMarked ? m_theme.text : m_theme.secondaryText);
        if (number > 0)
            painter.drawText(QRectF(0, rect.top(), m_gutter->width() - markWidth - 6, rect.height()),
                Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
        block = block.next();
    }
}

void SourceView::openFind()
{
    m_findBar->show();
    placeParts();
    const QString chosen = textCursor().selectedText();
    if (!chosen.isEmpty() && !chosen.contains(QChar::ParagraphSeparator))
        m_find->setText(chosen);
    m_find->selectAll();
    m_find->setFocus();
}

void SourceView::findNext(bool backwards)
{
    const QString words = m_find->text();
    const QTextDocument::FindFlags flags =
        backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    QTextCursor hit = words.isEmpty() ? QTextCursor() : document()->find(words, textCursor(), flags);
    if (hit.isNull() && !words.isEmpty()) {
        QTextCursor start(document());
        if (backwards)
            start.movePosition(QTextCursor::End);
        hit = document()->find(words, start, flags);
    }
    m_found->setText(words.isEmpty() || !hit.isNull() ? QString() : tr("not found"));
    placeParts();
    if (hit.isNull())
        return;
    setTextCursor(hit);
    ensureCursorVisible();
}

bool SourceView::event(QEvent *event)
{
    // Find in the file comes before whatever the window does with the same key.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Find)) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

bool SourceView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_gutter && event->type() == QEvent::Paint) {
        paintNumbers();
        return true;
    }
    if (watched == m_find && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            m_findBar->hide();
            setFocus();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            findNext(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void SourceView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        openFind();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    const int line = textCursor().blockNumber() + 1;
    if (line != m_line) {
        m_line = line;
        Q_EMIT lineChosen(line);
    }
}

void SourceView::mouseReleaseEvent(QMouseEvent *event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection())
        return;
    m_line = textCursor().blockNumber() + 1;
    Q_EMIT lineChosen(m_line);
}

void SourceView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeParts();
}

void SourceView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange && font().pixelSize() != sourceFont().pixelSize())
        setFont(sourceFont()); // style sheets name the window's font
}

} // namespace fourplane::ui
