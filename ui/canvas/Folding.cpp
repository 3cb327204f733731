// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/Folding.h"

#include "core/diagram/Folding.h"
#include "ui/canvas/CanvasEdits.h"

#include <QObject>

#include <set>

namespace fourplane::ui {

namespace {

/// Where a namespace stands, with the size that it has by itself.
Placement2D placeOf(const Project &project, const CanvasScene &scene, const ElementId &id)
{
    Placement2D place = scene.placementOf(id);
    const Placement2D *own = find(project.diagram.placements, id);
    place.width = own ? own->width : 0;
    place.height = own ? own->height : 0;
    return place;
}

} // namespace

Edit foldEdit(
    const Project &project, const CanvasScene &scene, const std::vector<ElementId> &namespaceIds, bool fold)
{
    Edit edit;
    ElementId last;
    int count = 0;
    for (const ElementId &id : namespaceIds) {
        const Namespace *home = find(project.topology.namespaces, id);
        const SceneNode *card = scene.node(id);
        const bool isCard = card && card->folded;
        if (!home || isCard == fold)
            continue;
        const Placement2D place = placeOf(project, scene, id);
        edit.changes.push_back(ElementChange<Placement2D> { id, fold ? folded(place) : unfolded(place) });
        last = id;
        ++count;
        // What was never placed keeps where it stands now.
        const SceneContainer *container = scene.container(id);
        for (std::size_t child : container ? container->children : std::vector<std::size_t>()) {
            const ElementId &member = scene.nodes()[child].id;
            if (project.diagram.placements.count(member) == 0)
                edit.changes.push_back(ElementChange<Placement2D> { member, scene.placementOf(member) });
        }
    }
    const QString name = displayName(project, last);
    if (count == 1)
        edit.label = (fold ? QObject::tr("Fold %1") : QObject::tr("Unfold %1")).arg(name).toStdString();
    else
        edit.label = (fold ? QObject::tr("Fold %n namespaces", nullptr, count)
                           : QObject::tr("Unfold %n namespaces", nullptr, count))
                         .toStdString();
    return edit;
}

std::vector<ElementId> namespacesOf(const Project &project, const std::vector<ElementId> &selection)
{
    std::set<ElementId> ids;
    for (const ElementId &id : selection) {
        if (find(project.topology.namespaces, id))
            ids.insert(id);
        else if (const Workload *workload = find(project.topology.workloads, id))
            ids.insert(workload->namespaceId);
    }
    return { ids.begin(), ids.end() };
}

} // namespace fourplane::ui
