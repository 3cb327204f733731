// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/PortLimits.h"
#include "core/storage/project/ShortForms.h"

#include <charconv>

namespace fourplane {

namespace {

struct ShortPort
{
    std::uint16_t number = 0;
    Protocol protocol = Protocol::Tcp;
};

/// Reads `8000` or `53/UDP`; reports anything else.
std::optional<ShortPort> readShortPort(ReadContext &context, const Field &field)
{
    const YamlNode &node = field.node;
    const std::size_t slash = node.text.find('/');
    if (!node.isScalar() || slash == std::string::npos) {
        const auto number = readWholeNumber(context, field, 1, highestPort);
        return number ? std::optional(ShortPort { static_cast<std::uint16_t>(*number) }) : std::nullopt;
    }
    int number = 0;
    const char *const first = node.text.data();
    const auto [end, error] = std::from_chars(first, first + slash, number);
    const auto protocol = enumFromName<Protocol>(std::string_view(node.text).substr(slash + 1));
    if (error != std::errc {} || end != first + slash || number < 1 || number > highestPort || !protocol) {
        context.report("invalid-port", "\"" + node.text + "\" is not a port.",
            "Write a number from 1 to 65535, a slash and one of: " + allNames<Protocol>()
                + ", for instance 53/UDP.",
            node.location);
        return std::nullopt;
    }
    return ShortPort { static_cast<std::uint16_t>(number), *protocol };
}

YamlValue shortPort(std::uint16_t number, Protocol protocol)
{
    if (protocol == Protocol::Tcp)
        return YamlValue(static_cast<std::int64_t>(number));
    return YamlValue(std::to_string(number) + "/" + std::string(nameOf(protocol)));
}

/// Reports a port of a map form that is 0; larger ones do not fit the type.
void checkPort(ReadContext &context, const Field &field, std::string_view key)
{
    const YamlNode *number = field.node.find(key);
    if (number && yamlInt(*number) == 0)
        context.report("out-of-range", "\"" + std::string(key) + "\" is 0, which is no port.",
            "Write a number from 1 to 65535.", number->location);
}

} // namespace

void readValue(ReadContext &context, const Field &field, NamedPort &out)
{
    if (field.node.isMap()) {
        readObject(context, field, out);
        checkPort(context, field, "number");
    } else if (const auto port = readShortPort(context, field)) {
        out = NamedPort { {}, port->number, port->protocol };
    }
}

YamlValue yamlOf(const NamedPort &port)
{
    return port.name.empty() ? shortPort(port.number, port.protocol) : yamlOf<NamedPort>(port);
}

void readValue(ReadContext &context, const Field &field, AllowedPort &out)
{
    if (field.node.isMap()) {
        readObject(context, field, out);
        checkPort(context, field, "number");
    } else if (const auto port = readShortPort(context, field)) {
        out = AllowedPort { port->number, port->protocol };
    }
}

YamlValue yamlOf(const AllowedPort &port)
{
    return shortPort(port.number, port.protocol);
}

void readValue(ReadContext &context, const Field &field, ServicePort &out)
{
    if (field.node.isMap()) {
        readObject(context, field, out);
        checkPort(context, field, "port");
        if (!field.node.find("targetPort"))
            out.targetPort = out.port;
    } else if (const auto port = readShortPort(context, field)) {
        out = ServicePort { {}, port->number, port->number, port->protocol };
    }
}

YamlValue yamlOf(const ServicePort &port)
{
    const bool sameTarget = port.targetPort == IntOrName(port.port);
    if (port.name.empty() && sameTarget)
        return shortPort(port.port, port.protocol);
    YamlValue map = YamlValue::map();
    map.addUnlessEmpty("name", port.name).add("port", static_cast<std::int64_t>(port.port));
    if (!sameTarget) {
        const auto *number = std::get_if<std::uint16_t>(&port.targetPort);
        map.add("targetPort",
            number ? YamlValue(static_cast<std::int64_t>(*number))
                   : YamlValue(std::get<std::string>(port.targetPort)));
    }
    if (port.protocol != Protocol::Tcp)
        map.add("protocol", nameOf(port.protocol));
    return map;
}

void readValue(ReadContext &context, const Field &field, IntOrName &out)
{
    if (yamlDouble(field.node)) {
        if (const auto number = readWholeNumber(context, field, 1, highestPort))
            out = static_cast<std::uint16_t>(*number);
        return;
    }
    std::string name;
    readValue(context, field, name);
    out = name;
}

} // namespace fourplane
