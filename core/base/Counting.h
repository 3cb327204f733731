// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fourplane {

/// "1 workload", "2 workloads".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

} // namespace fourplane
