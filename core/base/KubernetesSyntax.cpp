// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t longestLabel = 63;
constexpr std::size_t longestPortName = 15;

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isAlphanumeric(char c)
{
    return isLowerAlphanumeric(c) || (c >= 'A' && c <= 'Z');
}

} // namespace

bool isDnsLabel(std::string_view text)
{
    return text.size() <= longestLabel && text.find('.') == std::string_view::npos && isDnsSubdomain(text);
}

bool isLabelValue(std::string_view text)
{
    if (text.empty())
        return true;
    return text.size() <= longestLabel && isAlphanumeric(text.front()) && isAlphanumeric(text.back())
        && std::all_of(text.begin(), text.end(),
            [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool isQualifiedName(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        if (!isDnsSubdomain(text.substr(0, slash)))
            return false;
        text.remove_prefix(slash + 1);
    }
    return !text.empty() && isLabelValue(text);
}

bool isPortName(std::string_view text)
{
    if (text.empty() || text.size() > longestPortName || text.front() == '-' || text.back() == '-'
        || text.find("--") != std::string_view::npos)
        return false;
    return std::any_of(text.begin(), text.end(), isLower)
        && std::all_of(text.begin(), text.end(), [](char c) { return isLowerAlphanumeric(c) || c == '-'; });
}

} // namespace fourplane
