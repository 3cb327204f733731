// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fourplane {

/// The fixed table that turns an enum into its kebab-case word and back. Specialise `enumNames<E>` with one
/// entry per value, in declaration order, values counting from 0.
template <class E>
struct EnumNames;

/// The word of `value` in files, options and outputs.
template <class E>
constexpr std::string_view nameOf(E value)
{
    return EnumNames<E>::names[static_cast<std::size_t>(value)];
}

/// The value whose word is `name`, or nothing.
template <class E>
constexpr std::optional<E> enumFromName(std::string_view name)
{
    for (std::size_t i = 0; i < EnumNames<E>::names.size(); ++i) {
        if (EnumNames<E>::names[i] == name)
            return static_cast<E>(i);
    }
    return std::nullopt;
}

/// All words, separated by ", ": for messages that say what would have been accepted.
template <class E>
std::string allNames()
{
    std::string text;
    for (std::string_view name : EnumNames<E>::names) {
        if (!text.empty())
            text += ", ";
        text += name;
    }
    return text;
}

} // namespace fourplane
