// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/AuthorizationGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/RandomValues.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QtTest>

#include <fstream>

using namespace fourplane;
using nlohmann::json;

/// AuthorizationPolicy as Istio builds it into Envoy's RBAC filters.
class tst_IstioAuthorizationOracle : public QObject
{
    Q_OBJECT

private slots:
    void keptCasesAreDecidedAlike();
    void randomPoliciesAreDecidedAlike();
};

namespace {

constexpr int requestsPerPolicies = 25;

std::vector<json> filtersOf(test::Oracle &oracle, const std::vector<json> &manifests, bool isTcp)
{
    const json answer =
        oracle.ask(json { { "policies", manifests }, { "trustDomain", "cluster.local" }, { "tcp", isTcp } });
    if (answer.contains("error"))
        throw std::runtime_error(answer.dump() + "\n" + json(manifests).dump());
    return answer["filters"].get<std::vector<json>>();
}

} // namespace

void tst_IstioAuthorizationOracle::keptCasesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("istio-authz");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    std::ifstream file(test::sourcePath("tests/conformance/cases/istio-authz.jsonl"));
    test::ComparisonCount count;
    for (std::string line; std::getline(file, line);) {
        const json value = json::parse(line);
        const auto manifests = value["policies"].get<std::vector<json>>();
        test::ComparedRequest request;
        request.isTcp = value["tcp"].get<bool>();
        request.principal = value["principal"].get<std::string>();
        const std::string difference = test::contradiction(test::authorizationPolicies(manifests),
            filtersOf(oracle, manifests, request.isTcp), request, count);
        QVERIFY2(difference.empty(), difference.c_str());
    }
    QVERIFY(count.requests > 0);
}

void tst_IstioAuthorizationOracle::randomPoliciesAreDecidedAlike()
{
    const std::filesystem::path driver = test::oraclePath("istio-authz");
    REQUIRE_OR_SKIP(driver);
    test::Oracle oracle(driver);
    int sets = 0;
    test::ComparisonCount count;
    qputenv("RC_PARAMS", "seed=20261124 max_success=3000");
    const bool holds = rc::check("both decide every request alike", [&] {
        try {
            const std::vector<json> manifests = test::anyAuthorizationPolicies();
            const bool isTcp = test::coin();
            const auto policies = test::authorizationPolicies(manifests);
            const std::vector<json> filters = filtersOf(oracle, manifests, isTcp);
            ++sets;
            for (int i = 0; i < requestsPerPolicies; ++i) {
                const test::ComparedRequest request = test::anyComparedRequest(isTcp);
                const std::string difference = test::contradiction(policies, filters, request, count);
                if (!difference.empty())
                    RC_FAIL(difference + "\n" + json(manifests).dump() + "\n" + json(filters).dump());
            }
        } catch (const std::exception &error) {
            qWarning("%s", error.what());
            RC_FAIL(error.what());
        }
    });
    qInfo("%d random sets of policies, %zu requests decided by both, %zu permitted, %zu uncertain", sets,
        count.requests, count.permitted, count.uncertain);
    QVERIFY(holds);
    QVERIFY(sets >= 2000);
    QVERIFY(count.permitted > count.requests / 10 && count.permitted < count.requests * 9 / 10);
    QVERIFY(count.uncertain < count.requests / 4);
}

QTEST_GUILESS_MAIN(tst_IstioAuthorizationOracle)
#include "tst_IstioAuthorizationOracle.moc"
