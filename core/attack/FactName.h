// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Grounding.h"

#include <functional>

namespace fourplane {

/// Finds the element that a name stands for, when it is no id of the design model.
using ElementFinder = std::function<Result<ElementId>(const std::string &name)>;

/// The fact of the attacker that a text names, as traces write it: "web foothold" (an element and a
/// relation), or the sentence of a timeline, "The attacker runs code in web". Errors: "unknown-fact" (no such
/// element, relation, or a relation that says nothing about such an element; with the nearest names) and what
/// `findElement` says of a name that several elements have ("ambiguous-element").
Result<AttackerFact> findFact(
    const DesignModel &model, const std::string &text, const ElementFinder &findElement);

} // namespace fourplane
