// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/graphlayout/LayoutGraph.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fourplane {

/// The talk between the window and the layout program: frames of a 4-byte big-endian length and that many
/// bytes of JSON. The window sends one request; the program answers with progress messages and then one
/// result or error.

/// Largest frame either side accepts, in bytes.
inline constexpr std::uint32_t largestLayoutFrameBytes = 64u * 1024u * 1024u;

/// `json` with its length before it.
std::string layoutFrame(std::string_view json);

/// Collects bytes as they arrive and gives back whole frames.
class LayoutFrameReader
{
public:
    void append(std::string_view bytes) { m_bytes.append(bytes); }

    /// The JSON of the next whole frame; nothing when more bytes are needed. Error: "layout-frame" when the
    /// length is 0 or above the limit; nothing useful follows then.
    Result<std::optional<std::string>> next();

    /// True when bytes of an unfinished frame are waiting.
    bool hasPartialFrame() const { return !m_bytes.empty(); }

private:
    std::string m_bytes;
};

/// What the layout program says: how far it is, the places, or why there are none.
using LayoutMessage = std::variant<Progress, LayoutResult, Error>;

std::string writeLayoutRequest(const LayoutGraph &graph);
/// Error: "layout-request", naming the field concerned.
Result<LayoutGraph> readLayoutRequest(std::string_view json);

std::string writeLayoutMessage(const LayoutMessage &message);
/// Error: "layout-message".
Result<LayoutMessage> readLayoutMessage(std::string_view json);

} // namespace fourplane
