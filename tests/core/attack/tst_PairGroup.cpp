// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PairGroup.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;

namespace {

/// In which worlds the pair with each place is open.
std::map<std::uint32_t, WorldMask> placesOf(const std::vector<NearRun> &runs)
{
    std::map<std::uint32_t, WorldMask> places;
    for (const NearRun &run : runs) {
        for (std::uint32_t place = run.first; place < run.last; ++place)
            places[place] = run.open;
    }
    return places;
}

} // namespace

/// The pairs of the instances of a rule, as far as no design is needed.
class tst_PairGroup : public QObject
{
    Q_OBJECT

private slots:
    void runsWithoutPlacesHaveAllOthers();
};

void tst_PairGroup::runsWithoutPlacesHaveAllOthers()
{
    QVERIFY(rc::check("random runs", [] {
        std::vector<NearRun> runs;
        std::uint32_t end = 0;
        for (const std::uint32_t step :
            *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0, 6))) {
            const std::uint32_t first = end + step % 2; // with gaps and without
            end = first + 1 + step;
            runs.push_back({ first, end, static_cast<WorldMask>(step + runs.size() % 2) });
        }
        const auto drawn = *rc::gen::container<std::set<std::uint32_t>>(rc::gen::inRange(0u, end + 2));
        std::map<std::uint32_t, WorldMask> expected = placesOf(runs);
        for (const std::uint32_t place : drawn)
            expected.erase(place);
        const std::vector<NearRun> rest = withoutPlaces(runs, std::vector(drawn.begin(), drawn.end()));
        RC_ASSERT(placesOf(rest) == expected);
        for (std::size_t i = 0; i < rest.size(); ++i) {
            RC_ASSERT(rest[i].first < rest[i].last);
            RC_ASSERT(i == 0 || rest[i - 1].last <= rest[i].first);
        }
    }));
}

QTEST_APPLESS_MAIN(tst_PairGroup)
#include "tst_PairGroup.moc"
