// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactName.h"

#include "core/base/Suggestion.h"
#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::string_view blanks = " \t";

std::string trimmed(const std::string &text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// What stands for {0} when `text` is the sentence of the relation; empty when it is not. A first letter in
/// upper case and a full stop make no difference.
std::string subjectIn(const Relation &relation, std::string text)
{
    constexpr std::string_view place = "{0}";
    if (!text.empty() && text.back() == '.')
        text.pop_back();
    std::size_t fixed = relation.meaning.size();
    std::size_t places = 0;
    for (std::size_t at = relation.meaning.find(place); at != std::string_view::npos;
         at = relation.meaning.find(place, at + 1)) {
        fixed -= place.size();
        ++places;
    }
    if (places == 0 || text.size() <= fixed || (text.size() - fixed) % places != 0)
        return {};
    const std::size_t start = relation.meaning.find(place);
    std::string subject = text.substr(start, (text.size() - fixed) / places);
    std::string wanted = sentence(relation, subject, {});
    if (start > 0) {
        wanted.front() = toLowerAscii(wanted.substr(0, 1)).front();
        text.front() = toLowerAscii(text.substr(0, 1)).front();
    }
    return text == wanted ? subject : std::string();
}

std::vector<std::string_view> attackerRelations()
{
    std::vector<std::string_view> names;
    for (const Relation &relation : relations()) {
        if (relation.relationClass == RelationClass::Attacker)
            names.push_back(relation.name);
    }
    return names;
}

bool isAbout(const DesignModel &model, const Relation &relation, EntityIndex element)
{
    return model.hasType(element, *typeBit(relation.subjectType));
}

std::string textOf(const std::vector<std::string_view> &names)
{
    return join({ names.begin(), names.end() }, ", ");
}

tl::unexpected<Error> unknownRelation(const std::string &subject, const std::string &word)
{
    const std::vector<std::string_view> names = attackerRelations();
    const std::string near = closestWord(word, names);
    return failure("unknown-fact",
        "There is no fact \"" + (subject.empty() ? word : subject + " " + word) + "\": \"" + word
            + "\" is no relation of the attacker.",
        near.empty() || subject.empty()
            ? "Write an element and one of: " + textOf(names) + "; such as \"web foothold\"."
            : "Did you mean \"" + subject + " " + near + "\"?");
}

Result<EntityIndex> elementCalled(
    const DesignModel &model, const std::string &name, const ElementFinder &findElement)
{
    if (const auto element = model.find(ElementId(name)))
        return *element;
    const auto found = findElement(name);
    if (found) {
        if (const auto element = model.find(*found))
            return *element;
    } else if (found.error().diagnostics.front().code == "ambiguous-element") {
        return tl::make_unexpected(found.error());
    }
    std::vector<std::string_view> ids;
    for (EntityIndex element = 0; element < model.size(); ++element)
        ids.push_back(model.id(element).value());
    std::sort(ids.begin(), ids.end());
    const std::string near = closestWord(name, ids);
    return failure("unknown-fact", "No element is called \"" + name + "\".",
        near.empty() ? "Write the id of an element of the project, or its namespace/name."
                     : "Did you mean \"" + near + "\"?");
}

} // namespace

Result<AttackerFact> findFact(
    const DesignModel &model, const std::string &text, const ElementFinder &findElement)
{
    const std::string whole = trimmed(text);
    const std::size_t blank = whole.find_last_of(blanks);
    const std::string word = whole.substr(blank == std::string::npos ? 0 : blank + 1);
    std::string subject = blank == std::string::npos ? std::string() : trimmed(whole.substr(0, blank));
    const Relation *relation = subject.empty() ? nullptr : findRelation(word);
    if (!relation || relation->relationClass != RelationClass::Attacker) {
        relation = nullptr;
        for (const Relation &candidate : relations()) {
            if (candidate.relationClass != RelationClass::Attacker)
                continue;
            const std::string named = subjectIn(candidate, whole);
            if (named.empty())
                continue;
            relation = &candidate;
            subject = named;
        }
        if (!relation)
            return unknownRelation(subject, word);
    }
    const auto element = elementCalled(model, subject, findElement);
    if (!element)
        return tl::make_unexpected(element.error());
    if (isAbout(model, *relation, *element))
        return AttackerFact { relationIndex(relation->name), *element };
    std::vector<std::string_view> fitting;
    for (const Relation &candidate : relations()) {
        if (candidate.relationClass == RelationClass::Attacker && isAbout(model, candidate, *element))
            fitting.push_back(candidate.name);
    }
    return failure("unknown-fact",
        "\"" + std::string(relation->name) + "\" is not said of \"" + model.id(*element).value()
            + "\", but of each " + std::string(relation->subjectType) + ".",
        "What is said of it: " + textOf(fitting) + ".");
}

} // namespace fourplane
