// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/HittingSet.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;

namespace {

/// The least cost over all choices, by trying each.
std::optional<long> leastCost(
    const std::vector<Choice> &sets, const std::vector<long> &costs, const HittingLimits &limits)
{
    std::optional<long> least;
    for (std::size_t bits = 0; bits < (std::size_t { 1 } << costs.size()); ++bits) {
        const auto takes = [bits](std::size_t element) { return ((bits >> element) & 1u) != 0; };
        Choice choice;
        for (std::size_t element = 0; element < costs.size(); ++element) {
            if (takes(element))
                choice.push_back(element);
        }
        const bool hits = std::all_of(sets.begin(), sets.end(),
            [&](const Choice &set) { return std::any_of(set.begin(), set.end(), takes); });
        const bool isForbidden = std::any_of(limits.forbidden.begin(), limits.forbidden.end(),
            [&](const Choice &set) { return std::all_of(set.begin(), set.end(), takes); });
        const long cost = costOf(choice, costs);
        if (hits && !isForbidden && choice.size() <= limits.size && cost < limits.cost
            && (!least || cost < *least))
            least = cost;
    }
    return least;
}

Choice someChoice(std::size_t elements)
{
    Choice choice = *rc::gen::container<std::vector<std::size_t>>(
        *rc::gen::inRange<std::size_t>(1, 4), rc::gen::inRange<std::size_t>(0, elements));
    std::sort(choice.begin(), choice.end());
    choice.erase(std::unique(choice.begin(), choice.end()), choice.end());
    return choice;
}

} // namespace

class tst_HittingSet : public QObject
{
    Q_OBJECT

private slots:

    void isAsCheapAsTryingEveryChoice()
    {
        const bool held = rc::check("cheapest", [] {
            const auto elements = *rc::gen::inRange<std::size_t>(1, 9);
            const auto costs = *rc::gen::container<std::vector<long>>(elements, rc::gen::inRange<long>(1, 7));
            std::vector<Choice> sets(*rc::gen::inRange<std::size_t>(0, 8));
            for (Choice &set : sets)
                set = someChoice(elements);
            HittingLimits limits;
            if (*rc::gen::arbitrary<bool>())
                limits.size = *rc::gen::inRange<std::size_t>(0, 5);
            if (*rc::gen::arbitrary<bool>())
                limits.cost = *rc::gen::inRange<long>(1, 20);
            if (*rc::gen::arbitrary<bool>())
                limits.forbidden = { someChoice(elements) };
            const auto found = cheapestHittingSet(sets, costs, limits);
            const auto least = leastCost(sets, costs, limits);
            RC_ASSERT(found.has_value() == least.has_value());
            if (found)
                RC_ASSERT(costOf(*found, costs) == *least);
        });
        QVERIFY(held);
    }

    void nothingHitsAnEmptySet() { QVERIFY(!cheapestHittingSet({ {} }, { 1, 1 })); }
};

QTEST_APPLESS_MAIN(tst_HittingSet)
#include "tst_HittingSet.moc"
