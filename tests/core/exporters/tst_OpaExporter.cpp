// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "tests/support/DesignBuilder.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace fourplane;
using nlohmann::json;

/// The bundle for Open Policy Agent as files. That OPA decides as the decision point does is asked in
/// tests/conformance/tst_OpaOracle.cpp.
class tst_OpaExporter : public QObject
{
    Q_OBJECT

private slots:
    void writesTheTablesDerivedByHand();
    void testsBothAnswers();
    void isWrittenOnDemandOnly();
    void coversItsRootsWithEveryPackage();
    void namesTheEdgesItHolds();
    void reportsWhatItCannotExpress();
    void refusesWhatIsNotUtf8();
};

namespace {

/// Two meshed workloads that may not talk to each other but for gateway to retriever, and users before them.
test::DesignBuilder smallDesign()
{
    test::DesignBuilder design;
    design.addNamespace("edge", true);
    design.addNamespace("rag", true);
    design.addWorkload("edge", "gateway").containers[0].ports[0].name = "http";
    design.addWorkload("rag", "retriever").containers[0].ports[0].name = "http";
    design.allow("gateway", "retriever").httpMethods = { "GET" };
    return design;
}

ExportTree exported(const EnforcementPlan &plan)
{
    auto tree = exportPlan(plan, { ExportTarget::Opa });
    if (!tree)
        qWarning("%s", toString(tree.error()).c_str());
    return tree ? *tree : ExportTree {};
}

const ExportedFile &fileOf(const ExportTree &tree, const std::string &path)
{
    static const ExportedFile none;
    const auto found = std::find_if(tree.files.begin(), tree.files.end(),
        [&path](const ExportedFile &file) { return file.path == path; });
    return found == tree.files.end() ? none : *found;
}

bool hasOpa(const ExportTree &tree)
{
    return std::any_of(tree.files.begin(), tree.files.end(),
        [](const ExportedFile &file) { return file.path.rfind("opa/", 0) == 0; });
}

std::vector<std::string> codesOf(const Diagnostics &report)
{
    std::vector<std::string> codes;
    for (const Diagnostic &diagnostic : report) {
        if (diagnostic.code.rfind("opa-", 0) == 0)
            codes.push_back(diagnostic.code);
    }
    return codes;
}

} // namespace

void tst_OpaExporter::writesTheTablesDerivedByHand()
{
    const ExportTree tree = exported(compilePlan(smallDesign().project).plan);
    const json ends = json::parse(fileOf(tree, "opa/bundle/fourplane/ends/data.json").content);
    QCOMPARE(ends, json::parse(R"({
        "identities": {"gateway": "sa-gateway", "retriever": "sa-retriever"},
        "principals": {"spiffe://cluster.local/ns/edge/sa/sa-gateway": ["gateway"],
                       "spiffe://cluster.local/ns/rag/sa/sa-retriever": ["retriever"]},
        "outside": []})"));
    const json access = json::parse(fileOf(tree, "opa/bundle/fourplane/access/data.json").content);
    const json port = access["destinations"]["retriever"]["tcp/8080"];
    QCOMPARE(port["http"]["methods"], json::parse(R"(["GET"])"));
    // The gateway may GET, and so it may reach the port; with another method nobody gets through but the
    // workload's own pod, which nothing can keep from itself.
    QCOMPARE(access["groups"][port["group"].get<std::string>()],
        json::parse(R"({"gateway": "permit", "retriever": "not-enforced"})"));
    QCOMPARE(port["http"]["classes"].size(), std::size_t { 2 });
    for (const json &item : port["http"]["classes"]) {
        const bool isGet = item["methods"] == json::parse(R"(["GET"])");
        QCOMPARE(access["groups"][item["group"].get<std::string>()],
            isGet ? json::parse(R"({"gateway": "permit", "retriever": "not-enforced"})")
                  : json::parse(R"({"retriever": "not-enforced"})"));
    }
    QCOMPARE(access["groups"][access["destinations"]["gateway"]["tcp/8080"]["group"].get<std::string>()],
        json::parse(R"({"gateway": "not-enforced"})"));
    QCOMPARE(fileOf(exported(compilePlan(smallDesign().project).plan), "index.json").content,
        fileOf(tree, "index.json").content);
}

void tst_OpaExporter::testsBothAnswers()
{
    const ExportTree tree = exported(compilePlan(smallDesign().project).plan);
    for (const char *path :
        { "opa/bundle/fourplane/decision_test.rego", "opa/bundle/envoy/authz_test.rego" }) {
        const std::string &tests = fileOf(tree, path).content;
        QVERIFY2(tests.find("_allowed if ") != std::string::npos, path);
        QVERIFY2(tests.find("_denied if ") != std::string::npos, path);
    }
}

