// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingAcceptance.h"
#include "core/analysis/FindingFix.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Edit.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using fourplane::test::DesignBuilder;

/// Changes that close findings, and findings that are accepted.
class tst_FindingFix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFixOfEverySampleClosesItsFinding();
    void mostRulesHaveAFix();
    void aFixIsAnEditThatCanBeTakenBack();
    void defaultDenyKeepsWhatIsDeclared();
    void aBlockedFlowGetsItsGrantToo();
    void whatNoEditClosesHasNoFix();
    void oneOfManyAccountsIsNotEnough();
    void whatIsLeftOfAFindingCounts();
    void acceptanceHoldsForThisVeryFinding();
    void acceptanceNeedsApprovalAndEnds();
};

namespace {

const std::string today = "2026-11-28";

struct Evaluated
{
    explicit Evaluated(Project given)
        : project(std::move(given))
        , compiled(compilePlan(project))
        , decisions(compiled.plan)
        , findings(findFindings({ project, decisions, today }))
    {
    }

    FindingContext context() const { return { project, decisions, today }; }

    const Finding *findingOf(const std::string &rule) const
    {
        const auto found = std::find_if(findings.begin(), findings.end(),
            [&rule](const Finding &finding) { return finding.ruleId == rule; });
        return found == findings.end() ? nullptr : &*found;
    }

    Project project;
    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    std::vector<Finding> findings;
};

/// Two workloads in an open namespace; "web" needs "model", and nobody needs the way back.
DesignBuilder openDesign()
{
    DesignBuilder design;
    design.addNamespace("rag", false);
    design.addWorkload("rag", "web");
    design.addWorkload("rag", "model");
    Flow flow;
    flow.id = ElementId("ask");
    flow.sourceId = ElementId("web");
    flow.destinationId = ElementId("model");
    flow.port = 8080;
    design.project.topology.flows[flow.id] = flow;
    return design;
}

} // namespace

void tst_FindingFix::everyFixOfEverySampleClosesItsFinding()
{
    int fixes = 0;
    for (const auto &file : test::sampleProjects()) {
        const Evaluated before(loadProject(file)->project);
        std::set<std::string> tried; // one of each rule: the others are made in the same way
        for (const Finding &finding : before.findings) {
            if (!tried.insert(finding.ruleId).second)
                continue;
            for (const FindingFix &fix : fixesFor(before.context(), finding)) {
                ++fixes;
                const Evaluated after(fix.changed);
                QVERIFY2(!isStillFound(finding, after.findings), (file.string() + ": " + fix.title).c_str());
                QVERIFY2(findProblems(fix.changed).empty(), fix.title.c_str());
                const auto edits = writtenEdits(before.project, fix.changed);
                QVERIFY2(edits && !edits->empty(), (file.string() + ": " + fix.title).c_str());
            }
        }
    }
    QVERIFY(fixes > 60);
}

void tst_FindingFix::mostRulesHaveAFix()
{
    std::set<std::string> found;
    std::set<std::string> fixed;
    for (const auto &file : test::sampleProjects()) {
        const Evaluated design(loadProject(file)->project);
        for (const Finding &finding : design.findings) {
            found.insert(finding.ruleId);
            if (fixed.count(finding.ruleId) == 0 && !fixesFor(design.context(), finding).empty())
                fixed.insert(finding.ruleId);
        }
    }
    std::set<std::string> without;
    std::set_difference(
        found.begin(), found.end(), fixed.begin(), fixed.end(), std::inserter(without, without.end()));
    // Nobody can name the operations of a tool, or what an object means that was not understood, but a
    // person.
    without.erase("tool-scope-missing");
    without.erase("unmodelled-policy");
    QVERIFY2(without.empty(), without.empty() ? "" : without.begin()->c_str());
}

void tst_FindingFix::aFixIsAnEditThatCanBeTakenBack()
{
    const Evaluated before(openDesign().project);
    int fixes = 0;
    for (const Finding &finding : before.findings) {
        for (const FindingFix &fix : fixesFor(before.context(), finding)) {
            ++fixes;
            Project project = before.project;
            const AppliedEdit applied = apply(project, editBetween(project, fix.changed, fix.title));
            QVERIFY(project == fix.changed);
            apply(project, applied.inverse);
            QVERIFY(project == before.project);
        }
    }
    QVERIFY(fixes >= 4);
}

void tst_FindingFix::defaultDenyKeepsWhatIsDeclared()
{
    const Evaluated before(openDesign().project);
    const Finding *open = before.findingOf("default-deny-missing");
    QVERIFY(open);
    const std::vector<FindingFix> fixes = fixesFor(before.context(), *open);
    QCOMPARE(fixes.size(), std::size_t { 1 });
    const Project &changed = fixes.front().changed;
    QVERIFY(changed.topology.namespaces.at(ElementId("rag")).segmentation.defaultDeny);
    const Evaluated after(changed);
    QVERIFY(!after.findingOf("declared-flow-blocked"));
    QVERIFY(!after.findingOf("undeclared-path"));
}

