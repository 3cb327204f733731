// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace fourplane {

/// Asks the processor to bring in what lies at `address`, which is needed soon and may lie anywhere. Worth it
/// where thousands of scattered objects are read in turn; without any effect on results.
inline void prefetch(const void *address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    static_cast<void>(address);
#endif
}

/// The same for all of an object.
template <class T>
void prefetchAll(const T &object)
{
    constexpr std::size_t line = 64;
    const char *start = reinterpret_cast<const char *>(&object);
    for (std::size_t i = 0; i < sizeof(T); i += line)
        prefetch(start + i);
    prefetch(start + sizeof(T) - 1);
}

} // namespace fourplane
