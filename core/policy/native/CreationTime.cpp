// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/native/CreationTime.h"

namespace fourplane {

bool isCreationTime(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !isDigit : text[i] != form[i])
            return false;
    }
    return true;
}

std::string creationTimeOf(const ObjectMeta &meta)
{
    const auto found = meta.annotations.find(std::string(createdAtAnnotation));
    return found != meta.annotations.end() && isCreationTime(found->second) ? found->second : std::string();
}

} // namespace fourplane
