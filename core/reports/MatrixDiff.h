// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reports/MatrixReport.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// How the answer to one question differs between two designs.
enum class AccessChangeKind
{
    Opened, ///< denied before, not denied now
    Closed, ///< the other way round
    Weakened, ///< permitted or uncertain before, open by absence now
    Altered, ///< any other change of the verdict
    Appeared, ///< an end or a port is new
    Gone ///< an end or a port is no more
};

template <>
struct EnumNames<AccessChangeKind>
{
    static constexpr std::array<std::string_view, 6> names { "opened", "closed", "weakened", "altered",
        "appeared", "gone" };
};

/// One question that two designs answer differently. An end is the same one in both when both have its id;
/// else when it has the name that people read ("namespace/workload"), since an import may give ids anew.
struct AccessChange
{
    AccessChangeKind kind = AccessChangeKind::Altered;
    std::string source;
    std::string destination;
    std::uint16_t port = 0; ///< 0 = any
    Protocol protocol = Protocol::Tcp;
    std::optional<Verdict> before; ///< nothing when the question did not exist
    std::optional<Verdict> after;
    std::string reason; ///< why it is as it is after; for what is gone, as it was before
};

/// What changed from `before` to `after`, by kind, then by names and port. Both must be of the same plane.
std::vector<AccessChange> compareAccess(const MatrixReport &before, const MatrixReport &after);

std::string matrixDiffText(const std::vector<AccessChange> &changes, const TextStyle &style);

/// change, source, destination, port, protocol, before, after, reason. RFC 4180.
std::string matrixDiffCsv(const std::vector<AccessChange> &changes);

/// {"changes": [{"change", "source", "destination", "port", "protocol", "before", "after", "reason"}]}.
std::string matrixDiffJson(const std::vector<AccessChange> &changes);

/// A page that stands alone.
std::string matrixDiffHtml(const std::vector<AccessChange> &changes, const std::string &title);

} // namespace fourplane
