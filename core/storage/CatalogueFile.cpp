// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/CatalogueFile.h"

#include "core/base/FileSystem.h"
#include "core/base/Text.h"
#include "core/storage/Resources.h"
#include "core/storage/YamlTree.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

std::vector<std::string> words(const std::string &text)
{
    std::vector<std::string> pieces = split(text, ' ');
    std::erase(pieces, std::string());
    return pieces;
}

/// Reads a catalogue file and collects everything that is wrong with it.
class CatalogueReader
{
public:
    TechniqueCatalogue read(const YamlNode &root)
    {
        TechniqueCatalogue catalogue;
        checkFields(root, { "techniques", "controls" });
        for (const YamlNode *item : itemsOf(root, "techniques"))
            catalogue.techniques.push_back(technique(*item));
        for (const YamlNode *item : itemsOf(root, "controls"))
            catalogue.controls.push_back(control(*item));
        return catalogue;
    }

    Diagnostics takeDiagnostics() { return std::move(m_diagnostics); }

private:
    void report(std::string code, std::string message, std::string fix, const SourceLocation &where)
    {
        m_diagnostics.push_back(
            { DiagnosticLevel::Fatal, std::move(code), std::move(message), std::move(fix), where });
    }

    void checkFields(const YamlNode &node, std::initializer_list<std::string_view> known)
    {
        if (!node.isMap()) {
            report("wrong-type", "A map of fields is expected here.", "Write \"field: value\" lines.",
                node.location);
            return;
        }
        for (const YamlNode::Entry &entry : node.entries) {
            if (std::find(known.begin(), known.end(), entry.key) != known.end())
                continue;
            report("unknown-field", "The field \"" + entry.key + "\" is not known here.",
                "Known are: " + join({ known.begin(), known.end() }, ", ") + ".", entry.keyLocation);
        }
    }

    std::vector<const YamlNode *> itemsOf(const YamlNode &node, std::string_view key)
    {
        std::vector<const YamlNode *> items;
        const YamlNode *list = node.find(key);
        if (!list || list->isNull())
            return items;
        if (!list->isSequence()) {
            report("wrong-type", "\"" + std::string(key) + "\" is a list.", "Write it as a list.",
                list->location);
            return items;
        }
        for (const YamlNodePtr &item : list->items)
            items.push_back(item.get());
        return items;
    }

    std::string scalar(const YamlNode &node)
    {
        if (!node.isScalar()) {
            report("wrong-type", "A text is expected here.", "Write a single value.", node.location);
            return {};
        }
        return node.text;
    }

    std::string required(const YamlNode &node, std::string_view key)
    {
        const YamlNode *value = node.find(key);
        if (!value || (value->isScalar() && value->text.empty())) {
            report("missing-field", "The field \"" + std::string(key) + "\" is missing.", "Add it.",
                node.location);
            return {};
        }
        return scalar(*value);
    }

    template <class E>
    E requiredEnum(const YamlNode &node, std::string_view key)
    {
        const std::string text = required(node, key);
        const auto value = enumFromName<E>(text);
        if (!value && !text.empty())
            report("wrong-value", "\"" + text + "\" is no value of \"" + std::string(key) + "\".",
                "Use one of: " + allNames<E>() + ".", node.find(key)->location);
        return value.value_or(E {});
    }

    std::vector<std::string> texts(const YamlNode &node, std::string_view key)
    {
        std::vector<std::string> list;
        for (const YamlNode *item : itemsOf(node, key))
            list.push_back(scalar(*item));
        return list;
    }

    FactPattern pattern(const YamlNode &node)
    {
        const std::vector<std::string> parts = words(scalar(node));
        if (parts.size() < 2 || parts.size() > 3) {
            report("wrong-pattern", "\"" + node.text + "\" is not a fact.",
                "Write \"A relation\" or \"A relation B\".", node.location);
            return {};
        }
        return { parts[0], parts[1], parts.size() == 3 ? parts[2] : std::string() };
    }

    std::vector<FactPattern> patterns(const YamlNode &node, std::string_view key)
    {
        std::vector<FactPattern> list;
        for (const YamlNode *item : itemsOf(node, key))
            list.push_back(pattern(*item));
        return list;
    }

    void checkKebab(const YamlNode &node, const std::string &id)
    {
        const bool isKebab = std::all_of(id.begin(), id.end(), [](unsigned char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
        });
        if (!isKebab)
            report("wrong-value", "\"" + id + "\" is not a technique id.",
                "Use lower-case letters, digits and hyphens.", node.find("id")->location);
    }

