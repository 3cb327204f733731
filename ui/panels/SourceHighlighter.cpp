// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/SourceHighlighter.h"

namespace fourplane::ui {

namespace {

QColor pick(const Theme &theme, QRgb light, QRgb dark)
{
    return QColor::fromRgb(theme.dark ? dark : light);
}

} // namespace

QTextCharFormat tokenStyle(TokenKind kind, const Theme &theme)
{
    QTextCharFormat style;
    switch (kind) {
    case TokenKind::Key:
        style.setForeground(pick(theme, 0x1D5F73, 0x8FCBDA));
        break;
    case TokenKind::Keyword:
        style.setForeground(theme.text);
        style.setFontWeight(QFont::Bold);
        break;
    case TokenKind::String:
        style.setForeground(pick(theme, 0x5A5B14, 0xD0CD8A));
        break;
    case TokenKind::Value:
        style.setForeground(pick(theme, 0x6A4A9C, 0xC6B2EC));
        break;
    case TokenKind::Comment:
        style.setForeground(theme.secondaryText);
        style.setFontItalic(true);
        break;
    case TokenKind::Heading:
        style.setForeground(theme.secondaryText);
        style.setFontWeight(QFont::Bold);
        break;
    case TokenKind::Added:
        style.setForeground(theme.allowed);
        break;
    case TokenKind::Removed:
        style.setForeground(theme.denied);
        break;
    }
    return style;
}

SourceHighlighter::SourceHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(Theme::light())
{
}

void SourceHighlighter::setTheme(const Theme &theme)
{
    m_theme = theme;
    rehighlight();
}

void SourceHighlighter::highlightBlock(const QString &line)
{
    int state = previousBlockState();
    for (const SourceToken &token : tokensOf(m_format, line, state))
        QSyntaxHighlighter::setFormat(token.start, token.length, tokenStyle(token.kind, m_theme));
    setCurrentBlockState(state);
}

} // namespace fourplane::ui
