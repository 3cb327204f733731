// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyleFactory>

namespace fourplane::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

} // namespace

Theme Theme::light()
{
    Theme theme;
    theme.window = rgb(0xFFFFFF);
    theme.canvas = rgb(0xFAFBFC);
    theme.container = rgb(0xEEF1F5);
    theme.card = rgb(0xFFFFFF);
    theme.field = rgb(0xF6F7F9);
    theme.border = rgb(0xDCE1E8);
    theme.gridDot = rgb(0xE3E7EC);
    theme.text = rgb(0x23272E);
    theme.secondaryText = rgb(0x5E6673);
    theme.accent = rgb(0x0072B2);
    theme.accentText = rgb(0xFFFFFF);
    theme.selectionSurface = rgb(0xE3F0FA);
    theme.hoverSurface = rgb(0xF0F3F7);
    theme.allowed = rgb(0x0072B2);
    theme.denied = rgb(0xC74E00);
    theme.openByAbsence = rgb(0x23272E);
    theme.neutral = rgb(0x8A93A0);
    theme.attack = rgb(0xA6127B);
    theme.attackText = rgb(0xFFFFFF);
    theme.note = rgb(0xFFF4C2);
    return theme;
}

Theme Theme::darkTheme()
{
    Theme theme;
    theme.dark = true;
    theme.window = rgb(0x1E2127);
    theme.canvas = rgb(0x1B1E24);
    theme.container = rgb(0x22262D);
    theme.card = rgb(0x2A2F37);
    theme.field = rgb(0x15171B);
    theme.border = rgb(0x383E48);
    theme.gridDot = rgb(0x262A31);
    theme.text = rgb(0xF3F4F6);
    theme.secondaryText = rgb(0xA3ABB8);
    theme.accent = rgb(0x56B4E9);
    theme.accentText = rgb(0x11151A);
    theme.selectionSurface = rgb(0x22364A);
    theme.hoverSurface = rgb(0x2B3038);
    theme.allowed = rgb(0x56B4E9);
    theme.denied = rgb(0xFF8A4C);
    theme.openByAbsence = rgb(0xF3F4F6);
    theme.neutral = rgb(0x77808E);
    theme.attack = rgb(0xE04FB5);
    theme.attackText = rgb(0x14070F);
    theme.note = rgb(0x4A4221);
    return theme;
}

Theme Theme::forPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : light();
}

QFont interfaceFont(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({ QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
        QStringLiteral("sans-serif") });
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.window);
    palette.setColor(QPalette::AlternateBase, theme.field);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.secondaryText);
    palette.setColor(QPalette::Button, theme.card);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.accentText);
    palette.setColor(QPalette::Highlight, theme.selectionSurface);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.card);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Light, theme.card);
    palette.setColor(QPalette::Midlight, theme.border);
    palette.setColor(QPalette::Mid, theme.border);
    palette.setColor(QPalette::Dark, theme.border);
    palette.setColor(QPalette::Shadow, theme.border);
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, theme.neutral);
    return palette;
}

void applyTheme(const Theme &theme)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(theme));
    QApplication::setFont(interfaceFont(13));
    qApp->setStyleSheet(styleSheetOf(theme));
}

} // namespace fourplane::ui
