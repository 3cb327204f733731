// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace fourplane;

class tst_ProjectErrors : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void warnsAbout_data();
    void warnsAbout();
    void reportsEveryErrorInFileOrder();
    void stopsListingAtAHundred();
    void refusesAHugeFileBySize();
    void namesTheFileThatIsMissing();
};

namespace {

/// A sound start: a namespace, an identity, two workloads, an external endpoint and a store; 18 lines.
const std::string base = "fourplane: 1\n" // 1
                         "namespaces:\n" // 2
                         "  web: {}\n" // 3
                         "identities:\n" // 4
                         "  sa-shop:\n" // 5
                         "    namespace: web\n" // 6
                         "workloads:\n" // 7
                         "  shop:\n" // 8
                         "    namespace: web\n" // 9
                         "    ports: [80]\n" // 10
                         "  model: {namespace: web}\n" // 11
                         "externals:\n" // 12
                         "  world: {}\n" // 13
                         "stores:\n" // 14
                         "  db:\n" // 15
                         "    host: shop\n" // 16
                         "    collections:\n" // 17
                         "      docs: {}\n"; // 18

void row(const char *name, const std::string &text, const char *code, int line, int column)
{
    QTest::newRow(name) << text << std::string(code) << line << column;
}

/// `base` followed by `more`, which starts on line 19.
void more(const char *name, const std::string &more, const char *code, int line, int column)
{
    row(name, base + more, code, line, column);
}

void columns()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
}

std::string aliasBomb()
{
    std::string bomb = "fourplane: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int j = 1; j < 10; ++j)
            bomb += ", " + before;
        bomb += "]\n";
    }
    return bomb;
}

} // namespace

