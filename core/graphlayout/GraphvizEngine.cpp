// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/GraphvizEngine.h"

#include <gvc.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>

namespace fourplane {

namespace {

constexpr double pointsPerInch = 72;

/// Graphviz takes `char *` where it means `const char *`; it does not write to any of these.
char *text(const std::string &value)
{
    return const_cast<char *>(value.c_str());
}

void setAttribute(void *object, const std::string &name, const std::string &value)
{
    std::string empty;
    agsafeset(object, text(name), text(value), text(empty));
}

std::string inches(double units)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.4f", units / pointsPerInch);
    return buffer;
}

void setGraphAttributes(Agraph_t *graph, EngineKind kind, double gap)
{
    setAttribute(graph, "splines", "none");
    setAttribute(graph, "start", "1");
    if (kind == EngineKind::Sfdp) {
        setAttribute(graph, "overlap", "prism");
        setAttribute(graph, "overlap_scaling", "-4");
        setAttribute(graph, "sep", "+" + std::to_string(static_cast<int>(gap / 2)));
        setAttribute(graph, "K", inches(6 * gap));
        return;
    }
    setAttribute(graph, "rankdir", kind == EngineKind::DotDown ? "TB" : "LR");
    setAttribute(graph, "ranksep", inches(gap * 1.3));
    setAttribute(graph, "nodesep", inches(gap));
}

std::vector<Agnode_t *> addBoxes(Agraph_t *graph, const EngineGraph &input)
{
    std::vector<Agnode_t *> nodes;
    nodes.reserve(input.boxes.size());
    for (std::size_t i = 0; i < input.boxes.size(); ++i) {
        const std::string name = std::to_string(i);
        Agnode_t *node = agnode(graph, text(name), 1);
        setAttribute(node, "shape", "box");
        setAttribute(node, "label", "");
        setAttribute(node, "fixedsize", "true");
        setAttribute(node, "width", inches(input.boxes[i].width));
        setAttribute(node, "height", inches(input.boxes[i].height));
        nodes.push_back(node);
    }
    return nodes;
}

std::vector<Point> readPositions(const EngineGraph &input, const std::vector<Agnode_t *> &nodes)
{
    std::vector<Point> corners;
    corners.reserve(nodes.size());
    double left = std::numeric_limits<double>::max();
    double top = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const pointf centre = ND_coord(nodes[i]);
        Point corner { std::round(centre.x - input.boxes[i].width / 2),
            std::round(-centre.y - input.boxes[i].height / 2) };
        left = std::min(left, corner.x);
        top = std::min(top, corner.y);
        corners.push_back(corner);
    }
    for (Point &corner : corners) {
        corner.x -= left;
        corner.y -= top;
    }
    return corners;
}

} // namespace

Result<std::vector<Point>> runGraphviz(const EngineGraph &input, EngineKind kind)
{
    agseterr(AGERR);
    const std::unique_ptr<GVC_t, int (*)(GVC_t *)> context(gvContext(), gvFreeContext);
    const std::string graphName = "layout";
    const std::unique_ptr<Agraph_t, int (*)(Agraph_t *)> graph(
        agopen(text(graphName), Agstrictdirected, nullptr), agclose);
    setGraphAttributes(graph.get(), kind, input.gap);
    const std::vector<Agnode_t *> nodes = addBoxes(graph.get(), input);
    for (const EngineEdge &edge : input.edges) {
        const std::string name = std::to_string(edge.source) + ">" + std::to_string(edge.target);
        Agedge_t *line = agedge(graph.get(), nodes[edge.source], nodes[edge.target], text(name), 1);
        setAttribute(line, "weight", std::to_string(edge.weight));
    }
    // sfdp coarsens with rand() before it looks at its `start` seed.
    std::srand(1);
    srand48(1);
    const char *engine = kind == EngineKind::Sfdp ? "sfdp" : "dot";
    if (gvLayout(context.get(), graph.get(), engine) != 0)
        return failure("graphviz-failed", std::string("Graphviz gave no layout with ") + engine,
            "Install the Graphviz layout plug-ins (package libgvc6)");
    std::vector<Point> corners = readPositions(input, nodes);
    gvFreeLayout(context.get(), graph.get());
    return corners;
}

} // namespace fourplane
