// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYamlParts.h"

namespace fourplane {

namespace {

YamlValue expressionValue(const SelectorExpression &expression)
{
    YamlValue value = YamlValue::map();
    value.add("key", expression.key).add("operator", nameOf(expression.op));
    value.addUnlessEmpty("values", YamlValue::strings(expression.values));
    return value;
}

} // namespace

YamlValue labelsValue(const Labels &labels)
{
    YamlValue value = YamlValue::map();
    for (const auto &[key, text] : labels)
        value.add(key, text);
    return value;
}

YamlValue selectorValue(const LabelSelector &selector)
{
    YamlValue value = YamlValue::map();
    value.addUnlessEmpty("matchLabels", labelsValue(selector.matchLabels));
    value.addUnlessEmpty("matchExpressions", listOf(selector.matchExpressions, expressionValue));
    return value;
}

} // namespace fourplane
