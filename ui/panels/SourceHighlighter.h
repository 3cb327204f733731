// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/SourceSyntax.h"
#include "ui/theme/Theme.h"

#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace fourplane::ui {

/// How a kind of token is written under a theme. Text keeps a contrast of 4.5 on the theme's window; what
/// differs in colour alone carries no meaning that the text does not have.
QTextCharFormat tokenStyle(TokenKind kind, const Theme &theme);

/// Colours a text by the language it is in.
class SourceHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit SourceHighlighter(QTextDocument *document);

    /// Takes effect with the next text, or rehighlight().
    void setFormat(SourceFormat format) { m_format = format; }

    void setTheme(const Theme &theme);

protected:
    void highlightBlock(const QString &line) override;

private:
    SourceFormat m_format = SourceFormat::Plain;
    Theme m_theme;
};

} // namespace fourplane::ui
