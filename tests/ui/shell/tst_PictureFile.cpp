// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/support/RagProject.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/document/ProjectDocument.h"
#include "ui/shell/PictureFile.h"

#include <QFile>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace fourplane;
using namespace fourplane::ui;

class TestPictureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aScalablePictureHoldsEveryNameAsText();
    void namesAreEscaped();
    void pdfAndPngAreWrittenAtTheSizeOfTheCanvas();
    void anUnknownKindIsRefusedWithTheFix();
    void aFolderThatIsNotThereIsRefused();
    void aPageIsPrintedInTheLightTheme();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProjectDocument> m_document;
    std::unique_ptr<CanvasView> m_canvas;
};

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestPictureFile::init()
{
    m_canvas.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_document = std::make_unique<ProjectDocument>();
    m_document->setProject(test::ragProject());
    m_canvas = std::make_unique<CanvasView>();
    m_canvas->setTheme(Theme::light());
    m_canvas->setDocument(m_document.get());
}

void TestPictureFile::aScalablePictureHoldsEveryNameAsText()
{
    QVERIFY(writePicture(*m_canvas, path("p.svg")).has_value());
    const QByteArray svg = bytesOf(path("p.svg"));
    QSvgRenderer renderer;
    QVERIFY(renderer.load(svg));
    for (const auto &[id, space] : m_document->project().topology.namespaces)
        QVERIFY2(svg.contains(QByteArray::fromStdString(space.name)), space.name.c_str());
    QVERIFY(renderer.viewBox().width() >= m_canvas->scene().bounds().width());
}

void TestPictureFile::namesAreEscaped()
{
    Namespace space = m_document->project().topology.namespaces.begin()->second;
    space.name = "a<b>&\"c";
    m_document->apply({ "Rename", { ElementChange<Namespace> { space.id, space } } });
    QVERIFY(writePicture(*m_canvas, path("p.svg")).has_value());
    QSvgRenderer renderer;
    QVERIFY(renderer.load(bytesOf(path("p.svg"))));
    QVERIFY(!bytesOf(path("p.svg")).contains("a<b>"));
}

void TestPictureFile::pdfAndPngAreWrittenAtTheSizeOfTheCanvas()
{
    QVERIFY(writePicture(*m_canvas, path("p.pdf")).has_value());
    QVERIFY(bytesOf(path("p.pdf")).startsWith("%PDF-"));
    QVERIFY(writePicture(*m_canvas, path("p.PNG")).has_value());
    const QImage image(path("p.PNG"));
    QVERIFY(image.width() >= 2 * m_canvas->scene().bounds().width());
    QVERIFY(image.height() >= 2 * m_canvas->scene().bounds().height());
}

void TestPictureFile::anUnknownKindIsRefusedWithTheFix()
{
    const Result<void> written = writePicture(*m_canvas, path("p.gif"));
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().diagnostics.front().code, std::string("unknown-format"));
    QVERIFY(!written.error().diagnostics.front().fix.empty());
    QVERIFY(!QFile::exists(path("p.gif")));
}

void TestPictureFile::aFolderThatIsNotThereIsRefused()
{
    const Result<void> written = writePicture(*m_canvas, path("none/p.svg"));
    QVERIFY(!written.has_value());
    QCOMPARE(written.error().diagnostics.front().code, std::string("file-unwritable"));
}

void TestPictureFile::aPageIsPrintedInTheLightTheme()
{
    m_canvas->setTheme(Theme::darkTheme());
    QPdfWriter page(path("page.pdf"));
    QVERIFY(printPicture(*m_canvas, page));
    QVERIFY(m_canvas->theme().dark);
    QVERIFY(QFile(path("page.pdf")).size() > 2000);
}

QTEST_MAIN(TestPictureFile)

#include "tst_PictureFile.moc"