void tst_OpaExporter::isWrittenOnDemandOnly()
{
    EnforcementPlan plan = compilePlan(smallDesign().project).plan;
    ToolScope scope;
    scope.agentId = ElementId("gateway");
    scope.toolId = ElementId("retriever");
    scope.approval = ApprovalMode::PolicyDecisionPoint;
    plan.toolScopes = { scope };
    QVERIFY(!hasOpa(*exportPlan(plan)));
    QVERIFY(hasOpa(exported(plan)));
}

void tst_OpaExporter::coversItsRootsWithEveryPackage()
{
    const ExportTree tree = exported(compilePlan(smallDesign().project).plan);
    const json manifest = json::parse(fileOf(tree, "opa/bundle/.manifest").content);
    QCOMPARE(manifest["rego_version"], json(1));
    int packages = 0;
    for (const ExportedFile &file : tree.files) {
        const std::size_t start = file.content.find("\npackage ");
        if (file.path.rfind("opa/bundle/", 0) != 0 || start == std::string::npos)
            continue;
        const std::size_t name = start + 9;
        const std::string root = file.content.substr(name, file.content.find_first_of(".\n", name) - name);
        const bool isListed = std::any_of(manifest["roots"].begin(), manifest["roots"].end(),
            [&root](const json &listed) { return listed == root; });
        // A package beside a root, such as envoy.authz_test beside envoy/authz, would not load.
        QVERIFY2(isListed, file.path.c_str());
        ++packages;
    }
    QCOMPARE(packages, 4);
}

void tst_OpaExporter::namesTheEdgesItHolds()
{
    const ExportTree tree = exported(compilePlan(smallDesign().project).plan);
    const json index = json::parse(fileOf(tree, "index.json").content);
    QVERIFY(index["edges"]["gateway-to-retriever"].contains("opa/bundle/fourplane/access/data.json"));
}

void tst_OpaExporter::reportsWhatItCannotExpress()
{
    QCOMPARE(codesOf(exported(compilePlan(smallDesign().project).plan).report), std::vector<std::string> {});
    test::DesignBuilder design = smallDesign();
    design.addNamespace("open", false);
    design.addWorkload("open", "cron");
    design.addWorkload("open", "report");
    EnforcementPlan plan = compilePlan(design.project).plan;
    for (PlannedPod &pod : plan.pods) {
        if (pod.name == "retriever") { // it takes the gateway's account
            pod.namespaceName = "edge";
            pod.serviceAccount = "gateway";
            pod.identityId = ElementId("sa-gateway");
        }
    }
    plan.egressLists.resize(1);
    AuthorizationPolicy conditional;
    conditional.meta = { "conditional", "rag", {}, {} };
    conditional.rules.resize(1);
    conditional.rules[0].when = { { "request.headers[x]", { "y" }, {} } };
    plan.authorizationPolicies.push_back({ conditional, { ElementId("e") }, {} });
    AuthorizationPolicy many;
    many.meta = { "many", "edge", {}, {} };
    many.rules.resize(1);
    many.rules[0].to.resize(1);
    for (int i = 0; i < 300; ++i)
        many.rules[0].to[0].paths.push_back("/" + std::to_string(i));
    plan.authorizationPolicies.push_back({ many, { ElementId("f") }, {} });
    const auto codes = codesOf(exported(plan).report);
    for (const char *code : { "opa-open-by-absence", "opa-shared-principal", "opa-no-principal",
             "opa-too-many-patterns", "opa-conditions-not-expressed", "opa-egress-not-expressed" })
        QVERIFY2(std::find(codes.begin(), codes.end(), code) != codes.end(), code);
}

void tst_OpaExporter::refusesWhatIsNotUtf8()
{
    EnforcementPlan plan = compilePlan(smallDesign().project).plan;
    ToolScope scope;
    scope.agentId = ElementId("gateway");
    scope.toolId = ElementId("retriever");
    scope.operations = { "\xFF" };
    plan.toolScopes = { scope };
    const auto tree = exportPlan(plan, { ExportTarget::Opa });
    QVERIFY(!tree);
    QCOMPARE(tree.error().diagnostics.front().code, std::string("refused-by-target"));
}

QTEST_APPLESS_MAIN(tst_OpaExporter)
#include "tst_OpaExporter.moc"
