// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EgressClasses.h"

#include "core/base/Text.h"
#include "core/decision/EgressListEvaluator.h"

#include <algorithm>
#include <map>

namespace fourplane {

namespace {

constexpr const char *unnamed = "some-other-value";
constexpr const char *unnamedBelowRoot = "/some-other-value";

/// One text for each set of patterns that a text can match.
using Texts = std::map<std::vector<std::string>, std::string>;

template <class Matches>
Texts textsFor(
    const std::set<std::string> &patterns, const std::vector<std::string> &candidates, Matches matches)
{
    Texts texts;
    for (const std::string &text : candidates) {
        std::vector<std::string> matched;
        std::copy_if(patterns.begin(), patterns.end(), std::back_inserter(matched),
            [&](const std::string &pattern) { return matches(pattern, text); });
        texts.emplace(std::move(matched), text);
    }
    return texts;
}

Texts hostTexts(const std::set<std::string> &patterns)
{
    std::vector<std::string> candidates { unnamed };
    for (const std::string &pattern : patterns)
        candidates.push_back(pattern.compare(0, 2, "*.") == 0 ? unnamed + pattern.substr(1) : pattern);
    return textsFor(patterns, candidates, matchesEgressHost);
}

Texts pathTexts(const std::set<std::string> &patterns)
{
    std::vector<std::string> candidates { unnamed, unnamedBelowRoot };
    for (const std::string &pattern : patterns) {
        const bool isPrefix = pattern.back() == '*';
        const std::string fixed = isPrefix ? pattern.substr(0, pattern.size() - 1) : pattern;
        if (!fixed.empty())
            candidates.push_back(fixed);
        if (isPrefix)
            candidates.push_back(fixed + unnamed);
    }
    return textsFor(patterns, candidates, matchesEgressPath);
}

std::string otherThan(const std::set<std::string> &tenants)
{
    std::string other = "other";
    while (tenants.count(other) > 0)
        other += "-";
    return other;
}

} // namespace

std::optional<EgressPatterns> egressPatternsOf(const EnforcementPlan &plan, const ElementId &destinationId)
{
    std::optional<EgressPatterns> patterns;
    for (const EgressAllowList &list : plan.egressLists) {
        if (std::count(list.destinationIds.begin(), list.destinationIds.end(), destinationId) == 0)
            continue;
        if (!patterns)
            patterns.emplace();
        for (const EgressRestriction &restriction : list.restrictions) {
            if (!(restriction.destinationId == destinationId))
                continue;
            for (const std::string &host : restriction.hosts)
                patterns->hosts.insert(toLowerAscii(host));
            patterns->paths.insert(restriction.paths.begin(), restriction.paths.end());
            patterns->tenants.insert(restriction.tenant);
        }
        // An empty text matches no request that gives something.
        patterns->hosts.erase("");
        patterns->paths.erase("");
        patterns->tenants.erase("");
    }
    return patterns;
}

std::vector<EgressClass> egressClassesOf(const EgressPatterns &patterns)
{
    std::vector<EgressClass> classes { EgressClass {} };
    const auto multiply = [&classes](const Texts &texts, auto set) {
        const std::vector<EgressClass> notGiven = classes;
        for (const auto &[matched, text] : texts) {
            for (EgressClass one : notGiven) {
                set(one, matched, text);
                classes.push_back(std::move(one));
            }
        }
    };
    multiply(hostTexts(patterns.hosts), [](EgressClass &one, const auto &matched, const std::string &text) {
        one.hosts = matched;
        one.host = text;
    });
    multiply(pathTexts(patterns.paths), [](EgressClass &one, const auto &matched, const std::string &text) {
        one.paths = matched;
        one.path = text;
    });
    std::vector<std::string> tenants(patterns.tenants.begin(), patterns.tenants.end());
    tenants.push_back(otherThan(patterns.tenants));
    const std::vector<EgressClass> notGiven = classes;
    for (std::size_t i = 0; i < tenants.size(); ++i) {
        for (EgressClass one : notGiven) {
            one.tenant = tenants[i];
            one.account = i + 1;
            classes.push_back(std::move(one));
        }
    }
    return classes;
}

} // namespace fourplane
