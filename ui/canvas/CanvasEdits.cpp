// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/CanvasEdits.h"

#include "core/base/Text.h"
#include "ui/canvas/CanvasMetrics.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fourplane::ui {

namespace {

template <class T>
Change put(const T &element)
{
    return ElementChange<T> { element.id, element };
}

/// Namespaces are DNS-1123 labels, workloads DNS-1123 subdomains.
bool isNamespaceName(const std::string &name)
{
    return isDnsSubdomain(name) && name.size() <= 63 && name.find('.') == std::string::npos;
}

tl::unexpected<Error> badName(const std::string &name)
{
    return failure("invalid-name", "\"" + name + "\" is not a name that Kubernetes accepts",
        "use lower-case letters, digits and '-', beginning and ending with a letter or digit");
}

Edit renameNamespace(const Project &project, Namespace home, const std::string &name)
{
    Edit edit;
    const std::string before = std::exchange(home.name, name);
    edit.changes.push_back(put(home));
    for (auto [id, rule] : project.policy.adopted) {
        ObjectMeta *meta = std::visit([](auto &object) { return &object.meta; }, rule.object);
        if (meta->namespaceName == before) {
            meta->namespaceName = name;
            edit.changes.push_back(put(rule));
        }
    }
    for (auto [id, binding] : project.topology.bindings) {
        bool touched = false;
        for (RbacSubject &subject : binding.subjects) {
            if (subject.namespaceName == before) {
                subject.namespaceName = name;
                touched = true;
            }
        }
        if (touched)
            edit.changes.push_back(put(binding));
    }
    return edit;
}

/// A name that no workload of the namespace has.
std::string freeWorkloadName(const Project &project, const ElementId &namespaceId, const std::string &wanted)
{
    const auto isTaken = [&](const std::string &name) {
        return std::any_of(
            project.topology.workloads.begin(), project.topology.workloads.end(), [&](const auto &entry) {
                return entry.second.namespaceId == namespaceId && entry.second.name == name;
            });
    };
    std::string name = wanted;
    for (int number = 2; isTaken(name); ++number)
        name = wanted + "-" + std::to_string(number);
    return name;
}

constexpr double newNamespaceWidth = 260;
constexpr double newNamespaceHeight = 160;

/// A namespace of its own, of a tenant of its own where that is asked for.
Addition namespaceAdditionOf(const Project &project, bool ofNewTenant, const std::optional<QPointF> &place)
{
    Namespace space;
    space.id = unusedId(project, "namespace");
    space.name = space.id.value();
    if (ofNewTenant) {
        const auto isTaken = [&project](const std::string &tenant) {
            return std::any_of(project.topology.namespaces.begin(), project.topology.namespaces.end(),
                [&tenant](const auto &entry) { return entry.second.tenant == tenant; });
        };
        for (int number = 1; space.tenant.empty() || isTaken(space.tenant); ++number)
            space.tenant = "tenant-" + std::to_string(number);
    }
    Addition addition {
        { QObject::tr("Add namespace %1").arg(QString::fromStdString(space.name)).toStdString(),
            { put(space) } },
        space.id
    };
    if (place) {
        const Placement2D around { { place->x() - newNamespaceWidth / 2,
                                       place->y() - newNamespaceHeight / 2 },
            newNamespaceWidth, newNamespaceHeight };
        addition.edit.changes.push_back(ElementChange<Placement2D> { space.id, around });
    }
    return addition;
}

Addition poolAdditionOf(const Project &project)
{
    NodePool pool;
    pool.id = unusedId(project, "pool");
    pool.name = pool.id.value();
    pool.labels["pool"] = pool.name;
    return { { QObject::tr("Add node pool %1").arg(QString::fromStdString(pool.name)).toStdString(),
                 { put(pool) } },
        pool.id };
}

Placement2D placementAround(const QPointF &middle, double height)
{
    return { { middle.x() - metrics::cardMinWidth / 2, middle.y() - height / 2 }, 0, 0 };
}

} // namespace

