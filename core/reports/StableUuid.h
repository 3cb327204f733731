// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fourplane {

/// A UUID that follows from a name alone (version 5, RFC 4122 section 4.3), in the name space that Fourplane
/// derives from the URL namespace and its own name: the same name gives the same UUID in every run.
std::string stableUuid(std::string_view name);

} // namespace fourplane
