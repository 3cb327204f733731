// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/CampaignJob.h"
#include "core/storage/YamlTree.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace fourplane;
using nlohmann::json;

class tst_CampaignJob : public QObject
{
    Q_OBJECT

private slots:
    void everyObjectKeepsToItsSchema();
    void theJobIsIndexedAndPlaysOneShardPerPod();
    void podsKeepToTheLevelRestrictedAndHaveNoToken();
    void podsReachNothing();
    void inputsAreTakenByteForByte();
    void dollarSignsOfArgumentsStay();
    void badNamesAreRefused_data();
    void badNamesAreRefused();
    void inputsThatAConfigMapCannotHoldAreRefused_data();
    void inputsThatAConfigMapCannotHoldAreRefused();
    void podsAreGivenMoreMemoryThanTheAttackMayTake();
    void whatIsTooLargeForAConfigMapIsRefused();
    void theSameTwice();
};

namespace {

CampaignJob sample()
{
    CampaignJob job;
    job.name = "nightly";
    job.namespaceName = "security";
    job.image = "registry.example/fourplane:1";
    job.resultsClaim = "results";
    job.shards = 20;
    job.parallelism = 5;
    job.inputs = { { "project.fourplane.yaml", "fourplane: 1\nname: \"a: b\"\n" } };
    job.arguments = { "campaign", "/input/project.fourplane.yaml", "--runs=1000000" };
    return job;
}

/// The objects of the manifests by kind.
std::map<std::string, json> objectsOf(const CampaignJob &job)
{
    const YamlStream stream = loadYaml(campaignJobYaml(job).value(), "job.yaml");
    std::map<std::string, json> objects;
    for (const YamlNodePtr &document : stream.documents) {
        const json object = test::toJson(*document);
        objects[object["kind"]] = object;
    }
    return objects;
}

} // namespace

void tst_CampaignJob::everyObjectKeepsToItsSchema()
{
    REQUIRE_OR_SKIP(test::sharedPath("data/schemas/derived/job-batch-v1.json"));
    const auto objects = objectsOf(sample());
    QCOMPARE(objects.size(), std::size_t(3));
    for (const auto &[kind, object] : objects) {
        const auto complaints = test::schemaComplaints(object, test::sharedPath("data/schemas/derived"));
        QVERIFY2(complaints.empty(), complaints.empty() ? "" : (kind + " " + complaints.front()).c_str());
        QCOMPARE(object["metadata"]["namespace"].get<std::string>(), std::string("security"));
    }
    // The schema says something: a Job whose number is a text is refused.
    json wrong = objects.at("Job");
    wrong["spec"]["completions"] = "20";
    QVERIFY(!test::schemaComplaints(wrong, test::sharedPath("data/schemas/derived")).empty());
}

void tst_CampaignJob::theJobIsIndexedAndPlaysOneShardPerPod()
{
    const json spec = objectsOf(sample()).at("Job")["spec"];
    QCOMPARE(spec["completionMode"].get<std::string>(), std::string("Indexed"));
    QCOMPARE(spec["completions"].get<int>(), 20);
    QCOMPARE(spec["parallelism"].get<int>(), 5);
    const json container = spec["template"]["spec"]["containers"][0];
    const auto arguments = container["args"].get<std::vector<std::string>>();
    QCOMPARE(arguments.front(), std::string("campaign"));
    QVERIFY(std::count(arguments.begin(), arguments.end(), "--shard=$(JOB_COMPLETION_INDEX)/20") == 1);
    QVERIFY(std::count(
                arguments.begin(), arguments.end(), "--output=/results/nightly-$(JOB_COMPLETION_INDEX).json")
        == 1);
    QVERIFY(container["resources"]["limits"].contains("memory"));
    QVERIFY(container["resources"]["requests"].contains("cpu"));
}

void tst_CampaignJob::podsKeepToTheLevelRestrictedAndHaveNoToken()
{
    // Pod Security Standards, level restricted: what a pod has to say.
    const json pod = objectsOf(sample()).at("Job")["spec"]["template"]["spec"];
    QCOMPARE(pod["automountServiceAccountToken"].get<bool>(), false);
    QCOMPARE(pod["securityContext"]["runAsNonRoot"].get<bool>(), true);
    QCOMPARE(
        pod["securityContext"]["seccompProfile"]["type"].get<std::string>(), std::string("RuntimeDefault"));
    const json security = pod["containers"][0]["securityContext"];
    QCOMPARE(security["allowPrivilegeEscalation"].get<bool>(), false);
    QCOMPARE(security["capabilities"]["drop"], json::parse(R"(["ALL"])"));
    QCOMPARE(security["readOnlyRootFilesystem"].get<bool>(), true);
    for (const json &volume : pod["volumes"])
        QVERIFY(volume.contains("configMap") || volume.contains("persistentVolumeClaim"));
}

