// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/reports/AttackReportHtml.h"
#include "core/reports/AttackReportText.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

namespace {

Project sample(const std::string &path)
{
    const auto loaded = loadProject(test::sourcePath("sample-topologies/" + path + ".fourplane.yaml"));
    return loaded ? loaded->project : Project {};
}

AttackReport reportOf(const Project &project, const Scenario &scenario)
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    const auto catalogue = shippedCatalogue();
    const auto trace = simulate(project, decisions, catalogue.value(), scenario);
    return makeAttackReport(project, scenario, trace.value(), catalogue.value(), compiled.plan);
}

AttackReport shadowRay(const char *scenario = "submitted-job")
{
    const Project project = sample("incident-shadowray-2024/shadowray");
    return reportOf(project, project.scenarios.at(ElementId(scenario)));
}

const ReportedGoal &goal(const AttackReport &report, const std::string &name)
{
    return *std::find_if(report.goals.begin(), report.goals.end(),
        [&name](const ReportedGoal &goal) { return goal.name == name; });
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class tst_AttackReport : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheFirstStepInPlainWords();
    void stepsBuildOnEarlierOnesOnly_data();
    void stepsBuildOnEarlierOnesOnly();
    void aHeldGoalSaysWhatStoppedIt();
    void withoutAFallenGoalItTellsHowFarTheAttackerGets();
    void namesTheAssumptionAndTheMarkedWeaknesses();
    void namesAreWrittenAsTheyAre();
    void aTextLineIsAtMostAHundredCharacters();
    void hostileNamesStayText();
    void writesTheSameTwice();
};

void tst_AttackReport::tellsTheFirstStepInPlainWords()
{
    const AttackReport report = shadowRay();
    QCOMPARE(report.start, std::vector<std::string> { "The attacker can send packets from internet." });
    const ReportedStep &first = report.steps.front();
    QCOMPARE(first.number, 1);
    QCOMPARE(first.technique, std::string("Start a job on an open console"));
    QCOMPARE(first.ends, std::string("from internet to ray-head"));
    // Code in a pod brings packets from it; that is not worth a sentence.
    QCOMPARE(first.gains, std::vector<std::string> { "The attacker runs code in ray-head." });
    QVERIFY(first.after.empty());
    QVERIFY(contains(first.missing, "(I6, identity plane)"));
    QVERIFY(contains(join(first.passages, "\n"), "The network plane has no rule against it: "));
    QVERIFY(contains(first.evidence, "the audit log of the Kubernetes API"));
    QVERIFY(goal(report, "hf-registry").falls);
    QVERIFY(contains(goal(report, "hf-registry").verdict, "can change what is in it (step "));
}

void tst_AttackReport::stepsBuildOnEarlierOnesOnly_data()
{
    QTest::addColumn<std::string>("path");
    QTest::newRow("hugging face") << std::string("incident-huggingface-2026/huggingface");
    QTest::newRow("sapwned") << std::string("incident-sapwned-2024/sapwned");
    QTest::newRow("rag assistant") << std::string("rag-assistant/flat");
}

void tst_AttackReport::stepsBuildOnEarlierOnesOnly()
{
    QFETCH(std::string, path);
    const Project project = sample(path);
    QVERIFY(!project.scenarios.empty());
    for (const auto &[id, scenario] : project.scenarios) {
        const AttackReport report = reportOf(project, scenario);
        QCOMPARE(report.goals.size(), scenario.jewels.size());
        for (std::size_t i = 0; i < report.steps.size(); ++i) {
            const ReportedStep &step = report.steps[i];
            QCOMPARE(step.number, static_cast<int>(i) + 1);
            for (int earlier : step.after)
                QVERIFY(earlier < step.number);
            QVERIFY(!step.gains.empty());
            QVERIFY(!step.explanation.empty());
        }
        for (const ReportedEvidence &evidence : report.evidence) {
            QVERIFY(std::is_sorted(evidence.steps.begin(), evidence.steps.end()));
            QVERIFY(evidence.steps.back() <= static_cast<int>(report.steps.size()));
        }
    }
}

void tst_AttackReport::aHeldGoalSaysWhatStoppedIt()
{
    const Project project = sample("incident-huggingface-2026/huggingface");
    const AttackReport report = reportOf(project, project.scenarios.at(ElementId("crafted-dataset")));
    const ReportedGoal &database = goal(report, "hub-db");
    QVERIFY(!database.falls);
    QVERIFY2(
        contains(database.verdict, "It would fall if the network plane failed."), database.verdict.c_str());
    const auto password = std::find_if(database.stopped.begin(), database.stopped.end(),
        [](const ReportedAttempt &attempt) { return attempt.technique == "Open a store with its password"; });
    QVERIFY(password != database.stopped.end());
    QCOMPARE(password->reasons.size(), std::size_t(1));
    QVERIFY(
        contains(password->reasons.front(), "The network plane stops it by DataStore hub-store (control N2"));
    QVERIFY(contains(password->likewise, "likewise from "));
    QVERIFY(contains(password->likewise, "mesh-vpn"));
}

