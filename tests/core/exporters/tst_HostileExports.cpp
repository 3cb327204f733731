// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/YamlTree.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/ExportedFiles.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

using namespace fourplane;
using nlohmann::json;

/// A text that some format reads otherwise, put into every place of a design that can hold it: each target
/// writes it as it is, writes nothing of it, or refuses with a reason. What is written is compared with the
/// same export of a harmless text: both have to have the same form, and differ in that text alone.
class tst_HostileExports : public QObject
{
    Q_OBJECT

private slots:
    void textsComeBackAsTheyAre_data();
    void textsComeBackAsTheyAre();
    void aTextThatWasChangedIsNoticed();
    void cleanupTestCase();
};

namespace {

const std::string harmless = "harmless-text";

/// What YAML, shell, Rego, SQL, HCL, CEL, HTML, Markdown and templates read as something else.
const std::vector<std::pair<const char *, std::string>> texts {
    { "boolean", "on" },
    { "number", "1e3" },
    { "null", "~" },
    { "date", "2026-01-01" },
    { "SQL", "\"; DROP TABLE users; --" },
    { "SQL quote", "'; DROP TABLE users; --" },
    { "dollar quote", "$$; DROP TABLE users; $$" },
    { "template", "{{ .Values.x }}" },
    { "HCL template", "${file(\"/etc/passwd\")}" },
    { "shell", "$(reboot) `reboot` ; reboot & | > x" },
    { "Rego", "x\" } allow := true #" },
    { "HTML", "<script>alert(1)</script>&amp;" },
    { "Markdown", "[x](http://evil.example) `a` | b * _c_" },
    { "newline", "a\nb: c" },
    { "carriage return", "a\rb" },
    { "trailing blank", "a \n" },
    { "comment", "a #b" },
    { "mapping", "a: b" },
    { "anchor", "&a *a !!binary" },
    { "backslash", "\\\"\\n\\u0000" },
    { "emoji", "\xF0\x9F\x98\x80\xE2\x80\x8D\xF0\x9F\x94\x92" },
    { "line separator",
        "a\xE2\x80\xA8"
        "b" },
    { "63 characters", std::string(63, 'a') },
    { "64 characters", std::string(64, 'a') },
    { "path", "../../etc/passwd" },
    { "wildcard", "*" },
};

struct Place
{
    const char *name;
    std::function<void(test::DesignBuilder &design, const std::string &text)> put;
};

template <class T>
T &at(ElementMap<T> &elements, const char *id)
{
    return elements.at(ElementId(id));
}

const std::vector<Place> places {
    { "path of a permission",
        [](auto &d, const std::string &text) {
            at(d.project.policy.allowRules, "agent-to-crm").httpPaths = { text };
        } },
    { "method of a permission",
        [](auto &d, const std::string &text) {
            at(d.project.policy.allowRules, "agent-to-crm").httpMethods = { text };
        } },
    { "context of a permission",
        [](auto &d, const std::string &text) {
            at(d.project.policy.allowRules, "agent-to-crm").context = text;
        } },
    { "operation of a tool",
        [](auto &d, const std::string &text) {
            at(d.project.policy.toolScopes, "scope").operations = { text };
        } },
    { "collection",
        [](auto &d, const std::string &text) {
            at(d.project.topology.stores, "kb").collections[0].name = text;
        } },
    { "tenant of a grant",
        [](auto &d, const std::string &text) { at(d.project.policy.grants, "grant").tenant = text; } },
    { "store", [](auto &d, const std::string &text) { at(d.project.topology.stores, "kb").name = text; } },
    { "tenant of a namespace",
        [](auto &d, const std::string &text) { at(d.project.topology.namespaces, "rag").tenant = text; } },
    { "external end",
        [](auto &d, const std::string &text) { at(d.project.topology.externals, "model").name = text; } },
    { "host",
        [](auto &d, const std::string &text) {
            at(d.project.topology.externals, "model").hosts = { text };
        } },
    { "path of an egress list",
        [](auto &d, const std::string &text) {
            at(d.project.policy.egressLists, "list").restrictions[0].paths = { text };
        } },
    { "account of an egress list",
        [](auto &d, const std::string &text) {
            at(d.project.policy.egressLists, "list").restrictions[0].tenant = text;
        } },
    { "cloud role",
        [](auto &d, const std::string &text) {
            at(d.project.topology.identities, "sa-agent").cloudRoles = { text };
        } },
    { "audience",
        [](auto &d, const std::string &text) {
            at(d.project.topology.identities, "sa-agent").audiences = { text };
        } },
    { "SPIFFE id",
        [](auto &d, const std::string &text) {
            at(d.project.topology.identities, "sa-agent").spiffeId = text;
        } },
    { "image",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").containers[0].image = text;
        } },
    { "container",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").containers[0].name = text;
        } },
    { "host path",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").placement.hostPaths = { text };
        } },
    { "runtime class",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").placement.runtimeClass = text;
        } },
    { "label of a pod",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").labels["app"] = text;
        } },
    { "label of a namespace",
        [](auto &d, const std::string &text) {
            at(d.project.topology.namespaces, "rag").labels["team"] = text;
        } },
    { "label of a node",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").placement.nodeSelector["pool"] = text;
        } },
    { "key of a secret",
        [](auto &d, const std::string &text) { at(d.project.topology.secrets, "key").keys = { text }; } },
    { "name of a secret",
        [](auto &d, const std::string &text) { at(d.project.topology.secrets, "key").name = text; } },
    { "signer of images",
        [](auto &d, const std::string &text) {
            at(d.project.topology.namespaces, "rag").imageSigners[0].subject = text;
        } },
    { "pattern of images",
        [](auto &d, const std::string &text) {
            at(d.project.topology.namespaces, "rag").imageSigners[0].images = text;
        } },
    { "resource of a role",
        [](auto &d, const std::string &text) {
            at(d.project.topology.roles, "role").rules[0].resourceNames = { text };
        } },
    { "description",
        [](auto &d, const std::string &text) {
            at(d.project.topology.workloads, "agent").description = text;
        } },
};