Diagram movedPart(const Diagram &diagram, const CanvasScene &scene, const std::vector<ElementId> &ids)
{
    Diagram moved;
    for (const ElementId &id : ids) {
        if (const SceneContainer *container = scene.container(id)) {
            moved.placements[id] = scene.placementOf(id);
            for (std::size_t child : container->children)
                moved.placements[scene.nodes()[child].id] = scene.placementOf(scene.nodes()[child].id);
        } else if (const SceneNode *card = scene.node(id)) {
            if (!(card->id == id))
                continue; // it moves with the namespace that hides it
            moved.placements[id] = scene.placementOf(id);
            if (!card->folded)
                continue;
            for (const ElementId &member : card->folded->members) {
                if (const Placement2D *place = find(diagram.placements, member))
                    moved.placements[member] = *place;
            }
        } else if (const Note *note = find(diagram.notes, id)) {
            moved.notes[id] = *note;
        } else if (const InkStroke *stroke = find(diagram.ink, id)) {
            moved.ink[id] = *stroke;
        }
    }
    return moved;
}

Edit moveEdit(const Project &project, const Diagram &from, const QPointF &distance)
{
    Edit edit;
    ElementId last;
    const auto shift = [&distance](Point &point) {
        point = { point.x + distance.x(), point.y + distance.y() };
    };
    for (auto [id, place] : from.placements) {
        shift(place.position);
        edit.changes.push_back(ElementChange<Placement2D> { id, place });
        last = id;
    }
    for (auto [id, note] : from.notes) {
        shift(note.place.position);
        edit.changes.push_back(put(note));
        last = id;
    }
    for (auto [id, stroke] : from.ink) {
        std::for_each(stroke.points.begin(), stroke.points.end(), shift);
        edit.changes.push_back(put(stroke));
        last = id;
    }
    const auto count = static_cast<int>(edit.changes.size());
    edit.label = count == 1 ? QObject::tr("Move %1").arg(displayName(project, last)).toStdString()
                            : QObject::tr("Move %n objects", nullptr, count).toStdString();
    return edit;
}

Edit resizeEdit(const Project &project, const CanvasScene &scene, const ElementId &id, const QSizeF &size)
{
    Edit edit;
    edit.label = QObject::tr("Resize %1").arg(displayName(project, id)).toStdString();
    if (const Note *found = find(project.diagram.notes, id)) {
        Note note = *found;
        note.place.width = std::max(std::round(size.width()), metrics::noteMinWidth);
        note.place.height = std::max(std::round(size.height()), metrics::noteMinHeight);
        edit.changes.push_back(put(note));
    } else {
        Placement2D place = scene.placementOf(id);
        place.width = std::max(std::round(size.width()), metrics::containerMinWidth);
        place.height = std::max(std::round(size.height()), metrics::containerMinHeight);
        edit.changes.push_back(ElementChange<Placement2D> { id, place });
    }
    return edit;
}

Result<Edit> renameEdit(const Project &project, const ElementId &id, const std::string &name)
{
    Edit edit;
    const Topology &topology = project.topology;
    if (const Namespace *home = find(topology.namespaces, id)) {
        if (!isNamespaceName(name))
            return badName(name);
        edit = renameNamespace(project, *home, name);
    } else if (const Workload *workload = find(topology.workloads, id)) {
        if (!isDnsSubdomain(name))
            return badName(name);
        Workload renamed = *workload;
        renamed.name = name;
        edit.changes.push_back(put(renamed));
    } else if (const ExternalEndpoint *external = find(topology.externals, id)) {
        if (name.empty())
            return failure("invalid-name", "a name must not be empty", "type a name");
        ExternalEndpoint renamed = *external;
        renamed.name = name;
        edit.changes.push_back(put(renamed));
    } else if (const Note *note = find(project.diagram.notes, id)) {
        Note written = *note;
        written.text = name;
        return Edit { QObject::tr("Write %1").arg(displayName(project, id)).toStdString(), { put(written) } };
    } else {
        return failure("not-renamable", "\"" + id.value() + "\" has no name that can be changed here");
    }
    edit.label = QObject::tr("Rename %1 to %2")
                     .arg(displayName(project, id), QString::fromStdString(name))
                     .toStdString();
    return edit;
}

