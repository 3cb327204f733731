// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingFix.h"

#include "core/analysis/CandidateSettings.h"
#include "core/analysis/ControlChange.h"
#include "core/analysis/WorkingFlows.h"
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Edit.h"
#include "core/project/Permissions.h"
#include "core/topology/PodHardening.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// Collects what might close one finding; whether it does is tried afterwards.
class FixMaker
{
public:
    FixMaker(const FindingContext &context, const Finding &finding)
        : m_project(context.project)
        , m_finding(finding)
        , m_change(workingFlows(context.project, context.decisions))
    {
    }

    std::vector<FindingFix> make()
    {
        struct Entry
        {
            std::string_view rule;
            void (FixMaker::*make)();
        };

        static constexpr Entry entries[] {
            { "anonymous-store", &FixMaker::authenticateStore },
            { "attacker-writable-egress", &FixMaker::checkTenants },
            { "declared-flow-blocked", &FixMaker::permitFlow },
            { "default-deny-missing", &FixMaker::denyByDefault },
            { "direct-external-access", &FixMaker::goThroughProxy },
            { "environment-secrets", &FixMaker::cleanEnvironment },
            { "escalating-rights", &FixMaker::dropBinding },
            { "exception-expired", &FixMaker::endException },
            { "exception-missing", &FixMaker::settleRule },
            { "metadata-service-reachable", &FixMaker::denyByDefault },
            { "plaintext-accepted", &FixMaker::requireMtls },
            { "pod-refused-by-admission", &FixMaker::hardenPods },
            { "pod-security-not-enforced", &FixMaker::enforcePodSecurity },
            { "shared-node-pool", &FixMaker::separateNodes },
            { "shared-service-account", &FixMaker::separateAccounts },
            { "token-mounted", &FixMaker::unmountToken },
            { "undeclared-path", &FixMaker::closePaths },
            { "writer-is-reader", &FixMaker::splitGrants },
        };
        for (const Entry &entry : entries) {
            if (entry.rule == m_finding.ruleId && !m_finding.elements.empty())
                (this->*entry.make)();
        }
        return std::move(m_fixes);
    }

private:
    const ElementId &subject() const { return m_finding.elements.front(); }

    ElementId second() const { return m_finding.elements.size() > 1 ? m_finding.elements[1] : ElementId(); }

    ElementId homeOf(const ElementId &workload) const
    {
        const Workload *found = find(m_project.topology.workloads, workload);
        return found ? found->namespaceId : ElementId();
    }

    void add(std::string title, Project changed)
    {
        if (!(changed == m_project))
            m_fixes.push_back({ std::move(title), std::move(changed) });
    }

    void put(const std::vector<ControlSetting> &settings)
    {
        std::vector<std::string> words;
        for (const ControlSetting &setting : settings)
            words.push_back(describe(setting));
        add(join(words, "; "), m_change.with(m_project, settings));
    }

    void put(SettingKind kind, const ElementId &element)
    {
        put(std::vector<ControlSetting> { { kind, element, {} } });
    }

    void remove(std::string title, const std::vector<ElementId> &ids)
    {
        Project changed = m_project;
        apply(changed, removalOf(m_project, ids));
        add(std::move(title), std::move(changed));
    }

    void authenticateStore() { put(SettingKind::StoreAuthentication, subject()); }

    void checkTenants() { put(SettingKind::TenantAwareEgress, subject()); }

    void cleanEnvironment() { put(SettingKind::CleanEnvironment, subject()); }

    void requireMtls() { put(SettingKind::StrictMtls, homeOf(subject())); }

    void hardenPods() { put(SettingKind::HardenedPods, subject()); }

    void separateNodes() { put(SettingKind::OwnNodePool, subject()); }

    void unmountToken() { put(SettingKind::TokenUnmounted, subject()); }

    void denyByDefault() { put(SettingKind::DefaultDeny, homeOf(subject())); }

    void dropBinding()
    {
        if (find(m_project.topology.bindings, second()))
            put(SettingKind::DroppedBinding, second());
    }

    /// All but one, which keeps the account.
    void separateAccounts()
    {
        std::vector<ControlSetting> settings;
        bool isFirst = true;
        for (const ElementId &id : m_finding.elements) {
            if (!find(m_project.topology.workloads, id))
                continue;
            if (!isFirst)
                settings.push_back({ SettingKind::OwnAccount, id, {} });
            isFirst = false;
        }
        put(settings);
    }

