// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/FlowRequest.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/storage/ProjectFile.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ProjectGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <set>

using namespace fourplane;
using nlohmann::json;

/// The exported bundle in Open Policy Agent, against the decision point.
class tst_OpaOracle : public QObject
{
    Q_OBJECT

private slots:
    void everySampleDecidesTheSame();
    void randomProjectsDecideTheSame();
    void hostileTextsDecideTheSame();
    void envoyIsAnsweredByCertificates();
    void aFlippedVerdictIsNoticed();
};

namespace {

/// What the target writes for a plan, in a folder of its own. Without the target for Kubernetes, which
/// refuses names that the bundle can hold.
struct Bundle
{
    explicit Bundle(const EnforcementPlan &plan)
    {
        ExportBuilder builder(plan, { ExportTarget::Opa });
        writeOpa(builder);
        const ExportParts parts = builder.take();
        if (!builder.refusals().empty()) {
            problem = builder.refusals().front().diagnostic.message;
            return;
        }
        for (const ExportedFile &file : parts.files) {
            const std::filesystem::path target = folder.path().toStdString() + "/" + file.path;
            std::filesystem::create_directories(target.parent_path());
            std::ofstream(target, std::ios::binary) << file.content;
        }
    }

    std::string path() const { return folder.path().toStdString() + "/opa/bundle"; }

    QTemporaryDir folder;
    std::string problem;
};

/// What the command says; empty when it succeeds.
std::string opa(const std::vector<std::string> &arguments)
{
    QStringList list;
    for (const std::string &argument : arguments)
        list.append(QString::fromStdString(argument));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QString::fromStdString(test::oraclePath("opa").string()), list);
    const bool isGood = process.waitForFinished(120000) && process.exitCode() == 0;
    return isGood ? std::string() : process.readAll().toStdString() + " (opa failed)";
}

json inputOf(const AccessRequest &request)
{
    json input { { "source", request.sourceId.value() }, { "destination", request.destinationId.value() },
        { "port", request.port },
        { "protocol", QString::fromUtf8(nameOf(request.protocol).data()).toLower().toStdString() } };
    const auto add = [&input](const char *key, const std::string &text) {
        if (!text.empty())
            input[key] = text;
    };
    add("method", request.method);
    add("path", request.path);
    add("host", request.host);
    add("identity", request.identityId.value());
    add("collection", request.collectionId.value());
    add("tenant", request.tenant);
    add("operation", request.toolOperation);
    if (request.verb)
        input["verb"] = nameOf(*request.verb);
    return input;
}

