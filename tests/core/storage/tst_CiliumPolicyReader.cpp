// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYaml.h"
#include "core/storage/YamlTree.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;

/// Cilium's policies are read as strictly as its own agents read them.
class tst_CiliumPolicyReader : public QObject
{
    Q_OBJECT

private slots:
    void c9_requirementsAreRefused();
    void readerRefusesWhatCiliumWould();
    void readsEveryField();
};

void tst_CiliumPolicyReader::c9_requirementsAreRefused()
{
    const std::string text =
        "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: n, namespace: x}\n"
        "spec:\n  endpointSelector: {}\n  ingress:\n    - fromRequires:\n        - {}\n";
    const auto read = readNativeObject(*loadYaml(text, "m.yaml").documents.front());
    QVERIFY(!read);
    const Diagnostic &problem = read.error().diagnostics.front();
    QVERIFY(problem.message.find("1.19") != std::string::npos);
    QCOMPARE(problem.where.line, 8);
}

void tst_CiliumPolicyReader::readerRefusesWhatCiliumWould()
{
    struct Case
    {
        std::string spec, code; // an empty code: accepted
        std::string kind = "CiliumNetworkPolicy";
    };

    const auto rule = [](const std::string &section, const std::string &text) {
        return "{endpointSelector: {}, " + section + ": [" + text + "]}";
    };
    const std::string bad = "invalid-value", unheld = "unsupported-field";
    const std::vector<Case> cases { { rule("ingress", "{}"), "" },
        { rule("ingress", "{fromEndpoints: [{matchLabels: {\"k8s:io.kubernetes.pod.namespace\": y}}]}"), "" },
        { rule("egress", "{toFQDNs: [{matchPattern: \"*.x\"}], toPorts: [{ports: [{port: \"443\"}]}]}"), "" },
        { "{endpointSelector: {}}", "missing-field" }, { "{ingress: [{}]}", bad },
        { "{nodeSelector: {}, ingress: [{}]}", bad },
        { "{nodeSelector: {}, ingress: [{}]}", "", "CiliumClusterwideNetworkPolicy" },
        { "{endpointSelector: {}, nodeSelector: {}, ingress: [{}]}", bad, "CiliumClusterwideNetworkPolicy" },
        { rule("ingress", "{fromCIDR: [10.0.0.0/8], fromEntities: [world]}"), bad },
        { rule("ingress", "{fromEntities: [internet]}"), bad },
        { rule("ingress", "{fromCIDR: [10.0.0]}"), bad },
        { rule("ingress", "{fromCIDRSet: [{cidr: 10.0.0.0/8, except: [192.168.0.0/16]}]}"), bad },
        { rule("ingress", "{fromCIDRSet: [{cidrGroupRef: g}]}"), unheld },
        { rule("ingress", "{fromNodes: [{}]}"), unheld }, { rule("egress", "{toServices: [{}]}"), unheld },
        { rule("egressDeny", "{toFQDNs: [{matchName: a.b}]}"), bad },
        { rule("egress", "{toFQDNs: [{matchName: \"*.b\"}]}"), bad },
        { rule("ingress",
              "{toPorts: [{ports: [{port: \"80\", protocol: TCP}], rules: {http: [{method: GET}]}}]}"),
            "" },
        { rule("ingress", "{toPorts: [{ports: [{port: \"80\"}], rules: {http: [{}]}}]}"), bad },
        { rule("ingress", "{toPorts: [{ports: [{port: \"53\"}], rules: {dns: [{matchPattern: \"*\"}]}}]}"),
            bad },
        { rule("ingressDeny", "{toPorts: [{ports: [{port: \"80\", protocol: TCP}], rules: {http: [{}]}}]}"),
            "unknown-field" },
        { rule("ingress", "{toPorts: [{ports: [{port: 80}]}]}"), "wrong-type" },
        { rule("ingress", "{toPorts: [{ports: [{port: \"70000\"}]}]}"), bad },
        { rule("ingress", "{toPorts: [{ports: [{port: \"80\", protocol: ICMP}]}]}"), bad },
        { rule("ingress", "{toPorts: [{ports: [{port: \"80\", endPort: 70}]}]}"), bad },
        { rule("ingress", "{toPorts: [{listener: {name: l}}]}"), unheld },
        { rule("ingress", "{icmps: [{fields: [{type: 8}]}], toPorts: [{ports: [{port: \"80\"}]}]}"), bad },
        { rule("ingress", "{authentication: {mode: perhaps}}"), bad },
        { rule("ingress", "{fromEndpoints: [{matchLabels: {\"k8s:a b\": y}}]}"), bad } };
    for (const Case &one : cases) {
        const std::string text =
            "apiVersion: cilium.io/v2\nkind: " + one.kind + "\nmetadata: {name: n}\nspec: " + one.spec + "\n";
        const YamlStream stream = loadYaml(text, "m.yaml");
        QVERIFY2(stream.documents.size() == 1, text.c_str());
        const auto read = readNativeObject(*stream.documents.front());
        if (one.code.empty()) {
            QVERIFY2(read, read ? "" : toString(read.error()).c_str());
            continue;
        }
        QVERIFY2(!read, text.c_str());
        const Diagnostics &problems = read.error().diagnostics;
        const bool isNamed = std::any_of(problems.begin(), problems.end(), [&](const Diagnostic &problem) {
            return problem.code == one.code && problem.where.line > 0 && !problem.fix.empty();
        });
        QVERIFY2(isNamed, (text + toString(read.error())).c_str());
    }
}

