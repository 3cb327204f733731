// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/AnnotationOrder.h"

#include <QObject>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fourplane::ui {

namespace {

/// The next element above or below that shares some of its place.
template <class T>
const T *neighbourOf(
    const ElementMap<T> &elements, const CanvasScene &scene, const ElementId &id, bool forward)
{
    const QRectF rect = scene.rectOf(id);
    const auto touches = [&](const auto &entry) { return scene.rectOf(entry.first).intersects(rect); };
    const auto own = elements.find(id);
    if (forward) {
        const auto found = std::find_if(std::next(own), elements.end(), touches);
        return found == elements.end() ? nullptr : &found->second;
    }
    const auto found = std::find_if(std::make_reverse_iterator(own), elements.rend(), touches);
    return found == elements.rend() ? nullptr : &found->second;
}

template <class T>
Result<Addition> exchange(
    const ElementMap<T> &elements, const CanvasScene &scene, const ElementId &id, bool forward)
{
    const T *other = neighbourOf(elements, scene, id, forward);
    if (!other) {
        return failure("no-order", forward ? "Nothing lies over it" : "Nothing lies under it",
            "move it onto another note or stroke first");
    }
    T moved = elements.at(id);
    T stays = *other;
    std::swap(moved.id, stays.id);
    const QString label = forward ? QObject::tr("Bring forward") : QObject::tr("Send backward");
    return Addition { { label.toStdString(),
                          { ElementChange<T> { moved.id, moved }, ElementChange<T> { stays.id, stays } } },
        moved.id };
}

} // namespace

Result<Addition> orderEdit(
    const Project &project, const CanvasScene &scene, const ElementId &id, bool forward)
{
    const Diagram &diagram = project.diagram;
    if (diagram.notes.count(id) > 0)
        return exchange(diagram.notes, scene, id, forward);
    if (diagram.ink.count(id) > 0)
        return exchange(diagram.ink, scene, id, forward);
    return failure("no-order", "Only notes and ink lie over each other",
        "select one note or stroke; cards are moved apart instead");
}

} // namespace fourplane::ui
