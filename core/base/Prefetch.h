// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

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

} // namespace fourplane
