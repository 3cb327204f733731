// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace fourplane::ui {

/// Finds rectangles by place: a uniform grid of square cells, with rectangles over many cells in a list of
/// their own.
class GridIndex
{
public:
    explicit GridIndex(double cellSize = 600);

    void clear();
    void insert(std::size_t index, const QRectF &rect);

    /// Inserts what lies within `margin` of a line through these points, piece by piece: a long slanting line
    /// is found where it passes, and not everywhere in its bounds.
    void insertAlong(std::size_t index, const std::vector<QPointF> &points, double margin);

    /// Indexes of all rectangles that intersect `area`, ascending.
    std::vector<std::size_t> find(const QRectF &area) const;

private:
    struct Entry
    {
        std::size_t index = 0;
        QRectF rect;
    };

    struct CellRange
    {
        std::int64_t left = 0;
        std::int64_t top = 0;
        std::int64_t right = 0;
        std::int64_t bottom = 0;

        std::int64_t count() const { return (right - left + 1) * (bottom - top + 1); }
    };

    CellRange cellsOf(const QRectF &rect) const;
    static std::int64_t keyOf(std::int64_t column, std::int64_t row);

    double m_cellSize = 600;
    std::unordered_map<std::int64_t, std::vector<Entry>> m_cells;
    std::vector<Entry> m_oversized;
};

} // namespace fourplane::ui
