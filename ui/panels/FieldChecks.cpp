// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/FieldChecks.h"

#include "core/base/Cidr.h"
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace fourplane::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("fourplane::ui", text);
}

QStringList words(const QString &text)
{
    static const QRegularExpression separator(QStringLiteral("[,\\s]+"));
    return text.split(separator, Qt::SkipEmptyParts);
}

QStringList labelLines(const QString &text)
{
    static const QRegularExpression separator(QStringLiteral("[,\n]+"));
    QStringList lines;
    for (const QString &line : text.split(separator, Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    return lines;
}

struct ParsedPort
{
    std::optional<NamedPort> port;
    QString fault;
};

/// "name:number/PROTOCOL", name and protocol may be missing.
ParsedPort parsePort(const QString &word)
{
    QString rest = word;
    NamedPort port;
    if (const qsizetype slash = rest.indexOf(QLatin1Char('/')); slash >= 0) {
        const QString protocol = rest.mid(slash + 1).toUpper();
        const std::optional<Protocol> known = enumFromName<Protocol>(protocol.toStdString());
        if (!known)
            return { std::nullopt, tr("'%1' is no protocol; use TCP, UDP or SCTP").arg(rest.mid(slash + 1)) };
        port.protocol = *known;
        rest = rest.left(slash);
    }
    if (const qsizetype colon = rest.indexOf(QLatin1Char(':')); colon >= 0) {
        port.name = rest.left(colon).toStdString();
        if (!isPortName(port.name))
            return { std::nullopt,
                tr("Port name '%1' must be at most 15 lower-case letters, digits and '-'")
                    .arg(rest.left(colon)) };
        rest = rest.mid(colon + 1);
    }
    bool isNumber = false;
    const int number = rest.toInt(&isNumber);
    if (!isNumber || number < 1 || number > 65535)
        return { std::nullopt, tr("'%1' is no port number between 1 and 65535").arg(rest) };
    port.number = static_cast<std::uint16_t>(number);
    return { port, {} };
}

} // namespace

QString objectNameFault(const QString &text)
{
    if (text.isEmpty())
        return tr("A name is needed");
    if (!isDnsSubdomain(text.toStdString()))
        return tr("Use lower-case letters, digits, '-' and '.'; start and end with a letter or digit");
    return {};
}

QString labelsToText(const Labels &labels)
{
    QStringList lines;
    for (const auto &[key, value] : labels)
        lines.append(QString::fromStdString(key) + QLatin1Char('=') + QString::fromStdString(value));
    return lines.join(QLatin1Char('\n'));
}

QString labelsFault(const QString &text)
{
    QStringList keys;
    for (const QString &line : labelLines(text)) {
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        if (equals < 0)
            return tr("'%1' needs the form key=value").arg(line);
        const QString key = line.left(equals).trimmed();
        if (!isQualifiedName(key.toStdString()))
            return tr("'%1' is no label key").arg(key);
        if (!isLabelValue(line.mid(equals + 1).trimmed().toStdString()))
            return tr("'%1' is no label value: at most 63 letters, digits, '-', '_', '.'")
                .arg(line.mid(equals + 1));
        if (keys.contains(key))
            return tr("Key '%1' stands twice").arg(key);
        keys.append(key);
    }
    return {};
}

Labels labelsFromText(const QString &text)
{
    Labels labels;
    for (const QString &line : labelLines(text)) {
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        labels[line.left(equals).trimmed().toStdString()] = line.mid(equals + 1).trimmed().toStdString();
    }
    return labels;
}

QString portsToText(const std::vector<NamedPort> &ports)
{
    QStringList texts;
    for (const NamedPort &port : ports) {
        QString text = QString::number(port.number);
        if (!port.name.empty())
            text.prepend(QString::fromStdString(port.name) + QLatin1Char(':'));
        if (port.protocol != Protocol::Tcp) {
            const std::string_view protocol = nameOf(port.protocol);
            text += QLatin1Char('/')
                + QString::fromUtf8(protocol.data(), static_cast<qsizetype>(protocol.size()));
        }
        texts.append(text);
    }
    return texts.join(QStringLiteral(", "));
}

QString portsFault(const QString &text)
{
    std::vector<NamedPort> seen;
    for (const QString &word : words(text)) {
        const ParsedPort parsed = parsePort(word);
        if (!parsed.port)
            return parsed.fault;
        const bool twice = std::any_of(seen.begin(), seen.end(), [&parsed](const NamedPort &other) {
            return other.number == parsed.port->number && other.protocol == parsed.port->protocol;
        });
        if (twice)
            return tr("Port %1 stands twice").arg(parsed.port->number);
        seen.push_back(*parsed.port);
    }
    return {};
}

std::vector<NamedPort> portsFromText(const QString &text)
{
    std::vector<NamedPort> ports;
    for (const QString &word : words(text)) {
        if (const ParsedPort parsed = parsePort(word); parsed.port)
            ports.push_back(*parsed.port);
    }
    return ports;
}

QString portsToText(const std::vector<AllowedPort> &ports)
{
    std::vector<NamedPort> named;
    for (const AllowedPort &port : ports)
        named.push_back({ {}, port.number, port.protocol });
    return portsToText(named);
}

std::vector<AllowedPort> allowedPortsFromText(const QString &text)
{
    std::vector<AllowedPort> ports;
    for (const NamedPort &port : portsFromText(text))
        ports.push_back({ port.number, port.protocol });
    return ports;
}

QString listToText(const std::vector<std::string> &items)
{
    return QString::fromStdString(join(items, ", "));
}

std::vector<std::string> listFromText(const QString &text)
{
    std::vector<std::string> items;
    for (const QString &word : words(text))
        items.push_back(word.toStdString());
    return items;
}

QString cidrsFault(const QString &text)
{
    for (const QString &word : words(text)) {
        if (!parseCidr(word.toStdString()))
            return tr("'%1' is no address range such as 10.0.0.0/8").arg(word);
    }
    return {};
}

} // namespace fourplane::ui
