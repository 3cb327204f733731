// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlChange.h"
#include "core/analysis/WorkingFlows.h"
#include "core/attack/GroundSystem.h"
#include "core/attack/TraceBuilder.h"
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/IncidentChecks.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace fourplane;
using test::IncidentCheck;

namespace {

/// The folders sample-topologies/incident-NAME-YEAR; each holds NAME.fourplane.yaml.
const std::vector<std::string> incidents { "capital-one-2019", "deepseek-2025", "echoleak-2025",
    "github-mcp-2025", "huggingface-2026", "ingressnightmare-2025", "langflow-2025",
    "nvidia-container-toolkit-2025", "sapwned-2024", "shadowray-2024", "tesla-2018", "tj-actions-2025" };

/// Folders of samples that are no incidents but have expected results too.
const std::vector<std::string> otherSamples { "rag-assistant", "template-agent-tools", "template-mcp-hub",
    "template-multi-tenant", "template-regulated-bank", "template-training" };

/// Read once: reading it takes longer than an attack.
const TechniqueCatalogue &catalogue()
{
    static const auto shipped = shippedCatalogue();
    return shipped.value();
}

const std::string folderPrefix = "incident-";

std::filesystem::path folderOf(const std::string &sample)
{
    const bool isIncident = std::find(incidents.begin(), incidents.end(), sample) != incidents.end();
    return test::sourcePath("sample-topologies/" + (isIncident ? folderPrefix : std::string()) + sample);
}

/// The project of an incident is called like it, without the year.
std::string nameOfProject(const std::string &sample, const std::string &project)
{
    return project.empty() ? sample.substr(0, sample.rfind('-')) : project;
}

std::filesystem::path projectPath(const std::string &sample, const std::string &project = {})
{
    return folderOf(sample) / (nameOfProject(sample, project) + ".fourplane.yaml");
}

/// What is in the folder of samples, whether this test knows it or not.
std::set<std::string> foundIncidents()
{
    std::set<std::string> found;
    for (const auto &entry : std::filesystem::directory_iterator(test::sourcePath("sample-topologies"))) {
        const std::string name = entry.path().filename().string();
        if (name.rfind(folderPrefix, 0) == 0)
            found.insert(name.substr(folderPrefix.size()));
    }
    return found;
}

Result<Project> projectFor(const std::string &sample, const IncidentCheck &check)
{
    auto loaded = loadProject(projectPath(sample, check.project));
    if (!loaded)
        return tl::make_unexpected(loaded.error());
    return withVariants(loaded->project, { check.variants.begin(), check.variants.end() });
}

/// The project attacked as the check says. Errors are those of every stage.
class IncidentRun
{
public:
    IncidentRun(const Project &project, const IncidentCheck &check)
        : m_compiled(compilePlan(project))
        , m_decisions(m_compiled.plan)
    {
        const Scenario *found = find(project.scenarios, ElementId(check.scenario));
        if (!found) {
            error = "no scenario \"" + check.scenario + "\"";
            return;
        }
        Scenario scenario = *found;
        if (check.exploitability)
            scenario.exploitability = *check.exploitability;
        if (!check.techniques.empty())
            scenario.techniques = check.techniques;
        auto prepared = PreparedAttack::make(project, m_decisions, catalogue(), scenario);
        if (!prepared) {
            error = toString(prepared.error());
            return;
        }
        m_attack = std::make_unique<PreparedAttack>(std::move(*prepared));
        const auto worlds = solve(m_attack->grounding().system,
            [this](std::uint32_t pivot) { return m_attack->passage(pivot).open; });
        trace = buildTrace(*m_attack, worlds.value());
    }

    /// What is wrong with the text of a fact, or nothing.
    std::string problemOfFact(const std::string &fact) const
    {
        const std::vector<std::string> words = split(fact, ' ');
        const Relation *relation = words.size() == 2 ? findRelation(words[1]) : nullptr;
        if (!relation || relation->relationClass != RelationClass::Attacker)
            return "\"" + fact + "\" is no attacker fact";
        const auto element = m_attack->model().find(ElementId(words[0]));
        if (!element || !m_attack->model().hasType(*element, *typeBit(relation->subjectType)))
            return "\"" + fact + "\": the design has no " + std::string(relation->subjectType) + " \""
                + words[0] + "\"";
        return {};
    }

