// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/support/ConnectivityLines.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

using namespace fourplane;
using namespace fourplane::test;

/// The connectivity lists of netpol-analyzer's corpus (Apache-2.0), line by line in both directions: the
/// manifests go through the importer and the plan compiler like a user's.
class tst_ConnectivityCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyExpectationIsComparedOrListed();
    void connectivityListAgreesInEveryLine_data();
    void connectivityListAgreesInEveryLine();
    void podToPodMapAgrees();
};

namespace {

/// Kinds whose cases are compared. Lines about Ingress and Route ("{ingress-controller} => ...") and about
/// secondary networks are set aside: this model has no such ends.
const std::set<std::string> comparedKinds { "NetworkPolicy", "AdminNetworkPolicy",
    "BaselineAdminNetworkPolicy", "Ingress", "Route", "NetworkAttachmentDefinition", "MultiNetworkPolicy" };

/// Why cases with these kinds are not compared.
const std::map<std::string, std::string> listedKinds {
    { "UserDefinedNetwork", "separate primary networks are not modelled" },
    { "ClusterUserDefinedNetwork", "separate primary networks are not modelled" },
    { "VirtualMachine", "KubeVirt machines are not workloads of the model" },
};

/// Single outputs that are not compared, with the reason.
const std::map<std::string, std::string> listedOutputs {
    { "document_with_syntax_error_connlist_output.txt",
        "the analyzer gives up a file at a malformed document; the importer reads the documents after it" },
    { "exposure_test_with_anp_16_exposure_output.txt",
        "its AdminNetworkPolicy names pods without the namespaceSelector that the API requires "
        "(network-policy-api v0.1.8, spec.ingress.from.pods: 'required: [namespaceSelector, podSelector]'); "
        "an API "
        "server refuses it, and what it was meant to decide is uncertain here" },
};

/// Cases whose policy has a name that the API server refuses, and the importer with it: "a lowercase RFC 1123
/// subdomain must consist of lower case alphanumeric characters, '-' or '.'" (apimachinery validation). They
/// are about something else, and are read with '-' for '_'.
const std::set<std::string> casesWithRefusedNames {
    "example_pods_w_same_owner_and_labels_gap_with_good_match_expression",
    "example_pods_w_same_owner_and_labels_gap_with_good_match_expression2",
    "example_pods_w_same_owner_and_labels_gap_with_policy_selector_not_in_gap",
};

/// Cases whose AdminNetworkPolicies leave out one selector of a `pods` peer or subject, which the API server
/// refuses, and the importer with it: the CustomResourceDefinitions (v0.1.8) have "required:
/// [namespaceSelector, podSelector]". The analyzer takes the missing one for "all"; the cases are read with
/// it written out.
const std::set<std::string> casesWithMissingSelectors {
    "anp_test_8_swapping_rules",
    "anp_test_9",
    "anp_test_10",
    "anp_test_10_swapping_rules",
    "anp_test_11_swapping_rules",
    "anp_test_combining_test_6_and_test_10",
    "example_pods_w_same_owner_and_labels_gap_anp_good",
    "example_pods_w_same_owner_and_labels_gap_banp_good",
    "exposure_test_with_anp_14",
};

/// Cases in which the analyzer leaves out IPv6, which it does not support (it warns of each such block of its
/// policies); lines about IPv6 addresses are set aside there.
const std::set<std::string> casesWithIgnoredIpv6 { "anp_banp_test_multiple_warnings" };

/// The manifests with `podSelector: {}` and `namespaceSelector: {}` where a `pods` map of block style has
/// none.
std::string withAllSelectors(const std::string &text)
{
    const std::vector<std::string> lines = split(text, '\n');
    const auto indentOf = [](const std::string &line) { return line.find_first_not_of(" -"); };
    std::string result;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        result += lines[i] + "\n";
        const std::size_t indent = indentOf(lines[i]);
        if (indent == std::string::npos || lines[i].compare(indent, 5, "pods:") != 0)
            continue;
        std::string selectors;
        for (std::size_t j = i + 1;
             j < lines.size() && indentOf(lines[j]) != std::string::npos && indentOf(lines[j]) > indent; ++j)
            selectors += lines[j];
        for (const char *selector : { "namespaceSelector:", "podSelector:" }) {
            if (selectors.find(selector) == std::string::npos)
                result += std::string(indent + 2, ' ') + selector + " {}\n";
        }
    }
    return result;
}

/// What the option words in an output's name narrow the list to: lines with one of `workloads`
/// ("namespace/name", or a bare name) at one end, that end being the source, the destination or either.
struct Focus
{
    std::vector<std::string> workloads;
    bool asSource = true;
    bool asDestination = true;
    std::vector<std::string> peers; ///< the other end, when it is narrowed too
    ConnectionSet connections = ConnectionSet::all(); ///< only these
};

