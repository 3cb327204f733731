// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ElementRenaming.h"
#include "core/project/Fragment.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>

using namespace fourplane;

class tst_Fragment : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatElementsAreMadeOfAndWhatLiesBetween();
    void takesANamespaceWithAllThatIsInIt();
    void aCopyHasIdsAndNamesOfItsOwn();
    void labelsSelectorsAndSubjectsFollowTheNames();
    void goesIntoTheNamespaceThatIsChosen();
    void bringsItsNamespaceWhereThereIsNone();
    void sharesPatternsThatAreThere();
    void movesWhatIsInThePicture();
    void renamingMissesNoReference();
    void everyFragmentIsSound();
    void everyInsertionIsSoundAndCanBeTakenBack();
    void anEmptyProjectGetsTheFragmentItself();
};

namespace {

const ElementId home("home"), a("a"), b("b"), c("c"), accountA("account-a");

/// a -> b -> c in one namespace. a runs as an account with a role and is behind a service; b serves a store
/// that the account may read.
Project threeInARow()
{
    Project project;
    project.name = "three";
    Topology &t = project.topology;
    t.namespaces[home] = Namespace { home, "home" };
    for (const ElementId &id : { a, b, c }) {
        Workload workload;
        workload.id = id;
        workload.name = id.value();
        workload.namespaceId = home;
        workload.labels = { { "app", id.value() }, { "tier", "x" } };
        t.workloads[id] = workload;
        project.diagram.placements[id] = Placement2D { { 10, 20 } };
    }
    t.workloads[a].identityId = accountA;
    t.identities[accountA] = WorkloadIdentity { accountA, "runner", home };
    Service service;
    service.id = ElementId("service-a");
    service.name = "front";
    service.namespaceId = home;
    service.selector = { { "app", "a" } };
    t.services[service.id] = service;
    RbacRole role;
    role.id = ElementId("role");
    role.name = "reader";
    role.namespaceId = home;
    t.roles[role.id] = role;
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "reads";
    binding.namespaceId = home;
    binding.roleName = "reader";
    binding.subjects = { { "ServiceAccount", "runner", "home" } };
    t.bindings[binding.id] = binding;
    DataStore store;
    store.id = ElementId("store");
    store.hostId = b;
    store.collections.push_back(Collection { ElementId("docs"), "docs" });
    t.stores[store.id] = store;
    project.policy.grants[ElementId("grant")] = DataGrant { ElementId("grant"), accountA, ElementId("docs") };
    project.policy.patterns[ElementId("pattern")] = CommunicationPattern { ElementId("pattern"), "asks" };
    const auto allow = [&](const char *id, const ElementId &source, const ElementId &destination) {
        AllowRule rule;
        rule.id = ElementId(id);
        rule.patternId = ElementId("pattern");
        rule.sourceId = source;
        rule.destinationId = destination;
        project.policy.allowRules[rule.id] = rule;
    };
    allow("a-b", a, b);
    allow("b-c", b, c);
    Scenario scenario;
    scenario.id = ElementId("scenario");
    scenario.jewels = { ElementId("docs") };
    project.scenarios[scenario.id] = scenario;
    return project;
}

bool isSound(const Project &project)
{
    const std::vector<ProjectProblem> problems = findProblems(project);
    return std::none_of(problems.begin(), problems.end(),
        [](const ProjectProblem &problem) { return problem.level == DiagnosticLevel::Fatal; });
}

/// Some of what a person can select.
std::vector<ElementId> someShown(const Project &project)
{
    std::vector<ElementId> ids;
    const auto choose = [&ids](const auto &elements) {
        for (const auto &element : elements) {
            if (*rc::gen::arbitrary<bool>())
                ids.push_back(element.first);
        }
    };
    choose(project.topology.workloads), choose(project.topology.externals);
    choose(project.topology.namespaces), choose(project.diagram.notes), choose(project.diagram.ink);
    return ids;
}

Project after(Project project, const Insertion &insertion)
{
    apply(project, insertion.edit);
    return project;
}

} // namespace

