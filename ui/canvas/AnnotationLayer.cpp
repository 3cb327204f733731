// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/AnnotationLayer.h"

#include "ui/canvas/CanvasFonts.h"
#include "ui/canvas/CanvasMetrics.h"

#include <QTextLayout>
#include <QTransform>

#include <algorithm>

namespace fourplane::ui {

namespace {

QStringList wrapped(const QString &text, const QFont &font, double width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QStringList lines;
    const QStringList paragraphs = text.split(QLatin1Char('\n'));
    for (const QString &paragraph : paragraphs) {
        QTextLayout layout(paragraph, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines << paragraph.mid(line.textStart(), line.textLength());
        }
        layout.endLayout();
    }
    return lines;
}

SceneNote noteOf(const Note &note, const QFont &font)
{
    using namespace metrics;
    SceneNote shown;
    shown.id = note.id;
    shown.text = QString::fromStdString(note.text);
    const double width = note.place.width > 0 ? std::max(note.place.width, noteMinWidth) : noteWidth;
    shown.lines = wrapped(shown.text, font, width - 2 * notePadding);
    const double needed = static_cast<double>(shown.lines.size()) * noteLine + 2 * notePadding;
    shown.rect = QRectF(note.place.position.x, note.place.position.y, width,
        std::max({ note.place.height, needed, noteMinHeight }));
    return shown;
}

SceneStroke strokeOf(const InkStroke &stroke)
{
    SceneStroke shown;
    shown.id = stroke.id;
    for (const Point &point : stroke.points)
        shown.points << QPointF(point.x, point.y);
    const QPolygonF &points = shown.points;
    shown.path.moveTo(points.front());
    for (qsizetype i = 1; i + 1 < points.size(); ++i)
        shown.path.quadTo(points[i], (points[i] + points[i + 1]) / 2);
    // A path of no length is not painted at all; this one gives the dot that was meant.
    shown.path.lineTo(points.size() > 1 ? points.back() : points.front() + QPointF(0.01, 0));
    const double pen = metrics::inkWidth / 2 + 1;
    shown.bounds = shown.path.boundingRect().adjusted(-pen, -pen, pen, pen);
    return shown;
}

template <class T>
const T *lookUp(const std::vector<T> &sorted, const ElementId &id)
{
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), id,
        [](const T &element, const ElementId &wanted) { return element.id < wanted; });
    return found != sorted.end() && found->id == id ? &*found : nullptr;
}

} // namespace

QPolygonF SceneNote::paper() const
{
    const double x = rect.width() / 2;
    const double y = rect.height() / 2;
    const QPolygonF corners({ { -x, -y }, { x, -y }, { x, y }, { -x, y } });
    return QTransform().rotate(metrics::noteTurnDegrees).map(corners).translated(rect.center());
}

void AnnotationLayer::rebuild(const Diagram &diagram)
{
    *this = AnnotationLayer();
    const QFont font = CanvasFonts().note;
    for (const auto &[id, note] : diagram.notes) {
        const SceneNote &shown = m_notes.emplace_back(noteOf(note, font));
        const double shadow = metrics::noteShadow + 1;
        const QRectF painted = shown.paper().boundingRect().adjusted(-shadow, -shadow, shadow, shadow);
        m_noteIndex.insert(m_notes.size() - 1, painted);
        m_bounds |= painted;
    }
    for (const auto &[id, stroke] : diagram.ink) {
        if (stroke.points.empty())
            continue;
        const SceneStroke &shown = m_strokes.emplace_back(strokeOf(stroke));
        m_strokeIndex.insert(m_strokes.size() - 1, shown.bounds);
        m_bounds |= shown.bounds;
    }
}

const SceneNote *AnnotationLayer::note(const ElementId &id) const
{
    return lookUp(m_notes, id);
}

const SceneStroke *AnnotationLayer::stroke(const ElementId &id) const
{
    return lookUp(m_strokes, id);
}

QRectF AnnotationLayer::rectOf(const ElementId &id) const
{
    if (const SceneNote *found = note(id))
        return found->rect;
    if (const SceneStroke *found = stroke(id))
        return found->bounds;
    return {};
}

} // namespace fourplane::ui
