// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportFilePane.h"

#include "ui/panels/DifferenceText.h"
#include "ui/panels/ExportSelection.h"
#include "ui/panels/SourceView.h"
#include "ui/theme/Icons.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int mostInlineHeight = 96; ///< of the problems above a file; more of them scroll
constexpr std::size_t mostInlineProblems = 50;

/// The first of them, and how many more there are.
std::vector<ExportProblem> shownProblems(const std::vector<ExportProblem> &all)
{
    if (all.size() <= mostInlineProblems)
        return all;
    std::vector<ExportProblem> shown(all.begin(), all.begin() + mostInlineProblems);
    const QString more =
        ExportFilePane::tr("%1 more, listed under Problems").arg(all.size() - mostInlineProblems);
    shown.push_back({ { DiagnosticLevel::Note, {}, more.toStdString(), {}, {} }, {} });
    return shown;
}

/// Beyond, a text is shown plainly and its lines stand for nothing: reading it would hold the window up.
constexpr std::size_t mostColouredBytes = 150'000;
constexpr std::size_t mostShownBytes = 300'000;

/// The text, or as much of it as a window shows at once.
QString shownText(const std::string &content)
{
    if (content.size() <= mostShownBytes)
        return QString::fromStdString(content);
    const std::size_t lineEnd = content.rfind('\n', mostShownBytes);
    std::size_t end = lineEnd == std::string::npos ? mostShownBytes : lineEnd;
    while (end > 0 && (static_cast<unsigned char>(content[end]) & 0xC0U) == 0x80U)
        --end; // not within a character
    return QString::fromUtf8(content.data(), static_cast<qsizetype>(end)) + QLatin1Char('\n')
        + ExportFilePane::tr("… %1 KB more, in the file that Save writes")
              .arg((content.size() - end + 999) / 1000);
}

/// Elided in the middle, so that the name of a file stays readable where its path is long.
class PathLabel : public QLabel
{
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override { return { 60, QLabel::minimumSizeHint().height() }; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        setText(fontMetrics().elidedText(toolTip(), Qt::ElideMiddle, width()));
    }
};

