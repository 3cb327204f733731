// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYaml.h"
#include "tests/conformance/AuthorizationComparison.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

using namespace fourplane;
using nlohmann::json;

/// The pairs of Istio's own builder tests: AuthorizationPolicies in, Envoy RBAC filters out. Both are asked
/// about requests made of the values that the policies name.
class tst_IstioAuthorizationCorpus : public QObject
{
    Q_OBJECT

private slots:
    void everyPairIsDecidedAlike_data();
    void everyPairIsDecidedAlike();
};

namespace {

/// Pairs that decide nothing, or are built with options that the corpus does not carry, with the reason.
const std::map<std::string, std::string> listedPairs {
    { "http/td-aliases-source-principal",
        "built with trust domain aliases that stand in the builder's test, not in the pair" },
    { "tcp/audit-both-http-tcp", "AUDIT never decides (IS1)" },
};

std::filesystem::path corpus()
{
    return test::sharedPath("data/corpora/istio-authz");
}

std::vector<json> documentsOf(const std::filesystem::path &file)
{
    std::vector<json> documents;
    std::string text;
    std::istringstream lines(test::readBytes(file));
    std::string line;
    while (std::getline(lines, line)) {
        if (line == "---") {
            documents.push_back(test::yamlToJson(text));
            text.clear();
        } else {
            text += line + "\n";
        }
    }
    documents.push_back(test::yamlToJson(text));
    return documents;
}

/// The filters of a pair, in order: NAME-out.yaml, or NAME-out1.yaml and so on.
std::vector<json> filtersOf(const std::string &pair)
{
    std::set<std::filesystem::path> files;
    const std::filesystem::path stem = corpus() / (pair + "-out");
    for (const auto &entry : std::filesystem::directory_iterator(stem.parent_path())) {
        if (entry.path().string().rfind(stem.string(), 0) == 0)
            files.insert(entry.path());
    }
    std::vector<json> filters;
    for (const std::filesystem::path &file : files) {
        const json config = test::yamlToJson(test::readBytes(file))["typedConfig"];
        if (config.contains("rules"))
            filters.push_back(config["rules"]);
    }
    return filters;
}

/// Every text in the policies, and one per pattern that it admits and one that it does not.
void collectValues(const json &value, std::set<std::string> &values)
{
    if (value.is_string()) {
        const auto text = value.get<std::string>();
        values.insert(text);
        if (!text.empty() && text.back() == '*')
            values.insert(text.substr(0, text.size() - 1) + "x");
        if (!text.empty() && text.front() == '*')
            values.insert("x" + text.substr(1));
        values.insert(text + "y");
    }
    for (const json &part : value.is_structured() ? value : json::array())
        collectValues(part, values);
}

template <class T>
const T &oneOf(const std::vector<T> &values, std::mt19937 &random)
{
    return values[random() % values.size()];
}

} // namespace

void tst_IstioAuthorizationCorpus::everyPairIsDecidedAlike_data()
{
    QTest::addColumn<std::string>("pair");
    REQUIRE_OR_SKIP(corpus());
    std::set<std::string> pairs;
    for (const char *folder : { "http", "tcp" }) {
        for (const auto &entry : std::filesystem::directory_iterator(corpus() / folder)) {
            const std::string name = entry.path().filename().string();
            if (const std::size_t end = name.find("-in.yaml"); end != std::string::npos)
                pairs.insert(std::string(folder) + "/" + name.substr(0, end));
        }
    }
    for (const std::string &pair : pairs) {
        const auto listed = listedPairs.find(pair);
        if (listed != listedPairs.end())
            qInfo("%s is listed: %s", pair.c_str(), listed->second.c_str());
        else
            QTest::newRow(pair.c_str()) << pair;
    }
    QVERIFY(pairs.size() >= 10);
}

void tst_IstioAuthorizationCorpus::everyPairIsDecidedAlike()
{
    QFETCH(std::string, pair);
    const std::vector<json> manifests = documentsOf(corpus() / (pair + "-in.yaml"));
    const auto policies = test::authorizationPolicies(manifests);
    const std::vector<json> filters = filtersOf(pair);
    QVERIFY(!filters.empty());
    std::set<std::string> found;
    collectValues(json(manifests), found);
    const std::vector<std::string> values(found.begin(), found.end());
    std::vector<std::string> principals { "", "cluster.local/ns/foo/sa/x", "badly/ns/foo/sa/x",
        "untrusted/ns/a/sa/b" };
    std::vector<std::string> headers { "" };
    std::vector<std::uint16_t> ports { 80, 9000, 9001, 9002, 9011, 9111, 9112 };
    for (const std::string &value : values) {
        principals.push_back(value);
        principals.push_back("cluster.local/ns/" + value + "/sa/default");
        headers.push_back(value);
    }
    std::mt19937 random(20261124);
    test::ComparisonCount count;
    for (int i = 0; i < 1000; ++i) {
        test::ComparedRequest request;
        request.isTcp = pair.rfind("tcp/", 0) == 0;
        request.principal = oneOf(principals, random);
        request.port = oneOf(ports, random);
        request.http.method = oneOf(values, random);
        request.http.host = oneOf(values, random);
        request.http.path = oneOf(values, random);
        request.http.headers["request.headers[X-header]"] = oneOf(headers, random);
        request.http.bringsToken = random() % 2 == 0;
        const std::string difference = test::contradiction(policies, filters, request, count);
        QVERIFY2(difference.empty(), difference.c_str());
    }
    qInfo("%zu requests, %zu permitted, %zu uncertain", count.requests, count.permitted, count.uncertain);
}

QTEST_APPLESS_MAIN(tst_IstioAuthorizationCorpus)
#include "tst_IstioAuthorizationCorpus.moc"
