// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/MeshFacts.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace fourplane {

namespace {

constexpr const char *portBehaviour = "arrivalPort";
constexpr const char *noPort = "-";

std::optional<std::uint16_t> portOf(const std::string &text)
{
    std::uint16_t port = 0;
    const char *end = text.data() + text.size();
    return std::from_chars(text.data(), end, port).ptr == end && port > 0 ? std::optional(port)
                                                                          : std::nullopt;
}

bool isValue(const std::string &behaviour, const std::string &value)
{
    if (behaviour == portBehaviour)
        return value == noPort || portOf(value);
    const auto switches = meshSwitches();
    return enumFromName<EngineBehaviour>(value)
        && std::any_of(switches.begin(), switches.end(),
            [&behaviour](const auto &known) { return known.first == behaviour; });
}

} // namespace

std::vector<std::pair<std::string, EngineBehaviour MeshBehaviour::*>> meshSwitches()
{
    return { { "carriesUdp", &MeshBehaviour::carriesUdp }, { "readsHttp", &MeshBehaviour::readsHttp },
        { "acceptsPlaintext", &MeshBehaviour::acceptsPlaintext },
        { "obeysDisable", &MeshBehaviour::obeysDisable },
        { "confinesEgress", &MeshBehaviour::confinesEgress },
        { "holdsKeyInPod", &MeshBehaviour::holdsKeyInPod } };
}

Result<std::vector<MeshFact>> readMeshFacts(std::string_view text)
{
    std::vector<MeshFact> facts;
    int number = 0;
    for (const std::string &line : split(text, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        const std::vector<std::string> fields = split(line, '\t');
        const auto mode = fields.size() == 4 ? enumFromName<MeshMode>(fields[0]) : std::nullopt;
        const bool isSound = mode && isValue(fields[1], fields[2]) && !fields[3].empty()
            && std::none_of(facts.begin(), facts.end(),
                [&](const MeshFact &fact) { return fact.mode == *mode && fact.behaviour == fields[1]; });
        if (!isSound)
            return failure("mesh-facts",
                "Line " + std::to_string(number) + " of the meshes is not understood: " + line,
                "Follow the form at the head of the file; give each behaviour once, with its source.");
        facts.push_back({ *mode, fields[1], fields[2], fields[3] });
    }
    return facts;
}

const std::vector<MeshFact> &meshFacts()
{
    static const std::vector<MeshFact> facts = [] {
        auto read = readMeshFacts(meshFactsText());
        assert(read);
        return read ? std::move(*read) : std::vector<MeshFact> {};
    }();
    return facts;
}

const MeshBehaviour &behaviourOf(MeshMode mode)
{
    static const auto all = [] {
        std::array<MeshBehaviour, EnumNames<MeshMode>::names.size()> result;
        const auto switches = meshSwitches();
        for (const MeshFact &fact : meshFacts()) {
            MeshBehaviour &behaviour = result[static_cast<std::size_t>(fact.mode)];
            if (fact.behaviour == portBehaviour)
                behaviour.arrivalPort = portOf(fact.value);
            for (const auto &[name, member] : switches) {
                if (name == fact.behaviour)
                    behaviour.*member = *enumFromName<EngineBehaviour>(fact.value);
            }
        }
        return result;
    }();
    return all[static_cast<std::size_t>(mode)];
}

} // namespace fourplane
