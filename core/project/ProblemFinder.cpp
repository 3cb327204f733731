// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ProblemFinder.h"

#include "core/base/Cidr.h"
#include "core/base/KubernetesSyntax.h"
#include "core/base/Suggestion.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

template <class T>
concept HasOwnId = requires(T element)
{
    element.id;
};

std::string describeKinds(std::initializer_list<ElementKind> kinds)
{
    std::string text;
    std::size_t at = 0;
    for (ElementKind kind : kinds) {
        if (at > 0)
            text += at + 1 == kinds.size() ? " or " : ", ";
        text += describeKind(kind);
        ++at;
    }
    return text.empty() ? "an element" : text;
}

std::string lastOf(ProblemFinder::Path field)
{
    return field.size() == 0 ? std::string() : std::string(*(field.end() - 1));
}

} // namespace

std::string_view describeKind(ElementKind kind)
{
    static constexpr std::array<std::string_view, 24> words { "a namespace", "a node pool", "an identity",
        "a role", "a binding", "a workload", "a service", "an external endpoint", "a store", "a collection",
        "a flow", "a context feed", "a pattern", "an allow rule", "an adopted rule", "a data grant",
        "a tool scope", "an egress allow-list", "an exception", "a scenario", "a note", "an ink stroke",
        "a secret", "a variant" };
    return words[static_cast<std::size_t>(kind)];
}

ProblemFinder::ProblemFinder(const Project &project)
{
    const Topology &t = project.topology;
    index(t.namespaces, "namespaces", ElementKind::Namespace);
    index(t.nodePools, "nodePools", ElementKind::NodePool);
    index(t.identities, "identities", ElementKind::Identity);
    index(t.roles, "roles", ElementKind::Role);
    index(t.bindings, "bindings", ElementKind::Binding);
    index(t.workloads, "workloads", ElementKind::Workload);
    index(t.services, "services", ElementKind::Service);
    index(t.externals, "externals", ElementKind::External);
    index(t.stores, "stores", ElementKind::Store);
    for (const auto &[storeId, store] : t.stores) {
        for (const Collection &collection : store.collections) {
            enter({ collection.id, { "stores", storeId.value(), "collections", collection.id.value() } },
                ElementKind::Collection);
        }
    }
    index(t.flows, "flows", ElementKind::Flow);
    index(t.feeds, "contextFeeds", ElementKind::ContextFeed);
    index(t.secrets, "secrets", ElementKind::Secret);
    const Policy &p = project.policy;
    index(p.patterns, "patterns", ElementKind::Pattern);
    index(p.allowRules, "allowRules", ElementKind::AllowRule);
    index(p.adopted, "adoptedRules", ElementKind::AdoptedRule);
    index(p.grants, "dataGrants", ElementKind::DataGrant);
    index(p.toolScopes, "toolScopes", ElementKind::ToolScope);
    index(p.egressLists, "egressAllowLists", ElementKind::EgressAllowList);
    index(p.exceptions, "exceptions", ElementKind::Exception);
    index(project.scenarios, "scenarios", ElementKind::Scenario);
    index(project.variants, "variants", ElementKind::Variant);
    for (const auto &[id, note] : project.diagram.notes)
        enter({ id, { "diagram", "notes", id.value() } }, ElementKind::Note);
    for (const auto &[id, stroke] : project.diagram.ink)
        enter({ id, { "diagram", "ink", id.value() } }, ElementKind::Ink);
}

template <class T>
void ProblemFinder::index(const ElementMap<T> &elements, std::string_view section, ElementKind kind)
{
    for (const auto &[id, element] : elements) {
        const ElementPlace place { id, { std::string(section), id.value() } };
        enter(place, kind);
        if (!(element.id == id)) {
            error(place, {}, "id-mismatch",
                "The element under the id \"" + id.value() + "\" calls itself \"" + element.id.value()
                    + "\".",
                "Give it the id under which it stands.");
        }
    }
}

void ProblemFinder::enter(const ElementPlace &place, ElementKind kind)
{
    const std::string &id = place.id.value();
    if (!ElementId::isValid(id)) {
        error(place, {}, "invalid-id", "\"" + id.substr(0, 60) + "\" cannot be an id.",
            "Use letters, digits and \"-_./\" only, at most 253 of them.");
    }
    const auto [known, isNew] = m_kinds.emplace(id, kind);
    if (!isNew) {
        error(place, {}, "duplicate-id",
            "The id \"" + id + "\" is used twice: " + std::string(describeKind(known->second)) + " and "
                + std::string(describeKind(kind)) + ".",
            "Give one of them another id; ids are unique over all kinds of element.");
    }
}

