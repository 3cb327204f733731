// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/DifferenceText.h"

#include "core/base/LineDiff.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

/// Which side of a difference is the file that would be written.
enum class Side
{
    Before,
    After,
    Neither,
};

class Writer
{
public:
    /// A line that stands in no file; begins with a character that no line of a hunk has.
    void heading(const QString &words) { add(QStringLiteral("── ") + words, 0); }

    /// `wanted`: which of the two would be written; nothing where neither is.
    void difference(const std::string &before, const std::string &after, Side wanted)
    {
        static const QRegularExpression header(QStringLiteral("^@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@$"));
        QStringList lines = QString::fromStdString(lineDiff(before, after)).split(QLatin1Char('\n'));
        if (lines.last().isEmpty())
            lines.removeLast();
        int older = 0;
        int newer = 0;
        for (const QString &line : std::as_const(lines)) {
            if (const auto match = header.match(line); match.hasMatch()) {
                older = match.captured(1).toInt();
                newer = match.captured(3).toInt();
                add(line, 0);
            } else if (line.startsWith(QLatin1Char('-'))) {
                add(line, older, wanted == Side::Neither ? 0 : wanted == Side::Before ? older : newer);
                ++older;
            } else if (line.startsWith(QLatin1Char('+'))) {
                add(line, newer, wanted == Side::Neither ? 0 : wanted == Side::After ? newer : older);
                ++newer;
            } else if (line.startsWith(QLatin1Char('\\'))) {
                add(line, 0);
            } else {
                add(line, newer, wanted == Side::Neither ? 0 : wanted == Side::After ? newer : older);
                ++newer;
                ++older;
            }
        }
    }

    DifferenceText take() { return std::move(m_result); }

private:
    void add(const QString &line, int number, int wantedLine = 0)
    {
        m_result.wantedLines.push_back(wantedLine);
        m_result.text += (m_result.numbers.empty() ? QString() : QStringLiteral("\n")) + line;
        m_result.numbers.push_back(number);
    }

    DifferenceText m_result;
};

} // namespace

DifferenceText differenceOf(const FileComparison &file, const std::optional<std::string> &lastExport)
{
    Writer writer;
    switch (file.state) {
    case FileState::Same:
    case FileState::Extra:
        writer.heading(tr("The folder holds exactly what would be written."));
        break;
    case FileState::New:
    case FileState::Deleted:
    case FileState::Changed:
        writer.heading(tr("From the folder to what would be written"));
        writer.difference(file.present, file.wanted, Side::After);
        break;
    case FileState::Stale:
        writer.heading(tr("From the folder to nothing: no longer part of the export"));
        writer.difference(file.present, file.wanted, Side::After);
        break;
    case FileState::Foreign:
        writer.heading(tr("No export wrote this file. From the folder to what would be written"));
        writer.difference(file.present, file.wanted, Side::After);
        break;
    case FileState::Edited:
        writer.heading(tr("By hand: from the last export to the folder"));
        writer.difference(file.wanted, file.present, Side::Before);
        writer.heading(tr("By the design: nothing since the last export"));
        break;
    case FileState::Conflict:
    case FileState::StaleEdited:
        if (lastExport) {
            writer.heading(tr("By hand: from the last export to the folder"));
            writer.difference(*lastExport, file.present, Side::Neither);
            writer.heading(file.state == FileState::Conflict
                    ? tr("By the design: from the last export to what would be written")
                    : tr("By the design: no longer part of the export"));
            writer.difference(*lastExport, file.wanted, Side::After);
        } else {
            writer.heading(
                tr("Edited by hand since the last export, whose text is not known any more. From the "
                   "folder to what would be written"));
            writer.difference(file.present, file.wanted, Side::After);
        }
        break;
    }
    return writer.take();
}

QString stateSentence(FileState state)
{
    switch (state) {
    case FileState::Same:
        return tr("The folder holds what would be written.");
    case FileState::New:
        return tr("The folder has no such file yet.");
    case FileState::Deleted:
        return tr("An earlier export wrote it and it is gone; it would be written again.");
    case FileState::Changed:
        return tr("As last exported; the design has changed.");
    case FileState::Stale:
        return tr("No longer part of the export; it would be removed.");
    case FileState::Edited:
        return tr("Edited by hand since the last export. Saving asks before it replaces it.");
    case FileState::Conflict:
        return tr(
            "Edited by hand since the last export, and the design has changed there too. Saving asks before "
            "it replaces it.");
    case FileState::Foreign:
        return tr("No export wrote what is there. Saving asks before it replaces it.");
    case FileState::StaleEdited:
        return tr("No longer part of the export, but edited by hand. Saving asks before it removes it.");
    case FileState::Extra:
        return tr("Never part of an export; it stays.");
    }
    return {};
}

QString stateWord(FileState state)
{
    switch (state) {
    case FileState::Same:
        return tr("same");
    case FileState::New:
        return tr("new");
    case FileState::Deleted:
        return tr("missing");
    case FileState::Changed:
        return tr("changed");
    case FileState::Stale:
        return tr("to be removed");
    case FileState::Edited:
        return tr("edited by hand");
    case FileState::Conflict:
        return tr("edited and changed");
    case FileState::Foreign:
        return tr("not ours");
    case FileState::StaleEdited:
        return tr("edited, obsolete");
    case FileState::Extra:
        return tr("extra");
    }
    return {};
}

} // namespace fourplane::ui
