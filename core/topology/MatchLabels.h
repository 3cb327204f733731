// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Labels.h"

#include <algorithm>

namespace fourplane {

/// True when the labels have all of the wanted ones with the same values, as `matchLabels` of Kubernetes
/// asks; so do all labels when nothing is wanted.
inline bool carries(const Labels &labels, const Labels &wanted)
{
    return std::includes(labels.begin(), labels.end(), wanted.begin(), wanted.end());
}

} // namespace fourplane
