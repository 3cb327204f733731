// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/HostPattern.h"

#include "core/base/Text.h"

namespace fourplane {

namespace {

bool isWildcard(const std::string &pattern)
{
    return pattern.rfind("*.", 0) == 0;
}

bool endsWith(const std::string &text, const std::string &end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Whether "*.x" matches `host`, which may be a wildcard itself.
bool covers(const std::string &wildcard, const std::string &host)
{
    const std::string end = wildcard.substr(1);
    const std::string rest = isWildcard(host) ? host.substr(1) : host;
    return endsWith(rest, end) && (isWildcard(host) || rest.size() > end.size());
}

} // namespace

bool hostsMeet(const std::string &left, const std::string &right)
{
    const std::string a = toLowerAscii(left);
    const std::string b = toLowerAscii(right);
    if (a.empty() || b.empty() || a == "*" || b == "*" || a == b)
        return true;
    return (isWildcard(a) && covers(a, b)) || (isWildcard(b) && covers(b, a));
}

} // namespace fourplane
