// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/journeys/WindowFixture.h"
#include "ui/panels/ExportFilesModel.h"
#include "ui/panels/ExportPanel.h"
#include "ui/panels/SourceView.h"

#include <QAbstractButton>
#include <QAbstractProxyModel>
#include <QTreeView>
#include <QtTest>

namespace fourplane::test {

/// What every journey does with the export panel.
struct ExportPanelHand
{
    explicit ExportPanelHand(WindowFixture &of)
        : fixture(of)
        , panel(of.child<ui::ExportPanel>("exportPanel"))
        , tree(of.child<QTreeView>("exportFiles"))
        , source(of.child<ui::SourceView>("exportSource"))
        , model(panel->findChild<ui::ExportFilesModel *>())
    {
    }

    /// Opens the panel with its key and waits for the preview.
    bool open()
    {
        fixture.press(Qt::Key_E, Qt::ControlModifier);
        return panel->isVisible() && settle() && panel->preview();
    }

    /// Runs the event loop until the design is evaluated and the preview of it there.
    bool settle()
    {
        // The evaluation starts the preview: one quiet round more than needed.
        for (int i = 0; i < 3; ++i) {
            if (!fixture.waitUntilIdle())
                return false;
            QTest::qWait(5);
        }
        return fixture.waitUntilIdle();
    }

    void press(const char *button)
    {
        QTest::mouseClick(fixture.child<QAbstractButton>(button), Qt::LeftButton);
    }

    QModelIndex row(const char *path) const
    {
        const auto *filtered = qobject_cast<const QAbstractProxyModel *>(tree->model());
        return filtered->mapFromSource(model->indexOf(QString::fromLatin1(path)));
    }

    WindowFixture &fixture;
    ui::ExportPanel *panel;
    QTreeView *tree;
    ui::SourceView *source;
    ui::ExportFilesModel *model;
};

} // namespace fourplane::test
