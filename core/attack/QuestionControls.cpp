// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/QuestionControls.h"

#include <array>

namespace fourplane {

namespace {

using Ids = std::span<const std::string_view>;

constexpr std::array<std::string_view, 7> routeControls { "N1", "N2", "N3", "N4", "N5", "N6", "N7" };
constexpr std::array<std::string_view, 1> proxyControls { "N3" };
constexpr std::array<std::string_view, 1> peerControls { "I4" };
constexpr std::array<std::string_view, 3> escapeControls { "W1", "W2", "W5" };
constexpr std::array<std::string_view, 1> breakOutControls { "W5" };
constexpr std::array<std::string_view, 1> poolControls { "W4" };
constexpr std::array<std::string_view, 2> admissionControls { "W1", "W2" };
constexpr std::array<std::string_view, 3> dataControls { "D1", "D2", "D3" };
constexpr std::array<std::string_view, 2> toolControls { "I7", "I8" };

} // namespace

Ids controlsBehind(std::string_view question)
{
    if (question == "net_allow")
        return routeControls;
    if (question == "proxy_allow")
        return proxyControls;
    if (question == "peer_ok")
        return peerControls;
    if (question == "may_escape")
        return escapeControls;
    if (question == "may_break_out")
        return breakOutControls;
    if (question == "carries")
        return poolControls;
    if (question == "admits_privileged")
        return admissionControls;
    if (question == "may_read" || question == "may_write")
        return dataControls;
    if (question == "may_use")
        return toolControls;
    return {};
}

} // namespace fourplane
