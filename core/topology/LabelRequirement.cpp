// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/topology/LabelRequirement.h"

#include "core/base/Text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace fourplane {

namespace {

std::optional<std::int64_t> wholeNumber(const std::string &text)
{
    std::int64_t number = 0;
    const char *end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, number);
    return failed == std::errc() && stop == end && !text.empty() ? std::optional(number) : std::nullopt;
}

bool isAmong(const std::string &value, const std::vector<std::string> &values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

} // namespace

bool meets(const Labels &labels, const LabelRequirement &requirement)
{
    const auto label = labels.find(requirement.key);
    const bool isThere = label != labels.end();
    switch (requirement.op) {
    case LabelOperator::In:
        return isThere && isAmong(label->second, requirement.values);
    case LabelOperator::NotIn:
        return !isThere || !isAmong(label->second, requirement.values);
    case LabelOperator::Exists:
        return isThere;
    case LabelOperator::DoesNotExist:
        return !isThere;
    case LabelOperator::Gt:
    case LabelOperator::Lt:
        break;
    }
    if (!isThere || requirement.values.size() != 1)
        return false;
    const auto has = wholeNumber(label->second);
    const auto bound = wholeNumber(requirement.values.front());
    if (!has || !bound)
        return false;
    return requirement.op == LabelOperator::Gt ? *has > *bound : *has < *bound;
}

bool meetsAll(const Labels &labels, const std::vector<LabelRequirement> &requirements)
{
    return std::all_of(requirements.begin(), requirements.end(),
        [&labels](const LabelRequirement &requirement) { return meets(labels, requirement); });
}

std::string toString(const LabelRequirement &requirement)
{
    switch (requirement.op) {
    case LabelOperator::In:
        return requirement.key + " in (" + join(requirement.values, ", ") + ")";
    case LabelOperator::NotIn:
        return requirement.key + " not in (" + join(requirement.values, ", ") + ")";
    case LabelOperator::Exists:
        return requirement.key + " is set";
    case LabelOperator::DoesNotExist:
        return requirement.key + " is not set";
    case LabelOperator::Gt:
        return requirement.key + " > " + join(requirement.values, ", ");
    case LabelOperator::Lt:
        break;
    }
    return requirement.key + " < " + join(requirement.values, ", ");
}

} // namespace fourplane
