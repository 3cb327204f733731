// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// A host that a text names, perhaps with a port.
struct AddressMention
{
    std::string host; ///< lower case, without a final dot
    std::optional<std::uint16_t> port; ///< written, or that of the URL's scheme
    bool isCertain = false; ///< a URL or host:port; otherwise only a word that may be a host

    bool operator==(const AddressMention &) const = default;
};

/// Hosts named in `text`, in order: in URLs, as host:port, as word followed by a port number ("nc -z redis
/// 6379"), and as single words. Addresses in numbers and localhost are left out. User names and passwords in
/// URLs are never part of the result.
std::vector<AddressMention> addressMentions(std::string_view text);

} // namespace fourplane
