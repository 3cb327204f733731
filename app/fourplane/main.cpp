// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/ProjectDocument.h"
#include "ui/shell/DiagnosticsDialog.h"
#include "ui/shell/Language.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/ScreenshotTask.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <iostream>

using namespace fourplane;
using namespace fourplane::ui;

namespace {

constexpr int exitUsage = 2;
constexpr int exitBadInput = 3;

/// Options that must be known before QApplication exists.
void prepareEnvironment(int argc, char **argv)
{
    bool wantsScreenshot = false;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        wantsScreenshot = wantsScreenshot || argument.startsWith("--screenshot");
        if (argument == "--scale" && i + 1 < argc)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
        else if (argument.startsWith("--scale="))
            qputenv("QT_SCALE_FACTOR", argument.mid(8));
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            wantsScreenshot = true;
    }
    const bool hasDisplay =
        qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (wantsScreenshot && !hasDisplay && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

struct Options
{
    ScreenshotOptions screenshot;
    std::optional<bool> dark;
    QString language;
};

int usageError(const QString &message)
{
    std::cerr << "fourplane: " << message.toStdString() << "\nRun 'fourplane --help' for the options.\n";
    return exitUsage;
}

std::optional<Lens> lensFromName(const QString &name)
{
    const QStringList names { QStringLiteral("all"), QStringLiteral("identity"), QStringLiteral("network"),
        QStringLiteral("workload"), QStringLiteral("data") };
    const qsizetype index = names.indexOf(name);
    return index < 0 ? std::nullopt : std::optional(static_cast<Lens>(index));
}

std::optional<QSize> sizeFromText(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    bool widthOk = false;
    bool heightOk = false;
    if (parts.size() != 2)
        return std::nullopt;
    const QSize size(parts[0].toInt(&widthOk), parts[1].toInt(&heightOk));
    const bool isSane = widthOk && heightOk && size.width() >= 900 && size.height() >= 560
        && size.width() <= 8000 && size.height() <= 8000;
    return isSane ? std::optional(size) : std::nullopt;
}

/// Adds the options; `parse` reads them back.
void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "Design zero-trust segmentation for AI services on Kubernetes and attack the design.\n\nExamples:\n"
        "  fourplane project.fourplane.yaml\n"
        "  fourplane --screenshot window.png --size 1440x900 --scenario poisoned-ticket "
        "project.fourplane.yaml"));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto add = [&parser](const char *name, const char *description, const char *value) {
        parser.addOption(
            { QString::fromLatin1(name), QString::fromLatin1(description), QString::fromLatin1(value) });
    };
    add("screenshot", "Write the window as a PNG picture and exit; needs no display.", "out.png");
    add("size", "Size of the window, at least 900x560 (default 1440x900).", "WxH");
    add("scale", "Device pixels per unit, 0.5 to 4 (default 1).", "factor");
    add("lens", "all, identity, network, workload or data.", "lens");
    add("theme", "light or dark (default: as remembered).", "theme");
    add("scenario", "Run this scenario and show its result.", "id");
    add("exploitability", "none, marked or all (default: as the scenario says).", "assumption");
    add("select", "Select this element; may be given twice.", "id");
    add("pivot", "Select this row of the timeline, counted from 1.", "row");
    add("panel", "Show this panel below: timeline, findings, matrix, permissions, export or history.",
        "panel");
    add("language", "en, de, or pseudo: longer texts from right to left, a check (default: as remembered).",
        "code");
    add("zoom", "Zoom of the canvas, 0.01 to 4 (default: all of the project).", "factor");
    add("dialog", "Show this dialog, filled with an example: recovery, merge or message.", "name");
    add("action", "Choose this entry of the menus, for instance Help or Shortcuts.", "name");
    parser.addPositionalArgument(
        QStringLiteral("FILE"), QStringLiteral("Project to open."), QStringLiteral("[FILE]"));
}