    void enforcePodSecurity()
    {
        put(SettingKind::RestrictedNamespace, subject());
        Project changed = m_project;
        const auto home = changed.topology.namespaces.find(subject());
        if (home == changed.topology.namespaces.end())
            return;
        home->second.podSecurity.enforce = PodSecurityLevel::Baseline;
        for (auto &[id, workload] : changed.topology.workloads) {
            if (workload.namespaceId == subject())
                meetPodSecurity(workload, PodSecurityLevel::Baseline);
        }
        add("Enforce the baseline Pod Security level in namespace " + subject().value()
                + " and harden its pods so that they keep to it",
            std::move(changed));
    }

    /// The grant that a flow to a store needs; nothing where it needs none or has it.
    void grantFor(Project &project, const Flow &flow) const
    {
        const Workload *source = find(project.topology.workloads, flow.sourceId);
        if (!flow.verb || !source || source->identityId.isEmpty())
            return;
        for (const auto &[storeId, store] : project.topology.stores) {
            if (!(store.hostId == flow.destinationId))
                continue;
            for (const Collection &collection : store.collections) {
                if (!flow.collectionId.isEmpty() && !(flow.collectionId == collection.id))
                    continue;
                DataGrant grant;
                grant.id = unusedId(project,
                    "grant-" + source->identityId.value() + "-" + std::string(nameOf(*flow.verb)) + "-"
                        + collection.id.value());
                grant.identityId = source->identityId;
                grant.collectionId = collection.id;
                grant.verb = *flow.verb;
                project.policy.grants[grant.id] = grant;
            }
        }
    }

    void permitFlow()
    {
        const Flow *flow = find(m_project.topology.flows, subject());
        if (!flow)
            return;
        const std::string ends = flow->sourceId.value() + " to " + flow->destinationId.value();
        Project permitted = m_project;
        if (!isAllowed(permitted, *flow)) {
            const AllowRule rule = permissionFor(permitted, *flow);
            permitted.policy.allowRules[rule.id] = rule;
            add("Permit what is declared from " + ends, permitted);
        }
        Project granted = permitted;
        grantFor(granted, *flow);
        if (!(granted == permitted))
            add("Permit what is declared from " + ends + ", with the grant in the store", granted);
        remove("Withdraw the declaration of the flow from " + ends, { subject() });
    }

    /// Flows to an external go to a proxy that exists, and from there to the external.
    void goThroughProxy()
    {
        std::vector<ElementId> direct = permissionsBetween(m_project, { subject(), second() });
        for (const auto &[id, proxy] : m_project.topology.workloads) {
            if (proxy.kind == WorkloadKind::EgressProxy && !(id == subject()))
                add("Send it through the egress proxy " + id.value(), throughProxy(id));
        }
        put(SettingKind::DefaultDeny, homeOf(subject()));
        if (!direct.empty())
            remove("Take the permission from " + subject().value() + " to " + second().value() + " away",
                direct);
    }

    Project throughProxy(const ElementId &proxy) const
    {
        Project changed = m_change.with(m_project, { { SettingKind::DefaultDeny, homeOf(subject()), {} } });
        apply(changed, removalOf(changed, permissionsBetween(changed, { subject(), second() })));
        const auto permit = [&changed](const Flow &flow) {
            if (isAllowed(changed, flow))
                return;
            const AllowRule rule = permissionFor(changed, flow);
            changed.policy.allowRules[rule.id] = rule;
        };
        for (const ElementId &id : flowsBetween(changed, { subject(), second() })) {
            Flow onward = changed.topology.flows.at(id);
            Flow &first = changed.topology.flows.at(id);
            first.destinationId = proxy;
            const Workload &target = changed.topology.workloads.at(proxy);
            for (const Container &container : target.containers) {
                if (!container.ports.empty()) {
                    first.port = container.ports.front().number;
                    first.protocol = container.ports.front().protocol;
                    break;
                }
            }
            permit(first);
            onward.id = unusedId(changed, proxy.value() + "-to-" + second().value());
            onward.sourceId = proxy;
            if (flowsBetween(changed, { proxy, second() }).empty())
                changed.topology.flows[onward.id] = onward;
            permit(onward);
        }
        for (auto &[id, list] : changed.policy.egressLists) {
            auto &names = list.destinationIds;
            const bool isFor = list.proxyId == proxy
                && (list.callerId.isEmpty() || list.callerId == subject())
                && std::find(names.begin(), names.end(), second()) == names.end();
            if (isFor)
                names.push_back(second());
        }
        return changed;
    }

    void endException()
    {
        const auto record = m_project.policy.exceptions.find(subject());
        if (record == m_project.policy.exceptions.end())
            return;
        if (find(m_project.policy.allowRules, record->second.subjectId))
            remove(
                "Remove the permission " + record->second.subjectId.value() + ", whose exception has expired",
                { record->second.subjectId });
        else
            remove("Remove the exception, so that what it covered is found again", { subject() });
    }

