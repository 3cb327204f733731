// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"
#include "core/base/Philox.h"
#include "tests/core/attack/CampaignLab.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace fourplane;
using test::CampaignLab;

// One draw for a crowd of attempts against one draw for each of them: the same distributions, by frequencies
// of both on random attacks and by closed forms. Run by run the times are those that the sum over the
// attempts gives when it is written out second by second. Seeds are fixed, so nothing flakes.

namespace {

constexpr double hours = 3600;
using Law = CampaignLab::Law;
using Member = CampaignLab::Member;

class RandomLab
{
public:
    explicit RandomLab(std::uint64_t seed)
        : m_random(static_cast<std::uint32_t>(seed))
        , lab(3 + below(8), seed)
    {
        lab.start(0);
        if (below(2) == 0)
            lab.start(below(lab.factCount));
        for (std::uint32_t steps = 5 + below(8); steps > 0; --steps)
            addStep();
    }

    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }

private:
    std::vector<std::uint32_t> facts(std::uint32_t count)
    {
        std::vector<std::uint32_t> some(count);
        for (std::uint32_t &fact : some)
            fact = below(lab.factCount);
        return some;
    }

    Law law()
    {
        return { std::array { 0.01, 1.0, 10.0 }[below(3)], std::array { 1.0, 1.0, 0.5, 0.2 }[below(4)] };
    }

    void addStep()
    {
        const auto grants = facts(1 + below(2));
        if (below(8) == 0) {
            lab.freeStep(facts(1), grants);
            return;
        }
        const bool isAlike = below(2) == 0;
        const Law common { law().meanHours, 1 };
        std::vector<Member> members;
        for (std::uint32_t count = 1 + below(6); count > 0; --count)
            members.push_back({ below(lab.factCount), isAlike ? common : law(), count });
        if (isAlike && !m_sources.empty() && below(2) == 0)
            members = m_sources; // a target of the same sources: one clock for both
        else if (isAlike)
            m_sources = members;
        lab.crowd(std::move(members), facts(below(3)), grants, std::array { 0.0, 0.1, 0.4 }[below(3)]);
    }

    std::mt19937 m_random;
    std::vector<Member> m_sources; ///< of an earlier step whose attempts are alike

public:
    CampaignLab lab;
};

/// Times of all facts in one run as plain rounds to a fix-point find them, from the lab and its draws alone.
class PlainRun
{
public:
    static constexpr std::uint64_t never = ~std::uint64_t(0);

    PlainRun(const CampaignLab &lab, const CampaignRules &rules, std::uint32_t run)
        : m_lab(lab)
        , m_rules(rules)
        , m_run(run)
        , times(lab.factCount, never)
    {
        for (std::uint32_t fact : lab.starts)
            times[fact] = 0;
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < lab.steps.size(); ++i) {
                const std::uint64_t end = endOf(i);
                for (std::uint32_t fact : lab.steps[i].grants) {
                    if (end <= rules.horizonSeconds && end < times[fact]) {
                        times[fact] = end;
                        changed = true;
                    }
                }
            }
        }
    }

private:
    std::array<std::uint32_t, 4> words(std::uint64_t key) const
    {
        return philox4x32(
            { static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U), m_run, 0 },
            { static_cast<std::uint32_t>(m_rules.seed), static_cast<std::uint32_t>(m_rules.seed >> 32U) });
    }

    std::uint64_t endOf(std::size_t number) const
    {
        const CampaignLab::Step &step = m_lab.steps[number];
        std::uint64_t ready = 0;
        for (std::uint32_t fact : step.premises)
            ready = std::max(ready, times[fact]);
        if (ready == never || step.isFree)
            return ready;
        std::vector<std::pair<std::uint64_t, double>> attempts; // when ready, and mean seconds
        for (const Member &member : step.members) {
            const std::uint64_t from = std::max(ready, times[member.fact]);
            if (from != never && words(m_lab.keyOf(number, member))[1] < shareOf(member.law.success))
                attempts.emplace_back(from, member.law.meanHours * hours);
        }
        const double draw = static_cast<double>(unitExponential(words(m_lab.keyOf(number))[0])) / (1U << 24U);
        const auto isDone = [&](std::uint64_t second) {
            double sum = 0;
            for (const auto &[from, mean] : attempts)
                sum += second > from ? (2.0 * static_cast<double>(second - from) + 1) / (2 * mean) : 0;
            return sum > draw;
        };
        if (!isDone(m_rules.horizonSeconds))
            return never;
        std::uint64_t before = 0, end = m_rules.horizonSeconds;
        while (end - before > 1) {
            const std::uint64_t middle = (before + end) / 2;
            (isDone(middle) ? end : before) = middle;
        }
        return end;
    }

    const CampaignLab &m_lab;
    const CampaignRules &m_rules;
    std::uint32_t m_run;

