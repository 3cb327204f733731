// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/native/CreationTime.h"
#include "core/storage/NativeYaml.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;

class tst_NativeYaml : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryFieldOfANetworkPolicy();
    void keepsAbsentPolicyTypesAbsent();
    void readsAnAuthorizationPolicy();
    void readsATargetRefAsTheOnlyTargetRefs();
    void readsAPeerAuthentication();
    void readsAServiceEntryAndASidecar();
    void leavesOutWhatTheServerSets();
    void keepsTheAgeOfPeerAuthentications();
    void writesKeysInAStableOrder();
    void knowsEveryServedVersion_data();
    void knowsEveryServedVersion();
    void refusesWhatTheApiServerRefuses_data();
    void refusesWhatTheApiServerRefuses();
    void reportsEveryProblemOfAnObject();
    void anyObjectReadsBackEqual();
    void readsEveryRuleObjectOfTheIstioCorpus();
};

namespace {

Result<NativeObject> read(const std::string &text)
{
    const YamlStream stream = loadYaml(text, "m.yaml");
    if (!stream.diagnostics.empty())
        return failure(stream.diagnostics);
    return readNativeObject(*stream.documents.at(0));
}

template <class T>
T readAs(const std::string &text)
{
    const auto object = read(text);
    if (!object)
        qWarning("%s", toString(object.error()).c_str());
    return object && std::holds_alternative<T>(*object) ? std::get<T>(*object) : T {};
}

const std::string networkHead =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: p\nspec:\n";
const std::string authorizationHead =
    "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: p\nspec:\n";
const std::string peerHead =
    "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata:\n  name: p\nspec:\n";
const std::string entryHead =
    "apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: p\nspec:\n";
const std::string sidecarHead =
    "apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata:\n  name: p\nspec:\n";

} // namespace

void tst_NativeYaml::readsEveryFieldOfANetworkPolicy()
{
    const auto policy = readAs<NetworkPolicy>(R"(
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-web
  namespace: shop
  labels: {app: web}
  annotations: {note: "1"}
spec:
  podSelector:
    matchLabels: {app: web}
    matchExpressions:
      - {key: tier, operator: NotIn, values: [a, b]}
      - {key: legacy, operator: DoesNotExist}
  policyTypes: [Egress, Ingress]
  ingress:
    - from:
        - podSelector: {}
          namespaceSelector: {matchLabels: {team: red}}
        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
      ports:
        - {protocol: UDP, port: dns}
        - {port: 8000, endPort: 8010}
        - {}
    - {}
  egress:
    - to: []
)");
    NetworkPolicy expected;
    expected.meta = { "allow-web", "shop", { { "app", "web" } }, { { "note", "1" } } };
    expected.podSelector.matchLabels = { { "app", "web" } };
    expected.podSelector.matchExpressions = { { "tier", SelectorOperator::NotIn, { "a", "b" } },
        { "legacy", SelectorOperator::DoesNotExist, {} } };
    expected.policyTypes = { PolicyDirection::Egress, PolicyDirection::Ingress };
    NetworkPolicyRule rule;
    rule.peers = { { LabelSelector {}, LabelSelector { { { "team", "red" } }, {} }, std::nullopt },
        { std::nullopt, std::nullopt, IpBlock { "10.0.0.0/8", { "10.1.0.0/16" } } } };
    rule.ports = { { Protocol::Udp, IntOrName("dns"), std::nullopt },
        { std::nullopt, IntOrName(std::uint16_t { 8000 }), std::uint16_t { 8010 } }, {} };
    expected.ingress = { rule, {} };
    expected.egress = { {} };
    QVERIFY(policy == expected);
}

void tst_NativeYaml::keepsAbsentPolicyTypesAbsent()
{
    const auto policy = readAs<NetworkPolicy>(networkHead + "  podSelector: {}\n  egress: []\n");
    QVERIFY(policy.policyTypes.empty());
    QVERIFY(appliesTo(policy, PolicyDirection::Ingress));
    QVERIFY(!appliesTo(policy, PolicyDirection::Egress)); // NP13
    const auto isolated =
        readAs<NetworkPolicy>(networkHead + "  podSelector: {}\n  policyTypes: [Egress]\n  egress: []\n");
    QVERIFY(appliesTo(isolated, PolicyDirection::Egress));
    QVERIFY(!appliesTo(isolated, PolicyDirection::Ingress));
}

