// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/PictureFile.h"

#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

namespace fourplane::ui {

namespace {

constexpr int margin = 48; ///< around everything, in units of the canvas
constexpr QSize smallest { 640, 400 };
constexpr QSize largest { 8000, 8000 };

/// Everything at its own size, as far as that is sensible.
QSize pictureSize(const CanvasView &canvas)
{
    const QSize own = canvas.scene().bounds().size().toSize() + QSize(2 * margin, 2 * margin);
    return own.expandedTo(smallest).boundedTo(largest);
}

QByteArray svgOf(CanvasView &canvas, const QSize &size)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(QStringLiteral("Fourplane"));
    QPainter painter(&generator);
    canvas.paintTo(painter, size, 2);
    painter.end();
    return buffer.data();
}

QByteArray pdfOf(CanvasView &canvas, const QSize &size)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Fourplane"));
        writer.setResolution(96);
        writer.setPageMargins(QMarginsF());
        // A page of the size of the picture; one unit of the canvas is 1/96 inch.
        writer.setPageSize(QPageSize(QSizeF(size) / 96.0, QPageSize::Inch));
        QPainter painter(&writer);
        canvas.paintTo(painter, size, 2);
    }
    return buffer.data();
}

QByteArray pngOf(CanvasView &canvas, const QSize &size)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    canvas.renderTo(size, 2).save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

Result<void> writePicture(CanvasView &canvas, const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QSize size = pictureSize(canvas);
    QByteArray bytes;
    if (suffix == QLatin1String("svg"))
        bytes = svgOf(canvas, size);
    else if (suffix == QLatin1String("pdf"))
        bytes = pdfOf(canvas, size);
    else if (suffix == QLatin1String("png"))
        bytes = pngOf(canvas, size);
    else
        return failure("unknown-format", "\"" + suffix.toStdString() + "\" is no kind of picture.",
            "End the name in .svg, .pdf or .png.");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return failure("file-unwritable", path.toStdString() + ": " + file.errorString().toStdString(),
            "Choose a folder that you may write to.");
    }
    return {};
}

bool printPicture(CanvasView &canvas, QPagedPaintDevice &page)
{
    const Theme theme = canvas.theme();
    canvas.setTheme(Theme::light());
    const QSize size = pictureSize(canvas);
    QPainter painter(&page);
    const bool isDrawn = painter.isActive();
    if (isDrawn) {
        const double scale =
            std::min(double(page.width()) / size.width(), double(page.height()) / size.height());
        painter.scale(scale, scale);
        canvas.paintTo(painter, size, 2);
    }
    canvas.setTheme(theme);
    return isDrawn;
}

} // namespace fourplane::ui
