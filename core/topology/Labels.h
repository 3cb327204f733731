// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

namespace fourplane {

/// Kubernetes labels or annotations, ordered by key.
using Labels = std::map<std::string, std::string>;

} // namespace fourplane
