// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/CampaignCalendar.h"

#include <rapidcheck.h>

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_CampaignCalendar : public QObject
{
    Q_OBJECT

private slots:
    void givesBackInOrderWhatStillCounts();
};

/// Several runs with one calendar, each given up somewhere, as campaigns do: entries come out earliest first,
/// and what the filter dropped, or an earlier run left behind, does not.
void tst_CampaignCalendar::givesBackInOrderWhatStillCounts()
{
    QVERIFY(rc::check("a queue of numbers", [] {
        CampaignCalendar calendar(*rc::gen::inRange(0U, 7U));
        const auto runs = *rc::gen::inRange(1, 4);
        for (int run = 0; run < runs; ++run) {
            std::multiset<std::uint64_t> expected, dropped;
            std::uint64_t now = 0;
            // Odd numbers may turn out to be out of date.
            const auto filter = [&](std::vector<std::uint64_t> &entries) {
                std::erase_if(entries, [&](std::uint64_t entry) {
                    if (entry % 2 == 0)
                        return false;
                    dropped.insert(entry);
                    return true;
                });
            };
            const auto steps = *rc::gen::inRange(0, 200);
            for (int step = 0; step < steps; ++step) {
                const auto ahead =
                    *rc::gen::weightedOneOf<std::uint64_t>({ { 5, rc::gen::inRange<std::uint64_t>(0, 100) },
                        { 3, rc::gen::inRange<std::uint64_t>(0, 60'000) },
                        { 1, rc::gen::inRange<std::uint64_t>(0, 100'000'000) } });
                calendar.push(now + ahead);
                expected.insert(now + ahead);
                if (*rc::gen::inRange(0, 3) != 0)
                    continue;
                std::uint64_t entry = 0;
                RC_ASSERT(calendar.pop(entry, filter) || !dropped.empty());
                for (const std::uint64_t gone : dropped)
                    expected.erase(expected.find(gone));
                dropped.clear();
                if (expected.empty())
                    break;
                RC_ASSERT(entry == *expected.begin());
                expected.erase(expected.begin());
                now = entry;
            }
            if (*rc::gen::arbitrary<bool>()) {
                std::uint64_t entry = 0;
                while (calendar.pop(entry, filter)) {
                    for (const std::uint64_t gone : dropped)
                        expected.erase(expected.find(gone));
                    dropped.clear();
                    RC_ASSERT(!expected.empty() && entry == *expected.begin());
                    expected.erase(expected.begin());
                }
                RC_ASSERT(expected.size() == dropped.size());
            }
            calendar.clear();
        }
    }));
}

QTEST_APPLESS_MAIN(tst_CampaignCalendar)
#include "tst_CampaignCalendar.moc"