void tst_Fragment::takesWhatElementsAreMadeOfAndWhatLiesBetween()
{
    const Project fragment = fragmentOf(threeInARow(), { a, b });
    const Topology &t = fragment.topology;
    QCOMPARE(t.workloads.size(), std::size_t(2));
    QVERIFY(t.identities.count(accountA) && t.stores.count(ElementId("store")));
    QVERIFY(t.services.count(ElementId("service-a")) && t.roles.count(ElementId("role")));
    QVERIFY(t.bindings.count(ElementId("binding")));
    QVERIFY(fragment.policy.grants.count(ElementId("grant")));
    QCOMPARE(fragment.policy.allowRules.size(), std::size_t(1));
    QVERIFY(fragment.policy.allowRules.count(ElementId("a-b")));
    QVERIFY(fragment.scenarios.empty());
    // The namespace only carries them: nobody selected it.
    QVERIFY(t.namespaces.count(home) && !fragment.diagram.placements.count(home));
}

void tst_Fragment::takesANamespaceWithAllThatIsInIt()
{
    Project project = threeInARow();
    project.diagram.placements[home] = Placement2D { { 0, 0 }, 300, 200 };
    const Project fragment = fragmentOf(project, { home });
    QCOMPARE(fragment.topology.workloads.size(), std::size_t(3));
    QCOMPARE(fragment.policy.allowRules.size(), std::size_t(2));
    QVERIFY(fragment.diagram.placements.count(home));
}

void tst_Fragment::aCopyHasIdsAndNamesOfItsOwn()
{
    const Project project = threeInARow();
    const Insertion insertion = insertionOf(project, fragmentOf(project, { a, b }), { 30, 40 });
    QCOMPARE(insertion.shown, (std::vector<ElementId> { ElementId("a-2"), ElementId("b-2") }));
    const Project both = after(project, insertion);
    QCOMPARE(both.topology.namespaces.size(), std::size_t(1));
    const Workload &copy = both.topology.workloads.at(ElementId("a-2"));
    QCOMPARE(copy.name, std::string("a-2"));
    QCOMPARE(copy.namespaceId.value(), home.value());
    QCOMPARE(copy.identityId.value(), std::string("account-a-2"));
    QCOMPARE(both.topology.identities.at(ElementId("account-a-2")).name, std::string("runner-2"));
    const AllowRule &rule = both.policy.allowRules.at(ElementId("a-b-2"));
    QCOMPARE(rule.sourceId.value(), std::string("a-2"));
    QCOMPARE(rule.destinationId.value(), std::string("b-2"));
    const DataGrant &grant = both.policy.grants.at(ElementId("grant-2"));
    QCOMPARE(grant.identityId.value(), std::string("account-a-2"));
    QCOMPARE(grant.collectionId.value(), std::string("docs-2"));
}

void tst_Fragment::labelsSelectorsAndSubjectsFollowTheNames()
{
    const Project project = threeInARow();
    const Project both = after(project, insertionOf(project, fragmentOf(project, { a }), {}));
    const Labels labels { { "app", "a-2" }, { "tier", "x" } };
    QCOMPARE(both.topology.workloads.at(ElementId("a-2")).labels, labels);
    const Service &service = both.topology.services.at(ElementId("service-a-2"));
    QCOMPARE(service.name, std::string("front-2"));
    QCOMPARE(service.selector, (Labels { { "app", "a-2" } }));
    const RbacBinding &binding = both.topology.bindings.at(ElementId("binding-2"));
    QCOMPARE(binding.subjects.front().name, std::string("runner-2"));
    QCOMPARE(binding.subjects.front().namespaceName, std::string("home"));
    QCOMPARE(binding.roleName, std::string("reader-2"));
    QCOMPARE(both.topology.roles.at(ElementId("role-2")).name, std::string("reader-2"));
}

void tst_Fragment::goesIntoTheNamespaceThatIsChosen()
{
    Project project = threeInARow();
    const ElementId other("other");
    project.topology.namespaces[other] = Namespace { other, "other" };
    const Project both = after(project, insertionOf(project, fragmentOf(project, { a }), {}, other));
    const Workload &copy = both.topology.workloads.at(ElementId("a-2"));
    QCOMPARE(copy.namespaceId.value(), std::string("other"));
    QCOMPARE(copy.name, std::string("a")); // free in that namespace
    QCOMPARE(both.topology.bindings.at(ElementId("binding-2")).subjects.front().namespaceName,
        std::string("other"));
}

void tst_Fragment::bringsItsNamespaceWhereThereIsNone()
{
    Project elsewhere;
    elsewhere.topology.namespaces[home] = Namespace { home, "taken" };
    Project fragment = fragmentOf(threeInARow(), { a });
    QCOMPARE(
        after(elsewhere, insertionOf(elsewhere, fragment, {})).topology.namespaces.size(), std::size_t(1));

    elsewhere.topology.namespaces.clear();
    const Project both = after(elsewhere, insertionOf(elsewhere, fragment, {}));
    QCOMPARE(both.topology.namespaces.at(home).name, std::string("home"));
    QCOMPARE(both.topology.workloads.at(a).namespaceId.value(), home.value());
}

