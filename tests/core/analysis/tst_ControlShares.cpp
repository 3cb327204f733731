// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlChange.h"
#include "core/analysis/ControlShares.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fourplane;
using namespace fourplane::test;

namespace {

std::unique_ptr<DesignRun> runOf(const Project &project, const Scenario &scenario)
{
    return std::move(DesignRun::make(project, catalogue(), scenario).value());
}

const ControlShare *shareOf(const ControlShares &shares, const std::string &control)
{
    const auto found = std::find_if(shares.controls.begin(), shares.controls.end(),
        [&control](const ControlShare &share) { return share.control == control; });
    return found == shares.controls.end() ? nullptr : &*found;
}

double sum(const ControlShares &shares)
{
    return std::accumulate(shares.controls.begin(), shares.controls.end(), 0.0,
        [](double total, const ControlShare &share) { return total + share.share; });
}

/// Default deny and store authentication both keep web from contracts (27): each alone is enough.
AttackLab twoWalls()
{
    AttackLab lab;
    lab.code("web");
    lab.denyNetwork();
    lab.wantCredentials("documents");
    lab.collection("contracts").classification = Classification::Restricted;
    lab.collection("chunks").classification = Classification::Public;
    lab.scenario.techniques = { "unauth-internal-service" };
    return lab;
}

} // namespace

class tst_ControlShares : public QObject
{
    Q_OBJECT

private slots:

    /// By hand: without both, contracts (27) and chunks (1) fall; N1 alone holds both, D1 alone holds
    /// contracts. Orders: N1 first gives 28 to N1, 0 to D1; D1 first gives 27 to D1, 1 to N1. Shares 14.5
    /// and 13.5.
    void creditForWhatTwoControlsHoldIsShared()
    {
        AttackLab lab = twoWalls();
        const auto run = runOf(lab.project, lab.scenario);
        const ControlShares shares = shareControls(*run).value();
        QVERIFY(shares.isExact);
        QCOMPARE(shares.riskWithNone - shares.risk, 28);
        QCOMPARE(shareOf(shares, "N1")->share, 14.5);
        QCOMPARE(shareOf(shares, "D1")->share, 13.5);
        QCOMPARE(shareOf(shares, "N1")->riskWithout, 1); // chunks
        QCOMPARE(shareOf(shares, "D1")->riskWithout, 0);
        const std::vector<ElementId> chunks { ElementId("chunks") };
        QVERIFY(shareOf(shares, "N1")->fallsWithout == chunks);
        QVERIFY(!shareOf(shares, "I4"));
    }

    void sharesAddUpAndRemovingNeverShrinksReach()
    {
        for (unsigned seed = 0; seed < designs(8); ++seed) {
            const RandomDesign random = randomDesign(seed);
            const auto run = runOf(random.project, random.scenario);
            ShareOptions options;
            options.exactUpTo = 3;
            options.orders = 6;
            const ControlShares shares = shareControls(*run, options).value();
            QVERIFY(std::abs(sum(shares) - (shares.riskWithNone - shares.risk)) < 1e-6);
            for (const ControlShare &share : shares.controls)
                QVERIFY2(share.riskWithout >= 0, share.control.c_str());
        }
    }

    void samplingIsSeededAndComesNearTheExactShare()
    {
        AttackLab lab = twoWalls();
        const auto run = runOf(lab.project, lab.scenario);
        ShareOptions options;
        options.exactUpTo = 0;
        options.orders = 400;
        const ControlShares first = shareControls(*run, options).value();
        const ControlShares again = shareControls(*run, options).value();
        QVERIFY(!first.isExact);
        const ControlShare &share = *shareOf(first, "N1");
        QCOMPARE(share.share, shareOf(again, "N1")->share);
        // 28 or 1 with equal chance: standard deviation 13.5, of the mean 13.5 / 20.
        QVERIFY(std::abs(share.standardError - 13.5 / 20) < 0.05);
        QVERIFY(std::abs(share.share - 14.5) < 4 * share.standardError);
    }

    /// The mean of two orders, 28 or 1 each: by hand, |28 - 1| / 2 where they differ, and nothing else.
    void theStandardErrorOfTwoOrdersIsHalfTheirDifference()
    {
        AttackLab lab = twoWalls();
        const auto run = runOf(lab.project, lab.scenario);
        ShareOptions options;
        options.exactUpTo = 0;
        options.orders = 2;
        int differing = 0;
        for (options.seed = 1; options.seed <= 8; ++options.seed) {
            const double error = shareOf(shareControls(*run, options).value(), "N1")->standardError;
            const bool differs = std::abs(error - 13.5) < 1e-9;
            QVERIFY2(differs || std::abs(error) < 1e-9, std::to_string(error).c_str());
            differing += differs ? 1 : 0;
        }
        QVERIFY(differing > 0);
    }

    /// The opposite of introducing: what is withdrawn is no longer in force.
    void whatIsWithdrawnIsNotInForce()
    {
        std::size_t withdrawn = 0;
        for (unsigned seed = 0; seed < 60; ++seed) {
            const Project project = randomDesign(seed).project;
            for (const ControlSetting &setting : allSettings(project)) {
                const std::string control = controlOf(setting.kind);
                // Nothing to withdraw: absent roles, unshared accounts, surfaces that were never exposed.
                const bool isByAbsence = setting.kind == SettingKind::OwnAccount
                    || setting.kind == SettingKind::PrivateSurface
                    || setting.kind == SettingKind::BareNodeRole || setting.kind == SettingKind::HardenedPods
                    || setting.kind == SettingKind::ProcessesApart;
                if (isByAbsence || !isInForce(project, setting))
                    continue;
                Project without = project;
                withdrawControl(without, control);
                QVERIFY2(!isInForce(without, setting), describe(setting).c_str());
                ++withdrawn;
            }
        }
        QVERIFY(withdrawn > 300);
    }
};

QTEST_APPLESS_MAIN(tst_ControlShares)
#include "tst_ControlShares.moc"