void tst_CiliumPolicyReader::readsEveryField()
{
    const std::string text = R"(
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: n, namespace: x}
specs:
  - description: why
    endpointSelector: {matchLabels: {"k8s:app": a}, matchExpressions: [{key: "reserved:host", operator: DoesNotExist}]}
    enableDefaultDeny: {ingress: false}
    ingress:
      - fromEndpoints: []
      - fromCIDRSet: [{cidr: 10.0.0.0/8, except: [10.1.0.0/16]}]
        toPorts:
          - ports: [{port: "80", endPort: 90, protocol: TCP}, {port: http}]
            serverNames: [a.example.com]
      - fromEntities: [host, world]
        authentication: {mode: required}
    ingressDeny:
      - icmps: [{fields: [{family: IPv6, type: EchoRequest}]}]
  - endpointSelector: {}
    egress:
      - toFQDNs: [{matchName: a.example.com}, {matchPattern: "*.b"}]
      - toCIDR: [192.0.2.1/32]
        toPorts:
          - ports: [{port: "53", protocol: ANY}]
            rules: {dns: [{matchPattern: "*"}]}
          - ports: [{port: "80", protocol: TCP}]
            rules: {http: [{method: GET, path: /v1, host: h, headers: [X]}]}
)";
    const auto read = readNativeObject(*loadYaml(text, "m.yaml").documents.front());
    QVERIFY2(read, read ? "" : toString(read.error()).c_str());
    CiliumPolicy expected;
    expected.meta = { "n", "x", {}, {} };
    CiliumSpec first;
    first.description = "why";
    first.endpointSelector =
        LabelSelector { { { "k8s:app", "a" } }, { { "reserved:host", SelectorOperator::DoesNotExist, {} } } };
    first.defaultDenyIngress = false;
    first.ingress.resize(3);
    first.ingress[0].endpoints.emplace();
    first.ingress[1].cidrSets = std::vector<CiliumCidr> { { "10.0.0.0/8", { "10.1.0.0/16" } } };
    first.ingress[1].toPorts = { { { { "80", 90, "TCP" }, { "http", 0, "" } }, { "a.example.com" }, {},
        {} } };
    first.ingress[2].entities = std::vector<std::string> { "host", "world" };
    first.ingress[2].authenticationMode = "required";
    first.ingressDeny.resize(1);
    first.ingressDeny[0].icmps = { { { "IPv6", "EchoRequest" } } };
    CiliumSpec second;
    second.endpointSelector = LabelSelector {};
    second.egress.resize(2);
    second.egress[0].fqdns = { { "a.example.com", "" }, { "", "*.b" } };
    second.egress[1].cidrs = std::vector<std::string> { "192.0.2.1/32" };
    second.egress[1].toPorts = { { { { "53", 0, "ANY" } }, {}, {}, { { "", "*" } } },
        { { { "80", 0, "TCP" } }, {}, { { "/v1", "GET", "h", { "X" } } }, {} } };
    expected.specs = { first, second };
    QVERIFY(std::get<CiliumPolicy>(*read) == expected);
}

QTEST_APPLESS_MAIN(tst_CiliumPolicyReader)
#include "tst_CiliumPolicyReader.moc"