void tst_NativeYaml::readsAnAuthorizationPolicy()
{
    const auto policy = readAs<AuthorizationPolicy>(R"(
apiVersion: security.istio.io/v1beta1
kind: AuthorizationPolicy
metadata: {name: p, namespace: foo}
spec:
  selector: {matchLabels: {app: httpbin}}
  action: CUSTOM
  provider: {name: opa}
  rules:
    - from:
        - source: {principals: [cluster.local/ns/a/sa/b], notIpBlocks: [10.0.0.1]}
        - source: {notNamespaces: [x]}
      to:
        - operation: {ports: ["8080"], methods: [GET], notPaths: [/admin*]}
      when:
        - {key: "request.headers[x]", values: [a], notValues: [b]}
    - {}
)");
    AuthorizationPolicy expected;
    expected.meta.name = "p";
    expected.meta.namespaceName = "foo";
    expected.selector = Labels { { "app", "httpbin" } };
    expected.action = AuthorizationAction::Custom;
    expected.providerName = "opa";
    AuthorizationRule rule;
    rule.from.resize(2);
    rule.from[0].principals = { "cluster.local/ns/a/sa/b" };
    rule.from[0].notIpBlocks = { "10.0.0.1" };
    rule.from[1].notNamespaces = { "x" };
    rule.to.resize(1);
    rule.to[0].ports = { "8080" };
    rule.to[0].methods = { "GET" };
    rule.to[0].notPaths = { "/admin*" };
    rule.when = { { "request.headers[x]", { "a" }, { "b" } } };
    expected.rules = { rule, {} };
    QVERIFY(policy == expected);

    const auto denyAll = readAs<AuthorizationPolicy>(authorizationHead + "  {}\n");
    QCOMPARE(denyAll.meta.name, std::string("p"));
    QVERIFY(denyAll.rules.empty() && !denyAll.selector && denyAll.action == AuthorizationAction::Allow);
}

void tst_NativeYaml::readsATargetRefAsTheOnlyTargetRefs()
{
    const auto policy = readAs<AuthorizationPolicy>(
        authorizationHead + "  targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: g}\n");
    const std::vector<PolicyTargetReference> expected { { "gateway.networking.k8s.io", "Gateway", "g", "" } };
    QVERIFY(policy.targetRefs == expected);
}

void tst_NativeYaml::readsAPeerAuthentication()
{
    const auto authentication = readAs<PeerAuthentication>(peerHead
        + "  selector: {matchLabels: {app: x}}\n  mtls: {mode: STRICT}\n"
          "  portLevelMtls: {8080: {mode: DISABLE}, \"9090\": {}}\n");
    QVERIFY((authentication.selector == Labels { { "app", "x" } }));
    QVERIFY(authentication.mode == MtlsMode::Strict);
    const std::map<std::uint16_t, MtlsMode> expected { { std::uint16_t { 8080 }, MtlsMode::Disable },
        { std::uint16_t { 9090 }, MtlsMode::Unset } };
    QVERIFY(authentication.portModes == expected);
}

