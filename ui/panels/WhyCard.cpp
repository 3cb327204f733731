// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/WhyCard.h"

#include "ui/panels/Words.h"
#include "ui/theme/Icons.h"
#include "ui/theme/PlanePip.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

/// A pip in a layout.
class PipLabel : public QWidget
{
public:
    PipLabel(Plane plane, Verdict verdict, const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_plane(plane)
        , m_verdict(verdict)
        , m_theme(theme)
    {
        setFixedSize(20, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintPlanePip(painter, QRectF(0, 2, 19, 15), m_plane, m_verdict, m_theme);
    }

private:
    Plane m_plane;
    Verdict m_verdict;
    Theme m_theme;
};

QLabel *textLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

WhyCard::WhyCard(QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("whyCard"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(tr("Why"));
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void WhyCard::setTheme(const Theme &theme)
{
    m_theme = theme;
    rebuild();
}

void WhyCard::setContent(const WhyContent &content)
{
    m_content = content;
    rebuild();
}

QString WhyCard::plainText() const
{
    QStringList lines { m_content.title };
    for (const WhyRow &row : m_content.rows) {
        QStringList parts { row.headline, row.detail, row.place };
        parts.removeAll(QString());
        lines.append(parts.join(QStringLiteral(" · ")));
    }
    if (!m_content.footer.isEmpty())
        lines.append(m_content.footer);
    return lines.join(QLatin1Char('\n'));
}

void WhyCard::rebuild()
{
    delete m_body;
    m_body = new QWidget(this);
    m_layout->addWidget(m_body);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(7);
    setVisible(!m_content.isEmpty());
    setAccessibleDescription(plainText());
    if (m_content.isEmpty())
        return;

    const bool isDenied = m_content.verdict == Verdict::Deny;
    const QString symbol = isDenied                 ? QStringLiteral("blocked")
        : m_content.verdict == Verdict::Permit      ? QStringLiteral("check")
        : m_content.verdict == Verdict::NotEnforced ? QStringLiteral("lock-open")
                                                    : QStringLiteral("help");
    const QColor colour = isDenied             ? m_theme.denied
        : m_content.verdict == Verdict::Permit ? m_theme.allowed
                                               : m_theme.text;
    auto *heading = new QHBoxLayout;
    heading->setSpacing(7);
    auto *icon = new QLabel(m_body);
    icon->setPixmap(iconPixmap(symbol, colour, 17, devicePixelRatioF()));
    heading->addWidget(icon, 0, Qt::AlignTop);
    QLabel *title = textLabel(m_content.title, m_body);
    title->setObjectName(QStringLiteral("whyTitle"));
    title->setStyleSheet(QStringLiteral("color: %1; font-weight: 600;").arg(colour.name()));
    heading->addWidget(title, 1);
    column->addLayout(heading);
    for (const WhyRow &row : m_content.rows)
        addRow(row);
    if (!m_content.footer.isEmpty()) {
        QLabel *footer = textLabel(m_content.footer, m_body);
        footer->setProperty("role", QStringLiteral("secondary"));
        column->addWidget(footer);
    }
}

void WhyCard::addRow(const WhyRow &row)
{
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    auto *line = new QFrame(m_body);
    line->setProperty("role", QStringLiteral("rule"));
    line->setFixedHeight(1);
    column->addWidget(line);
    auto *grid = new QHBoxLayout;
    grid->setSpacing(9);
    if (row.plane) {
        auto *pip = new PipLabel(*row.plane, row.verdict, m_theme, m_body);
        pip->setAccessibleName(displayWord(nameOf(*row.plane)));
        grid->addWidget(pip, 0, Qt::AlignTop);
    } else {
        grid->addSpacing(29);
    }
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    if (!row.headline.isEmpty()) {
        QLabel *headline = textLabel(row.headline, m_body);
        if (row.verdict == Verdict::Deny)
            headline->setStyleSheet(QStringLiteral("font-weight: 600;"));
        texts->addWidget(headline);
    }
    for (const QString &text : { row.detail, row.place }) {
        if (text.isEmpty())
            continue;
        QLabel *detail = textLabel(text, m_body);
        detail->setProperty("role", QStringLiteral("secondary"));
        texts->addWidget(detail);
    }
    grid->addLayout(texts, 1);
    column->addLayout(grid);
}

} // namespace fourplane::ui
