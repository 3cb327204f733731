// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

std::string join(const std::vector<std::string> &parts, std::string_view separator)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            text += separator;
        text += parts[i];
    }
    return text;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> pieces;
    std::size_t start = 0;
    while (true) {
        const std::size_t end = text.find(separator, start);
        if (end == std::string_view::npos) {
            pieces.emplace_back(text.substr(start));
            return pieces;
        }
        pieces.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
}

std::string toLowerAscii(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

namespace {

/// Length of the well-formed sequence that starts at `text[at]`, or 0. Table 3-7 of the Unicode standard.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byteAt = [text](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto isTail = [](unsigned b) { return b >= 0x80u && b <= 0xBFu; };
    const unsigned first = byteAt(at);
    const unsigned second = byteAt(at + 1);
    if (first < 0x80u)
        return 1;
    if (first >= 0xC2u && first <= 0xDFu)
        return isTail(second) ? 2 : 0;
    if (first >= 0xE0u && first <= 0xEFu) {
        const unsigned low = first == 0xE0u ? 0xA0u : 0x80u;
        const unsigned high = first == 0xEDu ? 0x9Fu : 0xBFu;
        return second >= low && second <= high && isTail(byteAt(at + 2)) ? 3 : 0;
    }
    if (first >= 0xF0u && first <= 0xF4u) {
        const unsigned low = first == 0xF0u ? 0x90u : 0x80u;
        const unsigned high = first == 0xF4u ? 0x8Fu : 0xBFu;
        return second >= low && second <= high && isTail(byteAt(at + 2)) && isTail(byteAt(at + 3)) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = sequenceLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

bool isLowerAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string toDnsLabel(std::string_view text)
{
    constexpr std::size_t longestLabel = 63;
    std::string label;
    for (char c : toLowerAscii(text)) {
        if (isLowerAlphanumeric(c))
            label += c;
        else if (!label.empty() && label.back() != '-')
            label += '-';
    }
    label.resize(std::min(label.size(), longestLabel));
    while (!label.empty() && label.back() == '-')
        label.pop_back();
    return label.empty() ? "x" : label;
}

bool isDnsSubdomain(std::string_view text)
{
    constexpr std::size_t longestName = 253;
    if (text.empty() || text.size() > longestName)
        return false;
    for (const std::string &part : split(text, '.')) {
        if (part.empty() || !isLowerAlphanumeric(part.front()) || !isLowerAlphanumeric(part.back()))
            return false;
        if (!std::all_of(part.begin(), part.end(), [](char c) { return isLowerAlphanumeric(c) || c == '-'; }))
            return false;
    }
    return true;
}

} // namespace fourplane