/// Every pair and port, with every method and path that a rule names and one that none does; every collection
/// with every identity, verb and tenant; every operation of a tool.
std::vector<AccessRequest> requestsOf(const EnforcementPlan &plan)
{
    std::vector<AccessRequest> requests;
    std::set<std::string> methods { "", "PATCH" };
    std::set<std::string> paths { "", "/", "/none/of/them" };
    for (const auto &planned : plan.authorizationPolicies) {
        for (const AuthorizationRule &rule : planned.object.rules) {
            for (const AuthorizationOperation &to : rule.to) {
                for (const auto &method : to.methods)
                    methods.insert(method == "*" ? "GET" : method);
                for (std::string path : to.paths) {
                    if (path.find('{') == std::string::npos)
                        paths.insert(path + (path.back() == '*' ? "x" : ""));
                }
            }
        }
    }
    const auto addPair = [&](const ElementId &source, const ElementId &destination,
                             std::vector<NamedPort> ports, bool isPod) {
        ports.emplace_back();
        for (const NamedPort &port : ports) {
            AccessRequest request;
            request.sourceId = source;
            request.destinationId = destination;
            request.port = port.number;
            request.protocol = port.protocol;
            for (const std::string &method : methods) {
                for (const std::string &path : paths) {
                    request.method = method;
                    request.path = path;
                    if (isPod || (method.empty() && path.empty()))
                        requests.push_back(request);
                }
            }
        }
    };
    // What an egress proxy looks at: hosts, paths and accounts that the lists for the destination name, texts
    // of their wildcards, and others; each also left out.
    const auto addForwarded = [&](const PlannedPod &source, const PlannedExternal &destination) {
        if (source.kind != WorkloadKind::EgressProxy)
            return;
        std::set<std::string> hosts { "", "elsewhere.example", "A.B.Example" };
        std::set<std::string> forwarded { "", "/", "elsewhere" };
        std::set<std::string> accounts { "", "nobody's" };
        for (const EgressAllowList &list : plan.egressLists) {
            for (const EgressRestriction &restriction : list.restrictions) {
                if (!(restriction.destinationId == destination.id))
                    continue;
                for (const std::string &host : restriction.hosts) {
                    hosts.insert(host);
                    if (host.starts_with("*."))
                        hosts.insert({ "one" + host.substr(1), "one.two" + host.substr(1), host.substr(1) });
                }
                for (const std::string &path : restriction.paths)
                    forwarded.insert(path.ends_with("*") ? path.substr(0, path.size() - 1) + "more" : path);
                accounts.insert(restriction.tenant);
            }
        }
        for (const std::string &host : hosts) {
            for (const std::string &path : forwarded) {
                for (const std::string &account : accounts) {
                    AccessRequest request;
                    request.sourceId = source.workloadId;
                    request.destinationId = destination.id;
                    request.host = host;
                    request.path = path;
                    request.tenant = account;
                    requests.push_back(request);
                }
            }
        }
    };
    for (const PlannedPod &destination : plan.pods) {
        for (const PlannedPod &source : plan.pods)
            addPair(source.workloadId, destination.workloadId, destination.ports, true);
        for (const PlannedExternal &source : plan.externals)
            addPair(source.id, destination.workloadId, destination.ports, true);
    }
    for (const PlannedExternal &destination : plan.externals) {
        for (const PlannedPod &source : plan.pods) {
            addPair(source.workloadId, destination.id, destination.ports, false);
            addForwarded(source, destination);
        }
    }
    std::set<std::string> tenants { "", "nobody's" };
    for (const DataGrant &grant : plan.grants)
        tenants.insert(grant.tenant);
    std::vector<ElementId> identities { ElementId() };
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        identities.push_back(account.id);
    for (const PlannedStore &store : plan.stores) {
        for (const Collection &collection : store.collections) {
            for (const PlannedPod &source : plan.pods) {
                for (const ElementId &identity : identities) {
                    for (const AccessVerb verb : { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin }) {
                        for (const std::string &tenant : tenants) {
                            AccessRequest request;
                            request.sourceId = source.workloadId;
                            request.destinationId = store.hostId;
                            request.identityId = identity;
                            request.collectionId = collection.id;
                            request.verb = verb;
                            request.tenant = tenant;
                            requests.push_back(request);
                            request.toolOperation = "run";
                            requests.push_back(request);
                        }
                    }
                }
            }
        }
    }
    std::set<std::string> operations { "*", "an operation nobody named" };
    for (const ToolScope &scope : plan.toolScopes)
        operations.insert(scope.operations.begin(), scope.operations.end());
    for (const PlannedPod &source : plan.pods) {
        for (const PlannedPod &destination : plan.pods) {
            for (const std::string &operation : operations) {
                AccessRequest request;
                request.sourceId = source.workloadId;
                request.destinationId = destination.workloadId;
                request.toolOperation = operation;
                if (!plan.toolScopes.empty())
                    requests.push_back(request);
            }
        }
    }
    return requests;
}

struct Compared
{
    std::size_t requests = 0;
    std::map<std::string, int> verdicts;
};

/// Where OPA decides otherwise than the decision point, or does not take the bundle; empty when it does.
std::string differences(
    test::Oracle &oracle, const EnforcementPlan &plan, const Bundle &bundle, Compared &compared)
{
    if (!bundle.problem.empty())
        return bundle.problem;
    const PolicyDecisionPoint decisions(plan);
    const std::vector<AccessRequest> requests = requestsOf(plan);
    json inputs = json::array();
    for (const AccessRequest &request : requests)
        inputs.push_back(inputOf(request));
    const json answer = oracle.ask(json {
        { "bundle", bundle.path() }, { "query", "data.fourplane.decision.verdict" }, { "inputs", inputs } });
    if (answer.contains("error"))
        return answer.dump();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const std::string expected(nameOf(decisions.decide(requests[i]).joint()));
        ++compared.requests;
        ++compared.verdicts[expected];
        if (answer["values"][i] != expected)
            return inputs[i].dump() + ": " + expected + " expected, OPA says " + answer["values"][i].dump();
    }
    return {};
}

} // namespace

