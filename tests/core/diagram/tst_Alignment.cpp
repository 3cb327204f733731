// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/Alignment.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;

class tst_Alignment : public QObject
{
    Q_OBJECT

private slots:
    void alignsToTheOutermostEdgeOrTheMiddle();
    void spreadLeavesEqualGapsAndTheOutermostInPlace();
    void twoAreSpreadAlready();
    void thingsOfOnePlaceKeepTheOrderOfTheirIds();
    void aligningTwiceChangesNothingMore();
};

namespace {

const ElementId a("a"), b("b"), c("c");

/// From left to right: a is 10 wide at 0, b 30 wide at 15, c 20 wide at 80; each as high as wide, at y 0,
/// 5, 90.
ElementMap<Placement2D> threeBoxes()
{
    return { { a, { { 0, 0 }, 10, 10 } }, { b, { { 15, 5 }, 30, 30 } }, { c, { { 80, 90 }, 20, 20 } } };
}

} // namespace

void tst_Alignment::alignsToTheOutermostEdgeOrTheMiddle()
{
    const auto place = [](Alignment alignment, const ElementId &id) {
        return aligned(threeBoxes(), alignment).at(id).position;
    };
    QCOMPARE(place(Alignment::Left, c), (Point { 0, 90 }));
    QCOMPARE(place(Alignment::Right, a), (Point { 90, 0 })); // 0 to 100 are covered
    QCOMPARE(place(Alignment::Center, b), (Point { 35, 5 }));
    QCOMPARE(place(Alignment::Top, b), (Point { 15, 0 }));
    QCOMPARE(place(Alignment::Bottom, b), (Point { 15, 80 })); // 0 to 110 are covered
    QCOMPARE(place(Alignment::Middle, a), (Point { 0, 50 }));
}

void tst_Alignment::spreadLeavesEqualGapsAndTheOutermostInPlace()
{
    // 100 wide, 60 of it covered: two gaps of 20.
    const ElementMap<Placement2D> across = spread(threeBoxes(), SpreadAxis::Horizontal);
    QCOMPARE(across.at(a).position, (Point { 0, 0 }));
    QCOMPARE(across.at(b).position, (Point { 30, 5 }));
    QCOMPARE(across.at(c).position, (Point { 80, 90 }));
    // 110 high, 60 of it covered: two gaps of 25.
    QCOMPARE(spread(threeBoxes(), SpreadAxis::Vertical).at(b).position, (Point { 15, 35 }));
}

void tst_Alignment::twoAreSpreadAlready()
{
    ElementMap<Placement2D> two = threeBoxes();
    two.erase(c);
    QVERIFY(spread(two, SpreadAxis::Horizontal) == two);
}

void tst_Alignment::thingsOfOnePlaceKeepTheOrderOfTheirIds()
{
    const Placement2D same { { 0, 0 }, 10, 10 };
    const ElementMap<Placement2D> result =
        spread({ { a, same }, { b, same }, { c, { { 50, 0 }, 10, 10 } } }, SpreadAxis::Horizontal);
    QCOMPARE(result.at(a).position.x, 0.0);
    QCOMPARE(result.at(b).position.x, 25.0);
}

void tst_Alignment::aligningTwiceChangesNothingMore()
{
    const bool holds = rc::check("aligned(aligned(b)) == aligned(b), inside of what was covered", [] {
        ElementMap<Placement2D> boxes;
        const int count = *rc::gen::inRange(1, 8);
        const auto number = [](int low, int high) {
            return static_cast<double>(*rc::gen::inRange(low, high));
        };
        for (int i = 0; i < count; ++i) {
            boxes[ElementId("box" + std::to_string(i))] = { { number(-500, 500), number(-500, 500) },
                2 * number(1, 100), 2 * number(1, 100) };
        }
        for (const Alignment alignment : { Alignment::Left, Alignment::Center, Alignment::Right,
                 Alignment::Top, Alignment::Middle, Alignment::Bottom }) {
            const ElementMap<Placement2D> once = aligned(boxes, alignment);
            RC_ASSERT(aligned(once, alignment) == once);
            const auto left = [](const auto &x, const auto &y) {
                return x.second.position.x < y.second.position.x;
            };
            const double lowest = std::min_element(boxes.begin(), boxes.end(), left)->second.position.x;
            RC_ASSERT(std::min_element(once.begin(), once.end(), left)->second.position.x >= lowest);
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_Alignment)
#include "tst_Alignment.moc"
