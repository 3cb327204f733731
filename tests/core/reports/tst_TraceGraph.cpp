// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceGraph.h"
#include "core/reports/TraceWords.h"
#include "tests/core/reports/TraceSamples.h"

#include <graphviz/cgraph.h>

#include <QtTest>

#include <algorithm>
#include <memory>

using namespace fourplane;

class tst_TraceGraph : public QObject
{
    Q_OBJECT

private slots:
    void graphvizReadsIt_data();
    void graphvizReadsIt();
    void factsStandInTheirNamespace();
    void planesDifferInShapeAndColour();
    void stoppedAttemptsAreDashedAndSayWhy();
    void namesSurvive();
    void stringsSurvive();
};

namespace {

struct Closing
{
    void operator()(Agraph_t *graph) const { agclose(graph); }
};

using Graph = std::unique_ptr<Agraph_t, Closing>;

Graph parse(const std::string &text)
{
    return Graph(agmemread(text.c_str()));
}

std::string attribute(void *object, const char *name)
{
    std::string copy(name);
    const char *value = agget(object, copy.data());
    return value ? value : "";
}

/// The text that a label shows: escapes and entities undone, as Graphviz does.
std::string shown(const std::string &label)
{
    std::string text;
    for (std::size_t i = 0; i < label.size(); ++i) {
        if (label[i] == '\\' && i + 1 < label.size()) {
            ++i;
            text += label[i] == 'n' ? '\n' : label[i];
        } else if (label.compare(i, 5, "&amp;") == 0) {
            text += '&';
            i += 4;
        } else {
            text += label[i];
        }
    }
    return text;
}

Agnode_t *nodeOf(const Graph &graph, const std::string &name)
{
    std::string copy = name;
    return agnode(graph.get(), copy.data(), 0);
}

std::string graphOf(const test::TraceSample &sample, const AttackTrace &trace)
{
    return tracesGraph({ trace }, sample.context());
}

const test::TraceSample &segmented()
{
    static const test::TraceSample sample =
        test::tracesOf("sample-topologies/rag-assistant/segmented.fourplane.yaml");
    return sample;
}

} // namespace

void tst_TraceGraph::graphvizReadsIt_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("flat") << QStringLiteral("sample-topologies/rag-assistant/flat.fourplane.yaml");
    QTest::newRow("segmented") << QStringLiteral("sample-topologies/rag-assistant/segmented.fourplane.yaml");
}

void tst_TraceGraph::graphvizReadsIt()
{
    QFETCH(QString, file);
    const test::TraceSample sample = test::tracesOf(file.toStdString());
    for (const AttackTrace &trace : sample.traces) {
        const Graph graph = parse(graphOf(sample, trace));
        QVERIFY(graph);
        const auto held = std::count_if(trace.facts.begin(), trace.facts.end(),
            [](const AttackFact &fact) { return (fact.worlds & 1U) != 0; });
        QCOMPARE(agnnodes(graph.get()), int(held) + int(trace.pivots.size()));
        int premises = 0;
        for (const Pivot &pivot : trace.pivots)
            premises += int(pivot.premises.size());
        QVERIFY(agnedges(graph.get()) >= premises);
    }
    // Several traces are several graphs of one file.
    const std::string all = tracesGraph(sample.traces, sample.context());
    std::size_t graphs = 0;
    for (std::size_t at = all.find("digraph "); at != std::string::npos; at = all.find("digraph ", at + 1))
        ++graphs;
    QCOMPARE(graphs, sample.traces.size());
}

void tst_TraceGraph::factsStandInTheirNamespace()
{
    const AttackTrace &trace = segmented().traces.front();
    const Graph graph = parse(graphOf(segmented(), trace));
    int clustered = 0;
    for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
        const ElementId home = namespaceOf(segmented().project, trace.facts[i].fact.subject);
        if (home.isEmpty() || (trace.facts[i].worlds & 1U) == 0)
            continue;
        bool isThere = false;
        for (Agraph_t *cluster = agfstsubg(graph.get()); cluster; cluster = agnxtsubg(cluster)) {
            std::string name = "fact" + std::to_string(i);
            isThere = isThere
                || (agnode(cluster, name.data(), 0)
                    && attribute(cluster, "label") == "namespace " + home.value());
        }
        QVERIFY2(isThere, toString(trace.facts[i].fact).c_str());
        ++clustered;
    }
    QVERIFY(clustered > 0);
}

