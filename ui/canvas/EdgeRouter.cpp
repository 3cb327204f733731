// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/EdgeRouter.h"

#include "ui/canvas/CanvasMetrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace fourplane::ui {

namespace {

constexpr std::array<Side, 4> allSides { Side::Left, Side::Top, Side::Right, Side::Bottom };
constexpr double tipGap = 2; ///< between a card and the tip of an arrow

double length(const QPointF &vector)
{
    return std::hypot(vector.x(), vector.y());
}

std::array<QPointF, 4> makeCurve(QPointF start, Side startSide, QPointF end, Side endSide, double bulge = 1)
{
    end += tipGap * normalOf(endSide);
    const double distance = length(end - start);
    // Short lines stay nearly straight; ends that look away from each other need room to turn.
    const QPointF way = end - start;
    const bool forward =
        QPointF::dotProduct(way, normalOf(startSide)) > 0 && QPointF::dotProduct(way, normalOf(endSide)) < 0;
    const double reach = bulge
        * (forward ? std::clamp(distance * 0.42, 14.0, 140.0) : std::clamp(distance * 0.6, 60.0, 160.0));
    return { start, start + reach * normalOf(startSide), end + reach * normalOf(endSide), end };
}

QRectF boundsOf(const std::array<QPointF, 4> &curve)
{
    const auto [left, right] = std::minmax({ curve[0].x(), curve[1].x(), curve[2].x(), curve[3].x() });
    const auto [top, bottom] = std::minmax({ curve[0].y(), curve[1].y(), curve[2].y(), curve[3].y() });
    return QRectF(left, top, right - left, bottom - top).adjusted(-8, -8, 8, 8);
}

double lengthOf(const std::array<QPointF, 4> &curve)
{
    double sum = 0;
    QPointF before = curve[0];
    for (int i = 1; i <= 8; ++i) {
        const QPointF point = cubicAt(curve, i / 8.0);
        sum += length(point - before);
        before = point;
    }
    return sum;
}

class SideChooser
{
public:
    SideChooser(const std::vector<SceneNode> &nodes, const std::vector<SceneContainer> &containers,
        const GridIndex &nodeIndex)
        : m_nodes(nodes)
        , m_nodeIndex(nodeIndex)
    {
        for (const SceneContainer &container : containers) {
            m_titles.emplace_back(container.rect.left(), container.rect.top(),
                std::min(container.rect.width(), container.titleWidth + 30), metrics::containerTitle);
            m_titleIndex.insert(m_titles.size() - 1, m_titles.back());
        }
    }

    void choose(SceneEdge &edge) const
    {
        const QRectF &from = m_nodes[edge.source].rect;
        const QRectF &to = m_nodes[edge.destination].rect;
        double best = std::numeric_limits<double>::max();
        // Where every plain way leads through a card, bows that leave and enter on the same side are tried,
        // flat and wide.
        for (double bulge : { 1.0, 0.35, 1.7, 2.6 }) {
            for (Side start : allSides) {
                for (Side end : allSides) {
                    if (bulge != 1 && start != end)
                        continue;
                    const auto curve = makeCurve(middleOf(from, start), start, middleOf(to, end), end, bulge);
                    const double cost = costOf(curve, edge, best);
                    if (cost < best) {
                        best = cost;
                        edge.sourceSide = start;
                        edge.destinationSide = end;
                        edge.bulge = bulge;
                    }
                }
            }
            const auto chosen = makeCurve(middleOf(from, edge.sourceSide), edge.sourceSide,
                middleOf(to, edge.destinationSide), edge.destinationSide, edge.bulge);
            // No bulge leads a line across the map around all that is in its way.
            if (best < lengthOf(chosen) + cardFine || length(to.center() - from.center()) > wide)
                break;
        }
        edge.routed = true;
    }

