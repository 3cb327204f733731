// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Edit.h"
#include "ui/canvas/CanvasScene.h"

#include <QPointF>
#include <QPolygonF>
#include <QString>

#include <string_view>

namespace fourplane::ui {

/// The part of the picture that a drag takes along: the elements named, and what moves with them (the members
/// of moved containers). Connections do not move by themselves.
Diagram movedPart(const Diagram &diagram, const CanvasScene &scene, const std::vector<ElementId> &ids);

/// Moves a part of the picture by `distance` from where it stood at first.
Edit moveEdit(const Project &project, const Diagram &from, const QPointF &distance);

/// Gives a container or note another size, whole units. A container stays around its members, a note around
/// its text, whatever is asked for.
Edit resizeEdit(const Project &project, const CanvasScene &scene, const ElementId &id, const QSizeF &size);

/// Renames a namespace, workload or external, or writes the text of a note. A namespace takes the adopted
/// rules and role subjects that name it along. Fails with "invalid-name" when Kubernetes would refuse the
/// name, with "not-renamable" for other elements.
Result<Edit> renameEdit(const Project &project, const ElementId &id, const std::string &name);

/// An edit that adds an element, and the element's id.
struct Addition
{
    Edit edit;
    ElementId id;
};

/// Adds a workload of a kind (kebab-case word of WorkloadKind) to a namespace, or an external (word of
/// ExternalKind), or a "namespace", a namespace of a new "tenant", a "node-pool". An empty `namespaceId` adds
/// a namespace with it. `place` is its middle; without, it is placed when next laid out. Fails with
/// "unknown-kind".
Result<Addition> additionOf(const Project &project, std::string_view kind, const ElementId &namespaceId,
    const std::optional<QPointF> &place);

/// Adds an empty note whose top left corner is `scenePoint`.
Addition noteAdditionOf(const Project &project, const QPointF &scenePoint);

/// Adds a free-hand line through these scene points; points that add nothing to its shape are left out.
Addition strokeAdditionOf(const Project &project, const QPolygonF &scenePoints);

/// What people call an element: its name, or its id where it has none.
QString displayName(const Project &project, const ElementId &id);

} // namespace fourplane::ui
