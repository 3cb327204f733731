// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/ElementId.h"

#include <algorithm>

namespace fourplane {

bool ElementId::isValid(const std::string &text)
{
    constexpr std::size_t longestId = 253;
    return !text.empty() && text.size() <= longestId && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_' || c == '.' || c == '/';
    });
}

} // namespace fourplane
