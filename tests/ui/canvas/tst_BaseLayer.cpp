// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/BaseLayer.h"

#include <QtTest>

#include <cmath>

using namespace fourplane::ui;

class TestBaseLayer : public QObject
{
    Q_OBJECT

private:
    /// A pattern in which a shift by any amount shows.
    static void pattern(QPainter &painter, const QRectF &sceneRect)
    {
        painter.fillRect(sceneRect, Qt::white);
        for (int y = int(std::floor(sceneRect.top() / 7)) * 7; y < sceneRect.bottom(); y += 7) {
            for (int x = int(std::floor(sceneRect.left() / 11)) * 11; x < sceneRect.right(); x += 11)
                painter.fillRect(QRect(x, y, 3, 2), QColor((x * 37) & 255, (y * 53) & 255, 90));
        }
    }

    static QImage drawn(BaseLayer &layer, const Viewport &viewport, qreal ratio, bool gesture = false)
    {
        QImage image(QSize(200, 150) * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        layer.draw(painter, viewport, { 200, 150 }, ratio, gesture, pattern);
        return image;
    }

private Q_SLOTS:

    void panningPaintsOnlyTheStripsAndGivesTheSamePicture_data()
    {
        QTest::addColumn<QPointF>("distance");
        QTest::addColumn<double>("ratio");
        QTest::addColumn<qint64>("pixels");
        QTest::newRow("right") << QPointF(10, 0) << 1.0 << qint64(10 * 150);
        QTest::newRow("left") << QPointF(-10, 0) << 1.0 << qint64(10 * 150);
        QTest::newRow("down") << QPointF(0, 8) << 1.0 << qint64(8 * 200);
        QTest::newRow("diagonal") << QPointF(-10, -8) << 1.0 << qint64(10 * 150 + 8 * 190);
        QTest::newRow("diagonal at 2x") << QPointF(10, 8) << 2.0 << qint64(20 * 300 + 16 * 380);
        QTest::newRow("far away") << QPointF(1000, 0) << 1.0 << qint64(200 * 150);
        QTest::newRow("not at all") << QPointF() << 1.0 << qint64(0);
    }

    void panningPaintsOnlyTheStripsAndGivesTheSamePicture()
    {
        QFETCH(QPointF, distance);
        QFETCH(double, ratio);
        QFETCH(qint64, pixels);
        Viewport viewport;
        BaseLayer layer;
        drawn(layer, viewport, ratio);
        QCOMPARE(layer.repaintedPixels(), qint64(200 * 150 * ratio * ratio));
        viewport.pan(distance);
        const QImage panned = drawn(layer, viewport, ratio);
        QCOMPARE(layer.repaintedPixels(), pixels);
        BaseLayer fresh;
        QVERIFY(panned == drawn(fresh, viewport, ratio));
    }

    void anInvalidLayerIsPaintedAnew()
    {
        BaseLayer layer;
        drawn(layer, {}, 1);
        layer.invalidate();
        drawn(layer, {}, 1);
        QCOMPARE(layer.repaintedPixels(), qint64(200 * 150));
    }

    void aZoomGestureScalesTheOldPictureUntilItEnds()
    {
        BaseLayer layer;
        Viewport viewport;
        drawn(layer, viewport, 1);
        viewport.zoomAt({ 100, 75 }, 1.5);
        drawn(layer, viewport, 1, true);
        QCOMPARE(layer.repaintedPixels(), qint64(0));
        drawn(layer, viewport, 1, false);
        QCOMPARE(layer.repaintedPixels(), qint64(200 * 150));
    }
};

QTEST_MAIN(TestBaseLayer)

#include "tst_BaseLayer.moc"