void tst_OpaOracle::everySampleDecidesTheSame()
{
    REQUIRE_OR_SKIP(test::oraclePath("opa"));
    test::Oracle oracle(test::oraclePath("opa"));
    Compared compared;
    int samples = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const std::string name = file.filename().string();
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const Bundle bundle(plan);
        const std::string text = differences(oracle, plan, bundle, compared)
            + opa({ "check", "--strict", "-b", bundle.path() }) + opa({ "test", "-b", bundle.path() })
            + opa({ "build", "-b", bundle.path(), "--ignore", "*_test.rego", "-o",
                bundle.folder.path().toStdString() + "/bundle.tar.gz" });
        QVERIFY2(text.empty(), (name + ": " + text).c_str());
        ++samples;
    }
    qInfo("%d samples, %zu requests: permit %d, deny %d, not enforced %d, uncertain %d", samples,
        compared.requests, compared.verdicts["permit"], compared.verdicts["deny"],
        compared.verdicts["not-enforced"], compared.verdicts["uncertain"]);
    QVERIFY(samples >= 15);
    QVERIFY(compared.verdicts["permit"] >= 100);
    QVERIFY(compared.verdicts["deny"] >= 1000);
}

void tst_OpaOracle::randomProjectsDecideTheSame()
{
    REQUIRE_OR_SKIP(test::oraclePath("opa"));
    test::Oracle oracle(test::oraclePath("opa"));
    Compared compared;
    std::size_t designs = 0;
    qputenv("RC_PARAMS", "seed=20261123 max_success=2000"); // read once, at the first check
    const bool holds = rc::check("OPA decides as the decision point does", [&] {
        const EnforcementPlan plan = compilePlan(*test::soundProjects()).plan;
        ++designs;
        const Bundle bundle(plan);
        const std::string text = differences(oracle, plan, bundle, compared);
        if (!text.empty())
            RC_FAIL(text);
    });
    qInfo("%zu random designs, %zu requests: permit %d, deny %d, not enforced %d, uncertain %d", designs,
        compared.requests, compared.verdicts["permit"], compared.verdicts["deny"],
        compared.verdicts["not-enforced"], compared.verdicts["uncertain"]);
    QVERIFY(holds);
    QVERIFY(designs >= 2000);
    QVERIFY(compared.requests >= 10000);
}

namespace {

/// A meshed pair with rules on methods and paths, a store with tenants and a tool.
EnforcementPlan hostilePlan(const std::string &text)
{
    test::DesignBuilder design;
    design.addNamespace("edge", true);
    design.addNamespace("rag", true);
    Workload &gateway = design.addWorkload("edge", "gateway");
    gateway.containers[0].ports[0].name = "http";
    gateway.exposed = true;
    design.addWorkload("rag", "retriever").containers[0].ports[0].name = "http";
    design.addExternal("users", ExternalKind::Internet);
    design.allow("users", "gateway");
    AllowRule &rule = design.allow("gateway", "retriever");
    rule.httpMethods = { "GET", "PO*" };
    rule.httpPaths = { "/a/*", "*.json", "/exact" };
    DataStore store;
    store.id = ElementId("store");
    store.name = text;
    store.hostId = ElementId("retriever");
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.resize(1);
    store.collections[0].id = ElementId("collection");
    store.collections[0].name = text;
    design.project.topology.stores.emplace(store.id, store);
    DataGrant grant;
    grant.id = ElementId("grant");
    grant.identityId = ElementId("sa-gateway");
    grant.collectionId = ElementId("collection");
    grant.tenant = text;
    design.project.policy.grants.emplace(grant.id, grant);
    ToolScope scope;
    scope.id = ElementId("scope");
    scope.agentId = ElementId("gateway");
    scope.toolId = ElementId("retriever");
    scope.operations = { text };
    scope.approval = ApprovalMode::Human;
    design.project.policy.toolScopes.emplace(scope.id, scope);
    return compilePlan(design.project).plan;
}

} // namespace

void tst_OpaOracle::hostileTextsDecideTheSame()
{
    REQUIRE_OR_SKIP(test::oraclePath("opa"));
    test::Oracle oracle(test::oraclePath("opa"));
    for (const std::string &text :
        { std::string("on"), std::string("1e3"), std::string("\"; DROP TABLE x; --"),
            std::string("{{ .Values.x }}"), std::string("a\nb\\n`c`"), std::string("\xF0\x9F\x94\x92"),
            std::string(63, 'x'), std::string("other"), std::string("any"), std::string("*") }) {
        const EnforcementPlan plan = hostilePlan(text);
        const Bundle bundle(plan);
        Compared compared;
        const std::string found = differences(oracle, plan, bundle, compared)
            + opa({ "check", "--strict", "-b", bundle.path() }) + opa({ "test", "-b", bundle.path() });
        QVERIFY2(found.empty(), (text + ": " + found).c_str());
        const json approval = oracle.ask(json { { "bundle", bundle.path() },
            { "query", "data.fourplane.decision.approval" },
            { "inputs",
                { { { "source", "gateway" }, { "destination", "retriever" }, { "operation", text } } } } });
        QVERIFY2(approval["values"][0] == "human", approval.dump().c_str());
    }
}