    /// Like choose(), for a line that shares its sides with no other: its ends may also leave the middle of
    /// their sides where every way from there leads through a card.
    std::array<QPointF, 4> curveOf(SceneEdge &edge) const
    {
        choose(edge);
        const QRectF &from = m_nodes[edge.source].rect;
        const QRectF &to = m_nodes[edge.destination].rect;
        auto chosen = makeCurve(middleOf(from, edge.sourceSide), edge.sourceSide,
            middleOf(to, edge.destinationSide), edge.destinationSide, edge.bulge);
        double best = costOf(chosen, edge, std::numeric_limits<double>::max());
        if (best < lengthOf(chosen) + cardFine)
            return chosen;
        for (Side start : allSides) {
            for (Side end : allSides) {
                for (const auto &[leaving, entering] : { std::pair(-0.3, -0.3), std::pair(-0.3, 0.3),
                         std::pair(0.3, -0.3), std::pair(0.3, 0.3) }) {
                    const auto curve =
                        makeCurve(shifted(from, start, leaving), start, shifted(to, end, entering), end);
                    const double cost = costOf(curve, edge, best);
                    if (cost < best) {
                        best = cost;
                        chosen = curve;
                    }
                }
            }
        }
        return chosen;
    }

private:
    /// A point on a side, `share` of its length away from its middle.
    static QPointF shifted(const QRectF &rect, Side side, double share)
    {
        const bool vertical = side == Side::Left || side == Side::Right;
        return middleOf(rect, side)
            + (vertical ? QPointF(0, share * rect.height()) : QPointF(share * rect.width(), 0));
    }

    /// Length, plus a fine for each card that is crossed, its own two most of all. May stop above `limit`.
    double costOf(const std::array<QPointF, 4> &curve, const SceneEdge &edge, double limit) const
    {
        double cost = lengthOf(curve);
        if (cost >= limit)
            return cost;
        const Samples samples = samplesOf(curve);
        const QRectF bounds = boundsOf(curve);
        for (std::size_t index : near(m_nodeIndex, samples, bounds)) {
            const bool own = index == edge.source || index == edge.destination;
            const QRectF obstacle =
                own ? m_nodes[index].rect : m_nodes[index].rect.adjusted(-gap, -gap, gap, gap);
            if (crosses(samples, obstacle))
                cost += own ? 5000 : cardFine;
            if (cost >= limit)
                return cost;
        }
        for (std::size_t index : near(m_titleIndex, samples, bounds)) {
            if (crosses(samples, m_titles[index]))
                cost += 60;
        }
        return cost;
    }

    /// Points of a curve between its ends: what it crosses is what one of them lies in.
    using Samples = std::array<QPointF, 23>;

    static Samples samplesOf(const std::array<QPointF, 4> &curve)
    {
        Samples samples;
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = cubicAt(curve, static_cast<double>(i + 1) / static_cast<double>(samples.size() + 1));
        return samples;
    }

    static bool crosses(const Samples &samples, const QRectF &obstacle)
    {
        return std::any_of(samples.begin(), samples.end(),
            [&obstacle](const QPointF &point) { return obstacle.contains(point); });
    }

