// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/base/ElementId.h"

#include <vector>

namespace fourplane {

/// What a remark of an export is about: where it was read, and the draft elements, as far as known. Made of
/// whatever of the plan has an origin.
struct RemarkSubject
{
    RemarkSubject() = default;

    RemarkSubject(SourceLocation place)
        : where(std::move(place))
    {
    }

    RemarkSubject(std::vector<ElementId> elements)
        : ids(std::move(elements))
    {
    }

    template <class T>

    requires requires(const T &thing) { thing.origin; }

    RemarkSubject(const T &thing)
        : where(thing.origin)
    {
        if constexpr (requires { thing.workloadId; })
            ids = { thing.workloadId };
        else if constexpr (requires { thing.sources; })
            ids = thing.sources;
        else if constexpr (requires { thing.ids; })
            ids = thing.ids;
        else
            ids = { thing.id };
    }

    SourceLocation where;
    std::vector<ElementId> ids;
};

/// A diagnostic of an export with the draft elements that it is about; none where it is about the whole.
struct ExportRemark
{
    Diagnostic diagnostic;
    std::vector<ElementId> elements;

    bool operator==(const ExportRemark &) const = default;
};

using ExportRemarks = std::vector<ExportRemark>;

/// The diagnostics alone.
Diagnostics diagnosticsOf(const ExportRemarks &remarks);

} // namespace fourplane