public:
    std::vector<std::uint64_t> times;
};

std::vector<std::uint64_t> timesOf(const CampaignLab &lab, const CampaignOutcome &outcome)
{
    std::vector<std::uint64_t> times(lab.factCount, PlainRun::never);
    for (const CampaignOutcome::Fall &fall : outcome.falls)
        times[fall.element] = fall.seconds;
    return times;
}

CampaignResult played(const CampaignGraph &graph, const CampaignRules &rules, std::uint32_t runs)
{
    CampaignOptions options;
    options.rules = rules;
    options.runs = runs;
    options.threads = 1;
    return *playCampaign(graph, options);
}

/// Differences of two frequencies, in standard deviations.
class Differences
{
public:
    /// False when this one alone is too large.
    bool add(std::uint64_t first, std::uint64_t second, std::uint32_t runs)
    {
        const double mean = static_cast<double>(first + second) / (2.0 * runs);
        const double variance = 2 * runs * mean * (1 - mean);
        if (variance < 20)
            return std::abs(static_cast<double>(first) - static_cast<double>(second)) < 30;
        const double difference =
            (static_cast<double>(first) - static_cast<double>(second)) / std::sqrt(variance);
        ++cases;
        m_sum += difference;
        m_squares += difference * difference;
        return std::abs(difference) < 5;
    }

    double bias() const { return m_sum / std::sqrt(cases); }

    double scatter() const { return (m_squares - cases) / std::sqrt(2.0 * cases); }

    int cases = 0;

private:
    double m_sum = 0;
    double m_squares = 0;
};

} // namespace

class tst_CampaignCrowds : public QObject
{
    Q_OBJECT

private slots:
    void aCrowdFallsAsItsClosedFormSays_data();
    void aCrowdFallsAsItsClosedFormSays();
    void aCrowdFallsAsOneDrawForEachAttemptDoes();
    void isNoticedAsWithOneDrawForEachAttempt();
    void thePlainSumFindsTheSameTimes();
    void fewerSlowerOrUnluckierAttemptsNeverHelpTheAttacker();
    void theLastAttemptKeepsTheDrawOfItsCrowd();
    void targetsOfTheSameSourcesShareACrowd();
    void longMeansAndManyAttemptsDoNotOverflow();
};

void tst_CampaignCrowds::aCrowdFallsAsItsClosedFormSays_data()
{
    QTest::addColumn<QList<double>>("means");
    QTest::addColumn<double>("success");
    QTest::addColumn<double>("horizon"); // hours
    QTest::newRow("alike") << QList<double>(20, 100.0) << 1.0 << 4.0;
    QTest::newRow("mixed") << QList<double> { 1, 10, 10, 100 } << 1.0 << 0.5;
    QTest::newRow("uneven ratios") << QList<double> { 7, 11, 13 } << 1.0 << 2.0;
    QTest::newRow("uncertain") << QList<double>(5, 10.0) << 0.3 << 5.0;
    QTest::newRow("mixed and uncertain") << QList<double> { 1, 10, 100 } << 0.5 << 3.0;
    QTest::newRow("many that hardly work") << QList<double>(40, 100.0) << 0.05 << 30.0;
}

void tst_CampaignCrowds::aCrowdFallsAsItsClosedFormSays()
{
    QFETCH(QList<double>, means);
    QFETCH(double, success);
    QFETCH(double, horizon);
    CampaignLab lab(2);
    lab.start(0);
    std::vector<Member> members;
    double standing = 1;
    for (double mean : means) {
        members.push_back({ 0, { mean, success }, static_cast<std::uint32_t>(members.size()) });
        standing *= 1 - success * (1 - std::exp(-(horizon + 0.5 / hours) / mean));
    }
    lab.crowd(members, {}, { 1 });
    constexpr std::uint32_t runs = 40'000;
    const auto falls = played(lab.graph(), { 5, static_cast<std::uint64_t>(horizon * hours), false }, runs)
                           .elements[1]
                           .falls;
    const double deviation =
        (static_cast<double>(falls) - runs * (1 - standing)) / std::sqrt(runs * standing * (1 - standing));
    QVERIFY2(std::abs(deviation) < 4, qPrintable(QString::number(deviation)));
}

