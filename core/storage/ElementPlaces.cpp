// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ElementPlaces.h"

#include "core/storage/YamlTree.h"

namespace fourplane {

namespace {

using Places = std::map<ElementId, SourceLocation>;

void takeKeys(const YamlNode &section, Places &places)
{
    for (const YamlNode::Entry &entry : section.entries)
        places.emplace(ElementId(entry.key), entry.keyLocation);
}

} // namespace

Places findElementPlaces(std::string_view text, const std::string &fileName)
{
    Places places;
    const YamlStream stream = loadYaml(text, fileName);
    if (stream.documents.empty())
        return places;
    for (const YamlNode::Entry &section : stream.documents.front()->entries) {
        if (section.key == "platform" || section.key == "diagram")
            continue;
        takeKeys(*section.value, places);
        if (section.key != "stores")
            continue;
        for (const YamlNode::Entry &store : section.value->entries) {
            if (const YamlNode *collections = store.value->find("collections"))
                takeKeys(*collections, places);
        }
    }
    return places;
}

} // namespace fourplane
