// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/Theme.h"

#include <array>
#include <utility>

namespace fourplane::ui {

namespace {

/// Written with colour roles in place of colours; styleSheetOf() puts the theme's values in.
constexpr char sheet[] = R"(
* { font-family: Inter, "Noto Sans", "DejaVu Sans", sans-serif; font-size: 13px; }
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @border; width: 1px; height: 1px; }
QMenuBar { background: @window; border-bottom: 1px solid @border; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: @hoverSurface; }
QMenu { background: @card; border: 1px solid @border; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 5px 22px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: @selectionSurface; }
QMenu::item:disabled { color: @neutral; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; spacing: 6px; padding: 6px 10px; }
QStatusBar { background: @window; border-top: 1px solid @border; color: @secondaryText; }
QStatusBar::item { border: none; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: @window; padding: 7px 10px; text-align: left; }
QPushButton, QToolButton {
    background: @card; color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px 11px;
    min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: @hoverSurface; }
QPushButton:pressed, QToolButton:pressed { background: @selectionSurface; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @neutral; }
QPushButton:checked, QToolButton:checked { background: @selectionSurface; color: @accent; font-weight: 600; }
QPushButton[role="primary"], QPushButton:default {
    background: @accent; color: @accentText; border-color: @accent; font-weight: 600;
}
QPushButton[role="primary"]:disabled, QPushButton:default:disabled {
    background: @card; color: @neutral; border-color: @border; font-weight: 400;
}
QPushButton[role="simulate"], QToolButton[role="simulate"] {
    background: @attack; color: @attackText; border-color: @attack; font-weight: 600;
}
QToolButton::menu-indicator { image: none; }
QToolButton[autoRaise="true"] { background: transparent; border-color: transparent; padding: 3px; }
QToolButton[autoRaise="true"]:hover { background: @hoverSurface; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox {
    background: @field; color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px 8px;
    selection-background-color: @accent; selection-color: @accentText;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border-color: @accent;
}
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/fourplane/icons/@mode/chevron-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @card; border: 1px solid @border; selection-background-color: @selectionSurface;
    selection-color: @text; outline: none;
}
QSpinBox::up-button, QSpinBox::down-button, QDateEdit::up-button, QDateEdit::down-button { border: none; width: 0; }
QDateEdit::drop-down { border: none; width: 20px; }
QDateEdit::down-arrow { image: url(:/fourplane/icons/@mode/chevron-down.svg); width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 7px; }
QCheckBox::indicator {
    width: 14px; height: 14px; border: 1px solid @neutral; border-radius: 4px; background: @field;
}
QCheckBox::indicator:checked {
    background: @accent; border-color: @accent; image: url(:/fourplane/icons/@mode/check.svg);
}
QRadioButton::indicator { width: 8px; height: 8px; border: 1px solid @neutral; border-radius: 5px; background: @field; }
QRadioButton::indicator:checked { width: 4px; height: 4px; border: 3px solid @accent; background: @accentText; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabBar { background: @window; }
QTabBar::tab {
    background: transparent; color: @secondaryText; border: none; border-bottom: 2px solid transparent;
    padding: 7px 12px;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @attack; }
QTreeView, QListView, QTableView {
    background: @window; alternate-background-color: @field; border: none; outline: none;
    selection-background-color: @selectionSurface; selection-color: @text; gridline-color: @border;
}
QTreeView::item, QListView::item { padding: 4px 6px; background: transparent; border: none; }
QListView::item { border-radius: 6px; }
QTableView::item { padding: 3px 8px; border-bottom: 1px solid @border; }
QTreeView::item:hover, QListView::item:hover, QTableView::item:hover { background: @hoverSurface; }
QTreeView::item:selected, QListView::item:selected, QTableView::item:selected {
    background: @selectionSurface; color: @text;
}
QHeaderView { background: @window; }
QHeaderView::section {
    background: @window; color: @secondaryText; border: none; border-bottom: 1px solid @border;
    padding: 5px 8px; font-weight: 600;
}
QTableCornerButton::section { background: @window; border: none; }
QAbstractScrollArea::corner { background: @window; border: none; }
QScrollArea { background: @window; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @neutral; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @border; }
QGroupBox { border: 1px solid @border; border-radius: 8px; margin-top: 18px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 4px; color: @secondaryText; font-weight: 600; }
QProgressBar { background: @field; border: 1px solid @border; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 5px; background: @border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @attack; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 10px; height: 10px; margin: -5px 0; border: 3px solid @attack; border-radius: 7px; background: @card;
}
QToolTip { background: @card; color: @text; border: 1px solid @border; padding: 4px 7px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel[role="secondary"] { color: @secondaryText; }
QLabel[role="heading"] { color: @secondaryText; font-weight: 600; font-size: 12px; }
QLabel[role="title"] { font-weight: 600; font-size: 14px; }
QLabel[role="fault"] { color: @denied; font-size: 12px; }
QLabel[role="brand"] { font-weight: 700; padding: 0 10px 0 10px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid @denied; }
QFrame[role="rule"] { background: @border; border: none; }
QPushButton[segment] { border-radius: 0; padding: 4px 12px; }
QPushButton[segment]:checked { font-weight: 400; }
QPushButton[segment="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[segment="middle"], QPushButton[segment="last"] { border-left: none; }
QPushButton[segment="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[role="choice"] {
    background: transparent; border: none; border-radius: 6px; min-height: 42px; max-height: 42px; padding: 0;
}
QPushButton[role="choice"]:hover, QPushButton[role="choice"]:focus { background: @hoverSurface; }
QPushButton[role="search"] {
    background: @field; color: @secondaryText; text-align: left; min-width: 250px; padding: 3px 10px;
    margin: 2px 8px 2px 0;
}
QFrame#pickerPopup, QFrame#quickAdd, QFrame#commandPalette, QFrame#connectionPicker {
    background: @card; border: 1px solid @border; border-radius: 10px;
}
QFrame#quickAdd QListView, QFrame#commandPalette QListView { background: @card; }
QPlainTextEdit[role="source"] {
    background: @window; border: none; border-radius: 0; padding: 0; font-size: 12px;
    font-family: "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
}
QPlainTextEdit[role="yaml"] {
    font-size: 12px;
    font-family: "JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", monospace;
}
QWidget[role="findBar"] { background: @card; border: 1px solid @border; border-radius: 6px; }
QFrame#tourRing { border: 3px solid @attack; border-radius: 6px; background: transparent; }
QFrame[role="card"] { background: @card; border: 1px solid @border; border-radius: 8px; }
)";

} // namespace

QString styleSheetOf(const Theme &theme)
{
    const std::array<std::pair<const char *, QColor>, 17> roles { {
        // A role that begins with another role's name comes first.
        { "@window", theme.window },
        { "@card", theme.card },
        { "@field", theme.field },
        { "@border", theme.border },
        { "@secondaryText", theme.secondaryText },
        { "@text", theme.text },
        { "@accentText", theme.accentText },
        { "@accent", theme.accent },
        { "@selectionSurface", theme.selectionSurface },
        { "@hoverSurface", theme.hoverSurface },
        { "@neutral", theme.neutral },
        { "@attackText", theme.attackText },
        { "@attack", theme.attack },
        { "@allowed", theme.allowed },
        { "@denied", theme.denied },
        { "@canvas", theme.canvas },
        { "@note", theme.note },
    } };
    QString text = QString::fromLatin1(sheet);
    text.replace(QLatin1String("@mode"), theme.dark ? QLatin1String("dark") : QLatin1String("light"));
    for (const auto &[role, colour] : roles)
        text.replace(QLatin1String(role), colour.name());
    return text;
}

} // namespace fourplane::ui
