// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/HttpCandidates.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

constexpr std::size_t mostCandidates = 4096;
constexpr const char *unnamedValue = "some-other-value";

/// The texts to try for one attribute, from the patterns that rules have for it.
class Attribute
{
public:
    void add(const std::vector<std::string> &patterns)
    {
        m_patterns.insert(patterns.begin(), patterns.end());
    }

    bool isNamed() const { return !m_patterns.empty(); }

    std::vector<std::string> texts(const std::string &prefixOfOthers) const
    {
        std::set<std::string> texts { prefixOfOthers + unnamedValue };
        for (const std::string &pattern : m_patterns) {
            if (pattern == "*")
                continue;
            if (pattern.back() == '*') {
                const std::string prefix = pattern.substr(0, pattern.size() - 1);
                texts.insert(prefix);
                texts.insert(prefix + unnamedValue);
                for (const std::string &other : m_patterns) {
                    if (other.size() > 1 && other.front() == '*')
                        texts.insert(prefix + unnamedValue + other.substr(1));
                }
            } else if (pattern.front() == '*')
                texts.insert(prefixOfOthers + unnamedValue + pattern.substr(1));
            else
                texts.insert(pattern);
        }
        return { texts.begin(), texts.end() };
    }

private:
    std::set<std::string> m_patterns;
};

struct Attributes
{
    Attribute methods;
    Attribute paths;
    Attribute hosts;
    std::map<std::string, Attribute> headers;
    bool tokens = false;
};

Attributes attributesOf(const std::vector<const AuthorizationRule *> &rules)
{
    Attributes attributes;
    for (const AuthorizationRule *rule : rules) {
        for (const AuthorizationSource &source : rule->from)
            attributes.tokens = attributes.tokens || !source.requestPrincipals.empty()
                || !source.notRequestPrincipals.empty();
        for (const AuthorizationOperation &operation : rule->to) {
            attributes.methods.add(operation.methods);
            attributes.methods.add(operation.notMethods);
            attributes.paths.add(operation.paths);
            attributes.paths.add(operation.notPaths);
            attributes.hosts.add(operation.hosts);
            attributes.hosts.add(operation.notHosts);
        }
        for (const AuthorizationCondition &condition : rule->when) {
            if (condition.key.compare(0, 16, "request.headers[") == 0) {
                attributes.headers[condition.key].add(condition.values);
                attributes.headers[condition.key].add(condition.notValues);
            } else if (condition.key.compare(0, 8, "request.") == 0)
                attributes.tokens = true;
        }
    }
    return attributes;
}

/// Multiplies the candidates by the values of one attribute; drops what goes beyond the limit.
template <class Setter>
void multiply(HttpCandidates &candidates, const std::vector<std::string> &texts, Setter set)
{
    std::vector<HttpRequest> product;
    for (const HttpRequest &request : candidates.requests) {
        for (const std::string &text : texts) {
            if (product.size() == mostCandidates) {
                candidates.isComplete = false;
                break;
            }
            HttpRequest next = request;
            set(next, text);
            product.push_back(std::move(next));
        }
    }
    candidates.requests = std::move(product);
}

} // namespace

HttpCandidates httpCandidatesFor(const std::vector<const AuthorizationRule *> &rules)
{
    const Attributes attributes = attributesOf(rules);
    HttpCandidates candidates;
    candidates.requests.emplace_back();
    if (attributes.methods.isNamed())
        multiply(candidates, attributes.methods.texts(""),
            [](HttpRequest &request, const std::string &text) { request.method = text; });
    if (attributes.paths.isNamed())
        multiply(candidates, attributes.paths.texts("/"),
            [](HttpRequest &request, const std::string &text) { request.path = text; });
    if (attributes.hosts.isNamed())
        multiply(candidates, attributes.hosts.texts(""),
            [](HttpRequest &request, const std::string &text) { request.host = text; });
    for (const auto &[key, attribute] : attributes.headers) {
        std::vector<std::string> texts = attribute.texts("");
        texts.emplace_back(); // the header left out
        const std::string &name = key;
        multiply(candidates, texts,
            [&name](HttpRequest &request, const std::string &text) { request.headers[name] = text; });
    }
    if (attributes.tokens)
        multiply(candidates, { "", "token" },
            [](HttpRequest &request, const std::string &text) { request.bringsToken = !text.empty(); });
    return candidates;
}

} // namespace fourplane