/// Reads the options; gives the message about the first that is wrong.
QString readOptions(const QCommandLineParser &parser, Options &options)
{
    const auto value = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    ScreenshotOptions &shot = options.screenshot;
    shot.outputPath = value("screenshot");
    shot.scenario = value("scenario");
    shot.selection = parser.values(QStringLiteral("select"));
    if (parser.positionalArguments().size() > 1)
        return QStringLiteral("one FILE at most");
    if (!parser.positionalArguments().isEmpty())
        shot.projectPath = parser.positionalArguments().first();
    if (const QString text = value("size"); !text.isEmpty()) {
        const std::optional<QSize> size = sizeFromText(text);
        if (!size)
            return QStringLiteral("--size takes WxH between 900x560 and 8000x8000, not '%1'").arg(text);
        shot.size = *size;
    }
    if (const QString text = value("scale"); !text.isEmpty()) {
        bool ok = false;
        const double scale = text.toDouble(&ok);
        if (!ok || scale < 0.5 || scale > 4)
            return QStringLiteral("--scale takes a number from 0.5 to 4, not '%1'").arg(text);
    }
    if (const QString text = value("lens"); !text.isEmpty()) {
        const std::optional<Lens> lens = lensFromName(text);
        if (!lens)
            return QStringLiteral("--lens takes all, identity, network, workload or data, not '%1'")
                .arg(text);
        shot.lens = *lens;
    }
    if (const QString text = value("theme"); !text.isEmpty()) {
        if (text != QLatin1String("light") && text != QLatin1String("dark"))
            return QStringLiteral("--theme takes light or dark, not '%1'").arg(text);
        options.dark = text == QLatin1String("dark");
    }
    if (const QString text = value("exploitability"); !text.isEmpty()) {
        shot.exploitability = enumFromName<Exploitability>(text.toStdString());
        if (!shot.exploitability)
            return QStringLiteral("--exploitability takes none, marked or all, not '%1'").arg(text);
    }
    if (const QString text = value("pivot"); !text.isEmpty()) {
        shot.pivot = text.toInt();
        if (shot.pivot < 1)
            return QStringLiteral("--pivot takes a row from 1 on, not '%1'").arg(text);
    }
    if (const QString text = value("panel"); !text.isEmpty()) {
        const QStringList panels { QStringLiteral("timeline"), QStringLiteral("findings"),
            QStringLiteral("matrix"), QStringLiteral("permissions"), QStringLiteral("export") };
        if (panels.contains(text))
            shot.tab = text + QStringLiteral("Panel");
        else if (text == QLatin1String("history"))
            shot.tab = QStringLiteral("historyView");
        else
            return QStringLiteral(
                "--panel takes timeline, findings, matrix, permissions, export or history, not '%1'")
                .arg(text);
    }
    options.language = value("language");
    const QStringList languageCodes { QString(), QStringLiteral("en"), QStringLiteral("de"),
        QStringLiteral("pseudo") };
    if (!languageCodes.contains(options.language))
        return QStringLiteral("--language takes en, de or pseudo, not '%1'").arg(options.language);
    if (const QString text = value("zoom"); !text.isEmpty()) {
        shot.zoom = text.toDouble();
        if (shot.zoom < 0.01 || shot.zoom > 4)
            return QStringLiteral("--zoom takes a number from 0.01 to 4, not '%1'").arg(text);
    }
    shot.action = value("action");
    shot.dialog = value("dialog");
    const QStringList dialogs { QString(), QStringLiteral("recovery"), QStringLiteral("merge"),
        QStringLiteral("message") };
    if (!dialogs.contains(shot.dialog))
        return QStringLiteral("--dialog takes recovery, merge or message, not '%1'").arg(shot.dialog);
    return {};
}

int takeScreenshot(const Options &options)
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    MainWindow window(settings);
    window.setTheme(options.dark.value_or(false) ? Theme::darkTheme() : Theme::light());
    const Result<void> taken = ScreenshotTask(window, options.screenshot).run();
    if (!taken) {
        std::cerr << toString(taken.error()) << '\n';
        return exitBadInput;
    }
    std::cout << options.screenshot.outputPath.toStdString() << '\n';
    return 0;
}

int openWindow(const Options &options)
{
    QSettings settings;
    MainWindow window(settings);
    if (options.dark)
        window.setTheme(*options.dark ? Theme::darkTheme() : Theme::light());
    window.setRecoveryFolder(
        QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/recovery"));
    window.show();
    if (!options.screenshot.projectPath.isEmpty()) {
        const Result<void> opened = window.openFile(options.screenshot.projectPath);
        const Diagnostics diagnostics = opened ? window.document().diagnostics() : opened.error().diagnostics;
        if (!diagnostics.empty()) {
            auto *dialog = new DiagnosticsDialog(
                opened ? MainWindow::tr("Opened with remarks") : MainWindow::tr("Not opened"),
                options.screenshot.projectPath, diagnostics, &window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        }
        window.setLens(options.screenshot.lens);
    }
    window.offerRecovery();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    prepareEnvironment(argc, argv);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Fourplane"));
    QApplication::setApplicationName(QStringLiteral("Fourplane"));
    QApplication::setApplicationVersion(QStringLiteral(FOURPLANE_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QApplication::arguments()))
        return usageError(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        std::cout << parser.helpText().toStdString();
        return 0;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        std::cout << "fourplane " << FOURPLANE_VERSION << '\n';
        return 0;
    }
    Options options;
    if (const QString problem = readOptions(parser, options); !problem.isEmpty())
        return usageError(problem);
    // A picture is the same on every machine: English unless another language is named.
    const bool isPicture = !options.screenshot.outputPath.isEmpty();
    const QString remembered = QSettings().value(QStringLiteral("language"), systemLanguage()).toString();
    setLanguage(!options.language.isEmpty() ? options.language
            : isPicture                     ? QStringLiteral("en")
                                            : remembered);
    return isPicture ? takeScreenshot(options) : openWindow(options);
}