Result<Addition> additionOf(const Project &project, std::string_view kind, const ElementId &namespaceId,
    const std::optional<QPointF> &place)
{
    if (kind == "namespace" || kind == "tenant")
        return namespaceAdditionOf(project, kind == "tenant", place);
    if (kind == "node-pool")
        return poolAdditionOf(project);
    Addition addition;
    addition.edit.label =
        QObject::tr("Add %1").arg(QString::fromUtf8(kind.data(), qsizetype(kind.size()))).toStdString();
    addition.id = unusedId(project, std::string(kind));
    double height = metrics::cardHeight;
    if (const auto workloadKind = enumFromName<WorkloadKind>(kind)) {
        Workload workload;
        workload.id = addition.id;
        workload.kind = *workloadKind;
        workload.namespaceId = namespaceId;
        if (namespaceId.isEmpty()) {
            Namespace home;
            home.id = unusedId(project, "namespace");
            home.name = home.id.value();
            workload.namespaceId = home.id;
            addition.edit.changes.push_back(put(home));
        }
        workload.name = freeWorkloadName(project, workload.namespaceId, std::string(kind));
        workload.labels["app"] = workload.name;
        addition.edit.changes.push_back(put(workload));
    } else if (const auto externalKind = enumFromName<ExternalKind>(kind)) {
        ExternalEndpoint external;
        external.id = addition.id;
        external.kind = *externalKind;
        external.name = addition.id.value();
        addition.edit.changes.push_back(put(external));
        height = metrics::externalHeight;
    } else {
        return failure("unknown-kind", "\"" + std::string(kind) + "\" is no kind of workload or external",
            "use one of " + allNames<WorkloadKind>() + ", " + allNames<ExternalKind>());
    }
    if (place)
        addition.edit.changes.push_back(
            ElementChange<Placement2D> { addition.id, placementAround(*place, height) });
    return addition;
}

Addition noteAdditionOf(const Project &project, const QPointF &scenePoint)
{
    Note note;
    note.id = unusedId(project, "note");
    note.place.position = { scenePoint.x(), scenePoint.y() };
    note.place.width = metrics::noteWidth;
    return { { QObject::tr("Add %1").arg(QString::fromStdString(note.id.value())).toStdString(),
                 { put(note) } },
        note.id };
}

Addition strokeAdditionOf(const Project &project, const QPolygonF &scenePoints)
{
    // Whole units, as everything in a diagram; a point that lies where the one before does says nothing.
    InkStroke stroke;
    stroke.id = unusedId(project, "ink");
    for (const QPointF &point : scenePoints) {
        const Point whole { std::round(point.x()), std::round(point.y()) };
        if (stroke.points.empty() || !(stroke.points.back() == whole))
            stroke.points.push_back(whole);
    }
    return { { QObject::tr("Draw").toStdString(), { put(stroke) } }, stroke.id };
}

QString displayName(const Project &project, const ElementId &id)
{
    const Topology &topology = project.topology;
    if (const Namespace *home = find(topology.namespaces, id))
        return QString::fromStdString(home->name);
    if (const Workload *workload = find(topology.workloads, id))
        return QString::fromStdString(workload->name);
    if (const ExternalEndpoint *external = find(topology.externals, id))
        return QString::fromStdString(external->name);
    if (const Flow *flow = find(topology.flows, id))
        return displayName(project, flow->sourceId) + QStringLiteral(" → ")
            + displayName(project, flow->destinationId);
    if (const AllowRule *rule = find(project.policy.allowRules, id))
        return displayName(project, rule->sourceId) + QStringLiteral(" → ")
            + displayName(project, rule->destinationId);
    return QString::fromStdString(id.value());
}

} // namespace fourplane::ui
