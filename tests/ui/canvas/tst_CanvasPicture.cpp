// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasDecisions.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/theme/Icons.h"

#include <QDir>
#include <QPainter>
#include <QtTest>

#include <set>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

int pixelsOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            count += (line[x] & 0xFFFFFF) == (colour.rgb() & 0xFFFFFF);
    }
    return count;
}

/// Where FOURPLANE_KEEP_PICTURES names a folder, pictures are written there for a person to look at.
void keep(const QImage &image, const QString &name)
{
    const QString folder = qEnvironmentVariable("FOURPLANE_KEEP_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
}

Decision decisionOf(Verdict identity, Verdict network, Verdict workload, Verdict data)
{
    Decision decision;
    decision.on(Plane::Identity).verdict = identity;
    decision.on(Plane::Network).verdict = network;
    decision.on(Plane::Workload).verdict = workload;
    decision.on(Plane::Data).verdict = data;
    return decision;
}

/// Everything permitted, but one flow denied on the data plane, one on the network plane, and everything that
/// touches `egress` open by absence.
std::shared_ptr<const CanvasDecisions> someDecisions(const Project &project)
{
    using enum Verdict;
    auto decisions = std::make_shared<CanvasDecisions>();
    for (const auto &[id, flow] : project.topology.flows)
        decisions->connections[id] = decisionOf(Permit, Permit, NotEnforced, NotEnforced);
    for (const auto &[id, workload] : project.topology.workloads)
        decisions->nodes[id] = { Permit, Permit, Permit, NotEnforced };
    decisions->connections[ElementId("flow-support-agent-contracts")] =
        decisionOf(Permit, Permit, NotEnforced, Deny);
    decisions->connections[ElementId("flow-egress-proxy-internet")] =
        decisionOf(NotEnforced, Deny, NotEnforced, NotEnforced);
    decisions->connections[ElementId("flow-egress-proxy-hosted-llm")] =
        decisionOf(NotEnforced, NotEnforced, NotEnforced, NotEnforced);
    decisions->connections[ElementId("flow-support-agent-egress-proxy")] =
        decisionOf(NotEnforced, Uncertain, NotEnforced, NotEnforced);
    decisions->connections[ElementId("flow-retriever-kb-vectors")] =
        decisionOf(Permit, Permit, NotEnforced, Permit);
    decisions->nodes[ElementId("contracts")] = { Permit, Permit, Permit, Deny };
    decisions->nodes[ElementId("egress-proxy")] = { NotEnforced, Uncertain, Deny, NotEnforced };
    return decisions;
}

AttackOverlay someAttack()
{
    AttackOverlay attack;
    const auto line = [&attack](const char *from, const char *to, int step, const char *chip) {
        attack.lines.push_back({ ElementId(from), ElementId(to), step, *chip != 0, chip,
            { static_cast<std::uint32_t>(attack.lines.size()) } });
    };
    line("rag-gateway", "llm-server", 1, "");
    line("llm-server", "support-agent", 2, "");
    line("support-agent", "egress-proxy", 3, "");
    line("support-agent", "contracts", 3, "D · no grant");
    line("egress-proxy", "internet", 4, "N · default-deny");
    line("support-agent", "kb-vectors", 3, "I N · kb-vectors-ingress");
    attack.fallen = { { ElementId("rag-gateway"), 0 }, { ElementId("llm-server"), 1 },
        { ElementId("support-agent"), 2 }, { ElementId("egress-proxy"), 3 } };
    return attack;
}

} // namespace

class TestCanvasPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { m_document.setProject(test::ragProject()); }

    void drawsTheProjectInBothThemes_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<double>("ratio");
        QTest::newRow("light") << false << 1.0;
        QTest::newRow("dark") << true << 1.0;
        QTest::newRow("light-2x") << false << 2.0;
        QTest::newRow("dark-2x") << true << 2.0;
    }

    void drawsTheProjectInBothThemes()
    {
        QFETCH(bool, dark);
        QFETCH(double, ratio);
        CanvasView view;
        const Theme theme = dark ? Theme::darkTheme() : Theme::light();
        view.setTheme(theme);
        view.setDocument(&m_document);
        const QImage image = view.renderTo({ 1440, 800 }, ratio);
        QCOMPARE(image.size(), QSize(1440, 800) * ratio);
        QVERIFY(pixelsOf(image, theme.card) > 20000);
        QVERIFY(pixelsOf(image, theme.container) > 20000);
        QVERIFY(pixelsOf(image, theme.neutral) > 300);
        QCOMPARE(pixelsOf(image, theme.denied), 0);
        keep(image, QString::fromLatin1(QTest::currentDataTag()));
    }

    void lensesRecolourTheLines_data()
    {
        QTest::addColumn<Lens>("lens");
        QTest::addColumn<bool>("showsDenied");
        QTest::newRow("lens-all") << Lens::All << true;
        QTest::newRow("lens-identity") << Lens::Identity << false;
        QTest::newRow("lens-network") << Lens::Network << true;
        QTest::newRow("lens-workload") << Lens::Workload << false;
        QTest::newRow("lens-data") << Lens::Data << true;
    }

    void lensesRecolourTheLines()
    {
        QFETCH(Lens, lens);
        QFETCH(bool, showsDenied);
        for (const Theme &theme : { Theme::light(), Theme::darkTheme() }) {
            CanvasView view;
            view.setTheme(theme);
            view.setDocument(&m_document);
            view.setDecisions(someDecisions(m_document.project()));
            view.setLens(lens);
            const QImage image = view.renderTo({ 1440, 800 });
            // A whole line against the glyphs and pips that a lens always shows.
            QCOMPARE(pixelsOf(image, theme.denied) > 100, showsDenied);
            keep(image,
                QString::fromLatin1(QTest::currentDataTag()) + QLatin1String(theme.dark ? "-dark" : ""));
        }
    }

    void attackIsPaintedOver()
    {
        for (const Theme &theme : { Theme::light(), Theme::darkTheme() }) {
            CanvasView view;
            view.setTheme(theme);
            view.setDocument(&m_document);
            view.setDecisions(someDecisions(m_document.project()));
            QCOMPARE(pixelsOf(view.renderTo({ 1440, 800 }), theme.attack), 0);
            view.setAttackOverlay(someAttack());
            view.highlightPivot(3);
            const QImage image = view.renderTo({ 1440, 800 }, 2);
            QVERIFY(pixelsOf(image, theme.attack) > 4000);
            keep(image, theme.dark ? QStringLiteral("attack-dark") : QStringLiteral("attack"));
            view.setAttackOverlay({});
            QCOMPARE(pixelsOf(view.renderTo({ 1440, 800 }), theme.attack), 0);
        }
    }

    void anAttackOnAnUndeclaredWayHidesNoCard()
    {
        // A ring of cards without a gap: what is inside is attacked from outside, and no way leads around.
        Project project;
        project.topology.namespaces[ElementId("team")] = { ElementId("team"), "team" };
        const auto add = [&project](const std::string &id, double x, double y) {
            Workload workload;
            workload.id = ElementId(id);
            workload.name = id;
            workload.namespaceId = ElementId("team");
            project.topology.workloads[workload.id] = workload;
            project.diagram.placements[workload.id] = Placement2D { { x, y }, 0, 0 };
        };
        add("inside", 0, 0);
        add("outside", 0, 500);
        int wall = 0;
        for (int row = -2; row <= 2; ++row) {
            for (int column = -2; column <= 2; ++column) {
                if (std::abs(row) == 2 || std::abs(column) == 2)
                    add("wall" + std::to_string(wall++), column * 165.0, row * 80.0);
            }
        }
        ProjectDocument document;
        document.setProject(project);
        const Theme theme = Theme::light();
        CanvasView view;
        view.setTheme(theme);
        view.setDocument(&document);
        view.resize(1440, 1100);
        view.zoomToFit();
        AttackOverlay attack;
        attack.lines.push_back({ ElementId("outside"), ElementId("inside"), 1, false, {}, { 0 } });
        view.setAttackOverlay(attack);
        const QImage image = view.grab().toImage();
        keep(image, QStringLiteral("attack-behind"));
        QVERIFY(pixelsOf(image, theme.attack) > 300);
        int cards = 0;
        for (const SceneNode &node : view.scene().nodes()) {
            const QRect rect =
                QRectF(view.sceneToView(node.rect.topLeft()), view.sceneToView(node.rect.bottomRight()))
                    .toAlignedRect();
            QCOMPARE(pixelsOf(image.copy(rect.adjusted(2, 2, -2, -2)), theme.attack), 0);
            ++cards;
        }
        QCOMPARE(cards, 18);
    }

    void lessIsDrawnTheSmallerItGets()
    {
        CanvasView view;
        const Theme theme = Theme::light();
        view.setDocument(&m_document);
        // Text in full, then names only, then namespaces as tiles.
        const QImage full = view.renderTo({ 1440, 800 });
        const QImage small = view.renderTo({ 500, 300 });
        const QImage tiny = view.renderTo({ 200, 160 });
        QVERIFY(pixelsOf(full, theme.text) > 500);
        keep(small, QStringLiteral("small"));
        keep(tiny, QStringLiteral("tiny"));
        QVERIFY(pixelsOf(small, theme.text) > 20);
        QVERIFY(pixelsOf(small, theme.text) < pixelsOf(full, theme.text) / 2);
        QVERIFY(pixelsOf(tiny, theme.text) < 20);
        QVERIFY(pixelsOf(tiny, theme.card) < pixelsOf(small, theme.card));
        QVERIFY(pixelsOf(tiny, theme.card) > 50);
        QVERIFY(pixelsOf(tiny, theme.border) > 20);
    }

    void whatIsPannedIntoViewLooksAsIfPaintedAtOnce()
    {
        CanvasView view;
        view.resize(900, 600);
        view.setDocument(&m_document);
        view.setDecisions(someDecisions(m_document.project()));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setZoom(1);
        view.grab();
        QTest::mousePress(&view, Qt::MiddleButton, {}, QPoint(450, 300));
        QTest::mouseMove(&view, QPoint(413, 321));
        QTest::mouseRelease(&view, Qt::MiddleButton, {}, QPoint(413, 321));
        QTest::mouseMove(&view, QPoint(5, 5));
        const QImage panned = view.grab().toImage();
        view.setDecisions(someDecisions(m_document.project())); // paints all anew
        const QImage fresh = view.grab().toImage();
        int different = 0;
        for (int y = 0; y < fresh.height(); ++y) {
            for (int x = 0; x < fresh.width(); ++x)
                different += panned.pixel(x, y) != fresh.pixel(x, y);
        }
        // Antialiasing at the seams may differ by a shade.
        QVERIFY2(different < 60, qPrintable(QString::number(different)));
    }

    void projectWithoutLayoutIsReadable()
    {
        ProjectDocument document;
        document.setProject(test::ragProjectWithoutLayout());
        CanvasView view;
        view.setDocument(&document);
        const QImage image = view.renderTo({ 1440, 900 });
        QVERIFY(pixelsOf(image, Theme::light().card) > 20000);
        keep(image, QStringLiteral("packed"));
    }

    void everyKindHasASymbolOfItsOwn()
    {
        std::set<QString> names;
        std::vector<QImage> symbols;
        for (std::size_t i = 0; i < EnumNames<WorkloadKind>::names.size(); ++i)
            names.insert(iconNameOf(static_cast<WorkloadKind>(i)));
        for (std::size_t i = 0; i < EnumNames<ExternalKind>::names.size(); ++i)
            names.insert(iconNameOf(static_cast<ExternalKind>(i)));
        QCOMPARE(names.size(), std::size_t(24 + 7));
        for (const QString &name : names) {
            const QImage symbol = iconPixmap(name, Qt::black, 24).toImage();
            QVERIFY2(!symbol.isNull(), qPrintable(name));
            for (const QImage &other : symbols)
                QVERIFY2(symbol != other, qPrintable(name));
            symbols.push_back(symbol);
        }
        QVERIFY(iconPixmap(QStringLiteral("no-such-symbol"), Qt::black, 24).isNull());
        QVERIFY(iconPixmap(QStringLiteral("agent"), Qt::red, 24).toImage()
            != iconPixmap(QStringLiteral("agent"), Qt::blue, 24).toImage());
        // A contact sheet for the eye.
        const QStringList all =
            QDir(QStringLiteral(":/fourplane/icons")).entryList({ QStringLiteral("*.svg") });
        QImage sheet(12 * 96, (int(all.size()) / 12 + 1) * 64, QImage::Format_RGB32);
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        for (int i = 0; i < all.size(); ++i) {
            const QString name = all[i].chopped(4);
            painter.drawPixmap(i % 12 * 96 + 32, i / 12 * 64 + 6, iconPixmap(name, Qt::black, 32));
            painter.setFont(interfaceFont(9));
            painter.drawText(QRect(i % 12 * 96, i / 12 * 64 + 42, 96, 14), Qt::AlignCenter, name);
        }
        painter.end();
        keep(sheet, QStringLiteral("icons"));
    }

private:
    ProjectDocument m_document;
};

QTEST_MAIN(TestCanvasPicture)

#include "tst_CanvasPicture.moc"
