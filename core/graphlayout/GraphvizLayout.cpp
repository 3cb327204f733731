// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/GraphvizLayout.h"

#include "core/graphlayout/BoxPacking.h"
#include "core/graphlayout/GraphvizEngine.h"
#include "core/graphlayout/OutsidePlacement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace fourplane {

namespace {

constexpr std::size_t largestDotGraph = 120; ///< boxes; dot grows steeply beyond (measured)
constexpr double innerGap = 28;
constexpr double outerGap = 52;
constexpr double outsideDistance = 76; ///< from the containers to what lies outside: room for the boundary
constexpr double innerAspect = 1.3; ///< of a container
constexpr double wantedAspect = 1.6; ///< of the whole picture, as screens are

/// Boxes with corners, and the room they take.
struct Arrangement
{
    std::vector<Point> corners;
    double width = 0;
    double height = 0;
};

Arrangement arranged(const std::vector<EngineBox> &boxes, std::vector<Point> corners)
{
    Arrangement result { std::move(corners) };
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        result.width = std::max(result.width, result.corners[i].x + boxes[i].width);
        result.height = std::max(result.height, result.corners[i].y + boxes[i].height);
    }
    return result;
}

/// How large a view with the wanted shape must be to show an arrangement: the smaller, the larger it is seen.
double viewSize(const Arrangement &arrangement, double aspect)
{
    return std::max(arrangement.width / aspect, arrangement.height);
}

bool hasOverlap(const std::vector<EngineBox> &boxes, const std::vector<Point> &corners)
{
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::sort(order.begin(), order.end(),
        [&corners](std::size_t a, std::size_t b) { return corners[a].x < corners[b].x; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t a = order[i];
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            const std::size_t b = order[j];
            if (corners[b].x >= corners[a].x + boxes[a].width)
                break;
            if (corners[b].y < corners[a].y + boxes[a].height
                && corners[a].y < corners[b].y + boxes[b].height)
                return true;
        }
    }
    return false;
}

/// A connected set of boxes, by the engine that suits its size.
Result<Arrangement> arrangeConnected(const EngineGraph &graph, double aspect)
{
    if (graph.boxes.size() == 1)
        return arranged(graph.boxes, { Point {} });
    if (graph.boxes.size() > largestDotGraph) {
        Result<std::vector<Point>> corners = runGraphviz(graph, EngineKind::Sfdp);
        if (!corners)
            return tl::make_unexpected(corners.error());
        // Prism works on rounded sizes and may leave boxes touching: spread until nothing overlaps.
        for (int tries = 0; hasOverlap(graph.boxes, *corners) && tries < 12; ++tries) {
            for (Point &corner : *corners)
                corner = { std::round(corner.x * 1.25), std::round(corner.y * 1.25) };
        }
        if (!hasOverlap(graph.boxes, *corners))
            return arranged(graph.boxes, std::move(*corners));
        std::vector<PackBox> sizes;
        for (const EngineBox &box : graph.boxes)
            sizes.push_back({ box.width, box.height });
        return arranged(graph.boxes, packRows(sizes, graph.gap, aspect).corners);
    }
    const Result<std::vector<Point>> down = runGraphviz(graph, EngineKind::DotDown);
    const Result<std::vector<Point>> right = runGraphviz(graph, EngineKind::DotRight);
    if (!down || !right)
        return tl::make_unexpected(down ? right.error() : down.error());
    Arrangement first = arranged(graph.boxes, *down);
    Arrangement second = arranged(graph.boxes, *right);
    // Flows read from left to right: that shape wins unless it shows everything much smaller.
    const double readingBonus = aspect == wantedAspect ? 0.8 : 1;
    return viewSize(second, aspect) * readingBonus < viewSize(first, aspect) ? second : first;
}

/// Connected components as lists of box indexes: largest first, then by smallest index.
std::vector<std::vector<std::size_t>> componentsOf(const EngineGraph &graph)
{
    std::vector<std::size_t> root(graph.boxes.size());
    std::iota(root.begin(), root.end(), std::size_t { 0 });
    const auto findRoot = [&root](std::size_t i) {
        while (root[i] != i) {
            root[i] = root[root[i]];
            i = root[i];
        }
        return i;
    };
    for (const EngineEdge &edge : graph.edges) {
        const std::size_t a = findRoot(edge.source);
        const std::size_t b = findRoot(edge.target);
        root[std::max(a, b)] = std::min(a, b);
    }
    std::map<std::size_t, std::vector<std::size_t>> byRoot;
    for (std::size_t i = 0; i < root.size(); ++i)
        byRoot[findRoot(i)].push_back(i);
    std::vector<std::vector<std::size_t>> components;
    for (auto &[first, members] : byRoot)
        components.push_back(std::move(members));
    std::stable_sort(components.begin(), components.end(),
        [](const auto &a, const auto &b) { return a.size() > b.size(); });
    return components;
}

