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
    const auto row = [](const char *name, const std::string &text, const char *code) {
        QTest::newRow(name) << text << std::string(code);
    };
    row("unknown relation", spoilt("B exploitable", "B weak"), "unknown-relation");
    row("unknown type", spoilt("B: compute", "B: pod"), "unknown-type");
    row("unknown control", spoilt("control: W1", "control: W99"), "unknown-control");
    row("variable without type", spoilt("[A net,", "[X net,"), "untyped-variable");
    row("variable in no required fact", spoilt("{A: compute,", "{Z: identity, A: compute,"),
        "unbound-variable");
    row("wrong sort", spoilt("B: compute", "B: identity"), "type-mismatch");
    row("too many variables", spoilt("B exploitable", "B exploitable A"), "wrong-arity");
    row("design fact granted", spoilt("[B foothold]", "[B exploitable]"), "misplaced-relation");
    row("attacker fact as condition", spoilt("if: B sandboxed", "if: B foothold"), "misplaced-relation");
    row("question on the wrong plane", spoilt("identity: A peer_ok B", "data: A peer_ok B"), "wrong-plane");
    row("crossing without network gate",
        spoilt("    gates: {network: A net_allow B, identity: A peer_ok B}\n", ""), "missing-network-gate");
    row("peer question without route", spoilt("network: A net_allow B, ", ""), "question-without-route");
    row("fact that nothing gives", spoilt("[A net,", "[A net, A controlled,"), "never-produced");
}

void tst_CatalogueFile::lintFinds()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    const auto catalogue = parseCatalogue(text, "f.yaml");
    QVERIFY(catalogue);
    const Diagnostics found = lintCatalogue(*catalogue);
    QVERIFY(!found.empty());
    const bool isThere = std::any_of(found.begin(), found.end(),
        [&](const Diagnostic &diagnostic) { return diagnostic.code == code && diagnostic.where.line == 2; });
    QVERIFY2(isThere, toString(found.front()).c_str());
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
        "KubeHound", "MS Threat Matrix 2023-01", "Stratus" };
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