void tst_FindingFix::aBlockedFlowGetsItsGrantToo()
{
    DesignBuilder design = openDesign();
    design.project.topology.namespaces.at(ElementId("rag")).segmentation.defaultDeny = true;
    DataStore store;
    store.id = ElementId("store");
    store.name = "store";
    store.hostId = ElementId("model");
    store.dialect = StoreDialect::Postgresql;
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.push_back({ ElementId("docs"), "docs", Classification::Confidential });
    design.project.topology.stores[store.id] = store;
    Flow &flow = design.project.topology.flows.at(ElementId("ask"));
    flow.verb = AccessVerb::Read;
    flow.collectionId = ElementId("docs");
    const Evaluated before(design.project);
    const Finding *blocked = before.findingOf("declared-flow-blocked");
    QVERIFY(blocked);
    const std::vector<FindingFix> fixes = fixesFor(before.context(), *blocked);
    // A rule alone lets packets through and reads nothing; so it is not offered.
    QCOMPARE(fixes.size(), std::size_t { 2 });
    QCOMPARE(fixes.front().changed.policy.grants.size(), std::size_t { 1 });
    QCOMPARE(fixes.front().changed.policy.allowRules.size(), std::size_t { 1 });
    QVERIFY(fixes.back().changed.topology.flows.empty());
}

void tst_FindingFix::whatNoEditClosesHasNoFix()
{
    DesignBuilder design = openDesign();
    design.project.topology.flows.at(ElementId("ask")).carriesToolCalls = true;
    const Evaluated before(design.project);
    const Finding *scope = before.findingOf("tool-scope-missing");
    QVERIFY(scope);
    QVERIFY(fixesFor(before.context(), *scope).empty());
}

void tst_FindingFix::oneOfManyAccountsIsNotEnough()
{
    DesignBuilder design;
    design.addNamespace("rag", false);
    for (const char *name : { "one", "two", "three" })
        design.addWorkload("rag", name).identityId = ElementId("sa-one");
    const Evaluated before(design.project);
    const Finding *shared = before.findingOf("shared-service-account");
    QVERIFY(shared);
    const std::vector<FindingFix> fixes = fixesFor(before.context(), *shared);
    QCOMPARE(fixes.size(), std::size_t { 1 });
    std::set<ElementId> accounts;
    for (const auto &[id, workload] : fixes.front().changed.topology.workloads)
        accounts.insert(workload.identityId);
    QCOMPARE(accounts.size(), std::size_t { 3 });
}

void tst_FindingFix::whatIsLeftOfAFindingCounts()
{
    Finding finding;
    finding.ruleId = "undeclared-path";
    finding.elements = { ElementId("store"), ElementId("a"), ElementId("b") };
    Finding less = finding;
    less.elements.pop_back();
    Finding elsewhere = finding;
    elsewhere.elements = { ElementId("store"), ElementId("c") };
    Finding otherRule = less;
    otherRule.ruleId = "token-mounted";
    QVERIFY(isStillFound(finding, { less }));
    QVERIFY(!isStillFound(finding, { elsewhere, otherRule }));
    QVERIFY(!isStillFound(finding, {}));
}

void tst_FindingFix::acceptanceHoldsForThisVeryFinding()
{
    const Evaluated design(openDesign().project);
    const Finding *open = design.findingOf("default-deny-missing");
    QVERIFY(open && canBeAccepted(design.project, *open));
    ExceptionRecord record = acceptanceOf(*open);
    QCOMPARE(record.subjectId, open->elements.front());
    QVERIFY(ElementId::isValid(record.id.value()));
    record.approvedBy = "security";
    record.expires = today; // the last day counts
    Project project = design.project;
    project.policy.exceptions[record.id] = record;
    QVERIFY(findProblems(project).empty());
    QCOMPARE(acceptanceState(project, *open, today), AcceptanceState::Accepted);
    // It is the same finding when everything is evaluated again, and no other one is covered.
    const Evaluated again(project);
    for (const Finding &finding : again.findings)
        QCOMPARE(acceptanceState(project, finding, today) == AcceptanceState::Accepted,
            finding.ruleId == open->ruleId && finding.elements == open->elements);
    Finding worse = *open;
    worse.elements.emplace_back("third");
    QCOMPARE(acceptanceState(project, worse, today), AcceptanceState::None);
    worse = *open;
    worse.message += " And more.";
    QCOMPARE(acceptanceState(project, worse, today), AcceptanceState::None);
    Finding nowhere = *open;
    nowhere.elements.clear();
    QVERIFY(!canBeAccepted(project, nowhere));
    nowhere.elements = { ElementId("not-there") };
    QVERIFY(!canBeAccepted(project, nowhere));
}

void tst_FindingFix::acceptanceNeedsApprovalAndEnds()
{
    const Evaluated design(openDesign().project);
    const Finding &finding = design.findings.front();
    Project project = design.project;
    ExceptionRecord record = acceptanceOf(finding);
    const auto state = [&](const std::string &approvedBy, const std::string &expires,
                           const std::string &day) {
        record.approvedBy = approvedBy;
        record.expires = expires;
        project.policy.exceptions[record.id] = record;
        return acceptanceState(project, finding, day);
    };
    QCOMPARE(state("", "2027-01-01", today), AcceptanceState::NotApproved);
    QCOMPARE(state("security", "", today), AcceptanceState::NotApproved);
    QCOMPARE(state("security", "2027-01-01", today), AcceptanceState::Accepted);
    QCOMPARE(state("security", "2026-11-27", today), AcceptanceState::Expired);
    QCOMPARE(state("security", "2027-01-01", ""), AcceptanceState::Expired);
}

QTEST_APPLESS_MAIN(tst_FindingFix)
#include "tst_FindingFix.moc"
