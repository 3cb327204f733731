// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"
#include "tests/core/attack/CampaignLab.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace fourplane;
using test::CampaignLab;

// Frequencies of campaigns against probabilities that are calculated without chance, on random projects.
// Every case must be within five standard deviations, which one case in a million misses; all together must
// spread as chance does: no bias, and neither more nor less scatter. Seeds are fixed, so nothing flakes.

namespace {

constexpr double secondsPerHour = 3600;

/// Deviations of many cases, in standard deviations.
class Deviations
{
public:
    /// False when this case alone is too far off.
    bool add(std::uint64_t count, std::uint32_t runs, double probability)
    {
        const double variance = runs * probability * (1 - probability);
        if (variance < 1e-6)
            return count == static_cast<std::uint64_t>(std::llround(runs * probability));
        const double deviation = (static_cast<double>(count) - runs * probability) / std::sqrt(variance);
        // Far from the normal distribution (few expected counts) only the case's own bound, wider, holds.
        if (variance < 10)
            return std::abs(deviation) < 5 + 5 / std::sqrt(variance);
        m_sum += deviation;
        m_squares += deviation * deviation;
        ++m_cases;
        return std::abs(deviation) < 5;
    }

    int cases() const { return m_cases; }

    /// Mean of the deviations, in its own standard deviations.
    double bias() const { return m_sum / std::sqrt(m_cases); }

    /// How far the sum of squares is from its expectation, in its own standard deviations.
    double scatter() const { return (m_squares - m_cases) / std::sqrt(2.0 * m_cases); }

private:
    int m_cases = 0;
    double m_sum = 0;
    double m_squares = 0;
};

/// The chance that something has happened by each point of a grid from 0 to the horizon.
class Curve
{
public:
    static constexpr std::size_t points = 400;

    explicit Curve(double value)
        : m_values(points + 1, value)
    {
    }

    double last() const { return m_values.back(); }

    /// Both have happened.
    void meet(const Curve &other)
    {
        for (std::size_t i = 0; i <= points; ++i)
            m_values[i] *= other.m_values[i];
    }

    /// One of both has happened.
    void join(const Curve &other)
    {
        for (std::size_t i = 0; i <= points; ++i)
            m_values[i] = 1 - (1 - m_values[i]) * (1 - other.m_values[i]);
    }

    /// Followed by a step: the convolution with an exponential time, exact where the curve is straight
    /// between its points. `gridHours` is the distance of points.
    Curve then(const CampaignLab::Law &law, double gridHours) const
    {
        const double decay = std::exp(-gridHours / law.meanHours);
        // Over one stretch, of a straight line from a to b: a (1 - decay) + (b - a) (1 - (1 - decay) m / h).
        const double slopeWeight = 1 - (1 - decay) * law.meanHours / gridHours;
        Curve result(0);
        double value = 0;
        for (std::size_t i = 1; i <= points; ++i) {
            const double from = m_values[i - 1];
            value = value * decay + from * (1 - decay) + (m_values[i] - from) * slopeWeight;
            result.m_values[i] = value * law.success;
        }
        return result;
    }

private:
    std::vector<double> m_values;
};

/// A random series-parallel attack: a fact falls by any of several steps, a step needs all of several facts,
/// and nothing is used twice, so that everything is independent.
class RandomTree
{
public:
    RandomTree(std::mt19937 &random, std::uint64_t seed)
        : m_random(random)
        , horizonHours(std::array { 3.0, 12.0, 72.0 }[below(3)])
        , lab(1, seed)
    {
        lab.start(0);
        const auto [fact, curve] = grow(1 + below(3));
        goal = fact;
        probability = curve.last();
    }

private:
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(m_random() % limit); }

    std::pair<std::uint32_t, Curve> grow(std::uint32_t depth)
    {
        if (depth == 0)
            return { 0, Curve(1) };
        const std::uint32_t fact = lab.factCount++;
        Curve fallen(0);
        for (std::uint32_t ways = 1 + below(3); ways > 0; --ways) {
            std::vector<std::uint32_t> premises;
            Curve ready(1);
            for (std::uint32_t count = 1 + below(2); count > 0; --count) {
                const auto [premise, curve] = grow(below(depth));
                premises.push_back(premise);
                ready.meet(curve);
            }
            const CampaignLab::Law law { std::array { 0.5, 1.0, 10.0, 30.0 }[below(4)],
                std::array { 1.0, 1.0, 0.5, 0.2 }[below(4)] };
            lab.step(premises, { fact }, law);
            fallen.join(ready.then(law, horizonHours / Curve::points));
        }
        return { fact, fallen };
    }

    std::mt19937 &m_random;

public:
    double horizonHours;
    CampaignLab lab;
    std::uint32_t goal = 0;
    double probability = 0; ///< that the goal falls within the horizon
};

std::uint64_t fallsOf(
    const CampaignLab &lab, std::uint32_t fact, std::uint32_t runs, std::uint64_t horizonSeconds)
{
    CampaignOptions options;
    options.rules = { 11, horizonSeconds, false };
    options.runs = runs;
    options.threads = 1;
    return playCampaign(lab.graph(), options)->elements[fact].falls;
}

