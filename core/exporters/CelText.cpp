// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/CelText.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <vector>

namespace fourplane {

std::string celText(std::string_view text)
{
    std::string literal = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            literal += std::string("\\") + c;
        else if (byte < 0x20 || byte == 0x7F)
            literal += fmt::format("\\u{:04x}", byte);
        else
            literal += c;
    }
    return literal + "\"";
}

std::string celList(const std::set<std::string> &texts)
{
    std::vector<std::string> literals;
    for (const std::string &text : texts)
        literals.push_back(celText(text));
    return "[" + join(literals, ", ") + "]";
}

} // namespace fourplane