    Technique technique(const YamlNode &node)
    {
        Technique technique;
        technique.origin = node.location;
        checkFields(node,
            { "id", "name", "description", "bind", "requires", "gates", "blockedBy", "grants", "source",
                "target", "effort", "basis", "detect", "refs" });
        if (!node.isMap())
            return technique;
        technique.id = required(node, "id");
        checkKebab(node, technique.id);
        technique.name = required(node, "name");
        technique.description = required(node, "description");
        technique.bind = bindings(node);
        technique.requirements = patterns(node, "requires");
        technique.gates = gates(node);
        for (const YamlNode *item : itemsOf(node, "blockedBy"))
            technique.blockedBy.push_back(blockedBy(*item));
        technique.grants = patterns(node, "grants");
        if (technique.grants.empty())
            report("missing-field", "The technique grants nothing.", "Add what it gives under grants.",
                node.location);
        technique.source = required(node, "source");
        technique.target = required(node, "target");
        technique.effort = requiredEnum<Effort>(node, "effort");
        if (const YamlNode *basis = node.find("basis"))
            technique.basis = scalar(*basis);
        technique.detection = texts(node, "detect");
        technique.references = references(node);
        technique.places = places(node);
        return technique;
    }

    /// Where the parts of a technique stand; see Technique::places.
    static std::map<std::string, SourceLocation> places(const YamlNode &node)
    {
        std::map<std::string, SourceLocation> places;
        const auto addItems = [&places](const std::string &field, const YamlNode *list, std::size_t &number) {
            if (!list)
                return;
            if (!list->isSequence()) {
                places[field + "/" + std::to_string(number++)] = list->location;
                return;
            }
            for (const YamlNodePtr &item : list->items)
                places[field + "/" + std::to_string(number++)] = item->location;
        };
        for (const char *field : { "requires", "blockedBy", "grants", "detect" }) {
            std::size_t number = 0;
            addItems(field, node.find(field), number);
        }
        for (const char *field : { "gates", "refs" }) {
            std::size_t number = 0;
            if (const YamlNode *map = node.find(field)) {
                for (const YamlNode::Entry &entry : map->entries)
                    addItems(field, entry.value.get(), number);
            }
        }
        if (const YamlNode *bind = node.find("bind")) {
            for (const YamlNode::Entry &entry : bind->entries)
                places["bind/" + entry.key] = entry.keyLocation;
        }
        for (const char *field : { "source", "target" }) {
            if (const YamlNode *value = node.find(field))
                places[field] = value->location;
        }
        return places;
    }

    std::map<std::string, std::string> bindings(const YamlNode &node)
    {
        std::map<std::string, std::string> bind;
        const YamlNode *map = node.find("bind");
        if (!map || !map->isMap()) {
            report("missing-field", "The field \"bind\" with the types of the variables is missing.",
                "Add, for instance, bind: {A: compute}.", node.location);
            return bind;
        }
        for (const YamlNode::Entry &entry : map->entries)
            bind[entry.key] = scalar(*entry.value);
        return bind;
    }

    std::vector<Gate> gates(const YamlNode &node)
    {
        std::vector<Gate> list;
        const YamlNode *map = node.find("gates");
        if (!map || map->isNull())
            return list;
        checkFields(*map, { "identity", "network", "workload", "data" });
        for (const YamlNode::Entry &entry : map->entries) {
            const auto plane = enumFromName<Plane>(entry.key);
            if (!plane)
                continue;
            if (!entry.value->isSequence()) {
                list.push_back({ *plane, pattern(*entry.value) });
                continue;
            }
            for (const YamlNodePtr &item : entry.value->items)
                list.push_back({ *plane, pattern(*item) });
        }
        return list;
    }

    BlockedBy blockedBy(const YamlNode &node)
    {
        BlockedBy control;
        checkFields(node, { "control", "plane", "if", "effect" });
        if (!node.isMap())
            return control;
        control.control = required(node, "control");
        control.plane = requiredEnum<Plane>(node, "plane");
        if (const YamlNode *condition = node.find("if"))
            control.condition = pattern(*condition);
        else
            report("missing-field", "The field \"if\" is missing.",
                "Say by which design fact the control is seen.", node.location);
        const std::string effect = required(node, "effect");
        control.prevents = effect == "prevent";
        if (!effect.empty() && effect != "prevent" && effect != "harden")
            report("wrong-value", "\"" + effect + "\" is no value of \"effect\".",
                "Use one of: prevent, harden.", node.find("effect")->location);
        return control;
    }

