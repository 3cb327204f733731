// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PodSecurity.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "core/topology/PodHardening.h"
#include "tests/support/ProjectGenerator.h"

#include <QtTest>

using namespace fourplane;

namespace {

constexpr const char *text = R"(fourplane: 1
name: test
namespaces: {ai: {}}
identities:
  sa: {namespace: ai, audiences: [one]}
workloads:
  web: {kind: frontend, namespace: ai, ports: [80]}
  model: {kind: model-endpoint, namespace: ai, identity: sa, ports: [8000], labels: {app.kubernetes.io/name: m},
    placement: {hostNetwork: true, hostPaths: [/etc], volumeTypes: [hostPath, emptyDir]}}
stores:
  pg:
    host: model
    collections: {rows: {classification: internal}}
allowRules:
  web-model: {from: web, to: model}
variants:
  closed: {edits: ["allowRule/web-model: remove"]}
  hard: {edits: ["workload/model: podSecurity=restricted", "model: exposed=true"]}
)";

Project base()
{
    const auto loaded = parseProject(text, "f.yaml");
    if (!loaded)
        qFatal("%s", toString(loaded.error()).c_str());
    return loaded->project;
}

/// The project after one edit.
Project after(const std::string &edit)
{
    auto changed = withEdits(base(), { edit });
    if (!changed)
        qFatal("%s", toString(changed.error()).c_str());
    return *changed;
}

/// Code and whole text of the error that an edit gives, or an empty text.
std::string errorOf(const std::string &edit)
{
    const auto changed = withEdits(base(), { edit });
    if (changed)
        return {};
    return changed.error().diagnostics.front().code + " " + toString(changed.error());
}

bool contains(const std::string &whole, const std::string &part)
{
    return whole.find(part) != std::string::npos;
}

Workload model(const Project &project)
{
    return project.topology.workloads.at(ElementId("model"));
}

} // namespace

class tst_ProjectEdits : public QObject
{
    Q_OBJECT

private slots:
    void aFieldIsSetByPath();
    void nothingElseChanges();
    void noValueGivesTheDefaultBack();
    void quotedKeysMayHaveDots();
    void itemsAreAddedToAndTakenFromLists();
    void elementsAreAddedAndRemoved();
    void collectionsAreFoundInTheirStore();
    void theProjectItselfCanBeEdited();
    void editsAreAppliedInOrder();
    void podSecurityHardensThePods();
    void hardenedPodsAreAdmitted();
    void imageAndPortsAreThoseOfTheOnlyContainer();
    void badEditsSayWhatIsWrong_data();
    void badEditsSayWhatIsWrong();
    void variantsAreAppliedOneAfterTheOther();
    void unknownVariantsAreNamed();
};

void tst_ProjectEdits::aFieldIsSetByPath()
{
    QCOMPARE(model(after("workload/model: traits.fetchesUrls=true")).traits.fetchesUrls, true);
    QCOMPARE(model(after("model: replicas = 3")).replicas, 3);
}

void tst_ProjectEdits::nothingElseChanges()
{
    Project expected = base();
    expected.topology.workloads.at(ElementId("model")).exposed = true;
    QVERIFY(after("workload/model: exposed=true") == expected);
}

void tst_ProjectEdits::noValueGivesTheDefaultBack()
{
    const Project changed = after("workload/model: placement.hostNetwork=");
    QCOMPARE(model(changed).placement.hostNetwork, false);
    QCOMPARE(model(changed).placement.hostPaths.size(), std::size_t(1));
    QVERIFY(after("workload/web: replicas=") == base()); // it was at its default
}

void tst_ProjectEdits::quotedKeysMayHaveDots()
{
    const Project changed = after(R"(model: labels."app.kubernetes.io/name"=other)");
    QVERIFY(model(changed).labels == Labels({ { "app.kubernetes.io/name", "other" } }));
}

void tst_ProjectEdits::itemsAreAddedToAndTakenFromLists()
{
    const auto audiences = [](const Project &project) {
        return project.topology.identities.at(ElementId("sa")).audiences;
    };
    QVERIFY(audiences(after("identity/sa: audiences+=two")) == std::vector<std::string>({ "one", "two" }));
    QVERIFY(audiences(after("identity/sa: audiences-=one")).empty());
    QVERIFY(model(after("model: placement.sysctls+=kernel.msgmax")).placement.sysctls.size() == 1);
}

void tst_ProjectEdits::elementsAreAddedAndRemoved()
{
    const Project added = after("allowRule/back: add {from: model, to: web, ports: [80]}");
    QCOMPARE(added.policy.allowRules.size(), std::size_t(2));
    QVERIFY(added.policy.allowRules.at(ElementId("back")).sourceId == ElementId("model"));
    QVERIFY(after("allowRule/web-model: remove").policy.allowRules.empty());
    // What cannot be without the element goes with it.
    const Project without = after("workload/web: remove");
    QCOMPARE(without.topology.workloads.size(), std::size_t(1));
    QVERIFY(without.policy.allowRules.empty());
}

void tst_ProjectEdits::collectionsAreFoundInTheirStore()
{
    for (const char *edit :
        { "collection/rows: classification=restricted", "rows: classification=restricted" }) {
        const Project changed = after(edit);
        QVERIFY(changed.topology.stores.at(ElementId("pg")).collections.front().classification
            == Classification::Restricted);
    }
}

void tst_ProjectEdits::theProjectItselfCanBeEdited()
{
    QVERIFY(after("project: platform.mesh=istio-ambient").platform.mesh == MeshKind::IstioAmbient);
}

