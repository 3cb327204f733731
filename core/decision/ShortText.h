// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/InternTable.h"

#include <cstring>
#include <functional>
#include <string_view>

namespace fourplane {

// Names and labels are a few bytes long: to hash and compare tens of thousands of them, calls into libraries
// that are made for long texts take longest. Longer texts are left to those.

/// The first and the last bytes of a text of at most 16, which overlap in the middle.
struct TextEnds
{
    std::uint64_t first = 0;
    std::uint64_t last = 0;

    bool operator==(const TextEnds &) const = default;
};

inline constexpr std::size_t shortTextSize = 16;

inline TextEnds endsOfShort(std::string_view text)
{
    TextEnds ends;
    const auto read = [&text](std::uint64_t &word, std::size_t from, std::size_t size) {
        std::memcpy(&word, text.data() + from, size);
    };
    if (text.size() >= 8) {
        read(ends.first, 0, 8);
        read(ends.last, text.size() - 8, 8);
    } else if (text.size() >= 4) {
        read(ends.first, 0, 4);
        read(ends.last, text.size() - 4, 4);
    } else {
        for (char c : text)
            ends.first = ends.first << 8U | static_cast<unsigned char>(c);
    }
    return ends;
}

/// A hash of a text, with its bits spread.
inline std::uint64_t hashOfText(std::string_view text)
{
    if (text.size() > shortTextSize)
        return mixed(std::hash<std::string_view> {}(text));
    const TextEnds ends = endsOfShort(text);
    return mixed(mixed(ends.first + text.size()) + ends.last);
}

/// left == right.
inline bool isSameText(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    return left.size() > shortTextSize ? left == right : endsOfShort(left) == endsOfShort(right);
}

} // namespace fourplane
