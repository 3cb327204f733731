// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace fourplane {

/// The controls that a gate's question stands for: one of them is named when the answer is Deny. Empty for
/// what is no question.
std::span<const std::string_view> controlsBehind(std::string_view question);

} // namespace fourplane
