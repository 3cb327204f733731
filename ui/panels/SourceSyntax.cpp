// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/SourceSyntax.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace fourplane::ui {

namespace {

using Tokens = std::vector<SourceToken>;

struct SyntaxRule
{
    QRegularExpression pattern; ///< its first group is the token where it has one
    TokenKind kind = TokenKind::Key;
};

QRegularExpression pattern(const char *text)
{
    QRegularExpression expression(QString::fromLatin1(text));
    expression.optimize();
    return expression;
}

/// Applies the rules from left to right: of those that match first the earliest, and what it took is done
/// with.
Tokens scan(const QString &line, const std::vector<SyntaxRule> &rules, qsizetype from = 0)
{
    Tokens tokens;
    // The next match of each rule stays what it is until something else has taken a part of it.
    std::vector<QRegularExpressionMatch> next;
    for (const SyntaxRule &rule : rules)
        next.push_back(rule.pattern.match(line, from));
    while (from < line.size()) {
        std::size_t found = rules.size();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (next[i].hasMatch() && next[i].capturedStart() < from)
                next[i] = rules[i].pattern.match(line, from);
            if (next[i].hasMatch() && next[i].capturedLength() > 0
                && (found == rules.size() || next[i].capturedStart() < next[found].capturedStart()))
                found = i;
        }
        if (found == rules.size())
            break;
        const QRegularExpressionMatch &match = next[found];
        const int group = match.lastCapturedIndex() > 0 ? 1 : 0;
        tokens.push_back({ static_cast<int>(match.capturedStart(group)),
            static_cast<int>(match.capturedLength(group)), rules[found].kind });
        from = match.capturedEnd(group);
    }
    return tokens;
}

Tokens whole(const QString &line, TokenKind kind)
{
    return line.isEmpty() ? Tokens() : Tokens { { 0, static_cast<int>(line.size()), kind } };
}

int indentOf(const QString &line)
{
    const auto first = std::find_if(line.begin(), line.end(), [](QChar c) { return c != QLatin1Char(' '); });
    return static_cast<int>(first - line.begin());
}

/// The state is the indentation of the key of a block text, plus one.
Tokens yamlTokens(const QString &line, int &state)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("(?:^|\\s)(#.*)$"), TokenKind::Comment },
        { pattern("(?:^|[\\s{,-])((?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|[^\\s\"'#{}\\[\\],&*!|>%@`-][^"
                  "\\s#{}\\[\\],]*))"
                  "(?=:(?:\\s|$))"),
            TokenKind::Key },
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^']|'')*'?"), TokenKind::String },
        { pattern("(?<![\\w./-])(?:-?\\d+(?:\\.\\d+)?|true|false|null|~)(?![\\w./:-])"), TokenKind::Value },
    };
    static const QRegularExpression opensBlock = pattern("(?:^|:|-)\\s+[|>][+-]?\\d?\\s*$");
    if (state > 0) {
        if (line.trimmed().isEmpty() || indentOf(line) >= state)
            return whole(line, TokenKind::String);
        state = 0;
    }
    if (opensBlock.match(line).hasMatch())
        state = indentOf(line) + 1;
    return scan(line, rules);
}

Tokens jsonTokens(const QString &line, int &)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:)"), TokenKind::Key },
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"?"), TokenKind::String },
        { pattern("-?\\b\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b|\\b(?:true|false|null)\\b"), TokenKind::Value },
    };
    return scan(line, rules);
}

Tokens regoTokens(const QString &line, int &)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("#.*$"), TokenKind::Comment },
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"?|`[^`]*`?"), TokenKind::String },
        { pattern("\\b(?:package|import|default|if|else|contains|in|not|some|every|with|as)\\b"),
            TokenKind::Keyword },
        { pattern("\\b(?:true|false|null|\\d+(?:\\.\\d+)?)\\b"), TokenKind::Value },
        { pattern("\\b(?:input|data)\\b"), TokenKind::Key },
    };
    return scan(line, rules);
}

/// State 1 is inside of a comment of several lines.
Tokens sqlTokens(const QString &line, int &state)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("--.*$|/\\*.*?\\*/"), TokenKind::Comment },
        { pattern("'(?:[^']|'')*'?"), TokenKind::String },
        { pattern("\"(?:[^\"]|\"\")*\"?"), TokenKind::Key },
        { pattern(
              "\\b(?:BEGIN|COMMIT|SET|LOCAL|DO|IF|NOT|EXISTS|SELECT|INSERT|UPDATE|DELETE|TRUNCATE|FROM|WHERE|"
              "THEN|"
              "END|CREATE|ALTER|DROP|ROLE|USER|POLICY|TABLE|SCHEMA|DATABASE|OWNER|GRANT|REVOKE|USAGE|ALL|ON|"
              "TO|"
              "FOR|IN|USING|WITH|CHECK|ENABLE|DISABLE|FORCE|NO|ROW|LEVEL|SECURITY|LOGIN|NOLOGIN|NOSUPERUSER|"
              "NOCREATEDB|NOCREATEROLE|NOBYPASSRLS|PUBLIC|AND|OR|AS|EXECUTE|PERMISSIVE|RESTRICTIVE|CASCADE)"
              "\\b"),
            TokenKind::Keyword },
        { pattern("\\b\\d+(?:\\.\\d+)?\\b"), TokenKind::Value },
    };
    qsizetype from = 0;
    Tokens tokens;
    if (state == 1) {
        const qsizetype end = line.indexOf(QLatin1String("*/"));
        if (end < 0)
            return whole(line, TokenKind::Comment);
        from = end + 2;
        state = 0;
        tokens.push_back({ 0, static_cast<int>(from), TokenKind::Comment });
    }
    for (const SourceToken &token : scan(line, rules, from))
        tokens.push_back(token);
    // A comment that opens here and ends on a later line.
    for (qsizetype open = line.indexOf(QLatin1String("/*"), from); open >= 0;
         open = line.indexOf(QLatin1String("/*"), open + 2)) {
        const bool isInside = std::any_of(tokens.begin(), tokens.end(), [open](const SourceToken &token) {
            return token.kind != TokenKind::Keyword && token.start <= open
                && open < token.start + token.length;
        });
        if (isInside)
            continue;
        state = 1;
        tokens.push_back(
            { static_cast<int>(open), static_cast<int>(line.size() - open), TokenKind::Comment });
        break;
    }
    return tokens;
}

