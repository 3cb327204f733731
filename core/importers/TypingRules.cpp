// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/TypingRules.h"

#include "core/importers/ManifestFields.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

void refuseOtherKeys(const ManifestFields &map, const std::set<std::string> &known)
{
    for (const YamlNode::Entry &entry : map.node().entries) {
        if (!known.count(entry.key))
            map.complain(entry.key, "unknown-key", "is not known here.", "Remove it.");
    }
}

template <class E>
E enumOf(const ManifestFields &map, const char *key, const std::string &name, E otherwise)
{
    const auto value = enumFromName<E>(name);
    if (!value)
        map.complain(key, "wrong-value", "is \"" + name + "\".", "Write one of " + allNames<E>() + ".");
    return value.value_or(otherwise);
}

std::vector<WordRun> runsOf(const ManifestFields &map, const char *key)
{
    std::vector<WordRun> runs;
    for (const std::string &text : map.texts(key))
        runs.push_back(wordsOf(text));
    return runs;
}

TypingRule ruleOf(const ManifestFields &map)
{
    refuseOtherKeys(map,
        { "kind", "dialect", "what", "words", "imageWords", "nameWords", "ports", "controllers", "serves",
            "sidecar" });
    TypingRule rule;
    rule.kind = enumOf(map, "kind", map.text("kind"), WorkloadKind::GenericService);
    if (map.has("dialect"))
        rule.dialect = enumOf(map, "dialect", map.text("dialect"), StoreDialect::Generic);
    rule.what = map.text("what");
    if (rule.what.empty())
        map.complain("what", "missing-field", "is missing.", "Say what it is.");
    rule.words = runsOf(map, "words");
    rule.imageWords = runsOf(map, "imageWords");
    rule.nameWords = runsOf(map, "nameWords");
    if (const YamlNode *ports = map.node().find("ports")) {
        for (const YamlNodePtr &item : ports->items) {
            const auto number = yamlInt(*item);
            if (number && *number > 0 && *number < 65536)
                rule.ports.push_back(static_cast<std::uint16_t>(*number));
            else
                map.complain("ports", "wrong-value", "holds something else than ports.", "Write numbers.");
        }
    }
    for (const std::string &name : map.texts("controllers"))
        rule.controllers.push_back(enumOf(map, "controllers", name, ControllerKind::Deployment));
    rule.serves = map.isTrue("serves");
    rule.isSidecar = map.isTrue("sidecar");
    return rule;
}

} // namespace

Result<TypingRules> parseTypingRules(std::string_view text, const std::string &fileName)
{
    const YamlStream stream = loadYaml(text, fileName);
    if (!stream.diagnostics.empty())
        return failure(stream.diagnostics);
    if (stream.documents.size() != 1 || !stream.documents[0]->isMap())
        return failure("wrong-type", "The typing rules are not one map.", "Write companions and rules.",
            { fileName, 1, 1, 0 });
    Diagnostics diagnostics;
    TypingRules rules;
    const ManifestFields root(*stream.documents[0], {}, diagnostics);
    refuseOtherKeys(root, { "companions", "rules" });
    rules.companions = root.texts("companions");
    for (const ManifestFields &map : root.maps("rules"))
        rules.rules.push_back(ruleOf(map));
    if (!diagnostics.empty())
        return failure(std::move(diagnostics));
    return rules;
}

WordRun wordsOf(std::string_view text)
{
    WordRun words;
    std::string word;
    for (const char c : text) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const bool isPart = isUpper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (isPart) {
            word += isUpper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

bool contains(const WordRun &words, const WordRun &run)
{
    return !run.empty() && std::search(words.begin(), words.end(), run.begin(), run.end()) != words.end();
}

} // namespace fourplane