/// One of everything that a target writes.
test::DesignBuilder design()
{
    test::DesignBuilder design;
    Project &project = design.project;
    design.addNamespace("rag", true).imageSigners = { { "", "", "https://issuer.example", "somebody" } };
    design.addNamespace("egress", true);
    design.addWorkload("rag", "agent").kind = WorkloadKind::Agent;
    design.addWorkload("rag", "crm", 9001).kind = WorkloadKind::McpServer;
    design.addWorkload("rag", "db", 5432).kind = WorkloadKind::VectorStore;
    design.addWorkload("egress", "proxy", 3128).kind = WorkloadKind::EgressProxy;
    design.addExternal("model", ExternalKind::HostedLlm).hosts = { "api.model.example" };
    for (const char *tool : { "crm", "db", "proxy" })
        design.allow("agent", tool);
    ToolScope scope;
    scope.id = ElementId("scope");
    scope.agentId = ElementId("agent");
    scope.toolId = ElementId("crm");
    scope.operations = { "read" };
    project.policy.toolScopes[scope.id] = scope;
    DataStore store;
    store.id = ElementId("kb");
    store.name = "kb";
    store.hostId = ElementId("db");
    store.dialect = StoreDialect::Qdrant;
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.resize(1);
    store.collections[0].id = ElementId("chunks");
    store.collections[0].name = "chunks";
    project.topology.stores[store.id] = store;
    DataGrant grant;
    grant.id = ElementId("grant");
    grant.identityId = ElementId("sa-agent");
    grant.collectionId = ElementId("chunks");
    project.policy.grants[grant.id] = grant;
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = ElementId("proxy");
    list.callerId = ElementId("agent");
    list.destinationIds = { ElementId("model") };
    list.restrictions = { { ElementId("model"), {}, {}, "" } };
    project.policy.egressLists[list.id] = list;
    Secret key;
    key.id = ElementId("key");
    key.name = "key";
    key.namespaceId = ElementId("rag");
    key.home = SecretHome::SecretStore;
    key.keys = { "token" };
    key.readerIds = { ElementId("sa-agent") };
    project.topology.secrets[key.id] = key;
    RbacRole role;
    role.id = ElementId("role");
    role.name = "role";
    role.namespaceId = ElementId("rag");
    role.rules.resize(1);
    role.rules[0] = { { "" }, { "configmaps" }, { "x" }, {}, { "get" } };
    project.topology.roles[role.id] = role;
    return design;
}

/// A file as a program reads it; nothing where it is not one good document.
using Document = std::shared_ptr<const json>;
/// What was read already, by content: most files of the targets of one design are alike.
using Readings = std::unordered_map<std::string, Document>;
/// The files of an export that a program reads, by path; none where it is refused.
using Documents = std::map<std::string, Document>;

