// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanContext.h"

#include "core/base/Text.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

namespace {

constexpr std::size_t longestObjectName = 253;

std::string shortened(std::string name, std::size_t longest)
{
    name.resize(std::min(name.size(), longest));
    while (!name.empty() && (name.back() == '-' || name.back() == '.'))
        name.pop_back();
    return name;
}

const std::vector<const AllowRule *> &rulesAt(
    const std::map<ElementId, std::vector<const AllowRule *>> &rules, const ElementId &id)
{
    static const std::vector<const AllowRule *> none;
    const auto found = rules.find(id);
    return found == rules.end() ? none : found->second;
}

} // namespace

PlanContext::PlanContext(const Project &project, EnforcementPlan &plan, Diagnostics &diagnostics)
    : m_project(project)
    , m_plan(plan)
    , m_diagnostics(diagnostics)
{
    for (const auto &[id, rule] : project.policy.allowRules) {
        m_rulesFrom[rule.sourceId].push_back(&rule);
        m_rulesInto[rule.destinationId].push_back(&rule);
    }
}

const std::vector<const AllowRule *> &PlanContext::rulesFrom(const ElementId &id) const
{
    return rulesAt(m_rulesFrom, id);
}

const std::vector<const AllowRule *> &PlanContext::rulesInto(const ElementId &id) const
{
    return rulesAt(m_rulesInto, id);
}

LabelSelector PlanContext::selectorOf(const PlannedPod &pod)
{
    const LabelSelector selector { pod.labels, {} };
    if (!m_reportedSelectors.insert(pod.workloadId).second)
        return selector;
    std::vector<std::string> others;
    for (const PlannedPod *other : index().podsIn(pod.namespaceName)) {
        if (!(other->workloadId == pod.workloadId) && matches(selector, other->labels))
            others.push_back(other->name);
    }
    if (!others.empty())
        report(DiagnosticLevel::Warning, "ambiguous-selector",
            "The labels of " + pod.name + (pod.labels.empty() ? " are empty and" : "") + " also select "
                + join(others, ", ") + " in namespace " + pod.namespaceName
                + ": the generated policies open for those pods too.",
            "Give " + pod.name + " a label that no other workload of the namespace has.", pod.origin);
    return selector;
}

std::string PlanContext::claimName(
    const std::string &kind, const std::string &namespaceName, const std::string &wanted)
{
    std::set<std::string> &taken = m_names[kind + "/" + namespaceName];
    std::string name = shortened(wanted, longestObjectName);
    for (int number = 2; taken.count(name) > 0; ++number) {
        const std::string suffix = "-" + std::to_string(number);
        name = shortened(wanted, longestObjectName - suffix.size()) + suffix;
    }
    taken.insert(name);
    return name;
}

void PlanContext::reserveName(
    const std::string &kind, const std::string &namespaceName, const std::string &name)
{
    m_names[kind + "/" + namespaceName].insert(name);
}

void PlanContext::report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
    const SourceLocation &where)
{
    m_diagnostics.push_back({ level, std::move(code), std::move(message), std::move(fix), where });
}

std::string PlanContext::describe(const ElementId &id) const
{
    if (const PlannedPod *pod = index().pod(id))
        return pod->name;
    if (const PlannedExternal *external = index().external(id))
        return external->name;
    return id.value();
}

std::vector<AllowedPort> portsOpenedBy(const AllowRule &rule, const PlanIndex &index)
{
    std::vector<AllowedPort> ports = rule.ports;
    if (ports.empty()) {
        const PlannedPod *pod = index.pod(rule.destinationId);
        const PlannedExternal *external = index.external(rule.destinationId);
        const std::vector<NamedPort> none;
        for (const NamedPort &offered : pod ? pod->ports : external ? external->ports : none)
            ports.push_back({ offered.number, offered.protocol });
    }
    std::sort(ports.begin(), ports.end(), [](const AllowedPort &a, const AllowedPort &b) {
        return std::tie(a.number, a.protocol) < std::tie(b.number, b.protocol);
    });
    ports.erase(std::unique(ports.begin(), ports.end()), ports.end());
    return ports;
}

} // namespace fourplane