    /// All that the curve may cross. The bounds of a line across the map hold the whole map: there the
    /// surroundings of the points are looked through instead.
    static std::vector<std::size_t> near(const GridIndex &index, const Samples &samples, const QRectF &bounds)
    {
        if (bounds.width() <= wide && bounds.height() <= wide)
            return index.find(bounds);
        std::vector<std::size_t> found;
        for (const QPointF &point : samples) {
            const std::vector<std::size_t> here =
                index.find(QRectF(point, QSizeF()).adjusted(-gap, -gap, gap, gap));
            found.insert(found.end(), here.begin(), here.end());
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    static constexpr double gap = 6; ///< that lines should keep from cards
    static constexpr double wide = 1500;
    static constexpr double cardFine = 700; ///< for leading through a card, in units of length

    const std::vector<SceneNode> &m_nodes;
    const GridIndex &m_nodeIndex;
    std::vector<QRectF> m_titles; ///< of containers
    GridIndex m_titleIndex;
};

/// One end of an edge on one side of a card.
struct Port
{
    SceneEdge *edge = nullptr;
    bool isSource = false;
    double order = 0; ///< where the other end lies along the side
    double offset = 0; ///< from the middle of the side
};

double along(Side side, const QPointF &point)
{
    return side == Side::Left || side == Side::Right ? point.y() : point.x();
}

void spread(std::vector<Port> &ports, Side side, const QRectF &rect)
{
    std::stable_sort(
        ports.begin(), ports.end(), [](const Port &a, const Port &b) { return a.order < b.order; });
    const bool vertical = side == Side::Left || side == Side::Right;
    const double room = (vertical ? rect.height() : rect.width()) - 24;
    const double step =
        ports.size() > 1 ? std::min(vertical ? 14.0 : 24.0, room / static_cast<double>(ports.size() - 1)) : 0;
    for (std::size_t i = 0; i < ports.size(); ++i)
        ports[i].offset = step * (static_cast<double>(i) - static_cast<double>(ports.size() - 1) / 2);
}

bool areOpposite(Side one, Side other)
{
    return normalOf(one) == -normalOf(other);
}

/// Makes a line between two facing sides straight where one of its ends has its side for itself.
void straighten(SceneEdge &edge, const std::vector<SceneNode> &nodes, bool sourceAlone, bool destinationAlone)
{
    if (!areOpposite(edge.sourceSide, edge.destinationSide))
        return;
    const bool vertical = edge.sourceSide == Side::Left || edge.sourceSide == Side::Right;
    const auto slide = [vertical](QPointF &end, const QPointF &other, const QRectF &rect) {
        const double wanted = vertical ? other.y() : other.x();
        const double low = (vertical ? rect.top() : rect.left()) + 12;
        const double high = (vertical ? rect.bottom() : rect.right()) - 12;
        if (wanted < low || wanted > high)
            return false;
        vertical ? end.setY(wanted) : end.setX(wanted);
        return true;
    };
    const bool done = sourceAlone && slide(edge.curve[0], edge.curve[3], nodes[edge.source].rect);
    if (!done && destinationAlone)
        slide(edge.curve[3], edge.curve[0], nodes[edge.destination].rect);
}

QPointF portPoint(const QRectF &rect, Side side, double offset)
{
    const bool vertical = side == Side::Left || side == Side::Right;
    return middleOf(rect, side) + (vertical ? QPointF(0, offset) : QPointF(offset, 0));
}

} // namespace

void routeEdges(std::vector<SceneEdge> &edges, const std::vector<SceneNode> &nodes,
    const std::vector<SceneContainer> &containers, const GridIndex &nodeIndex)
{
    const SideChooser chooser(nodes, containers, nodeIndex);
    std::map<std::pair<std::size_t, Side>, std::vector<Port>> sides;
    for (SceneEdge &edge : edges) {
        if (!edge.routed)
            chooser.choose(edge);
        const QPointF start = middleOf(nodes[edge.source].rect, edge.sourceSide);
        const QPointF end = middleOf(nodes[edge.destination].rect, edge.destinationSide);
        sides[{ edge.source, edge.sourceSide }].push_back({ &edge, true, along(edge.sourceSide, end), 0 });
        sides[{ edge.destination, edge.destinationSide }].push_back(
            { &edge, false, along(edge.destinationSide, start), 0 });
    }
    for (auto &[key, ports] : sides) {
        const auto &[node, side] = key;
        spread(ports, side, nodes[node].rect);
        for (const Port &port : ports)
            port.edge->curve[port.isSource ? 0 : 3] = portPoint(nodes[node].rect, side, port.offset);
    }
    for (SceneEdge &edge : edges) {
        straighten(edge, nodes, sides[{ edge.source, edge.sourceSide }].size() == 1,
            sides[{ edge.destination, edge.destinationSide }].size() == 1);
        edge.curve =
            makeCurve(edge.curve[0], edge.sourceSide, edge.curve[3], edge.destinationSide, edge.bulge);
        edge.bounds = boundsOf(edge.curve);
    }
}

std::array<QPointF, 4> routeBetween(std::size_t source, std::size_t destination,
    const std::vector<SceneNode> &nodes, const std::vector<SceneContainer> &containers,
    const GridIndex &nodeIndex)
{
    SceneEdge edge;
    edge.source = source;
    edge.destination = destination;
    return SideChooser(nodes, containers, nodeIndex).curveOf(edge);
}

std::array<QPointF, 4> curveBetween(const QRectF &source, const QRectF &destination)
{
    std::array<QPointF, 4> best {};
    double shortest = std::numeric_limits<double>::max();
    for (Side start : allSides) {
        for (Side end : allSides) {
            const auto curve = makeCurve(middleOf(source, start), start, middleOf(destination, end), end);
            const QPointF way = curve[3] - curve[0];
            const bool turns =
                QPointF::dotProduct(way, normalOf(start)) < 0 || QPointF::dotProduct(way, normalOf(end)) > 0;
            const double cost = lengthOf(curve) + (turns ? 400 : 0);
            if (cost < shortest) {
                shortest = cost;
                best = curve;
            }
        }
    }
    return best;
}

} // namespace fourplane::ui