void tst_ProjectErrors::refuses_data()
{
    columns();
    row("empty", "", "empty-file", 1, 1);
    row("only a comment", "# nothing\n", "empty-file", 1, 1);
    row("a list", "- fourplane: 1\n", "not-a-project", 1, 1);
    row("no version", "name: x\n", "not-a-project", 1, 1);
    row("newer version", "name: x\nfourplane: 2\n", "project-too-new", 2, 12);
    row("version is a text", "fourplane: \"1\"\n", "wrong-version", 1, 12);
    row("version zero", "fourplane: 0\n", "wrong-version", 1, 12);
    row("two documents", "fourplane: 1\n---\nfourplane: 1\n", "several-documents", 3, 1);
    row("syntax", "fourplane: 1\nname: [\n", "yaml-syntax", 3, 1);
    row("duplicate key", "fourplane: 1\nname: a\nname: b\n", "duplicate-key", 3, 1);
    row("invalid UTF-8", "fourplane: 1\nname: \xFF\n", "invalid-utf8", 2, 7);
    row("a hundred levels", "fourplane: 1\nname: " + std::string(100, '[') + std::string(100, ']'),
        "yaml-too-deep", 2, 70);
    // a5 expands to 1 111 111 values; the tenth item of a6, on line 8, is far beyond two million.
    row("alias bomb", aliasBomb(), "yaml-too-large", 8, 15);

    more("unknown key", "worklods: {}\n", "unknown-key", 19, 1);
    more("unknown key inside", "flows:\n  f: {from: shop, to: world, prot: TCP}\n", "unknown-key", 20, 30);
    more("missing key", "flows:\n  f: {from: shop}\n", "missing-key", 20, 3);
    more("text for map", "flows: shop\n", "wrong-type", 19, 8);
    more("list for map", "flows:\n  f: [shop]\n", "wrong-type", 20, 3);
    more("map for list", "scenarios:\n  s: {jewels: {a: b}}\n", "wrong-type", 20, 7);
    more("number for text", "description: 7\n", "wrong-type", 19, 14);
    more("truth value for text", "description: true\n", "wrong-type", 19, 14);
    more("text for truth value", "flows:\n  f: {from: shop, to: world, carriesToolCalls: \"true\"}\n",
        "wrong-type", 20, 48);
    more("text for number", "flows:\n  f: {from: shop, to: world, port: http}\n", "wrong-type", 20, 36);
    more("fraction for whole number", "flows:\n  f: {from: shop, to: world, port: 1.5}\n", "out-of-range", 20,
        36);
    more("port too large", "flows:\n  f: {from: shop, to: world, port: 65536}\n", "out-of-range", 20, 36);
    more("port zero", "allowRules:\n  r: {from: shop, to: world, ports: [0]}\n", "out-of-range", 20, 38);
    more("port zero in a map", "services:\n  s: {namespace: web, ports: [{port: 0}]}\n", "out-of-range", 20,
        38);
    more("negative number", "flows:\n  f: {from: shop, to: world, port: -1}\n", "out-of-range", 20, 36);
    more("port with a wrong protocol", "allowRules:\n  r: {from: shop, to: world, ports: [53/ICMP]}\n",
        "invalid-port", 20, 38);
    more("unknown word", "flows:\n  f: {from: shop, to: world, protocol: TPC}\n", "unknown-word", 20, 40);
    more("list for a word", "flows:\n  f: {from: shop, to: world, verb: [read]}\n", "wrong-type", 20, 30);
    more("point that is none", "diagram:\n  ink:\n    i: {points: \"1,2 3\"}\n", "invalid-point", 21, 17);

    more("dangling end", "flows:\n  f: {from: shp, to: world}\n", "dangling-reference", 20, 13);
    more("dangling list item", "scenarios:\n  s: {jewels: [docs, dcs]}\n", "dangling-reference", 20, 22);
    more("dangling in a list of maps", "scenarios:\n  s:\n    footholds:\n      - element: shp\n",
        "dangling-reference", 22, 18);
    more("dangling pattern", "allowRules:\n  r: {from: shop, to: world, pattern: p}\n", "dangling-reference",
        20, 39);
    more("grant to nobody", "dataGrants:\n  g: {identity: sa-shp, collection: docs}\n", "dangling-reference",
        20, 17);
    more("empty reference", "flows:\n  f: {from: \"\", to: world}\n", "missing-reference", 20, 13);
    more("foothold of the wrong kind",
        "scenarios:\n  s:\n    footholds:\n      - kind: stolen-token\n        element: shop\n",
        "wrong-reference", 23, 18);
    more("tool scope of an endpoint", "toolScopes:\n  t: {agent: world, tool: shop}\n", "wrong-reference", 20,
        14);
    more("feed into a store", "contextFeeds:\n  f: {from: docs, to: docs}\n", "wrong-reference", 20, 23);
    more("id used twice", "flows:\n  shop: {from: shop, to: world}\n", "duplicate-id", 20, 3);
    more("id of a collection used twice", "scenarios:\n  docs: {}\n", "duplicate-id", 20, 3);
    more("id with a blank", "scenarios:\n  a b: {}\n", "invalid-id", 20, 3);
    more("binding without a role", "bindings:\n  b: {}\n", "missing-reference", 20, 3);
    row("image next to containers",
        "fourplane: 1\nnamespaces: {web: {}}\nworkloads:\n  w: {namespace: web, image: x, containers: []}\n",
        "conflicting-keys", 4, 33);
    more("unknown field of a manifest",
        "adoptedRules:\n  a:\n    manifest:\n      apiVersion: networking.k8s.io/v1\n"
        "      kind: NetworkPolicy\n      metadata: {name: a, namespace: web}\n"
        "      spec: {podSelector: {}, ingres: []}\n",
        "unknown-field", 25, 31);
}

void tst_ProjectErrors::refuses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto loaded = parseProject(text, "f.yaml");
    QVERIFY(!loaded);
    const Diagnostics &diagnostics = loaded.error().diagnostics;
    const auto found = std::find_if(diagnostics.begin(), diagnostics.end(),
        [&code](const Diagnostic &diagnostic) { return diagnostic.code == code; });
    QVERIFY2(found != diagnostics.end(), toString(loaded.error()).c_str());
    QVERIFY(found->level == DiagnosticLevel::Fatal);
    QCOMPARE(found->where.file, std::string("f.yaml"));
    QCOMPARE(found->where.line, line);
    QCOMPARE(found->where.column, column);
    QVERIFY(!found->message.empty());
    QVERIFY(!found->fix.empty());
}

