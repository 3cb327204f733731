// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/Diagram.h"
#include "ui/canvas/GridIndex.h"

#include <QPainterPath>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <vector>

namespace fourplane::ui {

/// A sticky note: a sheet of paper that lies a little askew, with upright writing.
struct SceneNote
{
    ElementId id;
    QString text;
    QRectF rect; ///< of the paper before it is turned; as high as the text needs, or as the diagram says
    QStringList lines; ///< the text, wrapped to the width of the paper

    /// The outline of the paper, turned about its middle.
    QPolygonF paper() const;
};

/// A free-hand line.
struct SceneStroke
{
    ElementId id;
    QPolygonF points;
    QPainterPath path; ///< smooth through the points
    QRectF bounds; ///< with the width of the pen
};

/// Notes and ink of a diagram: what people write on the picture, and what nothing else ever looks at.
class AnnotationLayer
{
public:
    void rebuild(const Diagram &diagram);

    const std::vector<SceneNote> &notes() const { return m_notes; }

    const std::vector<SceneStroke> &strokes() const { return m_strokes; }

    const SceneNote *note(const ElementId &id) const;
    const SceneStroke *stroke(const ElementId &id) const;

    bool contains(const ElementId &id) const { return note(id) || stroke(id); }

    /// Rectangle of a note or stroke; null when there is no such element.
    QRectF rectOf(const ElementId &id) const;

    std::vector<std::size_t> notesIn(const QRectF &area) const { return m_noteIndex.find(area); }

    std::vector<std::size_t> strokesIn(const QRectF &area) const { return m_strokeIndex.find(area); }

    /// Everything; null when there is nothing.
    QRectF bounds() const { return m_bounds; }

private:
    std::vector<SceneNote> m_notes; ///< sorted by id, as in the diagram
    std::vector<SceneStroke> m_strokes; ///< sorted by id
    GridIndex m_noteIndex;
    GridIndex m_strokeIndex;
    QRectF m_bounds;
};

} // namespace fourplane::ui
