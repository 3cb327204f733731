// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <QString>

namespace fourplane::ui {

/// What people call an element: its name, for identities "sa/NAME"; the id when it has none.
QString elementName(const Project &project, const ElementId &id);

/// "source → destination".
QString arrowText(const Project &project, const ElementId &source, const ElementId &destination);

/// The icon of an element (see ui/theme/Icons.h).
QString elementIcon(const Project &project, const ElementId &id);

/// True for a workload or an external: something that can be the end of a connection.
bool isEndpoint(const Project &project, const ElementId &id);

} // namespace fourplane::ui