void tst_ProjectEdits::editsAreAppliedInOrder()
{
    const auto changed = withEdits(base(), { "model: replicas=2", "model: replicas=4" });
    QCOMPARE(model(changed.value()).replicas, 4);
}

void tst_ProjectEdits::podSecurityHardensThePods()
{
    const Placement placement = model(after("workload/model: podSecurity=restricted")).placement;
    QVERIFY(!placement.hostNetwork);
    QVERIFY(placement.hostPaths.empty());
    QVERIFY(placement.volumeTypes == std::vector<std::string> { "emptyDir" });
    QVERIFY(after("workload/model: podSecurity=privileged") == base());
}

void tst_ProjectEdits::hardenedPodsAreAdmitted()
{
    QVERIFY(rc::check("a hardened pod breaks no rule of its level", [] {
        Project project = *test::soundProjects();
        const auto level = *rc::gen::element(PodSecurityLevel::Baseline, PodSecurityLevel::Restricted);
        for (auto &[id, workload] : project.topology.workloads)
            meetPodSecurity(workload, level);
        const CompiledPlan compiled = compilePlan(project);
        RC_ASSERT(compiled.plan.pods.size() == project.topology.workloads.size());
        for (const PlannedPod &pod : compiled.plan.pods) {
            for (const std::string &violation : podSecurityViolations(pod, level, newestPodSecurityMinor))
                RC_FAIL(violation);
        }
    }));
}

void tst_ProjectEdits::imageAndPortsAreThoseOfTheOnlyContainer()
{
    const auto image = [](const Project &project) { return model(project).containers.front().image; };
    QCOMPARE(image(after("model: image=vllm/vllm-openai:v0.8.4")), std::string("vllm/vllm-openai:v0.8.4"));
    // A container with settings of its own is written in the list.
    const auto changed = withEdits(base(),
        { "model: podSecurity=restricted", "model: image=vllm/vllm-openai:v0.8.4", "model: ports+=8001" });
    QVERIFY2(changed.has_value(), changed ? "" : toString(changed.error()).c_str());
    QCOMPARE(image(*changed), std::string("vllm/vllm-openai:v0.8.4"));
    QCOMPARE(model(*changed).containers.front().ports.size(), std::size_t(2));
    QCOMPARE(model(*changed).containers.front().security.allowPrivilegeEscalation, false);
    const auto two = withEdits(base(),
        { "model: ports=", "model: containers=[{name: a, image: a}, {name: b, image: b}]",
            "model: image=c" });
    QVERIFY(!two.has_value());
    QVERIFY(contains(toString(two.error()), "containers.0.image"));
}

void tst_ProjectEdits::badEditsSayWhatIsWrong_data()
{
    QTest::addColumn<std::string>("edit");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("says");
    const auto row = [](const char *edit, const char *code, const char *says) {
        QTest::newRow(edit) << std::string(edit) << std::string(code) << std::string(says);
    };
    row("nonsense", "bad-edit", "no \":\"");
    row("model: exposed", "bad-edit", "neither FIELD=VALUE");
    row("model: =3", "bad-edit", "neither FIELD=VALUE");
    row("workload/modle: exposed=true", "unknown-element", "workload/model");
    row("model: exposde=true", "unknown-key", "exposed");
    row("model: exposed=perhaps", "wrong-type", "exposed");
    row("model: traits.fetchesUrls.deep=1", "wrong-type", "fetchesUrls");
    row("model: kind.deep=1", "bad-edit", "no inner field");
    row("model: ports.7=80", "bad-edit", "no position");
    row("model: a..b=1", "bad-edit", "no path");
    row("model: ports=[80", "bad-edit", "not YAML");
    row("model: podSecurity=strict", "unknown-word", "restricted");
    row("model: identity=nobody", "dangling-reference", "nobody");
    row("identity/sa: audiences-=two", "bad-edit", "no such item");
    row("model: replicas+=1", "wrong-type", "replicas");
    row("model: kind+=agent", "bad-edit", "no list");
    row("allowRule/web-model: add {from: web, to: model}", "bad-edit", "there already");
    row("allowRule/new: add {from: web}", "missing-key", "to");
    row("allowRule/new: remove", "unknown-element", "allowRule/new");
    row("project: remove", "bad-edit", "cannot be removed");
    row("project: fourplane=2", "project-too-new", "version 2");
}

void tst_ProjectEdits::badEditsSayWhatIsWrong()
{
    QFETCH(std::string, edit);
    QFETCH(std::string, code);
    QFETCH(std::string, says);
    const std::string error = errorOf(edit);
    QVERIFY2(error.rfind(code + " ", 0) == 0, error.c_str());
    QVERIFY2(contains(error, says), error.c_str());
    QVERIFY2(contains(error, "Edit \"" + edit + "\""), error.c_str());
}

void tst_ProjectEdits::variantsAreAppliedOneAfterTheOther()
{
    const auto changed = withVariants(base(), { ElementId("closed"), ElementId("hard") });
    QVERIFY(changed.has_value());
    QVERIFY(changed->policy.allowRules.empty());
    QVERIFY(model(*changed).exposed && !model(*changed).placement.hostNetwork);
    QVERIFY(changed->variants == base().variants);
}

void tst_ProjectEdits::unknownVariantsAreNamed()
{
    const auto changed = withVariants(base(), { ElementId("other") });
    QVERIFY(!changed.has_value());
    QVERIFY(contains(toString(changed.error()), "closed, hard"));
}

QTEST_APPLESS_MAIN(tst_ProjectEdits)
#include "tst_ProjectEdits.moc"
