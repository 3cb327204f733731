// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

namespace fourplane::ui {

/// Languages of exported files.
enum class SourceFormat
{
    Plain,
    Yaml,
    Json,
    Rego,
    Sql,
    Hcl,
    Shell,
    Markdown,
    Difference, ///< hunks of a unified diff
};

/// By the end of a file's name.
SourceFormat sourceFormatOf(const QString &path);

/// What a piece of text is to a reader.
enum class TokenKind
{
    Key, ///< names a value: a key of YAML, a block of HCL
    Keyword,
    String,
    Value, ///< numbers, true and false, null
    Comment,
    Heading, ///< of Markdown, and of the hunks of a difference
    Added,
    Removed,
};

struct SourceToken
{
    int start = 0;
    int length = 0;
    TokenKind kind = TokenKind::Key;

    bool operator==(const SourceToken &) const = default;
};

/// The tokens of a line. `state` is what the line before left behind (0 at the beginning: no text goes on
/// over the end of a line) and becomes what this one leaves behind. Later tokens lie over earlier ones.
std::vector<SourceToken> tokensOf(SourceFormat format, const QString &line, int &state);

} // namespace fourplane::ui
