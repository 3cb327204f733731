// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fourplane {

/// A cell of CSV: quoted where RFC 4180 needs it; a leading formula character is kept from spreadsheets by a
/// quote mark.
std::string csvCell(std::string text);

/// Text for HTML, in content and in quoted attributes.
std::string htmlText(std::string_view text);

} // namespace fourplane