    /// What is wrong with the words of an attempt, or nothing.
    template <class Attempt>
    std::string problemOf(const Attempt &attempt) const
    {
        for (const std::string &id : { attempt.from, attempt.to }) {
            if (!m_attack->model().find(ElementId(id)))
                return "the design has no \"" + id + "\"";
        }
        return isTechnique(attempt.technique) ? std::string()
                                              : "\"" + attempt.technique + "\" is no technique";
    }

    bool isTechnique(const std::string &id) const
    {
        return std::any_of(catalogue().techniques.begin(), catalogue().techniques.end(),
            [&id](const Technique &technique) { return technique.id == id; });
    }

    /// Place of a fact in the trace, or noIndex.
    std::uint32_t placeOf(const std::string &fact) const
    {
        for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
            if (toString(trace.facts[i].fact) == fact)
                return i;
        }
        return noIndex;
    }

    bool holds(const std::string &fact) const
    {
        const std::uint32_t place = placeOf(fact);
        return place != noIndex && (trace.facts[place].worlds & 1u) != 0;
    }

    /// Length of the shortest derivation of a fact that holds; 0 for a foothold.
    std::uint32_t stepsTo(const std::string &fact) const
    {
        const std::uint32_t first = trace.facts[placeOf(fact)].firstPivot;
        return first == noIndex ? 0 : static_cast<std::uint32_t>(trace.pivots[first].step);
    }

    std::set<std::string> techniquesOf(const std::vector<std::string> &facts) const
    {
        std::set<std::string> used;
        for (const std::string &fact : facts) {
            for (std::uint32_t pivot : derivationOf(trace, placeOf(fact)))
                used.insert(trace.pivots[pivot].techniqueId);
        }
        return used;
    }

    std::string error;
    AttackTrace trace;

private:
    CompiledPlan m_compiled;
    PolicyDecisionPoint m_decisions;
    std::unique_ptr<PreparedAttack> m_attack;
};

template <class Attempt>
bool isBetween(const Pivot &pivot, const Attempt &wanted)
{
    return pivot.techniqueId == wanted.technique && pivot.fromId.value() == wanted.from
        && pivot.toId.value() == wanted.to;
}

bool isStopped(const AttackTrace &trace, const test::StoppedAttempt &wanted)
{
    return std::any_of(trace.pivots.begin(), trace.pivots.end(), [&wanted](const Pivot &pivot) {
        return isBetween(pivot, wanted) && !pivot.succeeded()
            && (wanted.control.empty()
                || std::any_of(pivot.blocks.begin(), pivot.blocks.end(),
                    [&wanted](const PivotBlock &block) { return block.control == wanted.control; }));
    });
}

bool isNoted(const AttackTrace &trace, const test::NotedAttempt &wanted)
{
    return std::any_of(trace.pivots.begin(), trace.pivots.end(), [&wanted](const Pivot &pivot) {
        return isBetween(pivot, wanted) && pivot.succeeded()
            && join(pivot.notes, "\n").find(wanted.note) != std::string::npos;
    });
}

/// What became of the attempts of a technique from an element, for the message of a failing test.
template <class Attempt>
std::string whatHappened(const AttackTrace &trace, const Attempt &wanted)
{
    std::string text =
        wanted.technique + " from " + wanted.from + " to " + wanted.to + " is not as expected:";
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.techniqueId != wanted.technique || pivot.fromId.value() != wanted.from)
            continue;
        text += "\n  " + pivot.fromId.value() + " -> " + pivot.toId.value();
        text += pivot.succeeded() ? " succeeds. " + join(pivot.notes, " ") : "";
        for (const PivotBlock &block : pivot.blocks)
            text += " [" + block.control + " " + block.reason + "]";
    }
    return text;
}

void sampleRows()
{
    QTest::addColumn<std::string>("sample");
    for (const auto *samples : { &incidents, &otherSamples }) {
        for (const std::string &sample : *samples)
            QTest::newRow(sample.c_str()) << sample;
    }
}

void incidentRows()
{
    QTest::addColumn<std::string>("incident");
    for (const std::string &incident : incidents)
        QTest::newRow(incident.c_str()) << incident;
}

} // namespace

