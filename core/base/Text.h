// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// The parts joined by `separator`.
std::string join(const std::vector<std::string> &parts, std::string_view separator);

/// The pieces of `text` between occurrences of `separator`; an empty text gives one empty piece.
std::vector<std::string> split(std::string_view text, char separator);

/// ASCII lower case; other bytes unchanged.
std::string toLowerAscii(std::string_view text);

/// Byte offset of the first ill-formed UTF-8 sequence (overlong forms and surrogates included), or nothing
/// when all of `text` is well formed.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// Whether a byte is one of a-z and 0-9, whatever the locale.
bool isLowerAlphanumeric(char c);

/// A text usable as a DNS-1123 label (lower case, digits, '-', at most 63 bytes, never empty), derived from
/// any name.
std::string toDnsLabel(std::string_view text);

/// True when `text` is a DNS-1123 subdomain as Kubernetes wants for object names.
bool isDnsSubdomain(std::string_view text);

} // namespace fourplane
