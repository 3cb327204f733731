// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Protocol.h"

#include <cstdint>
#include <string>
#include <variant>

namespace fourplane {

/// A transport port a container or service offers.
struct NamedPort
{
    std::string name; ///< may be empty
    std::uint16_t number = 0; ///< 1 to 65535
    Protocol protocol = Protocol::Tcp;

    bool operator==(const NamedPort &) const = default;
};

/// A port as Kubernetes writes it: a number or the name of a container port (IntOrString).
using IntOrName = std::variant<std::uint16_t, std::string>;

} // namespace fourplane
