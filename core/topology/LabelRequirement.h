// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/topology/Labels.h"

#include <string>
#include <vector>

namespace fourplane {

/// Operators of node affinity terms; label selectors of pods have the first four.
enum class LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
    Gt, ///< the label is a whole number greater than the value
    Lt
};

template <>
struct EnumNames<LabelOperator>
{
    static constexpr std::array<std::string_view, 6> names { "In", "NotIn", "Exists", "DoesNotExist", "Gt",
        "Lt" };
};

/// One item of `matchExpressions`; `key: value` of `matchLabels` is `In` with one value.
struct LabelRequirement
{
    std::string key;
    LabelOperator op = LabelOperator::In;
    std::vector<std::string> values;

    bool operator==(const LabelRequirement &) const = default;
};

/// True when the labels meet the requirement, as labels.Requirement of Kubernetes' apimachinery: NotIn and
/// DoesNotExist hold where the key is absent; Gt and Lt only between whole numbers.
bool meets(const Labels &labels, const LabelRequirement &requirement);

/// True when the labels meet all of them; so do all labels when there are none.
bool meetsAll(const Labels &labels, const std::vector<LabelRequirement> &requirements);

/// The requirement in words: "pool in (gpu, gpu-big)".
std::string toString(const LabelRequirement &requirement);

} // namespace fourplane
