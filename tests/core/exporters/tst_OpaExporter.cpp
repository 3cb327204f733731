// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/AccessTable.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/NativeGenerator.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

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
    void indexNamesTheRulesOfEachEntry();
    void tablesAnswerEveryPairAsTheDecisionPoint_data();
    void tablesAnswerEveryPairAsTheDecisionPoint();
    void tablesOfRandomRulesAnswerEveryPair();
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
    plan.egressLists[0].callerId = ElementId("retriever");
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
    const std::string problem = test::refusalProblem(tree);
    QVERIFY2(problem.empty(), problem.c_str());
}

namespace {

Verdict verdictIn(const AccessTable &table, const std::string &group, const ElementId &source)
{
    const SourceVerdicts &verdicts = table.groups.at(group);
    const auto found = verdicts.find(source.value());
    return found == verdicts.end() ? Verdict::Deny : found->second;
}

/// The first request that the tables answer otherwise than the decision point, asked pair by pair; empty when
/// there is none. Counts the questions.
std::string firstDifference(const EnforcementPlan &plan, int &asked)
{
    const PolicyDecisionPoint decisions(plan);
    const AccessTable table = accessTableOf(decisions);
    std::vector<ElementId> sources;
    for (const PlannedPod &pod : plan.pods)
        sources.push_back(pod.workloadId);
    for (const PlannedExternal &external : plan.externals)
        sources.push_back(external.id);
    for (const auto &[destination, ports] : table.destinations) {
        for (const auto &[port, answers] : ports) {
            std::vector<HttpClass> classes = answers.classes;
            classes.emplace_back();
            classes.back().group = answers.group;
            for (const HttpClass &http : classes) {
                AccessRequest request;
                request.destinationId = ElementId(destination);
                request.port = static_cast<std::uint16_t>(std::stoi(port.substr(port.find('/') + 1)));
                request.protocol = port[0] == 't' ? Protocol::Tcp
                    : port[0] == 'u'              ? Protocol::Udp
                                                  : Protocol::Sctp;
                request.method = http.method;
                request.path = http.path;
                request.host = http.host;
                for (const ElementId &source : sources) {
                    request.sourceId = source;
                    if (findExternal(plan, source) && findExternal(plan, request.destinationId))
                        continue;
                    ++asked;
                    const Verdict expected = decisions.decide(request).joint();
                    if (verdictIn(table, http.group, source) != expected)
                        return source.value() + " to " + destination + " " + port + " " + http.method + " "
                            + http.path + ": " + std::string(nameOf(expected));
                }
            }
        }
    }
    return {};
}

} // namespace

void tst_OpaExporter::indexNamesTheRulesOfEachEntry()
{
    test::DesignBuilder design;
    design.addNamespace("rag", true);
    for (const char *name : { "agent", "store", "tool" })
        design.addWorkload("rag", name);
    auto tool = design.project.topology.workloads.extract(ElementId("tool"));
    tool.key() = tool.mapped().id = ElementId("tool/x~y"); // what a JSON Pointer has to escape
    design.project.topology.workloads.insert(std::move(tool));
    design.allow("agent", "store");
    DataStore kb;
    kb.id = ElementId("kb");
    kb.name = "kb";
    kb.hostId = ElementId("store");
    kb.authentication = StoreAuthentication::PerIdentity;
    kb.dialect = StoreDialect::Postgresql;
    kb.collections.resize(1);
    kb.collections[0].id = ElementId("docs");
    kb.collections[0].name = "docs";
    design.project.topology.stores[kb.id] = kb;
    DataGrant grant;
    grant.id = ElementId("agent-reads");
    grant.identityId = ElementId("sa-agent");
    grant.collectionId = ElementId("docs");
    design.project.policy.grants[grant.id] = grant;
    ToolScope scope;
    scope.id = ElementId("agent-uses");
    scope.agentId = ElementId("agent");
    scope.toolId = ElementId("tool/x~y");
    design.project.policy.toolScopes[scope.id] = scope;

    const ExportTree tree = exported(compilePlan(design.project).plan);
    const json entries = json::parse(fileOf(tree, "index.json").content).at("entries");
    const std::string folder = "opa/bundle/fourplane/";
    const auto rulesOf = [&](const std::string &file, const std::string &entry) {
        return entries.at(folder + file).value(entry, json::array());
    };
    QCOMPARE(rulesOf("stores/data.json", "/docs"), json({ "agent-reads" }));
    QCOMPARE(rulesOf("tools/data.json", "/pairs/agent/tool~1x~0y"), json({ "agent-uses" }));
    const json open = rulesOf("access/data.json", "/destinations/store/tcp~18080");
    QVERIFY2(std::find(open.begin(), open.end(), "agent-to-store") != open.end(), open.dump().c_str());
    // Each pointer leads to an entry of its file, and each rule is one that the index knows.
    int pointers = 0;
    const json index = json::parse(fileOf(tree, "index.json").content);
    for (const auto &[path, byPointer] : entries.items()) {
        const json data = json::parse(fileOf(tree, path).content);
        for (const auto &[pointer, ids] : byPointer.items()) {
            QVERIFY2(data.contains(json::json_pointer(pointer)), pointer.c_str());
            QVERIFY(!ids.empty());
            for (const json &id : ids)
                QVERIFY(index.at("edges").contains(id.get<std::string>()));
            ++pointers;
        }
    }
    QVERIFY(pointers >= 3);
}

void tst_OpaExporter::tablesAnswerEveryPairAsTheDecisionPoint_data()
{
    QTest::addColumn<int>("shape");
    for (std::size_t i = 0; i < EnumNames<DesignShape>::names.size(); ++i)
        QTest::newRow(EnumNames<DesignShape>::names[i].data()) << int(i);
}

void tst_OpaExporter::tablesAnswerEveryPairAsTheDecisionPoint()
{
    QFETCH(int, shape);
    int asked = 0;
    GenerationOptions options;
    options.workloads = 60;
    options.shape = static_cast<DesignShape>(shape);
    const auto generated = generateProject(options);
    QVERIFY(generated);
    const std::string difference = firstDifference(compilePlan(*generated).plan, asked);
    QVERIFY2(difference.empty(), difference.c_str());
    QVERIFY(asked >= 60 * 60);
}

void tst_OpaExporter::tablesOfRandomRulesAnswerEveryPair()
{
    int asked = 0;
    const bool holds = rc::check("tables answer every pair", [&] {
        test::DesignBuilder design;
        design.project.platform.mesh = *rc::gen::element(
            MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioAmbient, MeshKind::Linkerd);
        for (const char *home : { "on", "rag" }) {
            design.addNamespace(home, *rc::gen::arbitrary<bool>());
            for (const char *name : { "-a", "-b", "-c" })
                design.addWorkload(home, home + std::string(name));
        }
        design.addExternal("internet", ExternalKind::Internet);
        design.allow("on-a", "rag-a");
        design.allow("internet", "on-b");
        design.adoptAll(
            *rc::gen::resize(5, rc::gen::container<std::vector<NativeObject>>(test::nativeObjects())));
        const std::string difference = firstDifference(compilePlan(design.project).plan, asked);
        if (!difference.empty())
            RC_FAIL(difference);
    });
    QVERIFY(holds);
    QVERIFY(asked >= 1000);
}

QTEST_APPLESS_MAIN(tst_OpaExporter)
#include "tst_OpaExporter.moc"
