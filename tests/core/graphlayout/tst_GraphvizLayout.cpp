// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/graphlayout/GraphvizLayout.h"
#include "tests/support/LayoutTestGraphs.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace fourplane;
using namespace fourplane::test;

class tst_GraphvizLayout : public QObject
{
    Q_OBJECT

private slots:
    void placesEverythingWithoutOverlap_data();
    void placesEverythingWithoutOverlap();
    void gridPackingHasNoOverlapEither();
    void orderOfInputDoesNotMatter();
    void repeatsExactly();
    void aSmallChangeMovesLittle();
    void followsTheDirectionOfFlows();
    void standsWhatIsOutsideBesideAllContainers_data();
    void standsWhatIsOutsideBesideAllContainers();
    void standsCallersLeftAndTheCalledRightNearTheirPartners();
    void isolatedWorkloadsMakeABlockNotAStrip();
    void reportsContainersDone();
    void stopsWhenAsked();
    void refusesImpossibleInput_data();
    void refusesImpossibleInput();
    void emptyGraphGivesEmptyLayout();
};

void tst_GraphvizLayout::placesEverythingWithoutOverlap_data()
{
    QTest::addColumn<int>("containers");
    QTest::addColumn<int>("each");
    QTest::newRow("one node") << 1 << 1;
    QTest::newRow("small, dot on both levels") << 4 << 5;
    QTest::newRow("large container, sfdp inside") << 2 << 150;
    QTest::newRow("many containers, sfdp outside") << 160 << 3;
}

void tst_GraphvizLayout::placesEverythingWithoutOverlap()
{
    QFETCH(int, containers);
    QFETCH(int, each);
    const LayoutGraph graph = chainedContainers(containers, each);
    const Result<LayoutResult> result = layoutWithGraphviz(graph);
    QVERIFY2(result.has_value(), result ? "" : toString(result.error()).c_str());
    QCOMPARE(firstFault(graph, *result), std::string());
}

void tst_GraphvizLayout::gridPackingHasNoOverlapEither()
{
    const LayoutGraph graph = chainedContainers(7, 9);
    QCOMPARE(firstFault(graph, packInGrid(graph)), std::string());
}

void tst_GraphvizLayout::orderOfInputDoesNotMatter()
{
    LayoutGraph graph = chainedContainers(3, 6);
    const Result<LayoutResult> first = layoutWithGraphviz(graph);
    std::reverse(graph.nodes.begin(), graph.nodes.end());
    std::reverse(graph.edges.begin(), graph.edges.end());
    const Result<LayoutResult> second = layoutWithGraphviz(graph);
    QVERIFY(first && second);
    QVERIFY(first->placements == second->placements);
}

void tst_GraphvizLayout::repeatsExactly()
{
    const LayoutGraph graph = chainedContainers(2, 130); // large enough for the randomised engine
    const Result<LayoutResult> first = layoutWithGraphviz(graph);
    const Result<LayoutResult> second = layoutWithGraphviz(graph);
    QVERIFY(first && second);
    QVERIFY(first->placements == second->placements);
}

/// One more workload in one namespace: the inside of every other namespace stays exactly as it was, and
/// namespaces hardly move against each other.
void tst_GraphvizLayout::aSmallChangeMovesLittle()
{
    const LayoutGraph before = chainedContainers(8, 6);
    LayoutGraph after = before;
    const LayoutNode added { ElementId("added"), before.nodes.front().containerId, 190, 66 };
    after.nodes.push_back(added);
    after.edges.push_back({ before.nodes.front().id, added.id });
    const Result<LayoutResult> first = layoutWithGraphviz(before);
    const Result<LayoutResult> second = layoutWithGraphviz(after);
    QVERIFY(first && second);
    std::vector<double> movesX, movesY;
    double right = 0, bottom = 0;
    for (const LayoutNode &node : before.nodes) {
        if (node.containerId == added.containerId || node.containerId.isEmpty())
            continue;
        const auto inside = [&node](const LayoutResult &result) {
            const Point &at = result.placements.at(node.id).position;
            const Point &corner = result.placements.at(node.containerId).position;
            return Point { at.x - corner.x, at.y - corner.y };
        };
        QVERIFY2(inside(*first) == inside(*second), node.id.value().c_str());
        const Point &from = first->placements.at(node.containerId).position;
        const Point &to = second->placements.at(node.containerId).position;
        movesX.push_back(to.x - from.x);
        movesY.push_back(to.y - from.y);
        right = std::max(right, from.x);
        bottom = std::max(bottom, from.y);
    }
    // Where the whole picture begins does not matter: the spread of the moves does.
    const auto spreadOf = [](const std::vector<double> &moves) {
        const auto [least, most] = std::minmax_element(moves.begin(), moves.end());
        return *most - *least;
    };
    QVERIFY2(spreadOf(movesX) <= 0.15 * std::max(right, bottom) + added.width,
        std::to_string(spreadOf(movesX)).c_str());
    QVERIFY2(spreadOf(movesY) <= 0.15 * std::max(right, bottom) + added.height * 2,
        std::to_string(spreadOf(movesY)).c_str());
}

