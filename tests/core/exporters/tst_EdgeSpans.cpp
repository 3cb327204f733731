// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/EdgeSpans.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// Which lines of exported files realise what.
class tst_EdgeSpans : public QObject
{
    Q_OBJECT

private slots:
    void eachRuleOfAnObjectIsThatOfItsEdge();
    void rulesThatWereMergedStandForAll();
    void partsOfDataFilesAreFound();
    void aTextIsDividedWhereElementsAreNamed();
    void filesWithoutSourcesHaveNone();
};

namespace {

ExportTree everyTarget(const Project &project)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    return tryExport(plan, test::allTargets(plan)).tree;
}

std::string linesOf(const std::string &text, const EdgeSpan &span)
{
    const std::vector<std::string> lines = split(text, '\n');
    std::string part;
    for (int i = span.first; i <= span.last && i <= static_cast<int>(lines.size()); ++i)
        part += lines[static_cast<std::size_t>(i - 1)] + "\n";
    return part;
}

bool has(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

/// What a rule of a policy has to say of its other end, as the project has it; empty for an end outside.
std::string markOf(const Project &project, const ElementId &endId, bool isMesh)
{
    const Workload *workload = find(project.topology.workloads, endId);
    if (!workload)
        return {};
    const Namespace &home = project.topology.namespaces.at(workload->namespaceId);
    const WorkloadIdentity *identity = find(project.topology.identities, workload->identityId);
    return isMesh ? "/ns/" + home.name + "/sa/" + (identity ? identity->name : "default") + "\n"
                  : "kubernetes.io/metadata.name: " + home.name + "\n";
}

} // namespace

void tst_EdgeSpans::eachRuleOfAnObjectIsThatOfItsEdge()
{
    int network = 0;
    int mesh = 0;
    for (const std::filesystem::path &path : test::sampleProjects()) {
        const auto loaded = loadProject(path);
        QVERIFY2(loaded.has_value(), path.c_str());
        const Project &project = loaded->project;
        for (const ExportedFile &file : everyTarget(project).files) {
            if (file.ruleSources.size() < 2)
                continue;
            const bool isMesh = !has(file.content, "kind: NetworkPolicy\n");
            const bool isEgress = has(file.content, "\n  egress:\n");
            const std::vector<EdgeSpan> spans = edgeSpansOf(file);
            QCOMPARE(spans.size(), file.ruleSources.size() + 1);
            QCOMPARE(spans[0].ids, file.sources);
            for (std::size_t i = 1; i < spans.size(); ++i) {
                QCOMPARE(spans[i].ids.size(), std::size_t { 1 });
                const AllowRule &rule = project.policy.allowRules.at(ElementId(spans[i].ids[0]));
                const std::string part = linesOf(file.content, spans[i]);
                const std::string mark =
                    markOf(project, isEgress ? rule.destinationId : rule.sourceId, isMesh);
                QVERIFY2(has(part, mark), (file.path + ": " + part + "does not say " + mark).c_str());
                for (const AllowedPort &port : rule.ports) {
                    // Members of ambient or Linkerd meshes are reached on the port of the proxy.
                    const bool isProxied = has(part, "15008") || has(part, "4143");
                    QVERIFY2(isProxied || has(part, std::to_string(port.number)), part.c_str());
                }
                QCOMPARE(edgesAt(spans, spans[i].first), spans[i].ids);
                QCOMPARE(edgesAt(spans, spans[i].last), spans[i].ids);
                ++(isMesh ? mesh : network);
            }
            QCOMPARE(edgesAt(spans, 1), file.sources); // apiVersion is part of no rule
        }
    }
    QVERIFY2(network > 50, std::to_string(network).c_str());
    QVERIFY2(mesh > 20, std::to_string(mesh).c_str());
}

void tst_EdgeSpans::rulesThatWereMergedStandForAll()
{
    ExportedFile file;
    file.path = "base/network/a/networkpolicy-web-egress.yaml";
    file.content = "kind: NetworkPolicy\nspec:\n  egress:\n    - ports:\n        - port: 80\n";
    file.sources = { "one", "two" };
    const std::vector<EdgeSpan> spans = edgeSpansOf(file);
    QCOMPARE(spans, (std::vector<EdgeSpan> { { 1, 5, { "one", "two" } } }));
    QCOMPARE(edgesAt(spans, 5), file.sources);
}

void tst_EdgeSpans::partsOfDataFilesAreFound()
{
    ExportedFile file;
    file.path = "opa/data.json";
    file.content = "{\n  \"tools\": {\n    \"a/b\": {\n      \"x\": 1\n    },\n    \"c\": {\n      \"x\": "
                   "2\n    }\n  }\n}\n";
    file.sources = { "scope-b", "scope-c" };
    file.entries = { { "/tools/a~1b", { "scope-b" } }, { "/tools/c", { "scope-c" } } };
    std::vector<EdgeSpan> spans = edgeSpansOf(file);
    QCOMPARE(edgesAt(spans, 3), std::vector<std::string> { "scope-b" });
    QCOMPARE(edgesAt(spans, 4), std::vector<std::string> { "scope-b" });
    QCOMPARE(edgesAt(spans, 6), std::vector<std::string> { "scope-c" });
    QCOMPARE(edgesAt(spans, 2), file.sources);

    file.path = "probes/probes.yaml";
    file.entries.clear();
    file.content = "probes:\n  - id: 1\n    edges:\n      - scope-b\n  - id: 2\n    edges:\n      - "
                   "scope-c\n      - unknown\n";
    spans = edgeSpansOf(file);
    QCOMPARE(edgesAt(spans, 2), std::vector<std::string> { "scope-b" });
    QCOMPARE(edgesAt(spans, 8), std::vector<std::string> { "scope-c" });
    QCOMPARE(edgesAt(spans, 1), file.sources);
}

void tst_EdgeSpans::aTextIsDividedWhereElementsAreNamed()
{
    ExportedFile file;
    file.path = "stores/db/postgresql.sql";
    file.content = "BEGIN;\n-- Grant grant-a\nGRANT SELECT;\n\nREVOKE;\n-- Grant grant-a-too\nGRANT ALL;\n";
    file.sources = { "grant-a", "grant-a-too" };
    const std::vector<EdgeSpan> spans = edgeSpansOf(file);
    QCOMPARE(edgesAt(spans, 1), file.sources);
    QCOMPARE(edgesAt(spans, 3), std::vector<std::string> { "grant-a" });
    QCOMPARE(edgesAt(spans, 5), file.sources); // after the blank line
    QCOMPARE(edgesAt(spans, 7), std::vector<std::string> { "grant-a-too" }); // a longer word is another one
}

void tst_EdgeSpans::filesWithoutSourcesHaveNone()
{
    ExportedFile file;
    file.path = "kustomization.yaml";
    file.content = "kind: Kustomization\n";
    QVERIFY(edgeSpansOf(file).empty());
    QVERIFY(edgesAt({}, 1).empty());
}

QTEST_APPLESS_MAIN(tst_EdgeSpans)
#include "tst_EdgeSpans.moc"
