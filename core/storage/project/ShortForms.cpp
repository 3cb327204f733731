// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/project/ShortForms.h"

#include "core/base/Text.h"
#include "core/diagram/Folding.h"
#include "core/storage/ProjectFile.h"

#include <array>
#include <charconv>
#include <cmath>

namespace fourplane {

namespace {

/// Takes a number that stands after the last `separator` off the end of `text`; 0 when there is none.
int takeNumber(std::string_view &text, char separator)
{
    const std::size_t at = text.rfind(separator);
    if (at == std::string_view::npos || at + 1 == text.size())
        return 0;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 1, text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size() || number < 0)
        return 0;
    text = text.substr(0, at);
    return number;
}

std::optional<Point> pointOf(const std::string &text)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos)
        return std::nullopt;
    const auto number = [](std::string_view digits) -> std::optional<double> {
        double value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error != std::errc {} || end != digits.data() + digits.size() || !std::isfinite(value))
            return std::nullopt;
        return value;
    };
    const auto x = number(std::string_view(text).substr(0, comma));
    const auto y = number(std::string_view(text).substr(comma + 1));
    return x && y ? std::optional(Point { *x, *y }) : std::nullopt;
}

void append(std::string &text, double value)
{
    std::array<char, 40> buffer {};
    text.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

/// Whether `image` and `ports` of the workload can stand for its containers.
bool isShort(const Workload &workload)
{
    if (workload.containers.size() != 1)
        return false;
    const Container &only = workload.containers.front();
    Container plain;
    plain.name = workload.name;
    plain.image = only.image;
    plain.ports = only.ports;
    return only == plain && (!only.image.empty() || !only.ports.empty());
}

} // namespace

std::string originText(const SourceLocation &origin)
{
    std::string text = toString(origin);
    if (origin.documentIndex > 0)
        text += "#" + std::to_string(origin.documentIndex);
    if (originOf(text) == origin)
        return text;
    return origin.file + ":" + std::to_string(origin.line) + ":" + std::to_string(origin.column) + "#"
        + std::to_string(origin.documentIndex);
}

SourceLocation originOf(std::string_view text)
{
    SourceLocation origin;
    origin.documentIndex = takeNumber(text, '#');
    const std::size_t size = text.size();
    const int last = takeNumber(text, ':');
    if (text.size() != size) {
        const std::size_t sizeBefore = text.size();
        const int first = takeNumber(text, ':');
        const bool both = text.size() != sizeBefore;
        origin.line = both ? first : last;
        origin.column = both ? last : 0;
    }
    origin.file = text;
    return origin;
}

void readValue(ReadContext &context, const Field &field, SourceLocation &out)
{
    std::string text;
    readValue(context, field, text);
    out = originOf(text);
}

YamlValue yamlOf(const SourceLocation &origin)
{
    return YamlValue(originText(origin));
}

void readValue(ReadContext &context, const Field &field, std::vector<Point> &out)
{
    out.clear();
    std::string text;
    readValue(context, field, text);
    for (const std::string &piece : split(text, ' ')) {
        if (piece.empty())
            continue;
        const auto point = pointOf(piece);
        if (!point) {
            context.report("invalid-point", "\"" + piece.substr(0, 40) + "\" is not a point.",
                "Write points as \"x,y\" with a space between them, for instance \"0,0 10.5,20\".",
                field.node.location);
            return;
        }
        out.push_back(*point);
    }
}

YamlValue yamlOf(const std::vector<Point> &points)
{
    std::string text;
    for (const Point &point : points) {
        if (!text.empty())
            text += ' ';
        append(text, point.x);
        text += ',';
        append(text, point.y);
    }
    return YamlValue(std::move(text));
}

void readSpecial(ContainersSpecial, FieldMap &map, Workload &workload)
{
    Container only;
    only.name = workload.name;
    const auto image = map.take("image");
    if (image)
        readValue(map.context(), *image, only.image);
    const auto ports = map.take("ports");
    if (ports)
        readValue(map.context(), *ports, only.ports);
    const auto containers = map.take("containers");
    if (containers && (image || ports)) {
        map.context().report("conflicting-keys",
            "\"containers\" cannot stand next to \"image\" or \"ports\" of the workload.",
            "Move image and ports into the container.", containers->where);
    }
    if (containers)
        readValue(map.context(), *containers, workload.containers);
    else if (image || ports)
        workload.containers = { only };
}

void writeSpecial(ContainersSpecial, YamlValue &map, const Workload &workload)
{
    if (isShort(workload)) {
        map.addUnlessEmpty("image", workload.containers.front().image);
        map.addUnlessEmpty("ports", yamlOf(workload.containers.front().ports));
    } else {
        map.addUnlessEmpty("containers", yamlOf(workload.containers));
    }
}

void readSpecial(SizeSpecial, FieldMap &map, Placement2D &place)
{
    if (const auto width = map.take("width"))
        readValue(map.context(), *width, place.width);
    if (const auto height = map.take("height"))
        readValue(map.context(), *height, place.height);
    bool isFolded = false;
    if (const auto value = map.take("folded"))
        readValue(map.context(), *value, isFolded);
    if (isFolded)
        place = folded(place);
}

void writeSpecial(SizeSpecial, YamlValue &map, const Placement2D &place)
{
    const Placement2D whole = unfolded(place);
    if (whole.width != 0)
        map.add("width", yamlOf(whole.width));
    if (whole.height != 0)
        map.add("height", yamlOf(whole.height));
    if (isFolded(place))
        map.add("folded", yamlOf(true));
}

void readSpecial(VersionSpecial, FieldMap &map, Project &)
{
    map.take("fourplane"); // parseProject has read it
}

void writeSpecial(VersionSpecial, YamlValue &map, const Project &)
{
    map.add("fourplane", projectFormatVersion);
}

} // namespace fourplane
