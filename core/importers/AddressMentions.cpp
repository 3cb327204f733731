// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/AddressMentions.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace fourplane {

namespace {

constexpr std::size_t longestText = 64 * 1024; // scripts in arguments; longer ones are cut
constexpr std::string_view separators = " \t\r\n\"'`,;|&()<>{}[]=";

std::optional<std::uint16_t> mentionedPort(std::string_view text)
{
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size() || number == 0)
        return std::nullopt;
    return number;
}

std::optional<std::uint16_t> portOfScheme(std::string_view scheme)
{
    struct Known
    {
        std::string_view scheme;
        std::uint16_t port;
    };

    static constexpr std::array<Known, 12> known { { { "http", 80 }, { "https", 443 }, { "ws", 80 },
        { "wss", 443 }, { "redis", 6379 }, { "rediss", 6379 }, { "postgres", 5432 }, { "postgresql", 5432 },
        { "mongodb", 27017 }, { "mysql", 3306 }, { "amqp", 5672 }, { "nats", 4222 } } };
    // "postgresql+asyncpg" is postgresql.
    const std::string_view base = scheme.substr(0, scheme.find('+'));
    for (const Known &entry : known) {
        if (entry.scheme == base)
            return entry.port;
    }
    return std::nullopt;
}

/// Lower case without the final dot when `text` is a DNS name of a service, else empty.
std::string hostName(std::string_view text)
{
    if (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    const std::string host = toLowerAscii(text);
    const bool hasLetter = std::any_of(host.begin(), host.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return hasLetter && host != "localhost" && isDnsSubdomain(host) ? host : std::string();
}

std::optional<AddressMention> hostAndPort(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos)
        return std::nullopt;
    const std::string host = hostName(text.substr(0, colon));
    const auto port = mentionedPort(text.substr(colon + 1));
    if (host.empty() || !port)
        return std::nullopt;
    return AddressMention { host, port, true };
}

std::optional<AddressMention> fromUrl(std::string_view scheme, std::string_view rest)
{
    std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    if (auto mention = hostAndPort(authority))
        return mention;
    const std::string host = hostName(authority);
    if (host.empty())
        return std::nullopt;
    return AddressMention { host, portOfScheme(scheme), true };
}

void takeWord(std::string_view word, std::vector<AddressMention> &mentions)
{
    const std::size_t scheme = word.find("://");
    if (scheme != std::string_view::npos) {
        if (auto mention = fromUrl(toLowerAscii(word.substr(0, scheme)), word.substr(scheme + 3)))
            mentions.push_back(std::move(*mention));
        return;
    }
    const std::string_view bare = word.substr(0, word.find('/')); // "redis:6379/0"
    if (auto mention = hostAndPort(bare)) {
        mentions.push_back(std::move(*mention));
        return;
    }
    const std::string host = hostName(word);
    if (!host.empty()) {
        mentions.push_back({ host, std::nullopt, false });
        return;
    }
}

} // namespace

std::vector<AddressMention> addressMentions(std::string_view text)
{
    text = text.substr(0, longestText);
    std::vector<AddressMention> mentions;
    std::size_t at = 0;
    bool afterWord = false; // the word before was a single host name
    while (at < text.size()) {
        const std::size_t start = text.find_first_not_of(separators, at);
        if (start == std::string_view::npos)
            break;
        const std::size_t end = std::min(text.find_first_of(separators, start), text.size());
        const std::string_view word = text.substr(start, end - start);
        const auto port = mentionedPort(word);
        if (port && afterWord) {
            mentions.back().port = port;
            mentions.back().isCertain = true;
        }
        const std::size_t before = mentions.size();
        if (!port)
            takeWord(word, mentions);
        afterWord = mentions.size() > before && !mentions.back().isCertain;
        at = end;
    }
    return mentions;
}

} // namespace fourplane
