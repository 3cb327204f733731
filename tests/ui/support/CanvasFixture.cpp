// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/CanvasFixture.h"

#include "tests/ui/support/RagProject.h"

#include <QApplication>
#include <QMouseEvent>
#include <QtTest>

namespace fourplane::test {

void CanvasFixture::hover(QPoint at)
{
    QMouseEvent event(
        QEvent::MouseMove, at, m_view->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(m_view.get(), &event);
}

void CanvasFixture::pull(QPoint from, QPoint to, Qt::MouseButton button)
{
    hover(from);
    QTest::mousePress(m_view.get(), button, {}, from);
    for (int i = 1; i <= 4; ++i)
        QTest::mouseMove(m_view.get(), from + (to - from) * i / 4);
}

void CanvasFixture::drag(QPoint from, QPoint to, Qt::MouseButton button)
{
    pull(from, to, button);
    QTest::mouseRelease(m_view.get(), button, {}, to);
}

void CanvasFixture::click(QPoint at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(m_view.get(), Qt::LeftButton, modifiers, at);
    QTest::qWait(QApplication::doubleClickInterval() + 1);
}

std::vector<ElementId> CanvasFixture::ids(std::initializer_list<const char *> names)
{
    return { names.begin(), names.end() };
}

void CanvasFixture::initTestCase()
{
    QApplication::setDoubleClickInterval(40);
}

void CanvasFixture::init()
{
    m_document = std::make_unique<ui::ProjectDocument>();
    m_document->setProject(ragProject());
    m_view = std::make_unique<ui::CanvasView>();
    m_view->resize(1600, 960);
    m_view->setDocument(m_document.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setFocus();
    QCOMPARE(m_view->zoom(), 1.0);
}

void CanvasFixture::cleanup()
{
    m_view.reset();
    m_document.reset();
}

} // namespace fourplane::test
