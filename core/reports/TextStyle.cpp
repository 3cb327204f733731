// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TextStyle.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

std::string wrapped(bool colour, std::string_view code, std::string_view text)
{
    if (!colour)
        return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

} // namespace

std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string idList(const std::vector<ElementId> &ids)
{
    std::vector<std::string> texts;
    for (const ElementId &id : ids)
        texts.push_back(printable(id.value()));
    return join(texts, ", ");
}

std::string someIds(const std::vector<ElementId> &ids)
{
    constexpr std::size_t most = 20, shown = 12;
    if (ids.size() <= most)
        return idList(ids);
    return idList({ ids.begin(), ids.begin() + shown }) + " and " + std::to_string(ids.size() - shown)
        + " more (--format json lists all)";
}

std::string TextStyle::bold(std::string_view text) const
{
    return wrapped(colour, "1", text);
}

std::string TextStyle::good(std::string_view text) const
{
    return wrapped(colour, "34", text); // blue, not green: readable with colour-vision deficiency
}

std::string TextStyle::bad(std::string_view text) const
{
    return wrapped(colour, "1;31", text);
}

std::string TextStyle::dim(std::string_view text) const
{
    return wrapped(colour, "2", text);
}

std::string printable(std::string_view text)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string visible;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // U+0080 to U+009F are control characters too, among them the one-byte CSI.
        const bool isC1 =
            byte == 0xC2u && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0u;
        if (byte < 0x20u || byte == 0x7Fu || isC1) {
            const auto shown = isC1 ? static_cast<unsigned char>(text[++i]) : byte;
            visible += { '\\', 'x', hex[shown >> 4u], hex[shown & 15u] };
        } else {
            visible += text[i];
        }
    }
    return visible;
}

std::string table(const std::vector<std::vector<std::string>> &rows, const TextStyle &style)
{
    std::vector<std::size_t> widths;
    for (const std::vector<std::string> &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    std::string text;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < rows[r].size(); ++i) {
            line += rows[r][i];
            if (i + 1 < rows[r].size())
                line += std::string(widths[i] - widthOf(rows[r][i]) + 2, ' ');
        }
        text += (r == 0 ? style.bold(line) : line) + "\n";
    }
    return text;
}

} // namespace fourplane
