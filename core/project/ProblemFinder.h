// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <initializer_list>
#include <set>
#include <string_view>
#include <unordered_map>

namespace fourplane {

/// The kinds of element that share one space of ids.
enum class ElementKind
{
    Namespace,
    NodePool,
    Identity,
    Role,
    Binding,
    Workload,
    Service,
    External,
    Store,
    Collection,
    Flow,
    ContextFeed,
    Pattern,
    AllowRule,
    AdoptedRule,
    DataGrant,
    ToolScope,
    EgressAllowList,
    Exception,
    Scenario,
    Note,
    Ink,
    Secret,
    Variant,
};

/// The words for a kind: as in "a workload".
std::string_view describeKind(ElementKind kind);

/// An element as a place in the project file.
struct ElementPlace
{
    ElementId id;
    std::vector<std::string> path; ///< for instance {"workloads", "gateway"}
};

/// What findProblems is made of: the index of all ids and the checks that every part of a project shares.
class ProblemFinder
{
public:
    /// Builds the index and reports ids that are not valid, are used twice, or differ from their map key.
    explicit ProblemFinder(const Project &project);

    enum class Need
    {
        Required,
        Optional
    };

    using Path = std::initializer_list<std::string_view>;

    /// Checks that `id` names an element of one of `kinds` (of any when empty).
    void reference(const ElementPlace &place, Path field, const ElementId &id,
        std::initializer_list<ElementKind> kinds, Need need);
    /// Reports something that makes the project unusable.
    void error(const ElementPlace &place, Path field, std::string code, std::string message, std::string fix);
    /// Reports something that Kubernetes would refuse, or that is most likely a mistake.
    void warning(
        const ElementPlace &place, Path field, std::string code, std::string message, std::string fix);
    /// "out-of-range" unless `number` is a port.
    void port(const ElementPlace &place, Path field, std::uint16_t number);
    /// "invalid-name" unless `isValid`; `rule` says what Kubernetes wants.
    void name(const ElementPlace &place, const std::string &name, bool isValid, std::string_view rule);
    /// "invalid-label" for every key and value that Kubernetes would refuse.
    void labels(const ElementPlace &place, Path field, const Labels &labels);
    /// "invalid-cidr" unless `text` is an address block.
    void cidr(const ElementPlace &place, Path field, const std::string &text);
    /// "unknown-word" unless `word` is one of `accepted`.
    void word(const ElementPlace &place, Path field, const std::string &word,
        std::initializer_list<std::string_view> accepted);
    /// "duplicate-name" when an object of this kind, namespace and name was seen before.
    void uniqueName(const ElementPlace &place, std::string_view kind, const std::string &namespaceName,
        const std::string &name);

    std::vector<ProjectProblem> take() { return std::move(m_problems); }

private:
    template <class T>
    void index(const ElementMap<T> &elements, std::string_view section, ElementKind kind);
    void enter(const ElementPlace &place, ElementKind kind);
    void add(DiagnosticLevel level, const ElementPlace &place, Path field, std::string code,
        std::string message, std::string fix);
    std::string suggestion(const ElementId &id, std::initializer_list<ElementKind> kinds);

    std::unordered_map<std::string, ElementKind> m_kinds;
    std::set<std::string> m_names;
    std::vector<ProjectProblem> m_problems;
    std::size_t m_suggestions = 0;
};

// The checks of each part; each adds what it finds.
void findClusterProblems(const Project &project, ProblemFinder &finder);
void findWorkloadProblems(const Project &project, ProblemFinder &finder);
void findFlowProblems(const Project &project, ProblemFinder &finder);
void findPolicyProblems(const Project &project, ProblemFinder &finder);
void findScenarioProblems(const Project &project, ProblemFinder &finder);

} // namespace fourplane