/// The boxes named, and the connections among them.
EngineGraph subgraph(const EngineGraph &graph, const std::vector<std::size_t> &members)
{
    EngineGraph part;
    part.gap = graph.gap;
    std::map<std::size_t, std::size_t> position;
    for (std::size_t member : members) {
        position[member] = part.boxes.size();
        part.boxes.push_back(graph.boxes[member]);
    }
    for (const EngineEdge &edge : graph.edges) {
        const auto source = position.find(edge.source);
        const auto target = position.find(edge.target);
        if (source != position.end() && target != position.end())
            part.edges.push_back({ source->second, target->second, edge.weight });
    }
    return part;
}

/// Packs in rows of the length at which a view of that shape shows everything largest.
PackedRows packForView(const std::vector<PackBox> &boxes, double gap, double aspect)
{
    PackedRows best = packRows(boxes, gap, aspect);
    for (double stretch : { 1.5, 2.0, 3.0, 5.0 }) {
        PackedRows wider = packRows(boxes, gap, aspect * stretch);
        if (std::max(wider.width / aspect, wider.height) < std::max(best.width / aspect, best.height))
            best = std::move(wider);
    }
    return best;
}

/// Lays out each connected component by itself and packs the components in rows: dot would put everything
/// unconnected on one endless rank.
Result<Arrangement> arrange(const EngineGraph &graph, double aspect)
{
    const std::vector<std::vector<std::size_t>> components = componentsOf(graph);
    std::vector<Arrangement> parts;
    std::vector<PackBox> sizes;
    for (const std::vector<std::size_t> &members : components) {
        Result<Arrangement> part = arrangeConnected(subgraph(graph, members), aspect);
        if (!part)
            return part;
        sizes.push_back({ part->width, part->height });
        parts.push_back(std::move(*part));
    }
    const PackedRows packed = packForView(sizes, graph.gap, aspect);
    std::vector<Point> corners(graph.boxes.size());
    for (std::size_t c = 0; c < components.size(); ++c) {
        for (std::size_t i = 0; i < components[c].size(); ++i) {
            const Point inner = parts[c].corners[i];
            corners[components[c][i]] = { packed.corners[c].x + inner.x, packed.corners[c].y + inner.y };
        }
    }
    return arranged(graph.boxes, std::move(corners));
}

tl::unexpected<Error> badInput(const std::string &message)
{
    return failure("layout-input", message);
}

Result<void> checkInput(const LayoutGraph &graph)
{
    constexpr double largest = 1e6;
    const auto isLength = [](double value) { return std::isfinite(value) && value >= 0 && value <= largest; };
    if (!isLength(graph.containerPadding) || !isLength(graph.containerTitle))
        return badInput("containerPadding and containerTitle must be between 0 and 1000000");
    std::set<ElementId> ids;
    std::set<ElementId> containers;
    for (const LayoutNode &node : graph.nodes) {
        if (node.id.isEmpty() || !ids.insert(node.id).second)
            return badInput("node id '" + node.id.value() + "' is empty or used twice");
        if (!isLength(node.width) || !isLength(node.height) || node.width == 0 || node.height == 0)
            return badInput("size of node '" + node.id.value() + "' must be above 0 and at most 1000000");
        if (!node.containerId.isEmpty())
            containers.insert(node.containerId);
    }
    std::set<ElementId> listed;
    for (const LayoutContainer &container : graph.containers) {
        if (container.id.isEmpty() || !listed.insert(container.id).second)
            return badInput("container id '" + container.id.value() + "' is empty or used twice");
        if (!isLength(container.minWidth) || !isLength(container.minHeight))
            return badInput("smallest size of '" + container.id.value() + "' must be between 0 and 1000000");
        containers.insert(container.id);
    }
    for (const ElementId &container : containers) {
        if (ids.count(container) > 0)
            return badInput("'" + container.value() + "' is both a node and a container");
    }
    for (const LayoutEdge &edge : graph.edges) {
        if (ids.count(edge.sourceId) == 0 || ids.count(edge.targetId) == 0)
            return badInput("edge '" + edge.sourceId.value() + "' to '" + edge.targetId.value()
                + "' names a node that does not exist");
    }
    return {};
}

