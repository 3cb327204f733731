// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/SelectorOperator.h"
#include "core/topology/Labels.h"

#include <string>
#include <vector>

namespace fourplane {

/// One `matchExpressions` item.
struct SelectorExpression
{
    std::string key;
    SelectorOperator op = SelectorOperator::In;
    std::vector<std::string> values;

    bool operator==(const SelectorExpression &) const = default;
};

/// metav1.LabelSelector: all parts must match; an empty selector matches everything.
struct LabelSelector
{
    Labels matchLabels;
    std::vector<SelectorExpression> matchExpressions;

    bool isEmpty() const { return matchLabels.empty() && matchExpressions.empty(); }

    bool operator==(const LabelSelector &) const = default;
};

/// True when `labels` satisfy every part of `selector`. NotIn and DoesNotExist match when the key is absent
/// (semantics NP14).
bool matches(const LabelSelector &selector, const Labels &labels);

/// kubectl's way of writing it: "app=x,tier in (a,b)"; "all" for an empty selector.
std::string toString(const LabelSelector &selector);

} // namespace fourplane
