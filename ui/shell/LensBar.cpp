// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/LensBar.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace fourplane::ui {

QString lensName(Lens lens)
{
    static const char *const names[] { QT_TRANSLATE_NOOP("LensBar", "All"),
        QT_TRANSLATE_NOOP("LensBar", "Identity"), QT_TRANSLATE_NOOP("LensBar", "Network"),
        QT_TRANSLATE_NOOP("LensBar", "Workload"), QT_TRANSLATE_NOOP("LensBar", "Data") };
    return QCoreApplication::translate("LensBar", names[static_cast<int>(lens)]);
}

LensBar::LensBar(QWidget *parent)
    : QFrame(parent)
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("lensBar"));
    setAccessibleName(tr("Lens"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i <= static_cast<int>(Lens::Data); ++i) {
        const QString name = lensName(static_cast<Lens>(i));
        auto *button = new QPushButton(name, this);
        button->setObjectName(QStringLiteral("lens") + name);
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolTip(
            tr("%1 (key %2)").arg(i == 0 ? tr("All planes") : tr("%1 plane").arg(name)).arg(i + 1));
        button->setProperty("segment",
            i == 0       ? QStringLiteral("first")
                : i == 4 ? QStringLiteral("last")
                         : QStringLiteral("middle"));
        m_buttons->addButton(button, i);
        row->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
        [this](int id) { Q_EMIT lensChosen(static_cast<Lens>(id)); });
}

void LensBar::setLens(Lens lens)
{
    m_buttons->button(static_cast<int>(lens))->setChecked(true);
}

} // namespace fourplane::ui
