// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/storage/CatalogueFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <set>

using namespace fourplane;

namespace {

/// A technique without faults; tests spoil one line of it.
const std::string sound = R"(techniques:
  - id: neighbour
    name: Neighbour
    description: From a pod to the next.
    bind: {A: compute, B: compute}
    requires: [A net, B exploitable]
    gates: {network: A net_allow B, identity: A peer_ok B}
    blockedBy:
      - {control: W1, plane: workload, if: B sandboxed, effect: prevent}
    grants: [B foothold]
    source: A
    target: B
    effort: low
    detect: [FL]
    refs: {ATT&CK v18.1: [T1210]}
controls:
  - id: W1
    name: Restricted pods
    plane: workload
    blocks: privileged pods
    realisation: a label
    complexity: low
)";

/// Two techniques that need what the other gives, and one that needs what they give.
const std::string circle = R"(  - id: first
    name: First
    description: Needs the second.
    bind: {A: compute, P: identity}
    requires: [A runs_as P, P mesh_key]
    grants: [P admin]
    source: A
    target: P
    effort: low
  - id: second
    name: Second
    description: Needs the first.
    bind: {A: compute, P: identity}
    requires: [A runs_as P, P admin]
    grants: [P mesh_key]
    source: A
    target: P
    effort: low
  - id: third
    name: Third
    description: Stands behind them.
    bind: {A: compute, P: identity}
    requires: [P admin, A runs_as P]
    grants: [A unproxied]
    source: P
    target: A
    effort: low
)";

std::string spoilt(const std::string &what, const std::string &by)
{
    std::string text = sound;
    text.replace(text.find(what), what.size(), by);
    return text;
}

} // namespace

class tst_CatalogueFile : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryField();
    void refuses_data();
    void refuses();
    void lintFinds_data();
    void lintFinds();
    void layersAUsersFileOverTheBase();
    void shippedCatalogueIsSound();
    void shippedCatalogueHasAllControls();
    void shippedReferencesNameTheirVersion();
};

void tst_CatalogueFile::readsEveryField()
{
    const auto catalogue = parseCatalogue(sound, "mine.yaml");
    QVERIFY(catalogue);
    QCOMPARE(catalogue->techniques.size(), std::size_t(1));
    const Technique &technique = catalogue->techniques.front();
    QCOMPARE(technique.id, std::string("neighbour"));
    QCOMPARE(technique.name, std::string("Neighbour"));
    QCOMPARE(technique.bind.at("B"), std::string("compute"));
    QVERIFY((technique.requirements.at(0) == FactPattern { "A", "net", "" }));
    QCOMPARE(technique.gates.size(), std::size_t(2));
    QVERIFY((technique.gates.at(0) == Gate { Plane::Network, { "A", "net_allow", "B" } }));
    QVERIFY(
        (technique.blockedBy.at(0) == BlockedBy { "W1", Plane::Workload, { "B", "sandboxed", "" }, true }));
    QVERIFY((technique.grants.at(0) == FactPattern { "B", "foothold", "" }));
    QCOMPARE(technique.effort, Effort::Low);
    QCOMPARE(technique.detection, std::vector<std::string> { "FL" });
    QVERIFY((technique.references.at(0) == TechniqueReference { "ATT&CK v18.1", "T1210" }));
    QCOMPARE(toString(technique.origin), std::string("mine.yaml:2:5"));
    QCOMPARE(catalogue->controls.at(0).complexity, ControlComplexity::Low);
    QVERIFY(lintCatalogue(*catalogue).empty());
}

void tst_CatalogueFile::refuses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("place");
    const auto row = [](const char *name, const std::string &text, const char *code, const char *place) {
        QTest::newRow(name) << text << std::string(code) << std::string(place);
    };
    row("unknown field", spoilt("    effort: low", "    efort: low\n    effort: low"), "unknown-field",
        "f.yaml:13:5");
    row("probability is not read", spoilt("effect: prevent}", "effect: prevent, p: 0.5}"), "unknown-field",
        "f.yaml:9:74");
    row("missing name", spoilt("    name: Neighbour\n", ""), "missing-field", "f.yaml:2:5");
    row("no such plane", spoilt("{network: A", "{net: A"), "unknown-field", "f.yaml:7:13");
    row("no such effort", spoilt("effort: low", "effort: tiny"), "wrong-value", "f.yaml:13:13");
    row("no such effect", spoilt("effect: prevent", "effect: stop"), "wrong-value", "f.yaml:9:65");
    row("prefix notation", spoilt("[A net,", "[\"net(A)\","), "wrong-pattern", "f.yaml:6:16");
    row("id with a space", spoilt("id: neighbour", "id: my neighbour"), "wrong-value", "f.yaml:2:9");
    row("grants nothing", spoilt("grants: [B foothold]", "grants: []"), "missing-field", "f.yaml:2:5");
    row("list expected", spoilt("requires: [A net, B exploitable]", "requires: A net"), "wrong-type",
        "f.yaml:6:15");
    row("id twice",
        sound + "  - {id: W1, name: x, plane: workload, blocks: x, realisation: x, complexity: low}\n",
        "duplicate-id", "f.yaml:23:5");
}

