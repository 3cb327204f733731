// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/ReportContext.h"

#include "core/base/FileSystem.h"
#include "core/storage/ElementPlaces.h"

namespace fourplane::ctl {

TraceContext reportContext(const Design &design, const TechniqueCatalogue &catalogue)
{
    TraceContext context { design.project, catalogue, FOURPLANE_VERSION, design.file, {} };
    if (const auto text = readTextFile(design.file))
        context.places = findElementPlaces(*text, design.file);
    return context;
}

} // namespace fourplane::ctl
