// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/WorkloadTyping.h"

#include "core/importers/TypingRules.h"
#include "core/storage/Resources.h"
#include "core/topology/ImageName.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

namespace fourplane {

namespace {

const TypingRules &shippedRules()
{
    static const TypingRules rules = [] {
        const std::string file = "import/workload-kinds.yaml";
        auto parsed = parseTypingRules(resource(file), file);
        assert(parsed); // a test reads the shipped file
        return parsed ? std::move(*parsed) : TypingRules {};
    }();
    return rules;
}

/// The path of the image without the registry's host: "ggml-org/llama.cpp".
std::string repositoryOf(const std::string &image)
{
    const std::string name = withoutVersion(image);
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos)
        return name;
    const std::string first = name.substr(0, slash);
    const bool isHost =
        first == "localhost" || first.find('.') != std::string::npos || first.find(':') != std::string::npos;
    return isHost ? name.substr(slash + 1) : name;
}

class Typing
{
public:
    Typing(const Workload &workload, const TypingRules &rules)
        : m_workload(workload)
        , m_rules(rules)
    {
        std::vector<const Container *> sidecars;
        for (const Container &container : workload.containers) {
            if (container.role == ContainerRole::Main)
                (isSidecar(container) ? sidecars : m_containers).push_back(&container);
        }
        m_containers.insert(m_containers.end(), sidecars.begin(), sidecars.end());
    }

    TypedKind type() const
    {
        const Container *main = m_containers.empty() ? nullptr : m_containers.front();
        if (main) {
            if (const auto typed = byImage(*main))
                return *typed;
        }
        if (const auto typed = byName(m_workload.name, "name " + m_workload.name))
            return *typed;
        if (const auto typed = byLabels())
            return *typed;
        if (main) {
            if (const auto typed = byName(main->name, "container " + main->name))
                return *typed;
            if (const auto typed = byPort(*main))
                return *typed;
        }
        for (std::size_t i = 1; i < m_containers.size(); ++i) {
            if (const auto typed = byImage(*m_containers[i]))
                return *typed;
        }
        return { WorkloadKind::GenericService, StoreDialect::Generic, "nothing known" };
    }

private:
    static bool matchesAny(const std::vector<WordRun> &runs, const WordRun &words)
    {
        return std::any_of(
            runs.begin(), runs.end(), [&words](const WordRun &run) { return contains(words, run); });
    }

    bool isSidecar(const Container &container) const
    {
        const WordRun words = wordsOf(repositoryOf(container.image));
        return std::any_of(m_rules.rules.begin(), m_rules.rules.end(), [&words](const TypingRule &rule) {
            return rule.isSidecar && (matchesAny(rule.words, words) || matchesAny(rule.imageWords, words));
        });
    }

    /// Whether the rule may speak of this workload and of a thing with these words at all.
    bool isPossible(const TypingRule &rule, const WordRun &words) const
    {
        if (!rule.controllers.empty()
            && std::find(rule.controllers.begin(), rule.controllers.end(), m_workload.controller)
                == rule.controllers.end())
            return false;
        if (!rule.serves)
            return true;
        if (m_workload.controller == ControllerKind::Job || m_workload.controller == ControllerKind::CronJob)
            return false;
        return std::none_of(words.begin(), words.end(), [this](const std::string &word) {
            return std::find(m_rules.companions.begin(), m_rules.companions.end(), word)
                != m_rules.companions.end();
        });
    }

    std::optional<TypedKind> byImage(const Container &container) const
    {
        const std::string repository = repositoryOf(container.image);
        const WordRun words = wordsOf(repository);
        for (const TypingRule &rule : m_rules.rules) {
            if (isPossible(rule, words)
                && (matchesAny(rule.words, words) || matchesAny(rule.imageWords, words)))
                return TypedKind { rule.kind, rule.dialect, "image " + repository + " is " + rule.what };
        }
        return std::nullopt;
    }

    std::optional<TypedKind> byName(const std::string &name, const std::string &evidence) const
    {
        const WordRun words = wordsOf(name);
        for (const TypingRule &rule : m_rules.rules) {
            if (isPossible(rule, words)
                && (matchesAny(rule.words, words) || matchesAny(rule.nameWords, words)))
                return TypedKind { rule.kind, rule.dialect, evidence + " suggests " + rule.what };
        }
        return std::nullopt;
    }

    std::optional<TypedKind> byLabels() const
    {
        static constexpr std::array<const char *, 7> keys { "app.kubernetes.io/name",
            "app.kubernetes.io/component", "component", "app", "k8s-app", "role", "tier" };
        for (const char *key : keys) {
            const auto label = m_workload.labels.find(key);
            if (label == m_workload.labels.end())
                continue;
            if (auto typed = byName(label->second, "label " + label->first + "=" + label->second))
                return typed;
        }
        return std::nullopt;
    }

    std::optional<TypedKind> byPort(const Container &container) const
    {
        for (const TypingRule &rule : m_rules.rules) {
            if (!isPossible(rule, {}))
                continue;
            for (const NamedPort &port : container.ports) {
                if (std::find(rule.ports.begin(), rule.ports.end(), port.number) != rule.ports.end()) {
                    return TypedKind { rule.kind, rule.dialect,
                        "port " + std::to_string(port.number) + " suggests " + rule.what };
                }
            }
        }
        return std::nullopt;
    }

    const Workload &m_workload;
    const TypingRules &m_rules;
    std::vector<const Container *> m_containers; ///< main ones, known sidecars last
};

} // namespace

TypedKind typeOf(const Workload &workload)
{
    return Typing(workload, shippedRules()).type();
}

} // namespace fourplane