void tst_Fragment::sharesPatternsThatAreThere()
{
    Project project = threeInARow();
    const Project fragment = fragmentOf(project, { a, b });
    QCOMPARE(after(project, insertionOf(project, fragment, {})).policy.patterns.size(), std::size_t(1));
    project.policy.patterns.at(ElementId("pattern")).name = "something else";
    const Project both = after(project, insertionOf(project, fragment, {}));
    QCOMPARE(both.policy.patterns.at(ElementId("pattern-2")).name, std::string("asks"));
    QCOMPARE(both.policy.allowRules.at(ElementId("a-b-2")).patternId.value(), std::string("pattern-2"));
}

void tst_Fragment::movesWhatIsInThePicture()
{
    Project project = threeInARow();
    project.diagram.notes[ElementId("n")] = Note { ElementId("n"), "text", { { 1, 2 } } };
    project.diagram.ink[ElementId("i")] = InkStroke { ElementId("i"), { { 3, 4 } } };
    const Project fragment = fragmentOf(project, { a, ElementId("n"), ElementId("i") });
    const Project both = after(project, insertionOf(project, fragment, { 100, 200 }));
    QCOMPARE(both.diagram.placements.at(ElementId("a-2")).position, (Point { 110, 220 }));
    QCOMPARE(both.diagram.notes.at(ElementId("n-2")).place.position, (Point { 101, 202 }));
    QCOMPARE(both.diagram.ink.at(ElementId("i-2")).points.front(), (Point { 103, 204 }));
    QCOMPARE(both.diagram.placements.at(a).position, (Point { 10, 20 }));
}

void tst_Fragment::renamingMissesNoReference()
{
    // A reference that was missed names nothing any more, which is a problem of the project.
    const bool holds = rc::check("renaming misses no reference", [] {
        const Project project = *test::soundProjects();
        std::map<ElementId, ElementId> there, back;
        for (const ElementId &id : idsOf(project)) {
            const ElementId renamed("new-" + std::to_string(there.size()));
            there[id] = renamed;
            back[renamed] = id;
        }
        Project renamed = project;
        renameElements(renamed, there);
        RC_ASSERT(isSound(renamed));
        renameElements(renamed, back);
        RC_ASSERT(renamed == project);
    });
    QVERIFY(holds);
}

void tst_Fragment::everyFragmentIsSound()
{
    const bool holds = rc::check("every fragment is sound", [] {
        const Project project = *test::soundProjects();
        const std::vector<ElementId> ids = someShown(project);
        const Project fragment = fragmentOf(project, ids);
        RC_ASSERT(isSound(fragment));
        const std::set<ElementId> kept = idsOf(fragment);
        for (const ElementId &id : ids)
            RC_ASSERT(kept.count(id) == 1);
    });
    QVERIFY(holds);
}

void tst_Fragment::everyInsertionIsSoundAndCanBeTakenBack()
{
    const bool holds = rc::check("every insertion is sound and can be taken back", [] {
        const Project project = *test::soundProjects();
        const Project fragment = fragmentOf(project, someShown(project));
        const Insertion insertion = insertionOf(project, fragment, { 5, 6 });
        const std::set<ElementId> before = idsOf(project);
        for (const ElementId &id : elementsOf(insertion.edit))
            RC_ASSERT(before.count(id) == 0);
        Project both = project;
        const AppliedEdit applied = apply(both, insertion.edit);
        RC_ASSERT(isSound(both));
        apply(both, applied.inverse);
        RC_ASSERT(both == project);
    });
    QVERIFY(holds);
}

void tst_Fragment::anEmptyProjectGetsTheFragmentItself()
{
    const bool holds = rc::check("an empty project gets the fragment itself", [] {
        const Project project = *test::soundProjects();
        const Project fragment = fragmentOf(project, someShown(project));
        const Project copy = after(Project(), insertionOf(Project(), fragment, {}));
        RC_ASSERT(idsOf(copy) == idsOf(fragment));
        RC_ASSERT(copy.diagram == fragment.diagram);
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(tst_Fragment)
#include "tst_Fragment.moc"