/// One container with its members as an engine graph.
struct Group
{
    std::vector<ElementId> members;
    EngineGraph graph;
    Arrangement arrangement;
    double minWidth = 0;
    double minHeight = 0;
};

/// The layout in its making: containers, and for each node its box on the outer level.
class TwoLevelLayout
{
public:
    explicit TwoLevelLayout(const LayoutGraph &graph)
        : m_graph(graph)
    {
        collectGroups();
        collectEdges();
    }

    Result<LayoutResult> run(const Job &job)
    {
        std::size_t done = 0;
        const std::size_t total = m_groups.size() + 1;
        for (auto &[id, group] : m_groups) {
            if (job.isStopped())
                return failure("cancelled", "The layout was cancelled");
            Result<Arrangement> arrangement = arrange(group.graph, innerAspect);
            if (!arrangement)
                return tl::make_unexpected(arrangement.error());
            group.arrangement = std::move(*arrangement);
            job.progress(++done, total, "Placing the workloads of " + id.value());
        }
        sizeOuterBoxes();
        Result<Arrangement> outer = m_groups.empty() ? arrange(m_outer, wantedAspect) : arrangeAround();
        if (!outer)
            return tl::make_unexpected(outer.error());
        job.progress(total, total, "Placing the containers");
        return assemble(*outer);
    }

private:
    void collectGroups()
    {
        for (const LayoutContainer &container : m_graph.containers) {
            m_groups[container.id].minWidth = container.minWidth;
            m_groups[container.id].minHeight = container.minHeight;
        }
        std::vector<LayoutNode> nodes = m_graph.nodes;
        std::sort(
            nodes.begin(), nodes.end(), [](const LayoutNode &a, const LayoutNode &b) { return a.id < b.id; });
        for (const LayoutNode &node : nodes) {
            if (node.containerId.isEmpty())
                continue;
            Group &group = m_groups[node.containerId];
            m_inner[node.id] = { node.containerId, group.members.size() };
            group.members.push_back(node.id);
            group.graph.boxes.push_back({ node.width, node.height });
            group.graph.gap = innerGap;
        }
        m_outer.gap = outerGap;
        for (const auto &[id, group] : m_groups) {
            m_outerIndex[id] = m_outerIds.size();
            m_outerIds.push_back(id);
            m_outer.boxes.push_back({});
        }
        for (const LayoutNode &node : nodes) {
            if (!node.containerId.isEmpty())
                continue;
            m_outerIndex[node.id] = m_outerIds.size();
            m_outerIds.push_back(node.id);
            m_outer.boxes.push_back({ node.width, node.height });
        }
    }

    void collectEdges()
    {
        std::map<std::pair<ElementId, ElementId>, int> innerEdges;
        std::map<std::pair<std::size_t, std::size_t>, int> outerEdges;
        for (const LayoutEdge &edge : m_graph.edges) {
            if (edge.sourceId == edge.targetId)
                continue;
            const std::size_t source = outerIndexOf(edge.sourceId);
            const std::size_t target = outerIndexOf(edge.targetId);
            if (source == target)
                ++innerEdges[{ edge.sourceId, edge.targetId }];
            else
                ++outerEdges[{ source, target }];
        }
        for (const auto &[ends, weight] : innerEdges) {
            const auto &[container, source] = m_inner.at(ends.first);
            m_groups.at(container).graph.edges.push_back({ source, m_inner.at(ends.second).second, weight });
        }
        for (const auto &[ends, weight] : outerEdges)
            m_outer.edges.push_back({ ends.first, ends.second, weight });
    }

    std::size_t outerIndexOf(const ElementId &nodeId) const
    {
        const auto inner = m_inner.find(nodeId);
        return m_outerIndex.at(inner == m_inner.end() ? nodeId : inner->second.first);
    }

    void sizeOuterBoxes()
    {
        for (const auto &[id, group] : m_groups) {
            m_outer.boxes[m_outerIndex.at(id)] = {
                std::max({ group.minWidth, group.arrangement.width + 2 * m_graph.containerPadding, 1.0 }),
                std::max({ group.minHeight,
                    group.arrangement.height + 2 * m_graph.containerPadding + m_graph.containerTitle, 1.0 })
            };
        }
    }