void tst_NativeYaml::readsAServiceEntryAndASidecar()
{
    const auto entry = readAs<ServiceEntry>(entryHead + R"(  hosts: [api.example.com]
  addresses: [192.0.2.0/24]
  ports: [{number: 443, name: https, protocol: TLS, targetPort: 8443}]
  location: MESH_EXTERNAL
  resolution: STATIC
  endpoints: [{address: 192.0.2.1, ports: {https: 9443}, labels: {a: b}, network: n, locality: eu, weight: 3,
    serviceAccount: s}]
  exportTo: ["."]
  subjectAltNames: [api.example.com]
)");
    ServiceEntry expected;
    expected.meta.name = "p";
    expected.hosts = { "api.example.com" };
    expected.addresses = { "192.0.2.0/24" };
    expected.ports = { { 443, "TLS", "https", 8443 } };
    expected.location = "MESH_EXTERNAL";
    expected.resolution = "STATIC";
    expected.endpoints = { { "192.0.2.1", { { "https", 9443 } }, { { "a", "b" } }, "n", "eu", 3u, "s" } };
    expected.exportTo = { "." };
    expected.subjectAltNames = { "api.example.com" };
    QVERIFY(entry == expected);

    const auto sidecar = readAs<Sidecar>(sidecarHead + R"(  workloadSelector: {labels: {app: x}}
  egress:
    - hosts: [./*, istio-system/*]
    - hosts: []
  outboundTrafficPolicy: {mode: REGISTRY_ONLY}
)");
    QVERIFY((sidecar.workloadSelector == Labels { { "app", "x" } }));
    QVERIFY(
        (sidecar.egressHosts == std::vector<std::vector<std::string>> { { "./*", "istio-system/*" }, {} }));
    QCOMPARE(sidecar.outboundTrafficPolicyMode, std::string("REGISTRY_ONLY"));
}

void tst_NativeYaml::leavesOutWhatTheServerSets()
{
    const auto policy = readAs<NetworkPolicy>(R"(
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  uid: 1-2
  resourceVersion: "7"
  generation: 1
  creationTimestamp: null
  managedFields: [{manager: kubectl}]
spec: {podSelector: {}}
status: {}
)");
    NetworkPolicy expected;
    expected.meta.name = "p";
    QVERIFY(policy == expected);
}

void tst_NativeYaml::keepsTheAgeOfPeerAuthentications()
{
    const auto ageOf = [](const std::string &time) {
        const auto read = readAs<PeerAuthentication>(
            "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: p, namespace: x, "
            "creationTimestamp: "
            + time + "}\n");
        const auto again = readAs<PeerAuthentication>(writeNativeObject(read));
        return again == read ? creationTimeOf(read.meta) : "changed by writing";
    };
    QCOMPARE(ageOf("2026-01-02T03:04:05Z"), std::string("2026-01-02T03:04:05Z"));
    QCOMPARE(ageOf("'2026-01-02T03:04:05Z'"), std::string("2026-01-02T03:04:05Z"));
    QCOMPARE(ageOf("null"), std::string());
    QCOMPARE(ageOf("yesterday"), std::string());
}

void tst_NativeYaml::writesKeysInAStableOrder()
{
    NetworkPolicy policy;
    policy.meta = { "on", "shop", { { "b", "1" }, { "a", "x" } }, {} };
    policy.policyTypes = { PolicyDirection::Ingress };
    NetworkPolicyRule rule;
    rule.peers = { { LabelSelector { { { "app", "yes" } }, {} }, LabelSelector {}, std::nullopt } };
    rule.ports = { { Protocol::Tcp, IntOrName(std::uint16_t { 80 }), std::uint16_t { 90 } } };
    policy.ingress = { rule, {} };
    QCOMPARE(writeNativeObject(policy), std::string(R"(apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: "on"
  namespace: shop
  labels:
    a: x
    b: "1"
spec:
  podSelector: {}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - namespaceSelector: {}
          podSelector:
            matchLabels:
              app: "yes"
      ports:
        - protocol: TCP
          port: 80
          endPort: 90
    - {}
)"));
}

void tst_NativeYaml::knowsEveryServedVersion_data()
{
    QTest::addColumn<std::string>("apiVersion");
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<bool>("isServed");
    const auto row = [](const char *apiVersion, const char *kind, bool served) {
        QTest::addRow("%s %s", apiVersion, kind) << std::string(apiVersion) << std::string(kind) << served;
    };
    row("networking.k8s.io/v1", "NetworkPolicy", true);
    row("extensions/v1beta1", "NetworkPolicy", false);
    row("security.istio.io/v1", "AuthorizationPolicy", true);
    row("security.istio.io/v1beta1", "AuthorizationPolicy", true);
    // Linkerd's own AuthorizationPolicy is read as a type of its own, v1alpha1 only; see tst_LinkerdPolicies.
    row("policy.linkerd.io/v1beta1", "AuthorizationPolicy", false);
    row("security.istio.io/v1", "PeerAuthentication", true);
    row("security.istio.io/v1beta1", "PeerAuthentication", true);
    row("networking.istio.io/v1", "ServiceEntry", true);
    row("networking.istio.io/v1beta1", "ServiceEntry", true);
    row("networking.istio.io/v1alpha3", "ServiceEntry", true);
    row("networking.istio.io/v1alpha3", "Sidecar", true);
    row("networking.istio.io/v1", "Gateway", false);
    row("v1", "Namespace", false);
}

void tst_NativeYaml::knowsEveryServedVersion()
{
    QFETCH(std::string, apiVersion);
    QFETCH(std::string, kind);
    QFETCH(bool, isServed);
    const std::string text = "apiVersion: " + apiVersion + "\nkind: " + kind
        + "\nmetadata: {name: p}\nspec: " + (kind == "ServiceEntry" ? "{hosts: [a.example.com]}" : "{}");
    QCOMPARE(isNativeObject(*loadYaml(text, "m").documents.at(0)), isServed);
    const auto object = read(text);
    QCOMPARE(object.has_value(), isServed);
    if (isServed)
        QCOMPARE(std::string(kindOf(*object)), kind);
    else
        QCOMPARE(object.error().diagnostics.front().code, std::string("unsupported-kind"));
}

void tst_NativeYaml::refusesWhatTheApiServerRefuses_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("code");
    QTest::addColumn<int>("line"); // the head has five lines
    const auto network = [](const char *name, const char *spec, const char *code, int line) {
        QTest::newRow(name) << networkHead + spec << std::string(code) << line;
    };
    const auto authorization = [](const char *name, const char *spec, const char *code, int line) {
        QTest::newRow(name) << authorizationHead + spec << std::string(code) << line;
    };
    network("NP10 endPort without port", "  ingress:\n  - ports:\n    - endPort: 9\n", "invalid-value", 8);
    network("NP10 endPort with a name", "  ingress:\n  - ports:\n    - {port: http,\n       endPort: 9}\n",
        "invalid-value", 9);
    network("NP10 endPort below port", "  ingress:\n  - ports:\n    - {port: 10,\n       endPort: 9}\n",
        "invalid-value", 9);
    network("NP11 ipBlock with selector",
        "  ingress:\n  - from:\n    - ipBlock: {cidr: 10.0.0.0/8}\n      podSelector: {}\n", "invalid-value",
        8);
    network("NP11 empty peer", "  egress:\n  - to:\n    - {}\n", "invalid-value", 8);
    network("NP11 null selector is an empty peer", "  egress:\n  - to:\n    - podSelector:\n",
        "invalid-value", 8);
    network("NP11 except equal to cidr",
        "  egress:\n  - to:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except: [10.0.0.0/8]\n",
        "invalid-value", 10);
    network("NP11 except outside cidr",
        "  egress:\n  - to:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except: [11.0.0.0/16]\n",
        "invalid-value", 10);
    network("cidr with a prefix too long", "  egress:\n  - to:\n    - ipBlock: {cidr: 10.0.0.0/33}\n",
        "invalid-value", 8);
    network("address without prefix", "  egress:\n  - to:\n    - ipBlock: {cidr: 10.0.0.1}\n",
        "invalid-value", 8);
    network("port 0", "  ingress:\n  - ports: [{port: 0}]\n", "invalid-value", 7);
    network("port 70000", "  ingress:\n  - ports: [{port: 70000}]\n", "invalid-value", 7);
    network("port number as a text", "  ingress:\n  - ports: [{port: \"80\"}]\n", "invalid-value", 7);
    network("port as a fraction", "  ingress:\n  - ports: [{port: 80.5}]\n", "wrong-type", 7);
    network("protocol in lower case", "  ingress:\n  - ports: [{protocol: tcp}]\n", "invalid-value", 7);
    network("protocol ICMP", "  ingress:\n  - ports: [{protocol: ICMP}]\n", "invalid-value", 7);
    network("unknown field", "  podSelector: {}\n  ingres: []\n", "unknown-field", 7);
    network("from in egress", "  egress:\n  - from: []\n", "unknown-field", 7);
    network("list instead of map", "  podSelector: []\n", "wrong-type", 6);
    network("map instead of list", "  ingress: {}\n", "wrong-type", 6);
    network("label value is a boolean", "  podSelector: {matchLabels: {a: true}}\n", "wrong-type", 6);
    network("label value is a YAML 1.1 boolean", "  podSelector: {matchLabels: {a: yes}}\n", "wrong-type", 6);
    network("label value is a number", "  podSelector: {matchLabels: {a: 1}}\n", "wrong-type", 6);
    network("label value is a float", "  podSelector: {matchLabels: {a: 1e3}}\n", "wrong-type", 6);
    network("label value is null", "  podSelector: {matchLabels: {a: }}\n", "wrong-type", 6);
    network("label value with a space", "  podSelector: {matchLabels: {a: \"x y\"}}\n", "invalid-value", 6);
    network("label key with a space", "  podSelector: {matchLabels: {\"a b\": x}}\n", "invalid-value", 6);
    network("In without values", "  podSelector: {matchExpressions: [{key: a, operator: In}]}\n",
        "invalid-value", 6);
    network("Exists with values",
        "  podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}\n", "invalid-value", 6);
    network("unknown operator", "  podSelector: {matchExpressions: [{key: a, operator: Gt, values: [b]}]}\n",
        "invalid-value", 6);
    network("policy type unknown", "  policyTypes: [ingress]\n", "invalid-value", 6);
    network("three policy types", "  policyTypes: [Ingress, Egress, Ingress]\n", "invalid-value", 6);
    QTest::newRow("no name") << std::string(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  namespace: x\nspec: {}\n")
                             << std::string("missing-field") << 4;
    QTest::newRow("illegal name") << std::string("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
                                                 "metadata:\n  name: A_b\nspec: {}\n")
                                  << std::string("invalid-value") << 4;
    QTest::newRow("label of the object is a boolean")
        << std::string("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
                       "metadata:\n  name: a\n  labels: {x: on}\nspec: {}\n")
        << std::string("wrong-type") << 5;
    authorization("IS9 selector and targetRefs",
        "  selector: {matchLabels: {a: b}}\n  targetRefs: [{kind: Service, name: x}]\n", "invalid-value", 6);
    authorization("serviceAccounts with principals",
        "  rules:\n  - from:\n    - source: {serviceAccounts: [a], principals: [b]}\n", "invalid-value", 8);
    authorization("serviceAccounts with notNamespaces",
        "  rules:\n  - from:\n    - source: {serviceAccounts: [a], notNamespaces: [b]}\n", "invalid-value",
        8);
    authorization("port as a number", "  rules:\n  - to:\n    - operation: {ports: [80]}\n", "wrong-type", 8);
    authorization("port out of range", "  rules:\n  - to:\n    - operation: {ports: [\"65536\"]}\n",
        "invalid-value", 8);
    authorization("port with a wildcard", "  rules:\n  - to:\n    - operation: {ports: [\"80*\"]}\n",
        "invalid-value", 8);
    authorization(
        "bad ipBlock", "  rules:\n  - from:\n    - source: {ipBlocks: [10.0.0/8]}\n", "invalid-value", 8);
    authorization("empty source", "  rules:\n  - from:\n    - source: {}\n", "invalid-value", 8);
    authorization("no source", "  rules:\n  - from:\n    - {}\n", "missing-field", 8);
    authorization("condition without values", "  rules:\n  - when:\n    - key: a\n", "invalid-value", 8);
    authorization("CUSTOM without provider", "  action: CUSTOM\n", "missing-field", 6);
    authorization("provider without CUSTOM", "  provider: {name: x}\n", "invalid-value", 6);
    authorization("unknown action", "  action: LOG\n", "invalid-value", 6);
    QTest::newRow("PA3 port modes without selector") << peerHead + "  portLevelMtls: {80: {mode: STRICT}}\n"
                                                     << std::string("invalid-value") << 6;
    QTest::newRow("PA3 port out of range")
        << peerHead + "  selector: {matchLabels: {a: b}}\n  portLevelMtls: {0: {mode: STRICT}}\n"
        << std::string("invalid-value") << 7;
    QTest::newRow("mode in lower case") << peerHead + "  mtls: {mode: strict}\n"
                                        << std::string("invalid-value") << 6;
    QTest::newRow("ServiceEntry without hosts") << entryHead + "  location: MESH_EXTERNAL\n"
                                                << std::string("missing-field") << 6;
    QTest::newRow("ServiceEntry for every host") << entryHead + "  hosts: [\"*\"]\n"
                                                 << std::string("invalid-value") << 6;
    QTest::newRow("ServiceEntry with endpoints and no resolution")
        << entryHead + "  hosts: [a.example.com]\n  endpoints: [{address: 192.0.2.1}]\n"
        << std::string("invalid-value") << 6;
    QTest::newRow("ServiceEntry with a port twice")
        << entryHead + "  hosts: [a]\n  ports: [{number: 1, name: a}, {number: 1, name: b}]\n"
        << std::string("invalid-value") << 6;
    QTest::newRow("Sidecar ingress is not modelled") << sidecarHead + "  ingress: []\n"
                                                     << std::string("unsupported-field") << 6;
    QTest::newRow("Sidecar policy without mode (EG2)") << sidecarHead + "  outboundTrafficPolicy: {}\n"
                                                       << std::string("missing-field") << 6;
}

void tst_NativeYaml::refusesWhatTheApiServerRefuses()
{
    QFETCH(std::string, text);
    QFETCH(std::string, code);
    QFETCH(int, line);
    const auto object = read(text);
    QVERIFY(!object);
    const Diagnostic &problem = object.error().diagnostics.front();
    QCOMPARE(problem.code, code);
    QCOMPARE(problem.where.line, line);
    QVERIFY(problem.where.column > 0);
    QCOMPARE(problem.where.file, std::string("m.yaml"));
    QVERIFY(!problem.fix.empty());
    QCOMPARE(object.error().diagnostics.size(), std::size_t { 1 });
}

void tst_NativeYaml::reportsEveryProblemOfAnObject()
{
    const auto object =
        read(networkHead + "  podSelector: {matchLabels: {a: 1}}\n  policyTypes: [x]\n  wrong: 1\n");
    QVERIFY(!object);
    QCOMPARE(object.error().diagnostics.size(), std::size_t { 1 }); // a map with unknown keys is not read on
    const auto values = read(networkHead + "  podSelector: {matchLabels: {a: 1}}\n  policyTypes: [x]\n");
    QVERIFY(!values);
    QCOMPARE(values.error().diagnostics.size(), std::size_t { 2 });
}

void tst_NativeYaml::anyObjectReadsBackEqual()
{
    const bool holds = rc::check("read(write(object)) == object", [] {
        const NativeObject object = *test::nativeObjects();
        const std::string text = writeNativeObject(object);
        const auto back = read(text);
        if (!back)
            RC_FAIL(toString(back.error()) + "\n" + text);
        RC_ASSERT(*back == object);
        RC_ASSERT(writeNativeObject(*back) == text);
    });
    QVERIFY(holds);
}

void tst_NativeYaml::readsEveryRuleObjectOfTheIstioCorpus()
{
    const std::filesystem::path folder = test::sharedPath("data/corpora/istio-authz");
    REQUIRE_OR_SKIP(folder);
    int count = 0;
    for (const auto &file : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        if (name.find("-in.yaml") == std::string::npos)
            continue;
        for (const YamlNodePtr &document : loadYaml(test::readBytes(file.path()), name).documents) {
            if (!isNativeObject(*document))
                continue;
            const auto object = readNativeObject(*document);
            QVERIFY2(object, object ? "" : toString(object.error()).c_str());
            ++count;
        }
    }
    QVERIFY(count >= 10);
}

QTEST_APPLESS_MAIN(tst_NativeYaml)
#include "tst_NativeYaml.moc"
