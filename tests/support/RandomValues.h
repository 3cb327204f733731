// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace fourplane::test {

// Random values for generators; to be called while rapidcheck runs a generator or a property.

inline bool coin()
{
    return *rc::gen::arbitrary<bool>();
}

/// A number from `low` to `high`, both included.
template <class Number>
Number numberFrom(Number low, Number high)
{
    return static_cast<Number>(*rc::gen::inRange<std::int64_t>(low, static_cast<std::int64_t>(high) + 1));
}

/// True for one of `n` draws, on average.
inline bool oneIn(int n)
{
    return numberFrom<int>(0, n - 1) == 0;
}

template <class E>
E anyOf()
{
    return static_cast<E>(numberFrom<std::size_t>(0, EnumNames<E>::names.size() - 1));
}

/// One of the values; `values` is not empty.
template <class T>
T oneOf(const std::vector<T> &values)
{
    return *rc::gen::elementOf(values);
}

/// Up to `most` things that `make` makes.
template <class Make>
auto someOf(Make make, std::size_t most = 2)
{
    std::vector<decltype(make())> list(numberFrom<std::size_t>(0, most));
    for (auto &item : list)
        item = make();
    return list;
}

/// A text that a careless writer or reader would change.
inline std::string anyText()
{
    return *rc::gen::element<std::string>("", "x", "on", "No", "null", "~", "1", "1e3", "0x1F", "2026-01-01",
        "{{ x }}", "a: b", "a #b", "- a", "*x", "&x", "a\nb", "a\nb\n", "line one\n\n  line three\n", " ",
        "'", "\"", "\\", "\t", "%", "\xC3\xA9", "\xF0\x9F\x98\x80", "\xE2\x80\xA8", "<script>", "a\rb");
}

} // namespace fourplane::test
