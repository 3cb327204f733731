// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/AttackOverlay.h"

using namespace fourplane;
using namespace fourplane::ui;

class TestAttackOverlay : public QObject
{
    Q_OBJECT

private:
    static Pivot pivot(const char *from, const char *to, int step)
    {
        Pivot pivot;
        pivot.techniqueId = "some-technique";
        pivot.fromId = ElementId(from);
        pivot.toId = ElementId(to);
        pivot.step = step;
        return pivot;
    }

    static Pivot blocked(const char *from, const char *to, int step, Plane plane, const char *object)
    {
        Pivot attempt = pivot(from, to, step);
        PivotBlock block;
        block.plane = plane;
        block.control = "N1";
        if (*object != 0)
            block.decidedBy = DecidingObject { "NetworkPolicy", "ai-data", object, {}, {} };
        attempt.blocks.push_back(block);
        return attempt;
    }

    static AttackFact held(const char *subject, bool isFoothold)
    {
        AttackFact fact;
        fact.fact = { ElementId(subject), "foothold", {} };
        fact.worlds = 1;
        fact.isFoothold = isFoothold;
        return fact;
    }

private Q_SLOTS:

    void emptyTraceGivesAnEmptyOverlay() { QVERIFY(overlayOf({}, test::ragProject()).isEmpty()); }

    void successesComeFirstAndFallenCardsCarryTheirStep()
    {
        AttackTrace trace;
        trace.facts = { held("rag-gateway", true), held("llm-server", false) };
        trace.pivots = { blocked("rag-gateway", "contracts", 1, Plane::Network, "default-deny"),
            pivot("rag-gateway", "llm-server", 1) };
        const AttackOverlay overlay = overlayOf(trace, test::ragProject());
        QCOMPARE(overlay.lines.size(), std::size_t(2));
        QVERIFY(!overlay.lines[0].blocked);
        QVERIFY(overlay.lines[0].toId == ElementId("llm-server"));
        QVERIFY(overlay.lines[0].pivots == std::vector<std::uint32_t> { 1 });
        QVERIFY(overlay.lines[1].blocked);
        QCOMPARE(overlay.lines[1].chip, std::string("N · default-deny"));
        QCOMPARE(overlay.fallen.size(), std::size_t(2));
        QCOMPARE(overlay.fallen.at(ElementId("rag-gateway")), 0);
        QCOMPARE(overlay.fallen.at(ElementId("llm-server")), 1);
    }

    void aSuccessOutweighsBlockedAttemptsOnTheSameWay()
    {
        AttackTrace trace;
        trace.pivots = { blocked("support-agent", "mail-tool", 1, Plane::Identity, ""),
            pivot("support-agent", "mail-tool", 2),
            blocked("support-agent", "mail-tool", 3, Plane::Data, "") };
        const AttackOverlay overlay = overlayOf(trace, test::ragProject());
        QCOMPARE(overlay.lines.size(), std::size_t(1));
        QVERIFY(!overlay.lines[0].blocked);
        QCOMPARE(overlay.lines[0].step, 2);
        QVERIFY(overlay.lines[0].chip.empty());
        QVERIFY((overlay.lines[0].pivots == std::vector<std::uint32_t> { 0, 1, 2 }));
    }

    void collectionsStandForTheirHostAndControlsForMissingNames()
    {
        AttackTrace trace;
        trace.pivots = { blocked("support-agent", "contract-files", 1, Plane::Data, "") };
        const AttackOverlay overlay = overlayOf(trace, test::ragProject());
        QCOMPARE(overlay.lines.size(), std::size_t(1));
        QVERIFY(overlay.lines[0].toId == ElementId("contracts"));
        QCOMPARE(overlay.lines[0].chip, std::string("D · N1"));
    }

    void whatHasNoCardHasNoLine()
    {
        AttackTrace trace;
        trace.pivots = { pivot("support-agent", "sa-support-agent", 1), pivot("retriever", "retriever", 1) };
        QVERIFY(overlayOf(trace, test::ragProject()).lines.empty());
    }
};

QTEST_APPLESS_MAIN(TestAttackOverlay)

#include "tst_AttackOverlay.moc"
