// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fourplanectl/Session.h"
#include "core/reports/TraceContext.h"

namespace fourplane::ctl {

/// What reports for other programs say about a design: the program's version, and where elements stand in the
/// project file. Design and catalogue must outlive it.
TraceContext reportContext(const Design &design, const TechniqueCatalogue &catalogue);

} // namespace fourplane::ctl
