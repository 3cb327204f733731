// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/CredentialNames.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

bool endsWithWord(std::string_view name, std::string_view word)
{
    if (name.size() < word.size() || name.substr(name.size() - word.size()) != word)
        return false;
    return name.size() == word.size() || name[name.size() - word.size() - 1] == '_';
}

bool hasPasswordInUrl(std::string_view value)
{
    const std::size_t scheme = value.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const std::string_view authority = value.substr(scheme + 3, value.find('/', scheme + 3) - scheme - 3);
    const std::size_t at = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    return at != std::string_view::npos && colon != std::string_view::npos && colon + 1 < at;
}

} // namespace

bool isCredentialName(std::string_view name)
{
    static constexpr std::array<std::string_view, 17> words { "password", "passwd", "pass", "passphrase",
        "secret", "token", "credential", "credentials", "apikey", "api_key", "access_key", "secret_key",
        "private_key", "encryption_key", "auth_key", "master_key", "account_key" };
    std::string lower = toLowerAscii(name);
    std::replace_if(
        lower.begin(), lower.end(), [](char c) { return c == '-' || c == '.'; }, '_');
    return std::any_of(
        words.begin(), words.end(), [&lower](std::string_view word) { return endsWithWord(lower, word); });
}

bool isPlainCredential(std::string_view name, std::string_view value)
{
    static constexpr std::array<std::string_view, 9> switches { "", "true", "false", "yes", "no", "on", "off",
        "0", "1" };
    if (hasPasswordInUrl(value))
        return true;
    return isCredentialName(name)
        && std::find(switches.begin(), switches.end(), toLowerAscii(value)) == switches.end();
}

} // namespace fourplane