void ProblemFinder::reference(const ElementPlace &place, Path field, const ElementId &id,
    std::initializer_list<ElementKind> kinds, Need need)
{
    if (id.isEmpty()) {
        if (need == Need::Required) {
            error(place, field, "missing-reference",
                "\"" + lastOf(field) + "\" of \"" + place.id.value() + "\" must name " + describeKinds(kinds)
                    + ".",
                "Write the id of " + describeKinds(kinds) + ".");
        }
        return;
    }
    const auto found = m_kinds.find(id.value());
    if (found == m_kinds.end()) {
        error(place, field, "dangling-reference",
            "\"" + lastOf(field) + "\" of \"" + place.id.value() + "\" names \"" + id.value()
                + "\", which does not exist.",
            suggestion(id, kinds));
    } else if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), found->second) == kinds.end()) {
        error(place, field, "wrong-reference",
            "\"" + lastOf(field) + "\" of \"" + place.id.value() + "\" names \"" + id.value()
                + "\", which is " + std::string(describeKind(found->second)) + ".",
            "Write the id of " + describeKinds(kinds) + ".");
    }
}

std::string ProblemFinder::suggestion(const ElementId &id, std::initializer_list<ElementKind> kinds)
{
    constexpr std::size_t mostSuggestions = 100; // looking for near words is slow in large projects
    std::string near;
    if (m_suggestions++ < mostSuggestions) {
        std::vector<std::string_view> candidates;
        for (const auto &[known, kind] : m_kinds) {
            if (kinds.size() == 0 || std::find(kinds.begin(), kinds.end(), kind) != kinds.end())
                candidates.push_back(known);
        }
        std::sort(candidates.begin(), candidates.end());
        near = closestWord(id.value(), candidates);
    }
    if (!near.empty())
        return "Did you mean \"" + near + "\"?";
    return "Write the id of " + describeKinds(kinds) + ", or add one with this id.";
}

void ProblemFinder::add(DiagnosticLevel level, const ElementPlace &place, Path field, std::string code,
    std::string message, std::string fix)
{
    ProjectProblem problem { level, place.id, place.path, std::move(code), std::move(message),
        std::move(fix) };
    problem.path.insert(problem.path.end(), field.begin(), field.end());
    m_problems.push_back(std::move(problem));
}

void ProblemFinder::error(
    const ElementPlace &place, Path field, std::string code, std::string message, std::string fix)
{
    add(DiagnosticLevel::Fatal, place, field, std::move(code), std::move(message), std::move(fix));
}

void ProblemFinder::warning(
    const ElementPlace &place, Path field, std::string code, std::string message, std::string fix)
{
    add(DiagnosticLevel::Warning, place, field, std::move(code), std::move(message), std::move(fix));
}

void ProblemFinder::port(const ElementPlace &place, Path field, std::uint16_t number)
{
    if (number == 0)
        error(place, field, "out-of-range", "A port of \"" + place.id.value() + "\" is 0, which is no port.",
            "Write a number from 1 to 65535.");
}

void ProblemFinder::name(
    const ElementPlace &place, const std::string &name, bool isValid, std::string_view rule)
{
    if (!isValid)
        warning(place, { "name" }, "invalid-name", "Kubernetes refuses the name \"" + name + "\".",
            "Use " + std::string(rule) + ".");
}

void ProblemFinder::labels(const ElementPlace &place, Path field, const Labels &labels)
{
    for (const auto &[key, value] : labels) {
        ElementPlace inner = place;
        inner.path.insert(inner.path.end(), field.begin(), field.end());
        if (!isQualifiedName(key)) {
            warning(inner, { key }, "invalid-label", "Kubernetes refuses the label key \"" + key + "\".",
                "Use letters, digits and \"-_.\", at most 63, after an optional DNS name and \"/\".");
        }
        if (!isLabelValue(value)) {
            warning(inner, { key }, "invalid-label", "Kubernetes refuses the label value \"" + value + "\".",
                "Use at most 63 letters, digits and \"-_.\", with a letter or digit at both ends.");
        }
    }
}

void ProblemFinder::cidr(const ElementPlace &place, Path field, const std::string &text)
{
    if (!parseCidr(text))
        warning(place, field, "invalid-cidr", "\"" + text + "\" is not an address block.",
            "Write an address and a prefix length, for instance 10.0.0.0/8 or 2001:db8::/32.");
}

void ProblemFinder::word(const ElementPlace &place, Path field, const std::string &word,
    std::initializer_list<std::string_view> accepted)
{
    if (std::find(accepted.begin(), accepted.end(), word) != accepted.end())
        return;
    std::string all;
    for (std::string_view one : accepted) {
        if (!one.empty())
            all += (all.empty() ? "" : ", ") + std::string(one);
    }
    warning(place, field, "unknown-word",
        "\"" + word + "\" is not a word for \"" + lastOf(field) + "\" in Kubernetes.",
        "Write one of: " + all + ".");
}

void ProblemFinder::uniqueName(const ElementPlace &place, std::string_view kind,
    const std::string &namespaceName, const std::string &name)
{
    const std::string key = std::string(kind) + "\n" + namespaceName + "\n" + name;
    if (!m_names.insert(key).second) {
        warning(place, { "name" }, "duplicate-name",
            "Another " + std::string(kind) + (namespaceName.empty() ? "" : " of the same namespace")
                + " is called \"" + name + "\".",
            "Give one of them another name; Kubernetes keeps only one.");
    }
}

} // namespace fourplane