const std::map<std::string, Focus> focusOfOptions {
    { "", {} },
    { "_focus_workload_asset-cache", { { "asset-cache" } } },
    { "_focus_workload_backend_recommendation", { { "backend/recommendation" } } },
    { "_focus_workload_backend_recommendation_egress", { { "backend/recommendation" }, true, false } },
    { "_focus_workload_backend_recommendation_ingress", { { "backend/recommendation" }, false, true } },
    { "_focus_workload_frontend_asset-cache", { { "frontend/asset-cache" } } },
    { "_focus_workload_ingress-controller", { { "ingress-controller" } } },
    { "_focus_workload_details-v1-79f774bdb9", { { "details-v1-79f774bdb9" } } },
    { "_focus_workload_ratings-v1-b6994bb9", { { "ratings-v1-b6994bb9" } } },
    { "_focus_workload_pod-server", { { "pod-server" } } },
    { "_focus_workload_pod2_ingress_with_pod3_tcp-80",
        { { "pod2" }, false, true, { "pod3" }, ConnectionSet::port(Protocol::Tcp, 80) } },
    { "_tcp-80", { {}, true, true, {}, ConnectionSet::port(Protocol::Tcp, 80) } },
    { "_udp-52", { {}, true, true, {}, ConnectionSet::port(Protocol::Udp, 52) } },
    { "_focus_workload_myfoo_mybar", { { "myfoo", "mybar" } } },
    { "_focus_workload_myfoo_mybar_with_mybaz", { { "myfoo", "mybar" }, true, true, { "mybaz" } } },
    { "_focus_workload_mybar_egress", { { "mybar" }, true, false } },
    { "_focus_workload_mybar_egress_with_mybaz", { { "mybar" }, true, false, { "mybaz" } } },
    { "_focus_workload_myfoo_mybar_egress_with_mybaz_mymonitoring",
        { { "myfoo", "mybar" }, true, false, { "mybaz", "mymonitoring" } } },
    { "_focus_workload_emailservice", { { "emailservice" } } },
    { "_focus_workload_default_emailservice", { { "default/emailservice" } } },
    { "_focus_workload_default_loadgenerator", { { "default/loadgenerator" } } },
    { "_focus_workload_default_checkoutservice_egress", { { "default/checkoutservice" }, true, false } },
};

/// An expected output of the corpus.
struct Expectation
{
    std::filesystem::path file;
    std::string testCase;
    std::string options; ///< the rest of the name, a key of focusOfOptions
    std::string whyListed; ///< why it is not compared; empty when it is
};

std::filesystem::path corpus()
{
    return sharedPath("data/corpora/netpol-connectivity");
}

/// Policy kinds by case, from INDEX.tsv.
std::map<std::string, std::vector<std::string>> kindsByCase()
{
    std::map<std::string, std::vector<std::string>> kinds;
    std::istringstream index(readBytes(corpus() / "INDEX.tsv"));
    std::string line;
    std::getline(index, line);
    while (std::getline(index, line)) {
        const std::vector<std::string> fields = split(line, '\t');
        if (fields.size() > 2)
            kinds[fields[0]] = fields[2].empty() ? std::vector<std::string>() : split(fields[2], ',');
    }
    return kinds;
}

std::string reasonToList(const Expectation &expectation, const std::vector<std::string> &kinds)
{
    for (const std::string &kind : kinds) {
        if (const auto listed = listedKinds.find(kind); listed != listedKinds.end())
            return kind + ": " + listed->second;
        if (!comparedKinds.count(kind))
            return "unknown kind " + kind;
    }
    const auto listed = listedOutputs.find(expectation.file.filename().string());
    return listed == listedOutputs.end() ? std::string() : listed->second;
}