void tst_TraceGraph::planesDifferInShapeAndColour()
{
    std::map<Plane, std::pair<std::string, std::string>> looks;
    for (const AttackTrace &trace : segmented().traces) {
        const Graph graph = parse(graphOf(segmented(), trace));
        for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
            Agnode_t *node = nodeOf(graph, "fact" + std::to_string(i));
            if (!node)
                continue;
            const std::pair look(attribute(node, "shape"), attribute(node, "fillcolor"));
            const auto [found, isNew] = looks.emplace(planeOf(trace.facts[i].fact.relation), look);
            QCOMPARE(found->second, look);
        }
    }
    QCOMPARE(looks.size(), planeCount);
    std::set<std::string> shapes, colours;
    for (const auto &[plane, look] : looks) {
        shapes.insert(look.first);
        colours.insert(look.second);
    }
    QCOMPARE(shapes.size(), planeCount);
    QCOMPARE(colours.size(), planeCount);
}

void tst_TraceGraph::stoppedAttemptsAreDashedAndSayWhy()
{
    const AttackTrace &trace = segmented().traces.front();
    const Graph graph = parse(graphOf(segmented(), trace));
    int stopped = 0;
    for (std::size_t i = 0; i < trace.pivots.size(); ++i) {
        Agnode_t *node = nodeOf(graph, "step" + std::to_string(i));
        QVERIFY(node);
        const bool isDashed = attribute(node, "style") == "dashed";
        QCOMPARE(isDashed, !trace.pivots[i].succeeded());
        for (const PivotBlock &block : trace.pivots[i].blocks) {
            ++stopped;
            QVERIFY(shown(attribute(node, "label")).find(std::string(nameOf(block.plane)) + " plane")
                != std::string::npos);
            QVERIFY(shown(attribute(node, "tooltip")).find(block.reason) != std::string::npos);
        }
    }
    QVERIFY(stopped > 0);
}

void tst_TraceGraph::namesSurvive()
{
    QVERIFY(rc::check("names survive in DOT", [] {
        test::TraceSample sample = test::hostileTrace();
        const AttackTrace &trace = sample.traces.front();
        // Elements with hostile names, in a namespace with one.
        Namespace home;
        home.id = ElementId(trace.scenarioName + "home");
        sample.project.topology.namespaces[home.id] = home;
        for (const AttackFact &fact : trace.facts) {
            WorkloadIdentity identity;
            identity.id = fact.fact.subject;
            identity.namespaceId = home.id;
            sample.project.topology.identities[identity.id] = identity;
        }
        const Graph graph = parse(graphOf(sample, trace));
        RC_ASSERT(graph);
        const auto cleaned = [](std::string text) { // tabs are no part of a picture
            for (std::size_t at = text.find('\t'); at != std::string::npos; at = text.find('\t'))
                text.replace(at, 1, "\xEF\xBF\xBD");
            return text;
        };
        for (std::size_t i = 0; i < trace.facts.size(); ++i) {
            Agnode_t *node = nodeOf(graph, "fact" + std::to_string(i));
            RC_ASSERT(node != nullptr);
            RC_ASSERT(shown(attribute(node, "label"))
                == cleaned(trace.facts[i].fact.subject.value() + "\n" + trace.facts[i].fact.relation));
        }
        Agraph_t *cluster = agfstsubg(graph.get());
        RC_ASSERT(cluster != nullptr);
        RC_ASSERT(shown(attribute(cluster, "label")) == cleaned("namespace " + home.id.value()));
        for (std::size_t i = 0; i < trace.pivots.size(); ++i)
            RC_ASSERT(nodeOf(graph, "step" + std::to_string(i)) != nullptr);
    }));
}

void tst_TraceGraph::stringsSurvive()
{
    QVERIFY(rc::check("any text survives as a label", [](const std::string &text) {
        const Graph graph = parse("digraph g { n [label=" + dotString(text) + "]; }");
        RC_ASSERT(graph);
        std::string expected;
        for (char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c != '\n' && (byte < 0x20 || byte == 0x7F))
                expected += "\xEF\xBF\xBD";
            else
                expected += c;
        }
        RC_ASSERT(shown(attribute(nodeOf(graph, "n"), "label")) == expected);
    }));
}

QTEST_APPLESS_MAIN(tst_TraceGraph)
#include "tst_TraceGraph.moc"
