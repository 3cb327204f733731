// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fourplane {

/// How `after` differs from `before`, as the hunks of a unified diff with three lines of context, without
/// file names; empty when they are equal. With as few changed lines as possible, except where both texts
/// differ in thousands of lines: then all lines between the first and the last difference count as changed.
std::string lineDiff(std::string_view before, std::string_view after);

} // namespace fourplane