    std::vector<TechniqueReference> references(const YamlNode &node)
    {
        std::vector<TechniqueReference> list;
        const YamlNode *map = node.find("refs");
        if (!map || map->isNull())
            return list;
        if (!map->isMap()) {
            report("wrong-type", "\"refs\" is a map of catalogues.",
                "Write, for instance, refs: {\"ATT&CK v18.1\": [T1611]}.", map->location);
            return list;
        }
        for (const YamlNode::Entry &entry : map->entries) {
            for (const std::string &id : texts(*map, entry.key))
                list.push_back({ entry.key, id });
        }
        return list;
    }

    Control control(const YamlNode &node)
    {
        Control control;
        control.origin = node.location;
        checkFields(node, { "id", "name", "plane", "blocks", "realisation", "complexity", "refs" });
        if (!node.isMap())
            return control;
        control.id = required(node, "id");
        control.name = required(node, "name");
        control.plane = requiredEnum<Plane>(node, "plane");
        control.blocks = required(node, "blocks");
        control.realisation = required(node, "realisation");
        control.complexity = requiredEnum<ControlComplexity>(node, "complexity");
        control.mitigations = references(node);
        return control;
    }

    Diagnostics m_diagnostics;
};

template <class T>
void sortAndCheck(std::vector<T> &entries, const char *what, Diagnostics &diagnostics)
{
    std::stable_sort(
        entries.begin(), entries.end(), [](const T &first, const T &second) { return first.id < second.id; });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i].id == entries[i - 1].id && !entries[i].id.empty())
            diagnostics.push_back({ DiagnosticLevel::Fatal, "duplicate-id",
                std::string("The ") + what + " \"" + entries[i].id + "\" is defined twice, first at "
                    + toString(entries[i - 1].origin) + ".",
                "Keep one of the two.", entries[i].origin });
    }
}

template <class T>
void layer(std::vector<T> &base, const std::vector<T> &over)
{
    std::map<std::string, T> merged;
    for (const std::vector<T> *list : { &std::as_const(base), &over }) {
        for (const T &entry : *list)
            merged[entry.id] = entry;
    }
    base.clear();
    for (auto &[id, entry] : merged)
        base.push_back(std::move(entry));
}

} // namespace

Result<TechniqueCatalogue> parseCatalogue(std::string_view text, const std::string &fileName)
{
    const YamlStream stream = loadYaml(text, fileName);
    Diagnostics diagnostics = stream.diagnostics;
    TechniqueCatalogue catalogue;
    for (const YamlNodePtr &document : stream.documents) {
        CatalogueReader reader;
        TechniqueCatalogue part = reader.read(*document);
        catalogue.techniques.insert(
            catalogue.techniques.end(), part.techniques.begin(), part.techniques.end());
        catalogue.controls.insert(catalogue.controls.end(), part.controls.begin(), part.controls.end());
        const Diagnostics found = reader.takeDiagnostics();
        diagnostics.insert(diagnostics.end(), found.begin(), found.end());
    }
    sortAndCheck(catalogue.techniques, "technique", diagnostics);
    sortAndCheck(catalogue.controls, "control", diagnostics);
    if (!diagnostics.empty())
        return failure(std::move(diagnostics));
    return catalogue;
}

Result<std::vector<Technique>> parseTechniques(std::string_view text, const std::string &fileName)
{
    return parseCatalogue(text, fileName).map([](TechniqueCatalogue catalogue) {
        return std::move(catalogue.techniques);
    });
}

Result<TechniqueCatalogue> shippedCatalogue()
{
    TechniqueCatalogue all;
    Diagnostics diagnostics;
    for (std::string_view path : resourcesBelow("techniques")) {
        auto part = parseCatalogue(resource(path), std::string(path));
        if (!part)
            return tl::make_unexpected(part.error());
        all.techniques.insert(all.techniques.end(), part->techniques.begin(), part->techniques.end());
        all.controls.insert(all.controls.end(), part->controls.begin(), part->controls.end());
    }
    sortAndCheck(all.techniques, "technique", diagnostics);
    sortAndCheck(all.controls, "control", diagnostics);
    if (!diagnostics.empty())
        return failure(std::move(diagnostics));
    return all;
}

Result<TechniqueCatalogue> layeredCatalogue(const TechniqueCatalogue &base, const std::filesystem::path &file)
{
    const auto text = readTextFile(file);
    if (!text)
        return tl::make_unexpected(text.error());
    auto over = parseCatalogue(*text, file.string());
    if (!over)
        return tl::make_unexpected(over.error());
    TechniqueCatalogue result = base;
    layer(result.techniques, over->techniques);
    layer(result.controls, over->controls);
    return result;
}

} // namespace fourplane
