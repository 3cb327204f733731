// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/Resources.h"
#include "tests/core/attack/TechniqueCases.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

/// Techniques that a design always stops, so that they count only where planes fail; tested on their own.
const std::set<std::string> onlyWherePlanesFail { "agent-spoof", "store-without-credential" };

void caseRows()
{
    QTest::addColumn<int>("number");
    const std::vector<TechniqueCase> cases = techniqueCases();
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].technique.c_str()) << int(i);
}

AttackTrace attack(const TechniqueCase &technique, const AttackLab &lab)
{
    std::vector<std::string> inPlay = technique.helpers;
    inPlay.push_back(technique.technique);
    return lab.run(inPlay);
}

TechniqueCase caseNumber(int number)
{
    return techniqueCases().at(std::size_t(number));
}

} // namespace

class tst_Techniques : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedTechniqueIsTested();
    void everyShippedTechniqueSaysWhatItsEffortRestsOn();

    void succeeds_data() { caseRows(); }

    void succeeds();

    void isStopped_data() { caseRows(); }

    void isStopped();

    void isNotStoppedByAnotherControl_data() { caseRows(); }

    void isNotStoppedByAnotherControl();
    void isStoppedByAFurtherControl_data();
    void isStoppedByAFurtherControl();
    void aBoundKeyServesCodeInTheHoldersPods_data();
    void aBoundKeyServesCodeInTheHoldersPods();
    void storeWithoutCredentialNeedsTheDataPlaneToFail();
    void agentSpoofNeedsTheIdentityPlaneToFail();
};

void tst_Techniques::everyShippedTechniqueIsTested()
{
    std::set<std::string> tested = onlyWherePlanesFail;
    for (const TechniqueCase &technique : techniqueCases())
        QVERIFY2(tested.insert(technique.technique).second, technique.technique.c_str());
    std::set<std::string> shipped;
    const auto catalogue = shippedCatalogue();
    for (const Technique &technique : catalogue->techniques)
        shipped.insert(technique.id);
    QCOMPARE(tested, shipped);
}

void tst_Techniques::everyShippedTechniqueSaysWhatItsEffortRestsOn()
{
    const std::string page(resource("help/techniques.md"));
    const auto catalogue = shippedCatalogue();
    for (const Technique &technique : catalogue->techniques) {
        QVERIFY2(!technique.basis.empty(), technique.id.c_str());
        for (const std::string &part : split(technique.basis, ',')) {
            const std::string word = part.front() == ' ' ? part.substr(1) : part;
            const bool isNumbered = word.size() <= 3 && word.front() != 'j';
            const bool isRule = isNumbered && word.front() == 'R' && word.size() == 2;
            const bool isExplained = page.find("| " + word + " |") != std::string::npos;
            QVERIFY2(!isNumbered || isRule || isExplained, technique.id.c_str());
        }
    }
}

void tst_Techniques::succeeds()
{
    QFETCH(int, number);
    const TechniqueCase technique = caseNumber(number);
    AttackLab lab;
    technique.stage(lab);
    const AttackTrace trace = attack(technique, lab);
    const Pivot *pivot = findPivot(trace, technique.technique, technique.from, technique.to);
    QVERIFY(pivot);
    QVERIFY2(pivot->succeeded(), pivot->blocks.empty() ? "" : pivot->blocks.front().reason.c_str());
    QVERIFY(holds(trace, technique.gain));
}

void tst_Techniques::isStopped()
{
    QFETCH(int, number);
    const TechniqueCase technique = caseNumber(number);
    AttackLab lab;
    technique.stage(lab);
    technique.control(lab);
    const AttackTrace trace = attack(technique, lab);
    QVERIFY(!holds(trace, technique.gain));
    const Pivot *pivot = findPivot(trace, technique.technique, technique.from, technique.to);
    if (!technique.plane) {
        QVERIFY(!pivot);
        return;
    }
    QVERIFY(pivot);
    const auto block = std::find_if(pivot->blocks.begin(), pivot->blocks.end(),
        [&](const PivotBlock &candidate) { return candidate.plane == *technique.plane; });
    QVERIFY(block != pivot->blocks.end());
    QCOMPARE(block->control, technique.controlId);
    QVERIFY(!block->reason.empty());
}

void tst_Techniques::isNotStoppedByAnotherControl()
{
    QFETCH(int, number);
    const TechniqueCase technique = caseNumber(number);
    AttackLab lab;
    technique.stage(lab);
    technique.useless(lab);
    const AttackTrace trace = attack(technique, lab);
    const Pivot *pivot = findPivot(trace, technique.technique, technique.from, technique.to);
    QVERIFY(pivot);
    QVERIFY2(pivot->succeeded(), pivot->blocks.empty() ? "" : pivot->blocks.front().reason.c_str());
    QVERIFY(holds(trace, technique.gain));
}