Tokens hclTokens(const QString &line, int &)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("(?:#|//).*$"), TokenKind::Comment },
        { pattern("^\\s*([A-Za-z_][\\w-]*)(?=\\s*(?:=|\\{|\"))"), TokenKind::Key },
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"?"), TokenKind::String },
        { pattern("\\b(?:true|false|null|\\d+(?:\\.\\d+)?)\\b"), TokenKind::Value },
    };
    return scan(line, rules);
}

/// State 1 is inside of a text in single quotes, as scripts pass whole programs.
Tokens shellTokens(const QString &line, int &state)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("(?:^|\\s)(#.*)$"), TokenKind::Comment },
        { pattern("'[^']*'?"), TokenKind::String },
        { pattern("\"(?:[^\"\\\\]|\\\\.)*\"?"), TokenKind::String },
        { pattern("\\b(?:if|then|elif|else|fi|for|in|do|done|while|case|esac|return|exit|set|local|export|"
                  "shift|trap)\\b"),
            TokenKind::Keyword },
        { pattern("\\$(?:\\{[^}]*\\}|\\w+|[@*#?!$-])"), TokenKind::Key },
    };
    qsizetype from = 0;
    Tokens tokens;
    if (state == 1) {
        const qsizetype end = line.indexOf(QLatin1Char('\''));
        if (end < 0)
            return whole(line, TokenKind::String);
        state = 0;
        from = end + 1;
        tokens.push_back({ 0, static_cast<int>(from), TokenKind::String });
    }
    for (const SourceToken &token : scan(line, rules, from))
        tokens.push_back(token);
    if (!tokens.empty() && tokens.back().kind == TokenKind::String
        && line.at(tokens.back().start) == QLatin1Char('\'')
        && (tokens.back().length == 1 || !line.endsWith(QLatin1Char('\'')))
        && tokens.back().start + tokens.back().length == line.size())
        state = 1;
    return tokens;
}

/// State 1 is inside of a fenced block.
Tokens markdownTokens(const QString &line, int &state)
{
    static const std::vector<SyntaxRule> rules {
        { pattern("`[^`]+`"), TokenKind::String },
        { pattern("\\*\\*(?:[^*]|\\*(?!\\*))+\\*\\*"), TokenKind::Keyword },
        { pattern("^\\s*(?:[-*+]|\\d+\\.)(?=\\s)"), TokenKind::Key },
        { pattern("\\[[^\\]]*\\]\\([^)]*\\)"), TokenKind::Key },
    };
    if (line.startsWith(QLatin1String("```"))) {
        state = state == 1 ? 0 : 1;
        return whole(line, TokenKind::Comment);
    }
    if (state == 1)
        return whole(line, TokenKind::String);
    if (line.startsWith(QLatin1Char('#')))
        return whole(line, TokenKind::Heading);
    return scan(line, rules);
}

Tokens differenceTokens(const QString &line, int &)
{
    if (line.startsWith(QLatin1String("@@")))
        return whole(line, TokenKind::Heading);
    if (line.startsWith(QLatin1Char('+')))
        return whole(line, TokenKind::Added);
    if (line.startsWith(QLatin1Char('-')))
        return whole(line, TokenKind::Removed);
    if (!line.startsWith(QLatin1Char(' ')))
        return whole(line, TokenKind::Comment);
    return {};
}

} // namespace

SourceFormat sourceFormatOf(const QString &path)
{
    static const std::pair<QLatin1String, SourceFormat> ends[] {
        { QLatin1String(".yaml"), SourceFormat::Yaml },
        { QLatin1String(".yml"), SourceFormat::Yaml },
        { QLatin1String(".json"), SourceFormat::Json },
        { QLatin1String(".manifest"), SourceFormat::Json },
        { QLatin1String(".rego"), SourceFormat::Rego },
        { QLatin1String(".sql"), SourceFormat::Sql },
        { QLatin1String(".hcl"), SourceFormat::Hcl },
        { QLatin1String(".sh"), SourceFormat::Shell },
        { QLatin1String(".md"), SourceFormat::Markdown },
    };
    for (const auto &[end, format] : ends) {
        if (path.endsWith(end))
            return format;
    }
    return SourceFormat::Plain;
}

std::vector<SourceToken> tokensOf(SourceFormat format, const QString &line, int &state)
{
    state = std::max(0, state);
    switch (format) {
    case SourceFormat::Yaml:
        return yamlTokens(line, state);
    case SourceFormat::Json:
        return jsonTokens(line, state);
    case SourceFormat::Rego:
        return regoTokens(line, state);
    case SourceFormat::Sql:
        return sqlTokens(line, state);
    case SourceFormat::Hcl:
        return hclTokens(line, state);
    case SourceFormat::Shell:
        return shellTokens(line, state);
    case SourceFormat::Markdown:
        return markdownTokens(line, state);
    case SourceFormat::Difference:
        return differenceTokens(line, state);
    case SourceFormat::Plain:
        break;
    }
    return {};
}

} // namespace fourplane::ui
