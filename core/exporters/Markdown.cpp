// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/Markdown.h"

namespace fourplane {

namespace {

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20u || byte == 0x7Fu;
}

} // namespace

std::string markdownText(std::string_view text)
{
    constexpr std::string_view markup = "\\`*_{}[]()#+!|~";
    std::string escaped;
    for (char c : text) {
        if (c == '\n' || c == '\r' || c == '\t') {
            escaped += ' ';
        } else if (c == '<') {
            escaped += "&lt;";
        } else if (c == '>') {
            escaped += "&gt;";
        } else if (c == '&') {
            escaped += "&amp;";
        } else if (!isControl(c)) {
            if (markup.find(c) != std::string_view::npos)
                escaped += '\\';
            escaped += c;
        }
    }
    return escaped;
}

std::string shellWord(std::string_view text)
{
    std::string word = "'";
    for (char c : text) {
        if (c == '\'')
            word += "'\\''";
        else
            word += isControl(c) ? '?' : c;
    }
    return word + "'";
}

} // namespace fourplane
