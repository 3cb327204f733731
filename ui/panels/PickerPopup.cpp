// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PickerPopup.h"

#include "ui/panels/Words.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fourplane::ui {

namespace {

/// Order of matches: those whose title starts with the query first, then those whose title contains it.
int rankOf(const PickerEntry &entry, const QString &query)
{
    if (entry.title.startsWith(query, Qt::CaseInsensitive))
        return 0;
    return entry.title.contains(query, Qt::CaseInsensitive) ? 1 : 2;
}

} // namespace

PickerPopup::PickerPopup(QWidget *parent)
    : QFrame(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("pickerPopup"));
    setFixedSize(340, 330);
    m_search->setObjectName(QStringLiteral("pickerSearch"));
    m_search->setAccessibleName(tr("Search"));
    m_list->setObjectName(QStringLiteral("pickerList"));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setIconSize(QSize(18, 18));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &PickerPopup::filter);
    connect(m_list, &QListWidget::itemClicked, this, &PickerPopup::take);
    hide();
}

void PickerPopup::open(const QString &placeholder, const QList<PickerEntry> &entries, const QPoint &position)
{
    m_entries = entries;
    m_search->setPlaceholderText(placeholder);
    m_search->setAccessibleName(placeholder);
    m_search->setAccessibleName(placeholder);
    m_search->clear();
    filter(QString());
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(position.x(), 0, std::max(0, room.width())),
        std::clamp(position.y(), 0, std::max(0, room.height())));
    show();
    raise();
    m_search->setFocus(Qt::PopupFocusReason);
}

bool PickerPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && QApplication::activePopupWidget() == nullptr)
        hide();
    if (event->type() == QEvent::ShortcutOverride) {
        // Letters typed here are search text, whatever shortcut they are elsewhere.
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            hide();
            parentWidget()->setFocus();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            take();
            return true;
        }
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            const int step = key->key() == Qt::Key_Down ? 1 : -1;
            const int row = std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1));
            m_list->setCurrentRow(row);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void PickerPopup::filter(const QString &query)
{
    QList<const PickerEntry *> matches;
    for (const PickerEntry &entry : m_entries) {
        const QString haystack =
            entry.title + QLatin1Char(' ') + entry.keywords + QLatin1Char(' ') + entry.detail;
        if (matchesSearch(haystack, query))
            matches.append(&entry);
    }
    std::stable_sort(matches.begin(), matches.end(), [&query](const PickerEntry *a, const PickerEntry *b) {
        return rankOf(*a, query) < rankOf(*b, query);
    });
    m_list->clear();
    // More nobody reads; a few letters more find what is not among them.
    constexpr qsizetype mostShown = 200;
    for (qsizetype i = 0; i < std::min(mostShown, matches.size()); ++i) {
        const PickerEntry *entry = matches.at(i);
        const QString text =
            entry->detail.isEmpty() ? entry->title : entry->title + QStringLiteral("   ·   ") + entry->detail;
        auto *item = new QListWidgetItem(entry->icon, text, m_list);
        item->setData(Qt::UserRole, entry->key);
        item->setSizeHint(QSize(10, 30));
    }
    if (matches.isEmpty()) {
        auto *item = new QListWidgetItem(tr("Nothing matches"), m_list);
        item->setFlags(Qt::NoItemFlags);
    } else {
        m_list->setCurrentRow(0);
    }
}

void PickerPopup::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !item->data(Qt::UserRole).isValid())
        return;
    const QString key = item->data(Qt::UserRole).toString();
    hide();
    parentWidget()->setFocus();
    Q_EMIT chosen(key);
}

} // namespace fourplane::ui