void tst_CampaignCrowds::aCrowdFallsAsOneDrawForEachAttemptDoes()
{
    Differences differences;
    constexpr std::uint32_t runs = 1000;
    for (std::uint64_t i = 0; i < 1200; ++i) {
        RandomLab random(i);
        const CampaignLab &lab = random.lab;
        const double horizon = std::array { 0.02, 0.5, 3.0, 24.0 }[random.below(4)];
        const CampaignRules rules { 3, static_cast<std::uint64_t>(horizon * hours), i % 2 == 0 };
        const auto together = played(lab.graph(), rules, runs);
        const auto apart = played(lab.graphTakenApart(), { 4, rules.horizonSeconds, i % 2 == 0 }, runs);
        const std::uint32_t goal =
            1 + random.below(lab.factCount - 1); // one each: facts of a run are not independent
        QVERIFY2(differences.add(together.elements[goal].falls, apart.elements[goal].falls, runs),
            qPrintable(QStringLiteral("attack %1: %2 and %3")
                           .arg(i)
                           .arg(together.elements[goal].falls)
                           .arg(apart.elements[goal].falls)));
    }
    qInfo("1200 attacks, %d of them informative, bias %.2f, scatter %.2f", differences.cases,
        differences.bias(), differences.scatter());
    QVERIFY2(differences.cases > 200, qPrintable(QString::number(differences.cases)));
    QVERIFY2(std::abs(differences.bias()) < 4, qPrintable(QString::number(differences.bias())));
    QVERIFY2(std::abs(differences.scatter()) < 4, qPrintable(QString::number(differences.scatter())));
}

void tst_CampaignCrowds::isNoticedAsWithOneDrawForEachAttempt()
{
    Differences runsNoticed, steps;
    constexpr std::uint32_t runs = 1000;
    for (std::uint64_t i = 0; i < 600; ++i) {
        const CampaignLab lab = RandomLab(5000 + i).lab;
        const auto together = played(lab.graph(), { 3, 3 * 3600, true }, runs);
        const auto apart = played(lab.graphTakenApart(), { 4, 3 * 3600, true }, runs);
        QVERIFY(runsNoticed.add(together.detection.runs, apart.detection.runs, runs));
        const auto atFirst = [](const CampaignResult &result) {
            const auto found = result.detection.ordinals.find(1);
            return found == result.detection.ordinals.end() ? 0 : found->second;
        };
        QVERIFY(steps.add(atFirst(together), atFirst(apart), runs));
    }
    for (const Differences &differences : { runsNoticed, steps }) {
        QVERIFY2(differences.cases > 100, qPrintable(QString::number(differences.cases)));
        QVERIFY2(std::abs(differences.bias()) < 4, qPrintable(QString::number(differences.bias())));
        QVERIFY2(std::abs(differences.scatter()) < 4, qPrintable(QString::number(differences.scatter())));
    }
}