class tst_Incidents : public QObject
{
    Q_OBJECT

private slots:
    void everyFolderIsKnownAndComplete();
    void projectsHaveNoProblems_data();
    void projectsHaveNoProblems();
    void readmesNameTheirSources_data();
    void readmesNameTheirSources();
    void everyScenarioAndVariantIsChecked_data();
    void everyScenarioAndVariantIsChecked();
    void expectedLinesHold_data();
    void expectedLinesHold();
    void noNetworkOrWorkloadControlStopsTheToxicFlow();
};

void tst_Incidents::everyFolderIsKnownAndComplete()
{
    QCOMPARE(foundIncidents(), std::set<std::string>(incidents.begin(), incidents.end()));
    for (const std::string &incident : incidents) {
        QVERIFY2(std::filesystem::is_regular_file(projectPath(incident)), incident.c_str());
        QVERIFY2(std::filesystem::is_regular_file(folderOf(incident) / "README.md"), incident.c_str());
        QVERIFY2(std::filesystem::is_regular_file(folderOf(incident) / "expected.yaml"), incident.c_str());
    }
}

void tst_Incidents::projectsHaveNoProblems_data()
{
    incidentRows();
}

void tst_Incidents::projectsHaveNoProblems()
{
    QFETCH(std::string, incident);
    const auto loaded = loadProject(projectPath(incident));
    QVERIFY2(loaded.has_value(), loaded ? "" : toString(loaded.error()).c_str());
    QVERIFY(loaded->diagnostics.empty());
    for (const Diagnostic &diagnostic : compilePlan(loaded->project).diagnostics)
        QVERIFY2(diagnostic.level < DiagnosticLevel::Severe, toString(diagnostic).c_str());
}

void tst_Incidents::readmesNameTheirSources_data()
{
    incidentRows();
}

void tst_Incidents::readmesNameTheirSources()
{
    QFETCH(std::string, incident);
    const std::string text = test::readBytes(folderOf(incident) / "README.md");
    const std::size_t start = text.find("\n## Sources\n");
    QVERIFY2(start != std::string::npos, "no section \"## Sources\"");
    const std::string sources = text.substr(start, text.find("\n## ", start + 1) - start);
    // [V] was read in a source, [U] was not.
    QVERIFY2(sources.find("[V]") != std::string::npos || sources.find("[U]") != std::string::npos,
        "no source says whether it was read: [V] or [U]");
    QVERIFY2(text.find("fourplanectl simulate") != std::string::npos, "does not say how to run it");
}

void tst_Incidents::everyScenarioAndVariantIsChecked_data()
{
    sampleRows();
}

void tst_Incidents::everyScenarioAndVariantIsChecked()
{
    QFETCH(std::string, sample);
    const auto checks = test::readIncidentChecks(folderOf(sample) / "expected.yaml");
    QVERIFY2(checks.has_value(), checks ? "" : toString(checks.error()).c_str());
    std::map<std::string, std::set<std::string>> used; // by project
    for (const IncidentCheck &check : *checks) {
        std::set<std::string> &ids = used[nameOfProject(sample, check.project)];
        ids.insert(check.scenario);
        ids.insert(check.variants.begin(), check.variants.end());
    }
    const std::string ending = ".fourplane.yaml";
    std::size_t projects = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folderOf(sample))) {
        const std::string file = entry.path().filename().string();
        if (file.size() <= ending.size() || file.substr(file.size() - ending.size()) != ending)
            continue;
        ++projects;
        const auto loaded = loadProject(entry.path());
        QVERIFY(loaded.has_value());
        const std::set<std::string> &ids = used[file.substr(0, file.size() - ending.size())];
        for (const auto &[id, scenario] : loaded->project.scenarios)
            QVERIFY2(ids.count(id.value()), (file + ": " + id.value()).c_str());
        for (const auto &[id, variant] : loaded->project.variants)
            QVERIFY2(ids.count(id.value()), (file + ": " + id.value()).c_str());
    }
    QCOMPARE(used.size(), projects); // no check is about a project that is not there
}