    /// The containers by themselves, then what stands outside of them, to their left and right.
    Result<Arrangement> arrangeAround() const
    {
        std::vector<std::size_t> containers(m_groups.size());
        std::iota(containers.begin(), containers.end(), std::size_t { 0 });
        Result<Arrangement> inner = arrange(subgraph(m_outer, containers), wantedAspect);
        if (!inner)
            return inner;
        std::vector<Point> corners = inner->corners;
        const std::vector<Point> outside = placeOutside(outsideBoxes(inner->corners, inner->height),
            inner->width, inner->height, outsideDistance, innerGap);
        corners.insert(corners.end(), outside.begin(), outside.end());
        Point least;
        for (const Point &corner : corners)
            least = { std::min(least.x, corner.x), std::min(least.y, corner.y) };
        for (Point &corner : corners)
            corner = { corner.x - least.x, corner.y - least.y };
        return arranged(m_outer.boxes, std::move(corners));
    }

    /// The boxes after those of the containers, given where the containers are. Who calls more than he is
    /// called stands left, since flows read from left to right; who is connected with nothing stands there
    /// too.
    std::vector<OutsideBox> outsideBoxes(const std::vector<Point> &containers, double height) const
    {
        struct Connections
        {
            double middles = 0;
            int outgoing = 0;
            int incoming = 0;
        };

        std::vector<Connections> connections(m_outer.boxes.size());
        for (const LayoutEdge &edge : m_graph.edges) {
            const std::size_t source = outerIndexOf(edge.sourceId);
            const std::size_t target = outerIndexOf(edge.targetId);
            if (source >= containers.size() && target < containers.size()) {
                connections[source].middles += middleOf(edge.targetId, containers[target]);
                ++connections[source].outgoing;
            } else if (target >= containers.size() && source < containers.size()) {
                connections[target].middles += middleOf(edge.sourceId, containers[source]);
                ++connections[target].incoming;
            }
        }
        std::vector<OutsideBox> boxes;
        for (std::size_t i = containers.size(); i < m_outer.boxes.size(); ++i) {
            const Connections &has = connections[i];
            const int count = has.outgoing + has.incoming;
            boxes.push_back({ m_outer.boxes[i].width, m_outer.boxes[i].height, has.outgoing >= has.incoming,
                count > 0 ? has.middles / count : height });
        }
        return boxes;
    }

    /// Of a node in a container whose corner is given, the height of its middle.
    double middleOf(const ElementId &nodeId, Point container) const
    {
        const auto &[containerId, index] = m_inner.at(nodeId);
        const Group &group = m_groups.at(containerId);
        return container.y + m_graph.containerPadding + m_graph.containerTitle
            + group.arrangement.corners[index].y + group.graph.boxes[index].height / 2;
    }

    LayoutResult assemble(const Arrangement &outer) const
    {
        LayoutResult result;
        for (std::size_t i = 0; i < m_outerIds.size(); ++i) {
            const Point corner = outer.corners[i];
            Placement2D &place = result.placements[m_outerIds[i]];
            place.position = corner;
            const auto found = m_groups.find(m_outerIds[i]);
            if (found == m_groups.end())
                continue;
            place.width = m_outer.boxes[i].width;
            place.height = m_outer.boxes[i].height;
            const Group &group = found->second;
            for (std::size_t k = 0; k < group.members.size(); ++k) {
                const Point inner = group.arrangement.corners[k];
                result.placements[group.members[k]].position = { corner.x + m_graph.containerPadding
                        + inner.x,
                    corner.y + m_graph.containerPadding + m_graph.containerTitle + inner.y };
            }
        }
        return result;
    }

    const LayoutGraph &m_graph;
    std::map<ElementId, Group> m_groups;
    std::map<ElementId, std::pair<ElementId, std::size_t>> m_inner; ///< node -> container, index in it
    std::map<ElementId, std::size_t> m_outerIndex;
    std::vector<ElementId> m_outerIds;
    EngineGraph m_outer;
};

} // namespace

Result<LayoutResult> layoutWithGraphviz(const LayoutGraph &graph, const Job &job)
{
    if (Result<void> sound = checkInput(graph); !sound)
        return tl::make_unexpected(sound.error());
    return TwoLevelLayout(graph).run(job);
}

} // namespace fourplane