QToolButton *iconButton(const char *name, const QString &tip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ExportFilePane::ExportFilePane(QWidget *parent)
    : QWidget(parent)
    , m_path(new PathLabel(this))
    , m_state(new QLabel(this))
    , m_copyText(iconButton("exportCopyText", tr("Copy the file's text"), this))
    , m_copyPath(iconButton("exportCopyPath", tr("Copy the file's path"), this))
    , m_modes(new QButtonGroup(this))
    , m_inline(new ExportProblemsList(this))
    , m_stack(new QStackedWidget(this))
    , m_hint(new QLabel(this))
    , m_source(new SourceView(this))
    , m_all(new ExportProblemsList(this))
    , m_theme(Theme::light())
{
    m_inline->setObjectName(QStringLiteral("exportFileProblems"));
    m_inline->setAccessibleName(tr("Problems of this file"));
    m_inline->header()->hide();
    m_all->setObjectName(QStringLiteral("exportProblems"));
    m_source->setObjectName(QStringLiteral("exportSource"));
    m_source->setAccessibleName(tr("Preview"));
    m_hint->setObjectName(QStringLiteral("exportHint"));
    m_hint->setProperty("role", QStringLiteral("secondary"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(16);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_source);
    m_stack->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader();
    auto *inlineRow = new QHBoxLayout;
    inlineRow->setContentsMargins(6, 0, 0, 2);
    inlineRow->addWidget(m_inline);
    layout->addLayout(inlineRow);
    layout->addWidget(m_stack, 1);
    connect(m_source, &SourceView::lineChosen, this, &ExportFilePane::lineChosen);
    connect(m_inline, &ExportProblemsList::elementsChosen, this, &ExportFilePane::elementsChosen);
    connect(m_inline, &ExportProblemsList::heightChanged, this,
        [this] { m_inline->setFixedHeight(m_inline->heightOfRows(mostInlineHeight)); });
    connect(m_all, &ExportProblemsList::elementsChosen, this, &ExportFilePane::elementsChosen);
    connect(m_modes, &QButtonGroup::idClicked, this, [this](int mode) {
        setMode(mode);
        if (mode == Difference)
            Q_EMIT differenceOpened();
    });
    connect(m_copyText, &QToolButton::clicked, this, [this] {
        if (m_content)
            QGuiApplication::clipboard()->setText(QString::fromStdString(m_content->file.content));
    });
    connect(m_copyPath, &QToolButton::clicked, this, [this] {
        if (m_content)
            QGuiApplication::clipboard()->setText(path());
    });
    setMode(Preview);
}

void ExportFilePane::buildHeader()
{
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setTextFormat(Qt::PlainText);
    QFont strong = interfaceFont(13, QFont::DemiBold);
    m_path->setFont(strong);
    m_state->setObjectName(QStringLiteral("exportState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setProperty("role", QStringLiteral("secondary"));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(m_path, 1);
    row->addWidget(m_state);
    row->addSpacing(4);
    row->addWidget(m_copyText);
    row->addWidget(m_copyPath);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    const QString texts[] { tr("Preview"), tr("Difference"), tr("Problems") };
    const QString tips[] { tr("The file as it would be written"),
        tr("How the file in the chosen folder differs from it; edits by hand are told apart"),
        tr("What targets refuse or cannot express, for the whole export") };
    const char *names[] { "exportModePreview", "exportModeDifference", "exportModeProblems" };
    for (int i = 0; i < 3; ++i) {
        auto *button = new QPushButton(texts[i], this);
        button->setObjectName(QString::fromLatin1(names[i]));
        button->setCheckable(true);
        button->setToolTip(tips[i]);
        button->setProperty("segment",
            i == 0       ? QStringLiteral("first")
                : i == 2 ? QStringLiteral("last")
                         : QStringLiteral("middle"));
        m_modes->addButton(button, i);
        segments->addWidget(button);
    }
    row->addSpacing(4);
    row->addLayout(segments);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
}

void ExportFilePane::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_source->setTheme(theme);
    m_inline->setTheme(theme);
    m_all->setTheme(theme);
    m_copyText->setIcon(themedIcon(QStringLiteral("copy"), theme.secondaryText));
    m_copyPath->setIcon(themedIcon(QStringLiteral("open"), theme.secondaryText));
}

QString ExportFilePane::path() const
{
    return m_content ? QString::fromStdString(m_content->file.path) : QString();
}

void ExportFilePane::showFile(const ExportFileContent &content)
{
    m_content = content;
    m_spans =
        content.file.content.size() > mostColouredBytes ? std::vector<EdgeSpan>() : edgeSpansOf(content.file);
    update();
}

void ExportFilePane::showNothing(const QString &hint)
{
    m_content.reset();
    m_spans.clear();
    m_hint->setText(hint);
    update();
}

void ExportFilePane::showProblems(const std::vector<ExportProblem> &problems)
{
    m_all->showProblems(problems);
    m_modes->button(Problems)->setText(
        problems.empty() ? tr("Problems") : tr("Problems %1").arg(problems.size()));
}

void ExportFilePane::openProblems(bool open)
{
    setMode(open ? Problems : Preview);
}

void ExportFilePane::setMode(int mode)
{
    m_modes->button(mode)->setChecked(true);
    update();
}

void ExportFilePane::update()
{
    const bool hasText = m_content.has_value();
    m_copyText->setEnabled(hasText);
    m_copyPath->setEnabled(hasText);
    m_path->setToolTip(path());
    m_path->setText(m_path->fontMetrics().elidedText(path(), Qt::ElideMiddle, m_path->width()));
    const bool isProblems = m_modes->checkedId() == Problems;
    m_inline->setVisible(hasText && !isProblems && !m_content->problems.empty());
    m_state->setText(hasText && m_content->comparison ? stateWord(m_content->comparison->state) : QString());
    m_state->setToolTip(
        hasText && m_content->comparison ? stateSentence(m_content->comparison->state) : QString());
    if (isProblems || !hasText) {
        m_stack->setCurrentWidget(
            isProblems && m_all->topLevelItemCount() > 0 ? static_cast<QWidget *>(m_all) : m_hint);
        if (isProblems && m_all->topLevelItemCount() == 0)
            m_hint->setText(tr("No problems: what is written expresses every control of the design."));
        return;
    }
    m_inline->showProblems(shownProblems(m_content->problems));
    m_inline->setFixedHeight(m_inline->heightOfRows(mostInlineHeight));
    if (m_modes->checkedId() == Difference && !m_content->comparison) {
        m_hint->setText(tr("Choose a folder to compare with: it need not hold an export yet."));
        m_stack->setCurrentWidget(m_hint);
        return;
    }
    m_stack->setCurrentWidget(m_source);
    if (m_modes->checkedId() == Difference) {
        DifferenceText difference = differenceOf(*m_content->comparison, m_content->lastExport);
        m_source->setAccessibleName(tr("Difference of %1").arg(path()));
        m_wantedLines = std::move(difference.wantedLines);
        m_source->showText(difference.text, SourceFormat::Difference, std::move(difference.numbers));
        m_source->markLines(markedLines());
        return;
    }
    m_source->setAccessibleName(tr("Preview of %1").arg(path()));
    const bool isColoured = m_content->file.content.size() <= mostColouredBytes;
    m_source->showText(
        shownText(m_content->file.content), isColoured ? sourceFormatOf(path()) : SourceFormat::Plain);
    m_source->markLines(linesOf(m_spans, m_marked));
}

bool ExportFilePane::markElements(const std::set<std::string> &draftIds, bool reveal)
{
    m_marked = draftIds;
    if (m_modes->checkedId() != Problems) {
        const std::vector<LineRange> lines = markedLines();
        m_source->markLines(lines);
        if (reveal && !lines.empty())
            m_source->showLine(lines.front().first);
    }
    return !linesOf(m_spans, m_marked).empty();
}

std::vector<LineRange> ExportFilePane::markedLines() const
{
    std::vector<LineRange> lines = linesOf(m_spans, m_marked);
    if (m_modes->checkedId() == Preview)
        return lines;
    std::vector<LineRange> shown;
    for (std::size_t i = 0; i < m_wantedLines.size(); ++i) {
        const int line = m_wantedLines[i];
        const bool isMarked = line > 0
            && std::any_of(lines.begin(), lines.end(),
                [line](const LineRange &range) { return range.first <= line && line <= range.second; });
        const int at = static_cast<int>(i) + 1;
        if (isMarked)
            shown.emplace_back(at, at);
    }
    return shown;
}

void ExportFilePane::lineChosen(int line)
{
    if (m_modes->checkedId() == Problems)
        return;
    if (m_modes->checkedId() == Difference) {
        const auto at = static_cast<std::size_t>(line - 1);
        line = at < m_wantedLines.size() ? m_wantedLines[at] : 0;
    }
    const std::vector<std::string> ids = edgesAt(m_spans, line);
    if (!ids.empty())
        Q_EMIT elementsChosen(ids);
}

} // namespace fourplane::ui
