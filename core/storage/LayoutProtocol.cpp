// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/LayoutProtocol.h"

#include <nlohmann/json.hpp>

namespace fourplane {

namespace {

using Json = nlohmann::json;

constexpr std::size_t lengthBytes = 4;

ElementId idOf(const Json &value, const char *field)
{
    return ElementId(value.at(field).get<std::string>());
}

/// JSON of hostile depth is refused before any of it is built.
Json parseBounded(std::string_view text)
{
    constexpr int deepest = 16;
    const auto keepShallow = [](int depth, Json::parse_event_t, Json &) {
        if (depth > deepest)
            throw std::invalid_argument("nested deeper than " + std::to_string(deepest));
        return true;
    };
    return Json::parse(text, keepShallow);
}

/// Runs `read` on the parsed text and turns every exception into one error.
template <class T, class F>
Result<T> guarded(std::string_view text, const char *code, F read)
{
    try {
        return read(parseBounded(text));
    } catch (const std::exception &problem) {
        return failure(code, std::string("Not understood: ") + problem.what());
    }
}

Json placementsToJson(const LayoutResult &result)
{
    Json list = Json::array();
    for (const auto &[id, place] : result.placements) {
        list.push_back({ { "id", id.value() }, { "x", place.position.x }, { "y", place.position.y },
            { "width", place.width }, { "height", place.height } });
    }
    return list;
}

LayoutResult placementsFromJson(const Json &list)
{
    LayoutResult result;
    for (const Json &item : list) {
        result.placements[idOf(item, "id")] =
            Placement2D { { item.at("x").get<double>(), item.at("y").get<double>() },
                item.at("width").get<double>(), item.at("height").get<double>() };
    }
    return result;
}

} // namespace

std::string layoutFrame(std::string_view json)
{
    const auto length = static_cast<std::uint32_t>(json.size());
    std::string frame;
    frame.reserve(json.size() + lengthBytes);
    for (int shift = 24; shift >= 0; shift -= 8)
        frame.push_back(static_cast<char>((length >> shift) & 0xffu));
    return frame.append(json);
}

Result<std::optional<std::string>> LayoutFrameReader::next()
{
    if (m_bytes.size() < lengthBytes)
        return std::optional<std::string>();
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length = (length << 8) | static_cast<unsigned char>(m_bytes[i]);
    if (length == 0 || length > largestLayoutFrameBytes)
        return failure("layout-frame",
            "A frame announces " + std::to_string(length) + " bytes; between 1 and "
                + std::to_string(largestLayoutFrameBytes) + " are accepted");
    if (m_bytes.size() < lengthBytes + length)
        return std::optional<std::string>();
    std::optional<std::string> json = m_bytes.substr(lengthBytes, length);
    m_bytes.erase(0, lengthBytes + length);
    return json;
}

std::string writeLayoutRequest(const LayoutGraph &graph)
{
    Json nodes = Json::array();
    for (const LayoutNode &node : graph.nodes) {
        nodes.push_back({ { "id", node.id.value() }, { "container", node.containerId.value() },
            { "width", node.width }, { "height", node.height } });
    }
    Json containers = Json::array();
    for (const LayoutContainer &container : graph.containers) {
        containers.push_back({ { "id", container.id.value() }, { "minWidth", container.minWidth },
            { "minHeight", container.minHeight } });
    }
    Json edges = Json::array();
    for (const LayoutEdge &edge : graph.edges)
        edges.push_back({ { "source", edge.sourceId.value() }, { "target", edge.targetId.value() } });
    return Json {
        { "nodes", nodes }, { "containers", containers }, { "edges", edges },
        { "containerPadding", graph.containerPadding }, { "containerTitle", graph.containerTitle }
    }.dump();
}

Result<LayoutGraph> readLayoutRequest(std::string_view text)
{
    return guarded<LayoutGraph>(text, "layout-request", [](const Json &json) {
        LayoutGraph graph;
        for (const Json &node : json.at("nodes")) {
            graph.nodes.push_back({ idOf(node, "id"), idOf(node, "container"), node.at("width").get<double>(),
                node.at("height").get<double>() });
        }
        for (const Json &container : json.at("containers")) {
            graph.containers.push_back({ idOf(container, "id"), container.at("minWidth").get<double>(),
                container.at("minHeight").get<double>() });
        }
        for (const Json &edge : json.at("edges"))
            graph.edges.push_back({ idOf(edge, "source"), idOf(edge, "target") });
        graph.containerPadding = json.at("containerPadding").get<double>();
        graph.containerTitle = json.at("containerTitle").get<double>();
        return graph;
    });
}

std::string writeLayoutMessage(const LayoutMessage &message)
{
    Json json;
    if (const auto *progress = std::get_if<Progress>(&message)) {
        json["progress"] = { { "done", progress->done }, { "total", progress->total },
            { "activity", progress->activity } };
    } else if (const auto *result = std::get_if<LayoutResult>(&message)) {
        json["placements"] = placementsToJson(*result);
    } else {
        Json list = Json::array();
        for (const Diagnostic &diagnostic : std::get<Error>(message).diagnostics)
            list.push_back({ { "code", diagnostic.code }, { "message", diagnostic.message },
                { "fix", diagnostic.fix } });
        json["errors"] = list;
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<LayoutMessage> readLayoutMessage(std::string_view text)
{
    return guarded<LayoutMessage>(text, "layout-message", [](const Json &json) -> LayoutMessage {
        if (const auto progress = json.find("progress"); progress != json.end()) {
            return Progress { progress->at("done").get<std::size_t>(),
                progress->at("total").get<std::size_t>(), progress->at("activity").get<std::string>() };
        }
        if (const auto placements = json.find("placements"); placements != json.end())
            return placementsFromJson(*placements);
        Error error;
        for (const Json &item : json.at("errors")) {
            error.diagnostics.push_back({ DiagnosticLevel::Fatal, item.at("code").get<std::string>(),
                item.at("message").get<std::string>(), item.at("fix").get<std::string>() });
        }
        return error;
    });
}

} // namespace fourplane
