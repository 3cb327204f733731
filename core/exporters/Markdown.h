// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fourplane {

/// The text for use inside a Markdown line: line breaks become spaces, other control characters go, and what
/// Markdown or HTML would read as markup is escaped.
std::string markdownText(std::string_view text);

/// The text as one shell word in single quotes, as POSIX shells read it. Control characters become '?'.
std::string shellWord(std::string_view text);

} // namespace fourplane
