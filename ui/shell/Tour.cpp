// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/Tour.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int markWidth = 320;
constexpr int gap = 14;

QString titleOf(TourStep step)
{
    switch (step) {
    case TourStep::Add:
        return Tour::tr("Add something");
    case TourStep::Connect:
        return Tour::tr("Connect two cards");
    case TourStep::Why:
        return Tour::tr("Ask why");
    case TourStep::Simulate:
        return Tour::tr("Attack the design");
    case TourStep::Export:
        break;
    }
    return Tour::tr("Hand it over");
}

QString textOf(TourStep step)
{
    switch (step) {
    case TourStep::Add:
        return Tour::tr("Press / and type what you need, such as \"vector\", then Enter. Or drag a kind from "
                        "the palette onto the "
                        "canvas.");
    case TourStep::Connect:
        return Tour::tr("Point at a card and drag from its edge to another one: that declares a flow, which "
                        "the design needs.");
    case TourStep::Why:
        return Tour::tr("Click a connection, or two cards with Ctrl. The card on the right says plane by "
                        "plane who lets it pass or "
                        "stops it, and by which rule.");
    case TourStep::Simulate:
        return Tour::tr("Press F5. The timeline below shows every step of the attack, and every attempt that "
                        "was stopped and by "
                        "what. Findings can be fixed there with Ctrl+.");
    case TourStep::Export:
        break;
    }
    return Tour::tr("Export › Manifests writes what was simulated, and nothing else. Help › Guided Tour "
                    "shows all this again.");
}

} // namespace

Tour::Tour(QWidget *window)
    : QFrame(window)
    , m_ring(new QFrame(window))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_count(new QLabel(this))
    , m_showMe(new QPushButton(tr("Show Me"), this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(tr("Next"), this))
{
    setObjectName(QStringLiteral("tour"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(tr("Guided tour"));
    setFocusPolicy(Qt::StrongFocus);
    setAutoFillBackground(true);
    setFixedWidth(markWidth);
    m_ring->setObjectName(QStringLiteral("tourRing"));
    m_ring->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_ring->hide();
    m_title->setProperty("role", QStringLiteral("title"));
    m_text->setWordWrap(true);
    m_count->setProperty("role", QStringLiteral("secondary"));
    auto *skip = new QPushButton(tr("Skip"), this);
    skip->setObjectName(QStringLiteral("tourSkip"));
    skip->setToolTip(tr("End the tour (Esc); Help › Guided Tour begins it again"));
    m_showMe->setObjectName(QStringLiteral("tourShowMe"));
    m_showMe->setToolTip(tr("Do it for you"));
    m_back->setObjectName(QStringLiteral("tourBack"));
    m_back->setToolTip(tr("The mark before"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    m_next->setToolTip(tr("The next mark; doing what it says goes on too"));
    m_next->setProperty("role", QStringLiteral("primary"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_count, 1);
    row->addWidget(skip);
    row->addWidget(m_back);
    row->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_showMe, 0, Qt::AlignLeft);
    layout->addLayout(row);
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    connect(m_back, &QPushButton::clicked, this, [this] { show(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { show(m_step + 1); });
    connect(m_showMe, &QPushButton::clicked, this, [this] {
        if (m_helpers[static_cast<std::size_t>(m_step)])
            m_helpers[static_cast<std::size_t>(m_step)]();
    });
    window->installEventFilter(this);
    hide();
}

void Tour::setAnchor(TourStep step, std::function<QRect()> anchor)
{
    m_anchors[static_cast<std::size_t>(step)] = std::move(anchor);
}

void Tour::setHelper(TourStep step, std::function<void()> helper)
{
    m_helpers[static_cast<std::size_t>(step)] = std::move(helper);
}

void Tour::start()
{
    show(0);
}

void Tour::noteDone(TourStep step)
{
    if (m_step == static_cast<int>(step))
        show(m_step + 1);
}

void Tour::end()
{
    if (!isRunning())
        return;
    m_step = -1;
    hide();
    m_ring->hide();
    Q_EMIT ended();
}

void Tour::show(int step)
{
    if (step >= tourStepCount) {
        end();
        return;
    }
    const bool hadFocus =
        !isRunning() || isAncestorOf(window()->focusWidget()) || window()->focusWidget() == this;
    m_step = std::max(0, step);
    const auto shown = static_cast<TourStep>(m_step);
    m_title->setText(titleOf(shown));
    m_text->setText(textOf(shown));
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(tourStepCount));
    m_back->setEnabled(m_step > 0);
    m_next->setText(m_step + 1 == tourStepCount ? tr("Done") : tr("Next"));
    m_showMe->setVisible(static_cast<bool>(m_helpers[static_cast<std::size_t>(m_step)]));
    setAccessibleDescription(m_text->text());
    QFrame::show();
    place();
    // Whoever works on the canvas goes on there; whoever goes through the tour by keys stays in it.
    if (hadFocus)
        m_next->setFocus();
    Q_EMIT stepShown(shown);
}

/// Beside what is meant, inside the window, and not over it where there is room elsewhere.
void Tour::place()
{
    const auto &anchorOf = m_anchors[static_cast<std::size_t>(m_step)];
    const QRect area = parentWidget()->rect();
    const QRect anchor = (anchorOf ? anchorOf() : area).intersected(area);
    m_ring->setGeometry(anchor.adjusted(-2, -2, 2, 2).intersected(area));
    m_ring->show();
    m_ring->raise();
    m_text->setMinimumHeight(m_text->heightForWidth(markWidth - 32));
    layout()->activate();
    resize(markWidth, sizeHint().height());
    QPoint corner(anchor.right() + gap, anchor.top());
    if (corner.x() + markWidth > area.right())
        corner.setX(anchor.left() - gap - markWidth);
    if (corner.x() < area.left())
        corner = QPoint(anchor.left() + gap, anchor.bottom() + gap);
    if (corner.y() + height() > area.bottom() - gap)
        corner.setY(area.bottom() - gap - height());
    corner.setX(std::clamp(
        corner.x(), area.left() + gap, std::max(area.left() + gap, area.right() - gap - markWidth)));
    move(corner);
    raise();
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (isRunning() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        end();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        show(m_step + 1);
    else
        QFrame::keyPressEvent(event);
}

} // namespace fourplane::ui
