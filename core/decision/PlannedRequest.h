// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/enforcement/PlanIndex.h"

#include <string>

namespace fourplane {

/// How the bytes of a request travel: as asked, or as the source's pods do it. Externals and pods outside the
/// mesh have only plaintext.
Transport transportOf(const PlanIndex &index, const AccessRequest &request);

/// The deciding object for a rule object of the plan.
template <class T>
DecidingObject decidingObject(const std::string &kind, const Planned<T> &planned)
{
    return { kind, planned.object.meta.namespaceName, planned.object.meta.name,
        planned.sources.empty() ? ElementId() : planned.sources.front(), planned.origin };
}

} // namespace fourplane