void tst_CatalogueFile::refuses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(std::string, place);
    const auto catalogue = parseCatalogue(text, "f.yaml");
    QVERIFY(!catalogue);
    const Diagnostic &first = catalogue.error().diagnostics.front();
    QCOMPARE(first.code, code);
    QCOMPARE(toString(first.where), place);
    QVERIFY(!first.fix.empty());
}

void tst_CatalogueFile::lintFinds_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<std::string>("place");
    const auto row = [](const char *name, const std::string &text, const char *code, const char *place) {
        QTest::newRow(name) << text << std::string(code) << std::string(place);
    };
    row("unknown relation", spoilt("B exploitable", "B weak"), "unknown-relation", "f.yaml:6:23");
    row("unknown type", spoilt("B: compute", "B: pod"), "unknown-type", "f.yaml:5:24");
    row("unknown control", spoilt("control: W1", "control: W99"), "unknown-control", "f.yaml:9:9");
    row("variable without type", spoilt("[A net,", "[X net,"), "untyped-variable", "f.yaml:6:16");
    row("source without type", spoilt("source: A", "source: Q"), "untyped-variable", "f.yaml:11:13");
    row("variable in no required fact",
        spoilt("grants: [B foothold]", "grants: [B foothold, Z held]")
            .replace(spoilt("grants: [B foothold]", "grants: [B foothold, Z held]").find("{A: compute,"), 12,
                "{Z: identity, A: compute,"),
        "unbound-variable", "f.yaml:5:12");
    row("variable that nothing uses", spoilt("{A: compute,", "{Z: identity, A: compute,"), "unused-variable",
        "f.yaml:5:12");
    row("wrong sort", spoilt("B: compute", "B: identity"), "type-mismatch", "f.yaml:6:23");
    row("too many variables", spoilt("B exploitable", "B exploitable A"), "wrong-arity", "f.yaml:6:23");
    row("design fact granted", spoilt("[B foothold]", "[B exploitable]"), "misplaced-relation",
        "f.yaml:10:14");
    row("attacker fact as condition", spoilt("if: B sandboxed", "if: B foothold"), "misplaced-relation",
        "f.yaml:9:9");
    row("question on the wrong plane", spoilt("identity: A peer_ok B", "data: A peer_ok B"), "wrong-plane",
        "f.yaml:7:43");
    row("control of another plane", spoilt("plane: workload, if", "plane: network, if"), "wrong-plane",
        "f.yaml:9:9");
    row("crossing without network gate",
        spoilt("    gates: {network: A net_allow B, identity: A peer_ok B}\n", ""), "missing-network-gate",
        "f.yaml:9:14");
    row("peer question without route", spoilt("network: A net_allow B, ", ""), "question-without-route",
        "f.yaml:7:23");
    row("fact that nothing gives", spoilt("[A net,", "[A net, A controlled,"), "never-produced",
        "f.yaml:6:23");
    row("nothing gained", spoilt("[A net, B exploitable]", "[A net, B exploitable, B foothold]"), "no-gain",
        "f.yaml:10:14");
    row("fact that only the rule itself gives",
        spoilt("[B foothold]", "[B admin]")
            .replace(spoilt("[B foothold]", "[B admin]").find("[A net,"), 7, "[A net, B admin,"),
        "circular-definition", "f.yaml:6:23");
    row("two rules that need each other", sound.substr(0, sound.find("controls:")) + circle,
        "circular-definition", "f.yaml:20:29");
    row("rule behind a circle", sound.substr(0, sound.find("controls:")) + circle, "unreachable-technique",
        "f.yaml:38:16");
    row("evidence that nobody keeps", spoilt("detect: [FL]", "detect: [FL, XX]"), "unknown-evidence",
        "f.yaml:14:18");
    row("catalogue that nobody knows", spoilt("ATT&CK v18.1", "ATTACK v18.1"), "unknown-catalogue",
        "f.yaml:15:27");
    row("no version", spoilt("ATT&CK v18.1", "ATT&CK"), "unversioned-reference", "f.yaml:15:21");
    for (const char *id : { "T121", "T1210.1", "t1210", "T12100", "AML.T0051" })
        row(id, spoilt("[T1210]", "[" + std::string(id) + "]"), "malformed-reference", "f.yaml:15:27");
    row("ATLAS id", spoilt("ATT&CK v18.1: [T1210]", "ATLAS 5.6: [AML.T51]"), "malformed-reference",
        "f.yaml:15:24");
    row("LLM id without year", spoilt("ATT&CK v18.1: [T1210]", "OWASP LLM 2025: [LLM01]"),
        "malformed-reference", "f.yaml:15:29");
    row("ASI id beyond ten", spoilt("ATT&CK v18.1: [T1210]", "OWASP ASI 2026: [\"ASI11:2026\"]"),
        "malformed-reference", "f.yaml:15:29");
}