/// All list outputs: `..._connlist_output.txt`, and `..._exposure_output.txt`, which starts with the list.
std::vector<Expectation> expectations()
{
    std::vector<Expectation> all;
    const auto kinds = kindsByCase();
    for (const char *folder : { "test_outputs/cli", "test_outputs/connlist" }) {
        for (const auto &entry : std::filesystem::directory_iterator(corpus() / folder)) {
            const std::string name = entry.path().filename().string();
            for (const std::string ending : { "_connlist_output.txt", "_exposure_output.txt" }) {
                if (name.size() < ending.size() || name.substr(name.size() - ending.size()) != ending
                    || name.find("_explain_exposure") != std::string::npos)
                    continue;
                const std::string stem = name.substr(0, name.size() - ending.size());
                Expectation expectation { entry.path(), {}, {}, {} };
                for (const auto &[testCase, unused] : kinds) {
                    if (stem.compare(0, testCase.size(), testCase) == 0
                        && testCase.size() > expectation.testCase.size())
                        expectation.testCase = testCase;
                }
                if (expectation.testCase.empty()) {
                    expectation.whyListed = "its manifests are not in the corpus";
                } else {
                    expectation.options = stem.substr(expectation.testCase.size());
                    expectation.whyListed = reasonToList(expectation, kinds.at(expectation.testCase));
                }
                all.push_back(std::move(expectation));
            }
        }
    }
    std::sort(all.begin(), all.end(),
        [](const Expectation &left, const Expectation &right) { return left.file < right.file; });
    return all;
}

/// The manifests of the case as a plan, on an engine that answers like netpol-analyzer: ipBlocks do not match
/// pods, pods on the host network are like others, and secondary networks are not looked at.
EnforcementPlan planOf(const std::string &testCase)
{
    const QTemporaryDir corrected;
    std::filesystem::path folder = corpus() / "tests" / testCase;
    const bool hasRefusedNames = casesWithRefusedNames.count(testCase) > 0;
    const bool lacksSelectors = casesWithMissingSelectors.count(testCase) > 0;
    if (hasRefusedNames || lacksSelectors) {
        const std::filesystem::path copy = corrected.path().toStdString();
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            const std::string original = readBytes(entry.path());
            QByteArray text =
                QByteArray::fromStdString(lacksSelectors ? withAllSelectors(original) : original);
            if (hasRefusedNames) {
                text.replace("name: use_common_labels_same_values", "name: use-common-labels-same-values");
                text.replace("name: use_match_exp_with_all_gap_values_of_app",
                    "name: use-match-exp-with-all-gap-values-of-app");
            }
            QFile file(QString::fromStdString((copy / entry.path().filename()).string()));
            if (file.open(QIODevice::WriteOnly))
                file.write(text);
        }
        folder = copy;
    }
    auto imported = importManifests({ folder });
    if (!imported)
        return {};
    answerLikeNetpolAnalyzer(imported->project.platform);
    EnforcementPlan plan = compilePlan(imported->project).plan;
    const std::vector<std::string> kinds = kindsByCase()[testCase];
    if (std::count(kinds.begin(), kinds.end(), "MultiNetworkPolicy") > 0)
        plan.namespacesWithUnmodelledPolicy.clear(); // it speaks of secondary networks only
    return plan;
}

bool isMeant(const std::string &wanted, const std::string &name)
{
    return name == wanted || name.substr(name.find('/') + 1) == wanted;
}

bool isAmong(const std::vector<std::string> &wanted, const std::string &name)
{
    return std::any_of(
        wanted.begin(), wanted.end(), [&name](const std::string &one) { return isMeant(one, name); });
}

bool isInFocus(const Focus &focus, const std::string &source, const std::string &destination)
{
    if (focus.workloads.empty())
        return true;
    const auto isPeer = [&focus](const std::string &name) {
        return focus.peers.empty() || isAmong(focus.peers, name);
    };
    return (focus.asSource && isAmong(focus.workloads, source) && isPeer(destination))
        || (focus.asDestination && isAmong(focus.workloads, destination) && isPeer(source));
}

Lines actualLines(const EnforcementPlan &plan, const Focus &focus)
{
    Lines lines;
    const NetworkPolicyEvaluator evaluator(plan);
    const auto list = listConnectivity(evaluator);
    for (const ConnectivityLine &line : *list) {
        const std::string source = longName(plan, line.source);
        const std::string destination = longName(plan, line.destination);
        // Pods of one owner with unlike labels are workloads of their own here; the list knows the owner
        // only.
        if (source == destination
            || !isInFocus(focus, shortName(plan, line.source), shortName(plan, line.destination)))
            continue;
        const ConnectionSet connections = line.connections.certain & focus.connections;
        if (connections.isEmpty())
            continue;
        lines.insert(source + " => " + destination + " : " + toString(connections));
    }
    return lines;
}

/// The lines of the list itself: up to the first blank line after it, and of the pod network only.
Lines expectedLines(const std::filesystem::path &file)
{
    Lines lines;
    std::istringstream text(readBytes(file));
    std::string line;
    std::string asked; // of a list about one port, whose lines do not repeat it
    while (std::getline(text, line)) {
        if (line.empty())
            break;
        const std::string heading = "Permitted connections on ";
        if (line.compare(0, heading.size(), heading) == 0)
            asked = " : " + line.substr(heading.size(), line.size() - heading.size() - 1);
        if (line.find(" : ") == std::string::npos)
            line += asked;
        if (line.find(" => ") != std::string::npos && line.compare(0, 20, "{ingress-controller}") != 0)
            lines.insert(line);
    }
    return lines;
}

} // namespace