void tst_CampaignCrowds::thePlainSumFindsTheSameTimes()
{
    std::uint64_t fallen = 0;
    for (std::uint64_t i = 0; i < 500; ++i) {
        const CampaignLab lab = RandomLab(10'000 + i).lab;
        const CampaignGraph graph = lab.graph();
        const CampaignRules rules { 9, i % 2 == 0 ? std::uint64_t(1) << 30U : 5 * 3600, false };
        CampaignKernel kernel(graph, rules);
        // A crowd of one attempt that is certain is rounded as a single step is; the sum is, too.
        for (std::uint32_t run = 0; run < 20; ++run) {
            const auto times = timesOf(lab, kernel.play(run));
            QCOMPARE(times, PlainRun(lab, rules, run).times);
            fallen += kernel.play(run).falls.size();
        }
    }
    QVERIFY2(fallen > 20'000, qPrintable(QString::number(fallen)));
}

void tst_CampaignCrowds::fewerSlowerOrUnluckierAttemptsNeverHelpTheAttacker()
{
    int later = 0;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        RandomLab random(20'000 + i);
        CampaignLab harder = random.lab;
        std::vector<Member> *members = nullptr;
        while (members == nullptr) {
            CampaignLab::Step &step =
                harder.steps[random.below(static_cast<std::uint32_t>(harder.steps.size()))];
            if (!step.members.empty())
                members = &step.members;
            else if (random.below(50) == 0)
                break;
        }
        if (members == nullptr)
            continue;
        const auto which = random.below(static_cast<std::uint32_t>(members->size()));
        Law &law = (*members)[which].law;
        if (i % 3 == 0 && members->size() > 1)
            members->erase(members->begin() + which);
        else if (i % 3 == 1)
            law.meanHours *= 10;
        else
            law.success /= 2;
        const CampaignGraph before = random.lab.graph();
        const CampaignGraph after = harder.graph();
        const CampaignRules rules { 8, std::uint64_t(1) << 30U, false };
        CampaignKernel first(before, rules), second(after, rules);
        for (std::uint32_t run = 0; run < 20; ++run) {
            const auto quick = timesOf(random.lab, first.play(run));
            const auto slow = timesOf(harder, second.play(run));
            for (std::uint32_t fact = 0; fact < harder.factCount; ++fact) {
                QVERIFY(slow[fact] >= quick[fact]);
                later += slow[fact] > quick[fact] ? 1 : 0;
            }
        }
    }
    QVERIFY2(later > 2000, qPrintable(QString::number(later)));
}

void tst_CampaignCrowds::theLastAttemptKeepsTheDrawOfItsCrowd()
{
    // Of two attempts one can never start; without it the step is a single one and takes as long.
    CampaignLab two(3);
    two.start(0);
    two.crowd({ { 0, { 10 }, 0 }, { 1, { 10 }, 1 } }, {}, { 2 });
    CampaignLab one(3);
    one.start(0);
    one.crowd({ { 0, { 10 }, 0 } }, {}, { 2 });
    const CampaignGraph crowd = two.graph(), single = one.graph();
    QCOMPARE(crowd.crowds().size(), std::size_t(1));
    QCOMPARE(single.crowds().size(), std::size_t(0));
    CampaignKernel first(crowd, {}), second(single, {});
    for (std::uint32_t run = 0; run < 1000; ++run)
        QCOMPARE(timesOf(two, first.play(run)), timesOf(one, second.play(run)));
}

void tst_CampaignCrowds::targetsOfTheSameSourcesShareACrowd()
{
    CampaignLab lab(6);
    lab.start(0);
    lab.crowd({ { 0, { 1 }, 0 }, { 1, { 1 }, 1 } }, {}, { 2 });
    lab.crowd({ { 0, { 10 }, 0 }, { 1, { 10 }, 1 } }, { 2 }, { 3 }); // the mean is the step's
    lab.crowd({ { 0, { 1 }, 0 }, { 2, { 1 }, 1 } }, {}, { 4 });
    lab.crowd({ { 0, { 1 }, 0 }, { 1, { 10 }, 1 } }, {}, { 5 }); // not alike
    QCOMPARE(lab.graph().crowds().size(), std::size_t(3));
}

void tst_CampaignCrowds::longMeansAndManyAttemptsDoNotOverflow()
{
    // The longest and the shortest mean in one crowd, and a crowd of the longest alone.
    constexpr double longest = static_cast<double>(longestMeanSeconds) / hours;
    CampaignLab lab(4);
    lab.start(0);
    std::vector<Member> many, mixed;
    for (std::uint32_t i = 0; i < 3000; ++i) {
        many.push_back({ 0, { longest }, i });
        mixed.push_back({ 1, { i % 2 == 0 ? longest : 1 / hours }, i });
    }
    lab.crowd(many, {}, { 1 });
    lab.crowd(mixed, {}, { 2 });
    lab.crowd({ { 2, { longest }, 0 }, { 2, { longest / 2 }, 1 } }, {}, { 3 });
    const CampaignGraph graph = lab.graph();
    CampaignKernel kernel(graph, { 1, lastCampaignSecond, false });
    double first = 0, last = 0;
    constexpr std::uint32_t runs = 4000;
    for (std::uint32_t run = 0; run < runs; ++run) {
        const auto times = timesOf(lab, kernel.play(run));
        first += static_cast<double>(times[1]);
        QCOMPARE(times[2], times[1] + 1);
        QVERIFY(times[3] > times[2]);
        last += static_cast<double>(times[3] - times[2]);
    }
    QVERIFY(
        std::abs(first / runs / (static_cast<double>(longestMeanSeconds) / 3000) - 1) < 4 / std::sqrt(runs));
    QVERIFY(std::abs(last / runs / (static_cast<double>(longestMeanSeconds) / 3) - 1) < 4 / std::sqrt(runs));
}

QTEST_APPLESS_MAIN(tst_CampaignCrowds)
#include "tst_CampaignCrowds.moc"