void tst_CampaignJob::podsReachNothing()
{
    const auto objects = objectsOf(sample());
    const json policy = objects.at("NetworkPolicy")["spec"];
    QCOMPARE(policy["policyTypes"], json::parse(R"(["Ingress", "Egress"])"));
    QVERIFY(!policy.contains("ingress") && !policy.contains("egress"));
    const json labels = objects.at("Job")["spec"]["template"]["metadata"]["labels"];
    for (const auto &[key, value] : policy["podSelector"]["matchLabels"].items())
        QCOMPARE(labels[key], value);
    QVERIFY(!policy["podSelector"]["matchLabels"].empty());
}

void tst_CampaignJob::inputsAreTakenByteForByte()
{
    CampaignJob job = sample();
    job.inputs.emplace_back("assumptions.yaml", "# comment\nname: 'x'   \n\n---\n\ttab\n");
    const json data = objectsOf(job).at("ConfigMap")["data"];
    for (const auto &[name, content] : job.inputs)
        QCOMPARE(data[name].get<std::string>(), content);
}

void tst_CampaignJob::dollarSignsOfArgumentsStay()
{
    CampaignJob job = sample();
    job.arguments = { "--goal=$(HOME)$$x" };
    const json container = objectsOf(job).at("Job")["spec"]["template"]["spec"]["containers"][0];
    QCOMPARE(container["args"][0].get<std::string>(), std::string("--goal=$$(HOME)$$$$x"));
}

void tst_CampaignJob::badNamesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("capitals") << QStringLiteral("Nightly");
    QTest::newRow("dot") << QStringLiteral("a.b");
    QTest::newRow("yaml") << QStringLiteral("a\nkind: Pod");
    QTest::newRow("too long for an index") << QString(53, QLatin1Char('a'));
}

void tst_CampaignJob::badNamesAreRefused()
{
    QFETCH(QString, name);
    CampaignJob job = sample();
    job.name = name.toStdString();
    const auto yaml = campaignJobYaml(job);
    QVERIFY(!yaml);
    QCOMPARE(yaml.error().diagnostics.front().code, std::string("wrong-name"));
    job.name = std::string(52, 'a');
    QVERIFY(campaignJobYaml(job));
}

void tst_CampaignJob::inputsThatAConfigMapCannotHoldAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("blank") << QStringLiteral("my assumptions.yaml");
    QTest::newRow("letter") << QStringLiteral("annahmen-für-2026.yaml");
    QTest::newRow("parent") << QStringLiteral("..yaml");
    QTest::newRow("the project's") << QStringLiteral("project.fourplane.yaml");
}

void tst_CampaignJob::inputsThatAConfigMapCannotHoldAreRefused()
{
    QFETCH(QString, name);
    CampaignJob job = sample();
    QCOMPARE(job.inputs.front().first, std::string("project.fourplane.yaml"));
    job.inputs.emplace_back(name.toStdString(), "name: mine\n");
    const auto yaml = campaignJobYaml(job);
    QVERIFY(!yaml);
    QCOMPARE(yaml.error().diagnostics.front().code, std::string("wrong-name"));
    QVERIFY(yaml.error().diagnostics.front().message.find(name.toStdString()) != std::string::npos);
}

void tst_CampaignJob::podsAreGivenMoreMemoryThanTheAttackMayTake()
{
    CampaignJob job = sample();
    job.attackMegabytes = 3000;
    const json container = objectsOf(job).at("Job")["spec"]["template"]["spec"]["containers"][0];
    const json arguments = container["args"];
    QVERIFY(std::find(arguments.begin(), arguments.end(), "--memory-limit=3000") != arguments.end());
    QCOMPARE(container["resources"]["limits"]["memory"].get<std::string>(), std::string("3512Mi"));
}

void tst_CampaignJob::whatIsTooLargeForAConfigMapIsRefused()
{
    CampaignJob job = sample();
    job.inputs.front().second = std::string(1'000'000, 'a');
    const auto yaml = campaignJobYaml(job);
    QVERIFY(!yaml);
    QCOMPARE(yaml.error().diagnostics.front().code, std::string("input-too-large"));
}

void tst_CampaignJob::theSameTwice()
{
    QCOMPARE(campaignJobYaml(sample()).value(), campaignJobYaml(sample()).value());
}

QTEST_APPLESS_MAIN(tst_CampaignJob)
#include "tst_CampaignJob.moc"