    void settleRule()
    {
        const AllowRule *rule = find(m_project.policy.allowRules, subject());
        if (!rule)
            return;
        const ElementId pattern = patternFor(m_project, *rule);
        if (!pattern.isEmpty()) {
            Project changed = m_project;
            changed.policy.allowRules.at(subject()).patternId = pattern;
            add("Make it an instance of the pattern " + pattern.value() + ", which it fits", changed);
        }
        put(SettingKind::DroppedAllowRule, subject());
    }

    void closePaths()
    {
        const ElementId home = homeOf(subject());
        put(SettingKind::DefaultDeny, home);
        const std::vector<ElementId> undeclared = undeclaredRules();
        if (!undeclared.empty()) {
            const std::string title = "Take the permissions away that no declared flow uses";
            remove(title, undeclared);
            Project changed = m_change.with(m_project, { { SettingKind::DefaultDeny, home, {} } });
            apply(changed, removalOf(changed, undeclared));
            add(title + "; " + describe({ SettingKind::DefaultDeny, home, {} }), changed);
        }
        Project declared = m_project;
        for (std::size_t i = 1; i < m_finding.elements.size(); ++i) {
            Flow flow;
            flow.sourceId = m_finding.elements[i];
            flow.destinationId = subject();
            flow.id = unusedId(declared, flow.sourceId.value() + "-to-" + subject().value());
            declared.topology.flows[flow.id] = flow;
        }
        add("Declare these flows: they are needed", declared);
    }

    /// Rules between the ends of the finding where no flow is declared, sorted.
    std::vector<ElementId> undeclaredRules() const
    {
        std::vector<ElementId> rules;
        for (std::size_t i = 1; i < m_finding.elements.size(); ++i) {
            const EndPair ends { m_finding.elements[i], subject() };
            if (!flowsBetween(m_project, ends).empty())
                continue;
            const std::vector<ElementId> between = permissionsBetween(m_project, ends);
            rules.insert(rules.end(), between.begin(), between.end());
        }
        std::sort(rules.begin(), rules.end());
        return rules;
    }

    /// Takes the grants of one verb away. First those that no declared flow uses.
    void splitGrants()
    {
        std::vector<ControlSetting> writing;
        std::vector<ControlSetting> reading;
        for (const auto &[id, grant] : m_project.policy.grants) {
            if (!(grant.collectionId == subject()) || !(grant.identityId == second()))
                continue;
            if (grant.verb != AccessVerb::Read)
                writing.push_back({ SettingKind::DroppedGrant, id, {} });
            if (grant.verb != AccessVerb::Write)
                reading.push_back({ SettingKind::DroppedGrant, id, {} });
        }
        const auto isUsed = [this](const std::vector<ControlSetting> &settings) {
            return std::any_of(settings.begin(), settings.end(),
                [this](const ControlSetting &setting) { return servesFlow(m_project, setting); });
        };
        if (isUsed(writing) && !isUsed(reading))
            std::swap(writing, reading);
        put(writing);
        put(reading);
    }

    const Project &m_project;
    const Finding &m_finding;
    ControlChange m_change;
    std::vector<FindingFix> m_fixes;
};

} // namespace

bool isStillFound(const Finding &finding, const std::vector<Finding> &after)
{
    const std::set<ElementId> about(finding.elements.begin(), finding.elements.end());
    return std::any_of(after.begin(), after.end(), [&](const Finding &other) {
        return other.ruleId == finding.ruleId
            && std::all_of(other.elements.begin(), other.elements.end(),
                [&about](const ElementId &id) { return about.count(id) > 0; });
    });
}

std::vector<FindingFix> fixesFor(const FindingContext &context, const Finding &finding, const Job &job)
{
    const std::vector<FindingRule> rules = allFindingRules();
    const auto rule = std::find_if(rules.begin(), rules.end(),
        [&finding](const FindingRule &known) { return known.id == finding.ruleId; });
    if (rule == rules.end())
        return {};
    std::vector<FindingFix> proved;
    for (FindingFix &fix : FixMaker(context, finding).make()) {
        if (job.isStopped())
            break;
        if (!findProblems(fix.changed).empty())
            continue;
        const CompiledPlan compiled = compilePlan(fix.changed);
        const PolicyDecisionPoint decisions(compiled.plan);
        std::vector<Finding> left = rule->check({ fix.changed, decisions, context.today });
        for (Finding &other : left)
            other.ruleId = rule->id;
        if (!isStillFound(finding, left))
            proved.push_back(std::move(fix));
    }
    return proved;
}

} // namespace fourplane
