// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/GridIndex.h"

#include <algorithm>
#include <cmath>

namespace fourplane::ui {

namespace {

constexpr std::int64_t mostCells = 64;
constexpr int mostPieces = 256; ///< of one straight line

/// QRectF::intersects() is false for rectangles without area, such as the bounds of a straight line.
bool touches(const QRectF &one, const QRectF &other)
{
    return one.left() <= other.right() && other.left() <= one.right() && one.top() <= other.bottom()
        && other.top() <= one.bottom();
}

} // namespace

GridIndex::GridIndex(double cellSize)
    : m_cellSize(cellSize)
{
}

void GridIndex::clear()
{
    m_cells.clear();
    m_oversized.clear();
}

GridIndex::CellRange GridIndex::cellsOf(const QRectF &rect) const
{
    const auto cell = [this](
                          double value) { return static_cast<std::int64_t>(std::floor(value / m_cellSize)); };
    return { cell(rect.left()), cell(rect.top()), cell(rect.right()), cell(rect.bottom()) };
}

std::int64_t GridIndex::keyOf(std::int64_t column, std::int64_t row)
{
    return column * 0x100000001 + row;
}

void GridIndex::insert(std::size_t index, const QRectF &rect)
{
    const CellRange range = cellsOf(rect);
    if (range.count() > mostCells) {
        m_oversized.push_back({ index, rect });
        return;
    }
    for (std::int64_t row = range.top; row <= range.bottom; ++row) {
        for (std::int64_t column = range.left; column <= range.right; ++column)
            m_cells[keyOf(column, row)].push_back({ index, rect });
    }
}

void GridIndex::insertAlong(std::size_t index, const std::vector<QPointF> &points, double margin)
{
    for (std::size_t i = 1; i < points.size(); ++i) {
        const QPointF way = points[i] - points[i - 1];
        const double length = std::hypot(way.x(), way.y());
        const int pieces = std::clamp(static_cast<int>(std::ceil(length / m_cellSize)), 1, mostPieces);
        for (int piece = 0; piece < pieces; ++piece) {
            const QPointF from = points[i - 1] + way * piece / pieces;
            const QPointF to = points[i - 1] + way * (piece + 1) / pieces;
            insert(index, QRectF(from, to).normalized().adjusted(-margin, -margin, margin, margin));
        }
    }
}

std::vector<std::size_t> GridIndex::find(const QRectF &area) const
{
    std::vector<std::size_t> found;
    const auto collect = [&found, &area](const std::vector<Entry> &entries) {
        for (const Entry &entry : entries) {
            if (touches(entry.rect, area))
                found.push_back(entry.index);
        }
    };
    collect(m_oversized);
    const CellRange range = cellsOf(area);
    if (range.count() > static_cast<std::int64_t>(m_cells.size())) {
        for (const auto &cell : m_cells)
            collect(cell.second);
    } else {
        for (std::int64_t row = range.top; row <= range.bottom; ++row) {
            for (std::int64_t column = range.left; column <= range.right; ++column) {
                if (const auto cell = m_cells.find(keyOf(column, row)); cell != m_cells.end())
                    collect(cell->second);
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace fourplane::ui