void tst_ProjectErrors::warnsAbout_data()
{
    columns();
    more("name of a workload", "services:\n  s: {name: A_B, namespace: web}\n", "invalid-name", 20, 13);
    more("label value", "nodePools:\n  p: {labels: {a: \"b c\"}}\n", "invalid-label", 20, 19);
    more("two objects of one name",
        "services:\n  a: {name: s, namespace: web}\n  b: {name: s, namespace: web}\n", "duplicate-name", 21,
        13);
    row("short token",
        "fourplane: 1\nnamespaces: {web: {}}\nidentities:\n"
        "  i: {namespace: web, tokenLifetimeSeconds: 599}\n",
        "token-too-short", 4, 45);
    more("address block", "platform:\n  clusterCidrs: [10.0.0.0/8, 10.0.0.0/33]\n", "invalid-cidr", 20, 30);
    more("IPv6 address block", "platform:\n  clusterCidrs: [\"2001:db8::/129\"]\n", "invalid-cidr", 20, 18);
    more("day that is none", "exceptions:\n  e: {subject: shop, expires: 2026-02-29}\n", "invalid-date", 20,
        31);
    more(
        "placement of nothing", "diagram:\n  placements:\n    shp: {left: 1}\n", "dangling-reference", 21, 5);
    more("taint effect", "nodePools:\n  p: {taints: [{key: a, effect: Never}]}\n", "unknown-word", 20, 33);
}

void tst_ProjectErrors::warnsAbout()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto loaded = parseProject(text, "f.yaml");
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    QCOMPARE(loaded->diagnostics.size(), std::size_t(1));
    const Diagnostic &found = loaded->diagnostics.front();
    QCOMPARE(found.code, code);
    QVERIFY(found.level == DiagnosticLevel::Warning);
    QCOMPARE(found.where.line, line);
    QCOMPARE(found.where.column, column);
    QVERIFY(!found.fix.empty());
}

void tst_ProjectErrors::reportsEveryErrorInFileOrder()
{
    const auto loaded = parseProject("fourplane: 1\n"
                                     "flows:\n"
                                     "  f:\n"
                                     "    from: shop\n"
                                     "    prt: 80\n"
                                     "namespaces:\n"
                                     "  web: {labels: {a: 1}}\n"
                                     "workloads:\n"
                                     "  shop: {namespace: wbe}\n",
        "f.yaml");
    QVERIFY(!loaded);
    QCOMPARE(toString(loaded.error()),
        std::string("f.yaml:3:3: error: The key \"to\" of a flow is missing. [missing-key]\n"
                    "  fix: Add \"to: ...\".\n"
                    "f.yaml:5:5: error: \"prt\" is not a key of a flow. [unknown-key]\n"
                    "  fix: Did you mean \"port\"?\n"
                    "f.yaml:7:21: error: \"a\" must be a text, but this is the number 1. [wrong-type]\n"
                    "  fix: Put it in quotes: \"1\".\n"
                    "f.yaml:9:21: error: \"namespace\" of \"shop\" names \"wbe\", which does not exist. "
                    "[dangling-reference]\n"
                    "  fix: Did you mean \"web\"?"));
}

void tst_ProjectErrors::stopsListingAtAHundred()
{
    std::string text = "fourplane: 1\nflows:\n";
    for (int i = 0; i < 150; ++i)
        text += "  f" + std::to_string(i) + ": {from: nobody, to: \"\", x: 1}\n";
    const auto loaded = parseProject(text, "f.yaml");
    QVERIFY(!loaded);
    const Diagnostics &diagnostics = loaded.error().diagnostics;
    QCOMPARE(diagnostics.size(), std::size_t(101));
    QCOMPARE(diagnostics.back().code, std::string("too-many-errors"));
    // 150 unknown keys, 150 dangling and 150 empty references; 100 are listed.
    QVERIFY(diagnostics.back().message.find("350 ") == 0);
}

void tst_ProjectErrors::refusesAHugeFileBySize()
{
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("huge.fourplane.yaml")).toStdString();
    std::ofstream(path) << "fourplane: 1\n";
    std::filesystem::resize_file(path, 200u * 1000u * 1000u); // sparse
    const auto loaded = loadProject(path);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().diagnostics.at(0).code, std::string("file-too-large"));
    QVERIFY(!loaded.error().diagnostics.at(0).fix.empty());
}

void tst_ProjectErrors::namesTheFileThatIsMissing()
{
    const auto loaded = loadProject("/nowhere/x.fourplane.yaml");
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().diagnostics.at(0).where.file, std::string("/nowhere/x.fourplane.yaml"));
}

QTEST_APPLESS_MAIN(tst_ProjectErrors)
#include "tst_ProjectErrors.moc"
