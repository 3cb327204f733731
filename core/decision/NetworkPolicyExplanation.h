// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/NetworkPolicyEngine.h"

namespace fourplane {

/// Why an outcome is the answer to the question: the object that decided, and the reason in a sentence.
VerdictWords explain(
    const NetworkPolicyEngine &engine, const NetworkInquiry &question, const NetworkOutcome &outcome);

} // namespace fourplane