void tst_GraphvizLayout::followsTheDirectionOfFlows()
{
    LayoutGraph graph;
    for (const char *id : { "a", "b", "c" })
        graph.nodes.push_back({ ElementId(id), {}, 100, 60 });
    graph.edges = { { ElementId("a"), ElementId("b") }, { ElementId("b"), ElementId("c") } };
    const Result<LayoutResult> result = layoutWithGraphviz(graph);
    QVERIFY(result.has_value());
    const auto at = [&result](const char *id) { return result->placements.at(ElementId(id)).position; };
    const bool rightwards = at("a").x < at("b").x && at("b").x < at("c").x;
    const bool downwards = at("a").y < at("b").y && at("b").y < at("c").y;
    QVERIFY(rightwards || downwards);
}

void tst_GraphvizLayout::standsWhatIsOutsideBesideAllContainers_data()
{
    QTest::addColumn<int>("outside");
    QTest::newRow("nobody is connected with it") << 0;
    QTest::newRow("as many as a sample has") << 6;
    QTest::newRow("more than one column holds") << 60;
}

/// Containers are inside of the cluster: none of its boundary may go around something outside.
void tst_GraphvizLayout::standsWhatIsOutsideBesideAllContainers()
{
    QFETCH(int, outside);
    LayoutGraph graph = chainedContainers(5, 4);
    const std::size_t inside = graph.nodes.size();
    for (int i = 0; i < outside; ++i) {
        const ElementId id("outside-" + std::to_string(i));
        const ElementId partner = graph.nodes[static_cast<std::size_t>(i * 7) % inside].id;
        graph.nodes.push_back({ id, {}, 120.0 + i, 46 });
        graph.edges.push_back(i % 2 == 0 ? LayoutEdge { id, partner } : LayoutEdge { partner, id });
    }
    const Result<LayoutResult> laidOut = layoutWithGraphviz(graph);
    QVERIFY(laidOut.has_value());
    for (const LayoutResult &result : { *laidOut, packInGrid(graph) }) {
        QCOMPARE(firstFault(graph, result), std::string());
        double left = 1e9, top = 1e9, right = 0, bottom = 0;
        for (const auto &[id, place] : result.placements) {
            if (place.width == 0)
                continue; // no container
            left = std::min(left, place.position.x);
            top = std::min(top, place.position.y);
            right = std::max(right, place.position.x + place.width);
            bottom = std::max(bottom, place.position.y + place.height);
        }
        for (const LayoutNode &node : graph.nodes) {
            if (!node.containerId.isEmpty())
                continue;
            const Point at = result.placements.at(node.id).position;
            const bool isBeside =
                at.x + node.width < left || at.x > right || at.y + node.height < top || at.y > bottom;
            QVERIFY2(isBeside, node.id.value().c_str());
        }
    }
}

