// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/Policy.h"

namespace fourplane {

Policy::Policy() = default;
Policy::Policy(const Policy &) = default;
Policy::Policy(Policy &&) noexcept = default;
Policy &Policy::operator=(const Policy &) = default;
Policy &Policy::operator=(Policy &&) noexcept = default;
Policy::~Policy() = default;
bool Policy::operator==(const Policy &) const = default;

} // namespace fourplane
