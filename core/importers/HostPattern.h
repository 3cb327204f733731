// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// True when there is a host that both patterns match, as Gateway API and Istio join listeners and routes.
/// An empty pattern or "*" matches every host, "*.x" every host that ends in ".x" but not "x" itself; case
/// does not count.
bool hostsMeet(const std::string &left, const std::string &right);

} // namespace fourplane
