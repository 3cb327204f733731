// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fourplane {

/// The SHA-256 digest of the bytes in lower-case hexadecimal, 64 characters (FIPS 180-4).
std::string sha256(std::string_view bytes);

} // namespace fourplane
