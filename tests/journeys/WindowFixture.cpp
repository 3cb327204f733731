// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"

#include "tests/support/TestData.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"

#include <QAbstractItemView>
#include <QFile>
#include <QPlainTextEdit>
#include <QtTest>

namespace fourplane::test {

WindowFixture::WindowFixture()
    : m_settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    , m_window(std::make_unique<ui::MainWindow>(m_settings))
{
    QFile::copy(QString::fromStdString(
                    sourcePath("sample-topologies/rag-assistant/segmented.fourplane.yaml").string()),
        path());
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
}

QString WindowFixture::path() const
{
    return m_folder.filePath(QStringLiteral("sample.fourplane.yaml"));
}

bool WindowFixture::open()
{
    const auto opened = m_window->openFile(path());
    if (!opened)
        qWarning("%s", toString(opened.error()).c_str());
    return opened.has_value() && waitUntilIdle();
}

const Project &WindowFixture::project()
{
    return m_window->document().project();
}

bool WindowFixture::waitUntilIdle()
{
    return QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30000);
}

void WindowFixture::click(const char *id, Qt::KeyboardModifiers modifiers)
{
    ui::CanvasView &canvas = m_window->canvas();
    const QRectF rect = canvas.scene().rectOf(ElementId(id));
    const bool isContainer = canvas.scene().container(ElementId(id)) != nullptr;
    const QPointF scenePoint = isContainer ? rect.topLeft() + QPointF(20, 15) : rect.center();
    canvas.reveal(ElementId(id));
    canvas.select({});
    QTest::mouseClick(&canvas, Qt::LeftButton, modifiers, canvas.sceneToView(scenePoint).toPoint());
}

void WindowFixture::type(const char *field, const QString &text)
{
    auto *editor = child<QWidget>(field);
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, text);
    m_window->canvas().setFocus();
}

bool WindowFixture::choose(const char *name, const QString &value)
{
    auto *combo = child<QComboBox>(name);
    const int row = combo ? combo->findData(value) : -1;
    if (row < 0)
        return false;
    combo->showPopup();
    QAbstractItemView *view = combo->view();
    view->setCurrentIndex(combo->model()->index(row, 0));
    QTest::keyClick(view, Qt::Key_Return);
    return true;
}

void WindowFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(
        QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), key, modifiers);
}

} // namespace fourplane::test
