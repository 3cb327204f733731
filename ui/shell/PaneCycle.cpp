// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/PaneCycle.h"

#include "ui/canvas/CanvasView.h"

#include <QApplication>
#include <QTabWidget>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace fourplane::ui {

namespace {

/// The widget itself where it takes the keyboard, otherwise the first below it that does.
QWidget *taker(QWidget *pane)
{
    const auto takes = [](const QWidget *widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
    };
    if (takes(pane))
        return pane;
    const QList<QWidget *> below = pane->findChildren<QWidget *>();
    const auto found = std::find_if(below.begin(), below.end(), takes);
    return found == below.end() ? nullptr : *found;
}

/// The visible panes in order. The export panel is three of them.
std::vector<QWidget *> panesOf(const QWidget &window)
{
    std::vector<QWidget *> panes { window.findChild<CanvasView *>() };
    const auto addTab = [&window, &panes](const char *name) {
        if (const auto *tabs = window.findChild<QTabWidget *>(QString::fromLatin1(name)))
            panes.push_back(tabs->currentWidget());
    };
    addTab("leftTabs");
    panes.push_back(window.findChild<QWidget *>(QStringLiteral("inspectorPanel")));
    addTab("bottomTabs");
    if (panes.back() && panes.back()->objectName() == QLatin1String("exportPanel")) {
        const QWidget *exportPanel = panes.back();
        panes.pop_back();
        for (const char *name :
            { "exportTargets", "exportFiles", "exportFileProblems", "exportSource", "exportProblems" })
            panes.push_back(exportPanel->findChild<QWidget *>(QString::fromLatin1(name)));
    }
    std::erase_if(panes, [](QWidget *pane) { return !pane || !pane->isVisible() || !taker(pane); });
    return panes;
}

} // namespace

void focusNextPane(QWidget &window, bool backwards)
{
    const std::vector<QWidget *> panes = panesOf(window);
    const QWidget *focused = QApplication::focusWidget();
    const auto current = std::find_if(panes.begin(), panes.end(), [focused](const QWidget *pane) {
        return focused && (pane == focused || pane->isAncestorOf(focused));
    });
    if (panes.empty())
        return;
    const auto count = static_cast<std::ptrdiff_t>(panes.size());
    const std::ptrdiff_t from =
        current == panes.end() ? (backwards ? 0 : count - 1) : current - panes.begin();
    taker(panes[static_cast<std::size_t>((from + (backwards ? count - 1 : 1)) % count)])
        ->setFocus(backwards ? Qt::BacktabFocusReason : Qt::TabFocusReason);
}

} // namespace fourplane::ui
