// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/native/LabelSelector.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

bool matches(const SelectorExpression &expression, const Labels &labels)
{
    const auto label = labels.find(expression.key);
    const bool present = label != labels.end();
    const bool listed = present
        && std::find(expression.values.begin(), expression.values.end(), label->second)
            != expression.values.end();
    switch (expression.op) {
    case SelectorOperator::In:
        return listed;
    case SelectorOperator::NotIn:
        return !listed;
    case SelectorOperator::Exists:
        return present;
    case SelectorOperator::DoesNotExist:
        return !present;
    }
    return false;
}

std::string toString(const SelectorExpression &expression)
{
    switch (expression.op) {
    case SelectorOperator::In:
        return expression.key + " in (" + join(expression.values, ",") + ")";
    case SelectorOperator::NotIn:
        return expression.key + " notin (" + join(expression.values, ",") + ")";
    case SelectorOperator::Exists:
        return expression.key;
    case SelectorOperator::DoesNotExist:
        return "!" + expression.key;
    }
    return {};
}

} // namespace

bool matches(const LabelSelector &selector, const Labels &labels)
{
    for (const auto &[key, value] : selector.matchLabels) {
        const auto label = labels.find(key);
        if (label == labels.end() || label->second != value)
            return false;
    }
    return std::all_of(selector.matchExpressions.begin(), selector.matchExpressions.end(),
        [&labels](const SelectorExpression &expression) { return matches(expression, labels); });
}

std::string toString(const LabelSelector &selector)
{
    std::vector<std::string> parts;
    for (const auto &[key, value] : selector.matchLabels)
        parts.push_back(key + "=" + value);
    for (const SelectorExpression &expression : selector.matchExpressions)
        parts.push_back(toString(expression));
    return parts.empty() ? "all" : join(parts, ",");
}

} // namespace fourplane