void tst_Incidents::expectedLinesHold_data()
{
    QTest::addColumn<std::string>("sample");
    QTest::addColumn<std::size_t>("number");
    for (const auto *samples : { &incidents, &otherSamples }) {
        for (const std::string &sample : *samples) {
            const auto checks = test::readIncidentChecks(folderOf(sample) / "expected.yaml");
            if (!checks)
                continue; // everyScenarioAndVariantIsChecked says why
            for (std::size_t i = 0; i < checks->size(); ++i)
                QTest::newRow((sample + ": " + (*checks)[i].name).c_str()) << sample << i;
        }
    }
}

void tst_Incidents::expectedLinesHold()
{
    QFETCH(std::string, sample);
    QFETCH(std::size_t, number);
    const auto checks = test::readIncidentChecks(folderOf(sample) / "expected.yaml");
    const IncidentCheck check = checks->at(number);
    const auto project = projectFor(sample, check);
    QVERIFY2(project.has_value(), project ? "" : toString(project.error()).c_str());
    const IncidentRun run(*project, check);
    QVERIFY2(run.error.empty(), run.error.c_str());

    for (const auto *facts : { &check.holds, &check.never }) {
        for (const std::string &fact : *facts)
            QVERIFY2(run.problemOfFact(fact).empty(), run.problemOfFact(fact).c_str());
    }
    for (const std::string &technique : check.uses)
        QVERIFY2(run.isTechnique(technique), (technique + " is no technique").c_str());

    for (const std::string &fact : check.holds)
        QVERIFY2(run.holds(fact), (fact + " does not hold").c_str());
    for (const std::string &fact : check.never)
        QVERIFY2(!run.holds(fact), (fact + " holds").c_str());
    for (const auto &[fact, steps] : check.steps) {
        QVERIFY2(run.holds(fact), (fact + " does not hold").c_str());
        QCOMPARE(run.stepsTo(fact), steps);
    }
    for (const test::StoppedAttempt &attempt : check.stopped) {
        QVERIFY2(run.problemOf(attempt).empty(), run.problemOf(attempt).c_str());
        QVERIFY2(isStopped(run.trace, attempt), whatHappened(run.trace, attempt).c_str());
    }
    for (const test::NotedAttempt &attempt : check.noted) {
        QVERIFY2(run.problemOf(attempt).empty(), run.problemOf(attempt).c_str());
        QVERIFY2(isNoted(run.trace, attempt), whatHappened(run.trace, attempt).c_str());
    }
    const std::set<std::string> used = run.techniquesOf(check.holds);
    for (const std::string &technique : check.uses)
        QVERIFY2(used.count(technique),
            (technique + " is not used; these are: " + join({ used.begin(), used.end() }, ", ")).c_str());
}

/// "No network or workload control may change it" is tried at every place where the design can hold one,
/// alone and all together. That controls of other planes do change it shows that this can fail.
void tst_Incidents::noNetworkOrWorkloadControlStopsTheToxicFlow()
{
    const auto loaded = loadProject(projectPath("github-mcp-2025"));
    QVERIFY(loaded.has_value());
    const CompiledPlan compiled = compilePlan(loaded->project);
    const ControlChange change(workingFlows(loaded->project, PolicyDecisionPoint(compiled.plan)));
    IncidentCheck check;
    check.scenario = "toxic-issue";
    const auto leaksWith = [&](const std::vector<ControlSetting> &settings) {
        const IncidentRun run(change.with(loaded->project, settings), check);
        return run.error.empty() && run.holds("private-repo leaked") && run.holds("public-pr written");
    };
    std::vector<ControlSetting> outside;
    std::size_t closing = 0;
    for (const ControlSetting &setting : allSettings(loaded->project)) {
        if (!ControlChange::isPossible(loaded->project, setting))
            continue;
        const char plane = controlOf(setting.kind).front();
        if (plane != 'N' && plane != 'W') {
            closing += leaksWith({ setting }) ? 0 : 1;
            continue;
        }
        QVERIFY2(leaksWith({ setting }), describe(setting).c_str());
        outside.push_back(setting);
    }
    QVERIFY(outside.size() >= 10);
    QVERIFY(leaksWith(outside));
    QVERIFY(closing > 0);
}

QTEST_APPLESS_MAIN(tst_Incidents)
#include "tst_Incidents.moc"
