// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/NetworkPluginFacts.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// What is known of network plugins, and where it counts.
class tst_NetworkPluginFacts : public QObject
{
    Q_OBJECT

private slots:
    void everyPluginAnswersEverySwitch();
    void whatIsKnownFillsWhatTheProjectLeavesOpen();
    void theProjectsOwnSwitchWins();
    void unknownStaysUnknown();
    void refusesTablesThatItDoesNotUnderstand();
};

void tst_NetworkPluginFacts::everyPluginAnswersEverySwitch()
{
    const auto &facts = networkPluginFacts();
    for (std::size_t plugin = 0; plugin < EnumNames<CniKind>::names.size(); ++plugin) {
        for (const auto &[name, member] : networkPluginSwitches()) {
            const auto count = std::count_if(facts.begin(), facts.end(), [&](const NetworkPluginFact &fact) {
                return fact.plugin == static_cast<CniKind>(plugin) && fact.behaviour == name;
            });
            QVERIFY2(count == 1, (std::string(EnumNames<CniKind>::names[plugin]) + " " + name).c_str());
        }
    }
}

void tst_NetworkPluginFacts::whatIsKnownFillsWhatTheProjectLeavesOpen()
{
    PlatformProfile platform;
    platform.cni = CniKind::Cilium;
    QCOMPARE(withKnownBehaviour(platform).ipBlockMatchesPods, EngineBehaviour::No); // cilium/cilium#9209
    QCOMPARE(withKnownBehaviour(platform).policySelectsHostNetwork, EngineBehaviour::No);
    platform.cni = CniKind::Calico;
    QCOMPARE(withKnownBehaviour(platform).ipBlockMatchesPods, EngineBehaviour::Yes); // calico#6634
    QCOMPARE(withKnownBehaviour(platform).enforcesAdminPolicies, EngineBehaviour::Unknown);
    test::DesignBuilder design;
    design.project.platform.cni = CniKind::Cilium;
    QCOMPARE(compilePlan(design.project).plan.platform.ipBlockMatchesPods, EngineBehaviour::No);
}

void tst_NetworkPluginFacts::theProjectsOwnSwitchWins()
{
    PlatformProfile platform;
    platform.cni = CniKind::Cilium;
    platform.ipBlockMatchesPods = EngineBehaviour::Yes;
    QCOMPARE(withKnownBehaviour(platform).ipBlockMatchesPods, EngineBehaviour::Yes);
}

void tst_NetworkPluginFacts::unknownStaysUnknown()
{
    for (CniKind cni : { CniKind::Generic, CniKind::OvnKubernetes }) {
        PlatformProfile platform;
        platform.cni = cni;
        for (const auto &[name, member] : networkPluginSwitches())
            QCOMPARE(withKnownBehaviour(platform).*member, EngineBehaviour::Unknown);
    }
}

void tst_NetworkPluginFacts::refusesTablesThatItDoesNotUnderstand()
{
    const std::string good = "cilium\tipBlockMatchesPods\tno\ta source\n";
    QVERIFY(readNetworkPluginFacts("# head\n\n" + good));
    for (const std::string &bad :
        { std::string("cilium\tipBlockMatchesPods\tno\n"), std::string("cilium\tipBlockMatchesPods\tno\t\n"),
            std::string("cilium\tother\tno\ts\n"), std::string("cilium\tipBlockMatchesPods\tmaybe\ts\n"),
            std::string("weave\tipBlockMatchesPods\tno\ts\n"), good + good }) {
        const auto read = readNetworkPluginFacts("# head\n" + bad);
        QVERIFY2(!read, bad.c_str());
        QVERIFY(read.error().diagnostics.front().message.find("Line ") == 0);
    }
}

QTEST_APPLESS_MAIN(tst_NetworkPluginFacts)
#include "tst_NetworkPluginFacts.moc"
