// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/enforcement/PlanIndex.h"
#include "core/project/Project.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// The label that the API server gives to every Namespace: its name (semantics NP23).
inline constexpr const char *automaticNamespaceLabel = "kubernetes.io/metadata.name";

/// What the parts of the compiler share while one plan is made: the draft, the subjects compiled so far, the
/// names already taken, and the diagnostics. Subjects must be compiled first.
class PlanContext
{
public:
    PlanContext(const Project &project, EnforcementPlan &plan, Diagnostics &diagnostics);

    const Project &project() const { return m_project; }

    const Topology &topology() const { return m_project.topology; }

    EnforcementPlan &plan() { return m_plan; }

    /// The subjects by id and name.
    const PlanIndex &index() const { return *m_index; }

    /// To be called once, when all subjects are in the plan and in order.
    void indexSubjects() { m_index.emplace(m_plan); }

    /// The allow rules from or to a workload or external, ordered by id.
    const std::vector<const AllowRule *> &rulesFrom(const ElementId &id) const;
    const std::vector<const AllowRule *> &rulesInto(const ElementId &id) const;

    /// Selects the pods of a workload by all of its labels. Where that selects pods of other workloads as
    /// well, says so once, naming them.
    LabelSelector selectorOf(const PlannedPod &pod);

    /// A free object name for `kind` in the namespace: `wanted`, shortened to what Kubernetes takes, with
    /// "-2", "-3", ... where an adopted or generated object has it already.
    std::string claimName(
        const std::string &kind, const std::string &namespaceName, const std::string &wanted);

    /// Marks the name of an object that exists already as taken.
    void reserveName(const std::string &kind, const std::string &namespaceName, const std::string &name);

    void report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
        const SourceLocation &where = {});

    /// The name of a workload or external for messages; the id where it is neither.
    std::string describe(const ElementId &id) const;

private:
    using RulesByEnd = std::map<ElementId, std::vector<const AllowRule *>>;

    const Project &m_project;
    EnforcementPlan &m_plan;
    Diagnostics &m_diagnostics;
    std::optional<PlanIndex> m_index;
    RulesByEnd m_rulesFrom;
    RulesByEnd m_rulesInto;
    std::map<std::string, std::set<std::string>> m_names; ///< "kind/namespace" -> names in use
    std::set<ElementId> m_reportedSelectors;
};

/// The ports of the destination that an allow rule opens: its own, or all that the destination offers. Empty
/// when neither says any.
std::vector<AllowedPort> portsOpenedBy(const AllowRule &rule, const PlanIndex &index);

} // namespace fourplane