void tst_OpaOracle::envoyIsAnsweredByCertificates()
{
    REQUIRE_OR_SKIP(test::oraclePath("opa"));
    test::Oracle oracle(test::oraclePath("opa"));
    const EnforcementPlan plan = hostilePlan("x");
    const Bundle bundle(plan);
    QCOMPARE(bundle.problem, std::string());
    const std::string gateway = "spiffe://cluster.local/ns/edge/sa/sa-gateway";
    const std::string retriever = "spiffe://cluster.local/ns/rag/sa/sa-retriever";
    const auto asked = [](const std::string &source, const std::string &destination, const std::string &path,
                           const std::string &host) {
        json input { { "attributes",
            { { "source", json::object() },
                { "destination",
                    { { "principal", destination },
                        { "address", { { "socketAddress", { { "portValue", 8080 } } } } } } },
                { "request",
                    { { "http", { { "method", "GET" }, { "path", path }, { "host", host } } } } } } } };
        if (!source.empty())
            input["attributes"]["source"]["principal"] = source;
        return input;
    };
    const std::vector<std::pair<json, bool>> cases {
        { asked(gateway, retriever, "/a/x", "retriever"), true },
        { asked(gateway, retriever, "/a/x?q=/b", "retriever"), true },
        { asked(gateway, retriever, "/b", "retriever"), false },
        { asked(gateway, retriever, "/a/../b", "retriever"), false },
        { asked(gateway, retriever, "/a/%2e%2E/b", "retriever"), false },
        { asked(gateway, retriever, "/b?/a/x", "retriever"), false },
        { asked(gateway, retriever, "/a/..", "retriever"), false },
        { asked("", retriever, "/a/x", "retriever"), false }, // without a certificate
        { asked("cluster.local/ns/edge/sa/sa-gateway", retriever, "/a/x", "retriever"),
            false }, // without scheme
        { asked("spiffe://other/ns/edge/sa/sa-gateway", retriever, "/a/x", "retriever"), false },
        { asked(retriever, gateway, "/a/x", "retriever"),
            false }, // the way back, with a host that is allowed
        { asked("", gateway, "/", "gateway"), true }, // users
        { asked(gateway, "", "/a/x", "retriever"), false },
        { json::object(), false },
    };
    json inputs = json::array();
    for (const auto &[input, allowed] : cases)
        inputs.push_back(input);
    const json answer = oracle.ask(
        json { { "bundle", bundle.path() }, { "query", "data.envoy.authz.allow" }, { "inputs", inputs } });
    for (std::size_t i = 0; i < cases.size(); ++i)
        QVERIFY2(answer["values"][i]["allowed"] == cases[i].second,
            (inputs[i].dump() + answer["values"][i].dump()).c_str());
}

void tst_OpaOracle::aFlippedVerdictIsNoticed()
{
    REQUIRE_OR_SKIP(test::oraclePath("opa"));
    test::Oracle oracle(test::oraclePath("opa"));
    const EnforcementPlan plan = hostilePlan("x");
    const Bundle bundle(plan);
    const std::filesystem::path data = bundle.path() + "/fourplane/access/data.json";
    json access = json::parse(test::readBytes(data));
    const json groups = access["groups"];
    int noticed = 0;
    int changed = 0;
    for (const auto &[group, sources] : groups.items()) {
        json mutant = access;
        mutant["groups"][group]["gateway"] = sources.contains("gateway") ? "deny" : "permit";
        std::ofstream(data, std::ios::binary) << mutant.dump();
        ++changed;
        noticed += opa({ "test", "-b", bundle.path() }).empty() ? 0 : 1;
    }
    QVERIFY(changed >= 3);
    QCOMPARE(noticed, changed);
    Compared compared;
    QVERIFY(!differences(oracle, plan, bundle, compared).empty());
}

QTEST_GUILESS_MAIN(tst_OpaOracle)
#include "tst_OpaOracle.moc"