void tst_CatalogueFile::lintFinds()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(std::string, place);
    const auto catalogue = parseCatalogue(text, "f.yaml");
    QVERIFY2(catalogue, catalogue ? "" : toString(catalogue.error()).c_str());
    const Diagnostics found = lintCatalogue(*catalogue);
    QVERIFY(!found.empty());
    std::string places;
    for (const Diagnostic &diagnostic : found) {
        if (diagnostic.code == code)
            places += toString(diagnostic.where) + " ";
        QVERIFY(!diagnostic.fix.empty());
    }
    QVERIFY2(places.find(place + " ") != std::string::npos, (places + toString(found.front())).c_str());
}

void tst_CatalogueFile::layersAUsersFileOverTheBase()
{
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(QStringLiteral("mine.yaml")).toStdString();
    std::ofstream(file) << spoilt("name: Neighbour", "name: My neighbour");
    const auto base = shippedCatalogue();
    QVERIFY(base);
    const auto once = layeredCatalogue(*base, file);
    QVERIFY(once);
    QCOMPARE(once->techniques.size(), base->techniques.size() + 1);
    QCOMPARE(once->controls.size(), base->controls.size());
    std::ofstream(file) << spoilt("name: Neighbour", "name: Changed");
    const auto twice = layeredCatalogue(*once, file);
    QVERIFY(twice);
    QCOMPARE(twice->techniques.size(), once->techniques.size());
    const auto found = std::find_if(twice->techniques.begin(), twice->techniques.end(),
        [](const Technique &technique) { return technique.id == "neighbour"; });
    QCOMPARE(found->name, std::string("Changed"));
    QVERIFY(!layeredCatalogue(*base, folder.filePath(QStringLiteral("none.yaml")).toStdString()));
}

void tst_CatalogueFile::shippedCatalogueIsSound()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY2(catalogue, catalogue ? "" : toString(catalogue.error()).c_str());
    const Diagnostics found = lintCatalogue(*catalogue);
    QVERIFY2(found.empty(), found.empty() ? "" : toString(found.front()).c_str());
    for (const Technique &technique : catalogue->techniques) {
        QVERIFY2(!technique.references.empty(), technique.id.c_str());
        QVERIFY2(!technique.detection.empty(), technique.id.c_str());
        QVERIFY2(technique.description.size() > 40, technique.id.c_str());
    }
}

void tst_CatalogueFile::shippedCatalogueHasAllControls()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY(catalogue);
    // 8 identity, 8 network, 10 workload and 9 data controls.
    std::map<Plane, int> counts;
    for (const Control &control : catalogue->controls) {
        ++counts[control.plane];
        const std::map<char, Plane> letters { { 'I', Plane::Identity }, { 'N', Plane::Network },
            { 'W', Plane::Workload }, { 'D', Plane::Data } };
        QCOMPARE(letters.at(control.id.front()), control.plane);
    }
    QCOMPARE(counts[Plane::Identity], 8);
    QCOMPARE(counts[Plane::Network], 8);
    QCOMPARE(counts[Plane::Workload], 10);
    QCOMPARE(counts[Plane::Data], 9);
}

void tst_CatalogueFile::shippedReferencesNameTheirVersion()
{
    const auto catalogue = shippedCatalogue();
    QVERIFY(catalogue);
    const std::set<std::string> known { "ATT&CK v18.1", "ATLAS 5.6", "OWASP LLM 2025", "OWASP ASI 2026",
        "KubeHound 2025-11", "MS Threat Matrix 2023-01", "Stratus" };
    for (const Technique &technique : catalogue->techniques) {
        for (const TechniqueReference &reference : technique.references) {
            QVERIFY2(known.count(reference.catalogue) == 1, reference.catalogue.c_str());
            if (reference.catalogue == "OWASP LLM 2025")
                QVERIFY2(reference.id.ends_with(":2025"), reference.id.c_str());
            if (reference.catalogue == "OWASP ASI 2026")
                QVERIFY2(reference.id.ends_with(":2026"), reference.id.c_str());
        }
    }
}

QTEST_APPLESS_MAIN(tst_CatalogueFile)
#include "tst_CatalogueFile.moc"