struct Written
{
    Documents documents;
    std::map<std::string, qsizetype> lines; ///< of every other text
    bool isRefused = false;
    std::string problem; ///< what is wrong with a file or refusal
};

bool endsWith(const std::string &text, std::string_view end)
{
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

Document reading(const ExportedFile &file)
{
    if (endsWith(file.path, ".yaml")) {
        const YamlStream stream = loadYaml(file.content, file.path);
        return stream.documents.size() == 1
            ? std::make_shared<const json>(test::toJson(*stream.documents.front()))
            : Document();
    }
    json document = json::parse(file.content, nullptr, false);
    return document.is_discarded() ? Document() : std::make_shared<const json>(std::move(document));
}

/// `known`: readings to be used where a content is among them.
Written exported(
    const EnforcementPlan &plan, ExportTarget target, Readings &readings, const Readings &known = {})
{
    Written written;
    const auto tree = exportPlan(plan, { target });
    if (!tree) {
        written.isRefused = true;
        for (const Diagnostic &refusal : tree.error().diagnostics) {
            if (refusal.message.empty() || refusal.fix.empty())
                written.problem = "a refusal without reason or fix";
        }
        return written;
    }
    for (const ExportedFile &file : tree->files) {
        if (file.path == "index.json")
            continue; // hashes of the others
        if (!endsWith(file.path, ".yaml") && !endsWith(file.path, ".json")) {
            written.lines[file.path] = std::count(file.content.begin(), file.content.end(), '\n');
            continue;
        }
        // The form is that of the name, so that equal texts of two forms are read apart.
        const std::string key = file.path.substr(file.path.size() - 5) + file.content;
        const auto found = known.find(key);
        Document document = found == known.end() ? Document() : found->second;
        if (found == known.end()) {
            const auto [own, isNew] = readings.try_emplace(key);
            if (isNew)
                own->second = reading(file);
            document = own->second;
        }
        if (document)
            written.documents[file.path] = document;
        else
            written.problem = file.path + " is not one document";
    }
    return written;
}

std::string replaced(std::string text, const std::string &with)
{
    for (std::size_t at = text.find(harmless); at != std::string::npos;
         at = text.find(harmless, at + with.size()))
        text.replace(at, harmless.size(), with);
    return text;
}

/// How the second differs from the first with the text in place; empty when it does not. Expressions in CEL
/// are texts within a text: that they are read back is asked of CEL (tst_AdmissionExporter). Texts within a
/// sentence for people may be written otherwise.
std::string difference(
    const json &plain, const json &hostile, const std::string &text, const std::string &where, int &found)
{
    if (plain.type() != hostile.type())
        return where + ": another type";
    if (plain.is_string()) {
        const std::string wanted = replaced(plain.get<std::string>(), text);
        const bool holdsIt = wanted != plain.get<std::string>();
        if (endsWith(where, "/expression") || endsWith(where, "/message"))
            return {};
        // Subsets of a DestinationRule have names made of a host, with a hash.
        const bool isSubset = where.find("/subsets/") != std::string::npos && endsWith(where, "/name");
        if (holdsIt && (isSubset || endsWith(where, "/subset")))
            return {};
        found += holdsIt;
        return wanted == hostile.get<std::string>() ? std::string() : where + ": " + hostile.dump();
    }
    if (plain.size() != hostile.size())
        return where + ": another size";
    if (plain.is_array()) {
        for (std::size_t i = 0; i < plain.size(); ++i) {
            const std::string problem =
                difference(plain[i], hostile[i], text, where + "/" + std::to_string(i), found);
            if (!problem.empty())
                return problem;
        }
        return {};
    }
    if (plain.is_object()) {
        for (const auto &[key, value] : plain.items()) {
            const std::string other = replaced(key, text);
            found += other != key;
            if (!hostile.contains(other))
                return where + ": no key " + other;
            const std::string problem = difference(value, hostile.at(other), text, where + "/" + key, found);
            if (!problem.empty())
                return problem;
        }
        return {};
    }
    return plain == hostile ? std::string() : where + ": " + hostile.dump();
}

struct Comparison
{
    std::string problem;
    bool isLeftOut = false;
    int found = 0; ///< times that the text stands in the document as it is
};

/// A text that a store or list leaves out is reported, and its files then hold less.
Comparison comparison(const json &plain, const json &hostile, const std::string &text)
{
    Comparison result;
    int found = 0;
    result.problem = difference(plain, hostile, text, "", found);
    result.isLeftOut = !result.problem.empty() && hostile.dump().size() < plain.dump().size()
        && hostile.dump().find(json(text).dump()) == std::string::npos;
    if (result.isLeftOut)
        result.problem.clear();
    else
        result.found = found;
    return result;
}

std::map<std::string, int> outcomes;

} // namespace