/// Facts with cycles and shared premises, where up to seven steps need luck.
CampaignLab randomBernoulliLab(std::mt19937 &random, std::uint64_t seed)
{
    const auto below = [&random](
                           std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    const std::uint32_t facts = 3 + below(6);
    CampaignLab lab(facts, seed);
    lab.start(0);
    std::uint32_t uncertain = 0;
    for (std::uint32_t steps = 4 + below(14); steps > 0; --steps) {
        std::vector<std::uint32_t> premises(1 + below(2));
        for (std::uint32_t &fact : premises)
            fact = below(facts);
        const bool needsLuck = uncertain < 7 && below(3) > 0;
        uncertain += needsLuck ? 1 : 0;
        lab.step(premises, { below(facts) }, { 1, needsLuck ? std::array { 0.8, 0.5, 0.2 }[below(3)] : 1.0 });
    }
    return lab;
}

/// Whether the fact can be reached with the steps of `lucky`: sweeps until nothing changes.
bool reaches(const CampaignLab &lab, const std::vector<bool> &lucky, std::uint32_t goal)
{
    std::vector<bool> held(lab.factCount);
    for (std::uint32_t fact : lab.starts)
        held[fact] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < lab.steps.size(); ++i) {
            bool fires = lucky[i];
            for (std::uint32_t fact : lab.steps[i].premises)
                fires = fires && held[fact];
            for (std::uint32_t fact : lab.steps[i].grants) {
                changed = changed || (fires && !held[fact]);
                held[fact] = held[fact] || fires;
            }
        }
    }
    return held[goal];
}

/// The chance that the goal is ever reached, by going through every combination of luck.
double enumerated(const CampaignLab &lab, std::uint32_t goal)
{
    std::vector<std::size_t> uncertain;
    for (std::size_t i = 0; i < lab.steps.size(); ++i) {
        if (lab.steps[i].law.success < 1)
            uncertain.push_back(i);
    }
    double sum = 0;
    for (std::uint32_t outcome = 0; outcome < (1U << uncertain.size()); ++outcome) {
        std::vector<bool> lucky(lab.steps.size(), true);
        double weight = 1;
        for (std::size_t bit = 0; bit < uncertain.size(); ++bit) {
            const bool works = (outcome >> bit) & 1U;
            lucky[uncertain[bit]] = works;
            const double success = lab.steps[uncertain[bit]].law.success;
            weight *= works ? success : 1 - success;
        }
        if (reaches(lab, lucky, goal))
            sum += weight;
    }
    return sum;
}

} // namespace

class tst_CampaignLaws : public QObject
{
    Q_OBJECT

private slots:
    void theCalculationAgreesWithClosedForms();
    void seriesParallelAttacksFallAsCalculated();
    void luckAloneFallsAsEnumerated();
};

void tst_CampaignLaws::theCalculationAgreesWithClosedForms()
{
    const double grid = 12.0 / Curve::points;
    const Curve one = Curve(1).then({ 10 }, grid);
    QVERIFY(std::abs(one.last() - (1 - std::exp(-1.2))) < 1e-9);
    const Curve two = one.then({ 10 }, grid);
    QVERIFY(std::abs(two.last() - (1 - std::exp(-1.2) * 2.2)) < 1e-5);
    Curve both = one;
    both.join(one);
    QVERIFY(std::abs(both.last() - (1 - std::exp(-2.4))) < 1e-9);
}

void tst_CampaignLaws::seriesParallelAttacksFallAsCalculated()
{
    std::mt19937 random(20261123);
    constexpr std::uint32_t runs = 400;
    Deviations deviations;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        const RandomTree tree(random, i);
        const auto falls = fallsOf(
            tree.lab, tree.goal, runs, static_cast<std::uint64_t>(tree.horizonHours * secondsPerHour));
        QVERIFY2(deviations.add(falls, runs, tree.probability),
            qPrintable(QStringLiteral("case %1: %2 of %3, expected %4")
                           .arg(i)
                           .arg(falls)
                           .arg(runs)
                           .arg(runs * tree.probability)));
    }
    qInfo("1500 attacks, %zu of them informative", std::size_t(deviations.cases()));
    QVERIFY2(deviations.cases() > 700, qPrintable(QString::number(deviations.cases())));
    QVERIFY2(std::abs(deviations.bias()) < 4, qPrintable(QString::number(deviations.bias())));
    QVERIFY2(std::abs(deviations.scatter()) < 4, qPrintable(QString::number(deviations.scatter())));
}

void tst_CampaignLaws::luckAloneFallsAsEnumerated()
{
    std::mt19937 random(20261124);
    constexpr std::uint32_t runs = 400;
    Deviations deviations;
    int informative = 0; // goals that neither always nor never fall
    for (std::uint64_t i = 0; informative < 1000; ++i) {
        const CampaignLab lab = randomBernoulliLab(random, 10'000 + i);
        const std::uint32_t goal = lab.factCount - 1;
        const double expected = enumerated(lab, goal);
        const bool isInformative = expected > 0.01 && expected < 0.99;
        informative += isInformative ? 1 : 0;
        if (!isInformative && i % 4 > 0)
            continue;
        const auto falls = fallsOf(lab, goal, runs, lastCampaignSecond);
        QVERIFY2(deviations.add(falls, runs, expected),
            qPrintable(QStringLiteral("case %1: %2 of %3, expected %4")
                           .arg(i)
                           .arg(falls)
                           .arg(runs)
                           .arg(runs * expected)));
    }
    qInfo("%d attacks that may fall or not", informative);
    QVERIFY2(deviations.cases() > 800, qPrintable(QString::number(deviations.cases())));
    QVERIFY2(std::abs(deviations.bias()) < 4, qPrintable(QString::number(deviations.bias())));
    QVERIFY2(std::abs(deviations.scatter()) < 4, qPrintable(QString::number(deviations.scatter())));
}

QTEST_APPLESS_MAIN(tst_CampaignLaws)
#include "tst_CampaignLaws.moc"