void tst_AttackReport::withoutAFallenGoalItTellsHowFarTheAttackerGets()
{
    Project project = sample("incident-huggingface-2026/huggingface");
    project.platform.metadataRequiresTokens = true;
    project.platform.metadataHopLimit = 1;
    Scenario scenario = project.scenarios.at(ElementId("from-dataset-worker"));
    scenario.jewels = { ElementId("broker-clusters"), ElementId("hub-db") };
    const AttackReport report = reportOf(project, scenario);
    QVERIFY(!report.leadsToGoals);
    QCOMPARE(report.result, std::string("Both goals hold."));
    QVERIFY(std::any_of(report.steps.begin(), report.steps.end(),
        [](const ReportedStep &step) { return step.technique == "Open a store with its password"; }));
    const std::string text = attackReportText({ report }, {});
    QVERIFY(contains(text, "How far the attacker gets"));
    QVERIFY(contains(text, "No route") || contains(text, "No way") || contains(text, "(N4), network plane"));
}

void tst_AttackReport::namesTheAssumptionAndTheMarkedWeaknesses()
{
    const Project project = sample("incident-nvidia-container-toolkit-2025/nvidia-container-toolkit");
    Scenario scenario = project.scenarios.at(ElementId("tenant-image"));
    const AttackReport marked = reportOf(project, scenario);
    QVERIFY(contains(marked.assumption, "exploitability marked"));
    QCOMPARE(marked.assumedWeaknesses.front(),
        std::string(
            "tenant-a-pod: its container can be left for the node (CVE-2024-0132 and CVE-2025-23266 in "
            "the NVIDIA container toolkit)."));
    scenario.exploitability = Exploitability::None;
    const AttackReport none = reportOf(project, scenario);
    QVERIFY(contains(none.assumption, "exploitability none"));
    QVERIFY(none.assumedWeaknesses.empty());
    QCOMPARE(none.result, std::string("The goal holds."));
}

void tst_AttackReport::namesAreWrittenAsTheyAre()
{
    const Project project = sample("incident-huggingface-2026/huggingface");
    const AttackReport report = reportOf(project, project.scenarios.at(ElementId("crafted-dataset")));
    std::size_t about = 0;
    for (const ReportedControl &control : report.controls) {
        for (const ReportedAttempt &example : control.examples) {
            for (const std::string &reason : example.reasons) {
                QVERIFY2(!contains(reason, "Git-app"), reason.c_str());
                about += contains(reason, "git-app") ? 1 : 0;
            }
        }
    }
    QVERIFY(about > 0);
    const auto connector = std::find_if(report.elements.begin(), report.elements.end(),
        [](const ReportedElement &element) { return element.name == "broker-connector"; });
    QVERIFY(connector != report.elements.end());
    QCOMPARE(connector->about, std::string("Account of another system; administrator of broker-clusters."));
}

void tst_AttackReport::aTextLineIsAtMostAHundredCharacters()
{
    const std::string text = attackReportText({ shadowRay() }, {});
    for (const std::string &line : split(text, '\n'))
        QVERIFY2(line.size() <= 100, line.c_str());
    QVERIFY(contains(text, "\nHow the goals fall\n"));
}

void tst_AttackReport::hostileNamesStayText()
{
    Project project = sample("incident-shadowray-2024/shadowray");
    project.name = "<script>alert(1)</script>\x1b[31m";
    project.topology.workloads.at(ElementId("ray-head")).description = "a & <b>";
    const AttackReport report = reportOf(project, project.scenarios.at(ElementId("submitted-job")));
    const std::string html = attackReportHtml({ report });
    QVERIFY(!contains(html, "<script"));
    QVERIFY(contains(html, "&lt;script&gt;alert(1)"));
    QVERIFY(contains(html, "a &amp; &lt;b&gt;"));
    QVERIFY(contains(html, "href=\"#r1-step-1\""));
    QVERIFY(contains(html, "id=\"r1-step-1\""));
    const std::string text = attackReportText({ report }, {});
    QVERIFY(!contains(text, "\x1b"));
    QVERIFY(contains(text, "\\x1b[31m"));
}

void tst_AttackReport::writesTheSameTwice()
{
    QCOMPARE(attackReportText({ shadowRay() }, {}), attackReportText({ shadowRay() }, {}));
    QCOMPARE(attackReportHtml({ shadowRay() }), attackReportHtml({ shadowRay() }));
}

QTEST_APPLESS_MAIN(tst_AttackReport)
#include "tst_AttackReport.moc"