void tst_GraphvizLayout::standsCallersLeftAndTheCalledRightNearTheirPartners()
{
    LayoutGraph graph = chainedContainers(6, 3);
    const auto placeOf = [](const LayoutResult &result, const ElementId &id) {
        return result.placements.at(id).position;
    };
    const Result<LayoutResult> without = layoutWithGraphviz(graph);
    QVERIFY(without.has_value());
    // The highest and the lowest of all inner nodes.
    ElementId highest, lowest;
    for (const LayoutNode &node : graph.nodes) {
        if (node.containerId.isEmpty())
            continue;
        if (highest.isEmpty() || placeOf(*without, node.id).y < placeOf(*without, highest).y)
            highest = node.id;
        if (lowest.isEmpty() || placeOf(*without, node.id).y > placeOf(*without, lowest).y)
            lowest = node.id;
    }
    const ElementId user("user"), low("low-provider"), high("high-provider");
    for (const ElementId &id : { user, low, high })
        graph.nodes.push_back({ id, {}, 140, 46 });
    graph.edges.push_back({ user, highest });
    graph.edges.push_back({ lowest, low });
    graph.edges.push_back({ highest, high });
    const Result<LayoutResult> result = layoutWithGraphviz(graph);
    QVERIFY(result.has_value());
    QVERIFY(placeOf(*result, user).x < placeOf(*result, highest).x);
    QVERIFY(placeOf(*result, low).x > placeOf(*result, lowest).x);
    QVERIFY(placeOf(*result, high).y < placeOf(*result, low).y);
    QVERIFY(std::abs(placeOf(*result, user).y - placeOf(*result, highest).y) < 200);
}

void tst_GraphvizLayout::isolatedWorkloadsMakeABlockNotAStrip()
{
    LayoutGraph graph;
    for (int i = 0; i < 36; ++i)
        graph.nodes.push_back({ ElementId("n" + std::to_string(i)), ElementId("ns"), 190, 66 });
    const Result<LayoutResult> result = layoutWithGraphviz(graph);
    QVERIFY(result.has_value());
    const Placement2D place = result->placements.at(ElementId("ns"));
    QVERIFY2(place.width < 2 * place.height && place.height < 2 * place.width, "far from square");
}

void tst_GraphvizLayout::reportsContainersDone()
{
    std::vector<std::pair<std::size_t, std::size_t>> seen;
    Job job;
    job.report = [&seen](const Progress &progress) { seen.push_back({ progress.done, progress.total }); };
    QVERIFY(layoutWithGraphviz(chainedContainers(2, 2), job).has_value());
    const std::vector<std::pair<std::size_t, std::size_t>> expected { { 1, 4 }, { 2, 4 }, { 3, 4 },
        { 4, 4 } };
    QVERIFY(seen == expected);
}

void tst_GraphvizLayout::stopsWhenAsked()
{
    std::stop_source source;
    Job job;
    job.stop = source.get_token();
    job.report = [&source](const Progress &) { source.request_stop(); };
    const Result<LayoutResult> result = layoutWithGraphviz(chainedContainers(3, 2), job);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().diagnostics.front().code, std::string("cancelled"));
}

void tst_GraphvizLayout::refusesImpossibleInput_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("id used twice") << 0;
    QTest::newRow("edge to nowhere") << 1;
    QTest::newRow("size zero") << 2;
    QTest::newRow("size not a number") << 3;
    QTest::newRow("node is also a container") << 4;
}

void tst_GraphvizLayout::refusesImpossibleInput()
{
    QFETCH(int, fault);
    LayoutGraph graph;
    graph.nodes = { { ElementId("a"), ElementId("c"), 10, 10 }, { ElementId("b"), ElementId("c"), 10, 10 } };
    QVERIFY(layoutWithGraphviz(graph).has_value());
    if (fault == 0)
        graph.nodes[1].id = ElementId("a");
    else if (fault == 1)
        graph.edges.push_back({ ElementId("a"), ElementId("nowhere") });
    else if (fault == 2)
        graph.nodes[0].width = 0;
    else if (fault == 3)
        graph.nodes[0].height = std::nan("");
    else
        graph.nodes[0].containerId = ElementId("b");
    const Result<LayoutResult> result = layoutWithGraphviz(graph);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().diagnostics.front().code, std::string("layout-input"));
}

void tst_GraphvizLayout::emptyGraphGivesEmptyLayout()
{
    const Result<LayoutResult> result = layoutWithGraphviz({});
    QVERIFY(result.has_value());
    QVERIFY(result->placements.empty());
}

QTEST_APPLESS_MAIN(tst_GraphvizLayout)
#include "tst_GraphvizLayout.moc"
