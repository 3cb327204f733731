// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/PalettePanel.h"

#include "ui/canvas/CanvasView.h"
#include "ui/panels/KindList.h"
#include "ui/panels/Words.h"
#include "ui/theme/Icons.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

constexpr int kindRole = Qt::UserRole;
constexpr int searchRole = Qt::UserRole + 1;

/// The list, which gives the canvas the kind that is dragged.
class KindListWidget : public QListWidget
{
public:
    using QListWidget::QListWidget;

protected:
    QStringList mimeTypes() const override { return { QString::fromLatin1(kindMimeType) }; }

    QMimeData *mimeData(const QList<QListWidgetItem *> &items) const override
    {
        if (items.isEmpty())
            return nullptr;
        auto *mime = new QMimeData;
        mime->setData(QString::fromLatin1(kindMimeType), items.first()->data(kindRole).toString().toUtf8());
        return mime;
    }
};

} // namespace

PalettePanel::PalettePanel(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_list(new KindListWidget(this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("palettePanel"));
    m_search->setObjectName(QStringLiteral("paletteSearch"));
    m_search->setPlaceholderText(tr("Search kinds…"));
    m_search->setAccessibleName(tr("Search kinds"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Kinds to add"));
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setIconSize(QSize(18, 18));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);

    connect(m_search, &QLineEdit::textChanged, this, &PalettePanel::filter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { activate(m_list->currentItem()); });
    connect(m_list, &QListWidget::itemActivated, this, &PalettePanel::activate);
    fill();
}

void PalettePanel::setTheme(const Theme &theme)
{
    m_theme = theme;
    fill();
    filter(m_search->text());
}

void PalettePanel::fill()
{
    m_list->clear();
    QString section;
    for (const KindEntry &entry : allKinds()) {
        if (entry.section != section) {
            section = entry.section;
            auto *heading = new QListWidgetItem(section, m_list);
            heading->setFlags(Qt::ItemIsEnabled);
            QFont font = interfaceFont(11, QFont::DemiBold);
            heading->setFont(font);
            heading->setForeground(m_theme.secondaryText);
            heading->setSizeHint(QSize(10, 30));
        }
        auto *item = new QListWidgetItem(themedIcon(entry.kind, m_theme.text), entry.title, m_list);
        item->setData(kindRole, entry.kind);
        item->setData(searchRole, QString(entry.title + QLatin1Char(' ') + entry.keywords));
        item->setToolTip(tr("Drag onto the canvas, or double-click to add"));
        item->setSizeHint(QSize(10, 32));
    }
}

void PalettePanel::filter(const QString &query)
{
    QListWidgetItem *heading = nullptr;
    QListWidgetItem *first = nullptr;
    bool any = false;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        if (!item->data(kindRole).isValid()) {
            if (heading)
                heading->setHidden(!any);
            heading = item;
            any = false;
            continue;
        }
        const bool matches = matchesSearch(item->data(searchRole).toString(), query);
        item->setHidden(!matches);
        any = any || matches;
        if (matches && !first)
            first = item;
    }
    if (heading)
        heading->setHidden(!any);
    m_list->setCurrentItem(query.isEmpty() ? nullptr : first);
}

void PalettePanel::activate(const QListWidgetItem *item)
{
    if (item && item->data(kindRole).isValid())
        Q_EMIT kindActivated(item->data(kindRole).toString());
}

} // namespace fourplane::ui
