// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace fourplane {

/// The highest number that a port of TCP, UDP or SCTP has.
inline constexpr std::int64_t highestPort = 65535;

} // namespace fourplane
