// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace fourplane {

/// A text literal of the Common Expression Language that stands for `text`, whatever characters it has; it is
/// one line of ASCII and the bytes of other characters.
std::string celText(std::string_view text);

/// A list literal of such texts: ["a", "b"].
std::string celList(const std::set<std::string> &texts);

} // namespace fourplane