void tst_ConnectivityCorpus::initTestCase()
{
    REQUIRE_OR_SKIP(corpus());
}

void tst_ConnectivityCorpus::everyExpectationIsComparedOrListed()
{
    std::size_t compared = 0, lines = 0;
    std::map<std::string, std::size_t> listed;
    for (const Expectation &expectation : expectations()) {
        if (!expectation.whyListed.empty()) {
            ++listed[expectation.whyListed];
            continue;
        }
        QVERIFY2(focusOfOptions.count(expectation.options), expectation.file.filename().c_str());
        ++compared;
        lines += expectedLines(expectation.file).size();
    }
    qInfo("connectivity corpus: %zu outputs compared, %zu lines", compared, lines);
    for (const auto &[reason, count] : listed)
        qInfo("connectivity corpus: %zu outputs listed: %s", count, reason.c_str());
    QVERIFY(compared > 0);
    for (const auto &[name, reason] : listedOutputs) {
        const bool exists = std::filesystem::exists(corpus() / "test_outputs/connlist" / name)
            || std::filesystem::exists(corpus() / "test_outputs/cli" / name);
        QVERIFY2(exists, name.c_str());
        QVERIFY2(!reason.empty(), name.c_str());
    }
}

void tst_ConnectivityCorpus::connectivityListAgreesInEveryLine_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("testCase");
    QTest::addColumn<QString>("options");
    for (const Expectation &expectation : expectations()) {
        if (!expectation.whyListed.empty())
            continue;
        const std::string row =
            expectation.file.parent_path().filename().string() + "/" + expectation.file.filename().string();
        QTest::newRow(row.c_str()) << QString::fromStdString(expectation.file.string())
                                   << QString::fromStdString(expectation.testCase)
                                   << QString::fromStdString(expectation.options);
    }
}

void tst_ConnectivityCorpus::connectivityListAgreesInEveryLine()
{
    QFETCH(QString, file);
    QFETCH(QString, testCase);
    QFETCH(QString, options);
    const EnforcementPlan plan = planOf(testCase.toStdString());
    QVERIFY(!plan.pods.empty());
    const Lines expected = expectedLines(file.toStdString());
    Lines actual = actualLines(plan, focusOfOptions.at(options.toStdString()));
    if (casesWithIgnoredIpv6.count(testCase.toStdString()))
        std::erase_if(actual, [](const std::string &line) { return line.find("::") != std::string::npos; });
    const std::string found = lineDifferences(expected, actual);
    QVERIFY2(found.empty(), found.c_str());
}

void tst_ConnectivityCorpus::podToPodMapAgrees()
{
    const std::filesystem::path path = corpus() / "tests/onlineboutique/connections_map_output.txt";
    REQUIRE_OR_SKIP(path);
    const EnforcementPlan plan = planOf("onlineboutique");
    const NetworkPolicyEvaluator evaluator(plan);
    // "default/adservice-77d5cd745d-t8mx4" is a pod of the ReplicaSet "adservice-77d5cd745d".
    const auto position = [&plan](const std::string &pod) {
        for (std::size_t i = 0; i < plan.pods.size(); ++i) {
            const std::string owner = plan.pods[i].namespaceName + "/" + plan.pods[i].name;
            if (pod == owner || pod.substr(0, pod.rfind('-')) == owner)
                return i;
        }
        return plan.pods.size();
    };
    static const QRegularExpression form(QStringLiteral("^src: (\\S+), dest: (\\S+), allowed conns: (.+)$"));
    std::istringstream text(readBytes(path));
    std::string line;
    std::size_t compared = 0;
    while (std::getline(text, line)) {
        const auto match = form.match(QString::fromStdString(line));
        QVERIFY2(match.hasMatch(), line.c_str());
        const std::size_t source = position(match.captured(1).toStdString());
        const std::size_t destination = position(match.captured(2).toStdString());
        QVERIFY2(source < plan.pods.size() && destination < plan.pods.size(), line.c_str());
        const std::string actual = toString(evaluator.connections(source, destination).certain);
        QVERIFY2(actual == match.captured(3).toStdString(), (line + " but found " + actual).c_str());
        ++compared;
    }
    QCOMPARE(compared, std::size_t(144)); // 12 pods with 12, each with itself too
}

QTEST_APPLESS_MAIN(tst_ConnectivityCorpus)
#include "tst_ConnectivityCorpus.moc"