void tst_HostileExports::textsComeBackAsTheyAre_data()
{
    QTest::addColumn<int>("place");
    for (std::size_t i = 0; i < places.size(); ++i)
        QTest::newRow(places[i].name) << int(i);
}

void tst_HostileExports::textsComeBackAsTheyAre()
{
    QFETCH(int, place);
    const Place &where = places[std::size_t(place)];
    ExportTargets targets;
    for (const ExportTargetFacts &facts : exportTargets())
        targets.insert(facts.target);
    int texts_ = 0;
    Readings plainReadings;
    test::DesignBuilder plain = design();
    where.put(plain, harmless);
    const EnforcementPlan plainPlan = compilePlan(plain.project).plan;
    std::map<ExportTarget, Written> harmlessly;
    for (const ExportTarget target : targets)
        harmlessly.emplace(target, exported(plainPlan, target, plainReadings));
    for (const auto &[name, text] : texts) {
        test::DesignBuilder hostile = design();
        where.put(hostile, text);
        const EnforcementPlan plan = compilePlan(hostile.project).plan;
        Readings readings;
        std::map<std::pair<const json *, const json *>, Comparison> compared;
        for (const ExportTarget target : targets) {
            const Written &before = harmlessly.at(target);
            const Written written = exported(plan, target, readings, plainReadings);
            const std::string context =
                std::string(nameOf(target)) + ", " + name + ": " + (written.isRefused ? "refused; " : "");
            QVERIFY2(written.problem.empty(), (context + written.problem).c_str());
            ++outcomes[written.isRefused ? "refused" : "written"];
            // Designs themselves read "*" as everything.
            if (written.isRefused || before.isRefused || text == "*")
                continue;
            for (const auto &[path, lines] : written.lines) {
                const auto then = before.lines.find(path);
                // Pages say other things of other texts, and "*" is one that designs themselves read.
                const bool isOther = endsWith(path, ".md") || text == "*";
                QVERIFY2(then == before.lines.end() || isOther || then->second == lines,
                    (context + path + ": other lines").c_str());
            }
            for (const auto &[path, document] : written.documents) {
                const auto then = before.documents.find(path);
                if (then == before.documents.end())
                    continue;
                const auto [known, isNew] = compared.try_emplace({ then->second.get(), document.get() });
                if (isNew)
                    known->second = comparison(*then->second, *document, text);
                const Comparison &result = known->second;
                QVERIFY2(result.problem.empty(), (context + path + result.problem).c_str());
                if (result.isLeftOut)
                    ++outcomes["left out"];
                texts_ += result.found;
            }
        }
    }
    outcomes["texts found as they are"] += texts_;
    qInfo("%d texts found as they are", texts_);
}

void tst_HostileExports::aTextThatWasChangedIsNoticed()
{
    int found = 0;
    const json plain = json::parse(R"({"a": ["harmless-text"], "b": 1})");
    QCOMPARE(difference(plain, json::parse(R"({"a": ["on"], "b": 1})"), "on", "", found), std::string());
    QCOMPARE(found, 1);
    for (const char *changed : { R"({"a": [true], "b": 1})", R"({"a": ["on "], "b": 1})",
             R"({"a": ["on"], "b": 2})", R"({"a": ["on", "on"], "b": 1})", R"({"a": ["on"], "c": 1})" })
        QVERIFY2(!difference(plain, json::parse(changed), "on", "", found).empty(), changed);
}

void tst_HostileExports::cleanupTestCase()
{
    for (const auto &[outcome, count] : outcomes)
        qInfo("%s: %d", outcome.c_str(), count);
    QVERIFY(outcomes["written"] > 5000 && outcomes["refused"] > 500);
    QVERIFY(outcomes["texts found as they are"] > 500);
}

QTEST_APPLESS_MAIN(tst_HostileExports)
#include "tst_HostileExports.moc"