void tst_Techniques::isStoppedByAFurtherControl_data()
{
    QTest::addColumn<int>("number");
    const std::vector<FurtherControl> controls = furtherControls();
    for (std::size_t i = 0; i < controls.size(); ++i)
        QTest::newRow((controls[i].technique + " " + controls[i].controlId).c_str()) << int(i);
}

void tst_Techniques::isStoppedByAFurtherControl()
{
    QFETCH(int, number);
    const FurtherControl further = furtherControls().at(std::size_t(number));
    const std::vector<TechniqueCase> cases = techniqueCases();
    const auto technique = std::find_if(cases.begin(), cases.end(),
        [&further](const TechniqueCase &candidate) { return candidate.technique == further.technique; });
    QVERIFY(technique != cases.end());
    AttackLab lab;
    technique->stage(lab);
    further.control(lab);
    const AttackTrace trace = attack(*technique, lab);
    QVERIFY(!holds(trace, technique->gain));
    const Pivot *pivot = findPivot(trace, technique->technique, technique->from, technique->to);
    QVERIFY(pivot);
    const bool isBlocked =
        std::any_of(pivot->blocks.begin(), pivot->blocks.end(), [&further](const PivotBlock &block) {
            return block.plane == further.plane && block.control == further.controlId;
        });
    QVERIFY2(isBlocked, pivot->blocks.empty() ? "" : pivot->blocks.front().control.c_str());
}

void tst_Techniques::aBoundKeyServesCodeInTheHoldersPods_data()
{
    QTest::addColumn<int>("number");
    const std::vector<TechniqueCase> cases = techniqueCases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        for (const char *technique : { "secret-store-entry", "oauth-grant-reuse", "stolen-model-key" }) {
            if (cases[i].technique == technique)
                QTest::newRow(technique) << int(i);
        }
    }
}

void tst_Techniques::aBoundKeyServesCodeInTheHoldersPods()
{
    QFETCH(int, number);
    const TechniqueCase technique = caseNumber(number);
    AttackLab lab;
    technique.stage(lab);
    lab.secret("key").boundToHolder = true;
    QVERIFY(!holds(attack(technique, lab), technique.gain));
    lab.give("web", "key", SecretDelivery::Environment);
    const AttackTrace trace = attack(technique, lab);
    const Pivot *pivot = findPivot(trace, technique.technique, technique.from, technique.to);
    QVERIFY(pivot);
    QVERIFY2(pivot->succeeded(), pivot->blocks.empty() ? "" : pivot->blocks.front().reason.c_str());
    QVERIFY(holds(trace, technique.gain));
}

void tst_Techniques::storeWithoutCredentialNeedsTheDataPlaneToFail()
{
    AttackLab lab;
    lab.network("users");
    lab.workload("db").exposed = true;
    lab.wantCredentials("documents");
    const AttackTrace trace = lab.run({ "store-without-credential" });
    const Pivot *pivot = findPivot(trace, "store-without-credential", "users", "contracts");
    QVERIFY(pivot);
    QCOMPARE(pivot->blocks.size(), std::size_t(1));
    QCOMPARE(pivot->blocks.front().control, std::string("D1"));
    QCOMPARE(defenceDepth(trace, ElementId("contracts")), 1);
    lab.denyNetwork();
    QCOMPARE(defenceDepth(lab.run({ "store-without-credential" }), ElementId("contracts")), 2);
}

void tst_Techniques::agentSpoofNeedsTheIdentityPlaneToFail()
{
    AttackLab lab;
    lab.code("web");
    const AttackTrace trace = lab.run({ "agent-spoof" });
    const Pivot *pivot = findPivot(trace, "agent-spoof", "web", "agent");
    QVERIFY(pivot);
    QCOMPARE(pivot->blocks.size(), std::size_t(1));
    QCOMPARE(pivot->blocks.front().control, std::string("I6"));
    for (const AttackFact &fact : trace.facts) {
        if (toString(fact.fact) == "agent influenced")
            QCOMPARE(int(fact.worlds), int(0xAAAA)); // the odd worlds: bit 0 is the identity plane
    }
    lab.restrictPods();
    QVERIFY(!findPivot(lab.run({ "agent-spoof" }), "agent-spoof", "web", "agent")->succeeded());
    lab.workload("agent").traits.acceptsAnonymousCallers = true;
    QVERIFY(!findPivot(lab.run({ "agent-spoof" }), "agent-spoof", "web", "agent"));
}

QTEST_APPLESS_MAIN(tst_Techniques)
#include "tst_Techniques.moc"
