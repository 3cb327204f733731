// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AccessTable.h"

#include "core/attack/EndClasses.h"
#include "core/base/Text.h"
#include "core/decision/AuthorizationMatching.h"
#include "core/decision/HttpCandidates.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace fourplane {

namespace {

constexpr std::size_t mostClasses = 256;
constexpr std::array verbs { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin };

using Patterns = std::set<std::string>;

/// The patterns that rules name for the HTTP requests to a destination.
struct HttpPatterns
{
    Patterns methods;
    Patterns paths;
    Patterns hosts;

    bool isEmpty() const { return methods.empty() && paths.empty() && hosts.empty(); }
};

/// A text that matches exactly these patterns.
struct Representative
{
    std::string text;
    std::vector<std::string> patterns;
};

std::vector<std::string> listed(const Patterns &patterns)
{
    return { patterns.begin(), patterns.end() };
}

/// One text for each set of patterns that a text can match; one that stands for any when there are none.
std::vector<Representative> representatives(const Patterns &patterns,
    const std::function<void(AuthorizationOperation &)> &set,
    const std::function<std::string(const HttpRequest &)> &get)
{
    if (patterns.empty())
        return { {} };
    AuthorizationRule rule;
    rule.to.resize(1);
    set(rule.to[0]);
    std::map<std::vector<std::string>, std::string> texts;
    for (const HttpRequest &request : httpCandidatesFor({ &rule }).requests) {
        const std::string text = get(request);
        std::vector<std::string> matched;
        for (const std::string &pattern : patterns) {
            if (matchesPattern(pattern, text))
                matched.push_back(pattern);
        }
        texts.emplace(std::move(matched), text);
    }
    std::vector<Representative> found;
    for (const auto &[matched, text] : texts)
        found.push_back({ text, matched });
    return found;
}

/// RFC 6901.
std::string pointer(const std::vector<std::string> &keys)
{
    std::string text;
    for (const std::string &key : keys) {
        text += '/';
        for (char c : key)
            text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return text;
}

class AccessTabulator
{
public:
    explicit AccessTabulator(const PolicyDecisionPoint &decisions)
        : m_decisions(decisions)
        , m_plan(decisions.plan())
        , m_ends(endsOf(m_plan))
        , m_classes(m_ends, decisions)
    {
        for (const PlannedPod &pod : m_plan.pods) {
            const EntityIndex end = *m_ends.find(pod.workloadId);
            m_members[m_classes.asSource(end)].push_back(end);
        }
    }

    AccessTable table()
    {
        for (const PlannedPod &pod : m_plan.pods)
            tabulate(pod.workloadId, pod.ports, false, httpPatternsBefore(pod));
        for (const PlannedExternal &external : m_plan.externals)
            tabulate(external.id, external.ports, true, {});
        for (const PlannedStore &store : m_plan.stores) {
            for (const Collection &collection : store.collections)
                m_table.collections[collection.id.value()] = answersOf(store, collection);
        }
        tabulateTools();
        return std::move(m_table);
    }

private:
    /// Pods and externals by id, for classes.
    static DesignModel endsOf(const EnforcementPlan &plan)
    {
        DesignModel ends;
        for (const PlannedPod &pod : plan.pods)
            ends.add(pod.workloadId, {});
        for (const PlannedExternal &external : plan.externals)
            ends.add(external.id, {});
        return ends;
    }

    /// A superset: of every policy that selects the pod, or may stand before it as a waypoint's.
    HttpPatterns httpPatternsBefore(const PlannedPod &pod) const
    {
        HttpPatterns patterns;
        for (const Planned<AuthorizationPolicy> &planned : m_plan.authorizationPolicies) {
            const std::string &home = planned.object.meta.namespaceName;
            const Labels selected = planned.object.selector.value_or(Labels {});
            if (!isIstio(pod.meshMode)
                || (home != pod.namespaceName && home != m_plan.platform.meshRootNamespace)
                || (planned.object.targetRefs.empty()
                    && !matches(LabelSelector { selected, {} }, pod.labels)))
                continue;
            for (const AuthorizationRule &rule : planned.object.rules) {
                for (const AuthorizationOperation &to : rule.to) {
                    patterns.methods.insert(to.methods.begin(), to.methods.end());
                    patterns.methods.insert(to.notMethods.begin(), to.notMethods.end());
                    patterns.paths.insert(to.paths.begin(), to.paths.end());
                    patterns.paths.insert(to.notPaths.begin(), to.notPaths.end());
                    for (const std::vector<std::string> *hosts : { &to.hosts, &to.notHosts }) {
                        for (const std::string &host : *hosts)
                            patterns.hosts.insert(toLowerAscii(host));
                    }
                }
            }
        }
        return patterns;
    }

    void tabulate(const ElementId &destination, const std::vector<NamedPort> &offered, bool isExternal,
        const HttpPatterns &http)
    {
        m_candidates = candidatesFor(destination, isExternal);
        std::vector<NamedPort> ports = offered;
        ports.emplace_back(); // any
        for (const NamedPort &port : ports) {
            const std::string key = toLowerAscii(nameOf(port.protocol)) + "/" + std::to_string(port.number);
            m_realised =
                &m_table.realisedByDestination[pointer({ "destinations", destination.value(), key })];
            PortAnswers &answers = m_table.destinations[destination.value()][key];
            if (!answers.group.empty())
                continue;
            AccessRequest request;
            request.destinationId = destination;
            request.port = port.number;
            request.protocol = port.protocol;
            answers.group = groupFor(request);
            if (!http.isEmpty())
                tabulateHttp(answers, request, http);
            if (isExternal)
                tabulateEgress(answers, request);
        }
    }

    void tabulateEgress(PortAnswers &answers, AccessRequest request)
    {
        const std::optional<EgressPatterns> patterns = egressPatternsOf(m_plan, request.destinationId);
        if (!patterns)
            return;
        answers.egress = EgressAnswers { *patterns, {} };
        const std::vector<EgressClass> classes = egressClassesOf(*patterns);
        if (classes.size() > mostClasses) {
            m_table.withoutHttp.push_back(request.destinationId);
            return;
        }
        for (const EgressClass &one : classes) {
            request.host = one.host;
            request.path = one.path;
            request.tenant = one.tenant;
            answers.egress->classes.emplace_back(one, groupFor(request));
        }
    }

    void tabulateHttp(PortAnswers &answers, AccessRequest request, const HttpPatterns &http)
    {
        answers.methods = listed(http.methods);
        answers.paths = listed(http.paths);
        answers.hosts = listed(http.hosts);
        const auto methods = representatives(
            http.methods, [&](AuthorizationOperation &to) { to.methods = answers.methods; },
            [](const HttpRequest &candidate) { return candidate.method; });
        const auto paths = representatives(
            http.paths, [&](AuthorizationOperation &to) { to.paths = answers.paths; },
            [](const HttpRequest &candidate) { return candidate.path; });
        const auto hosts = representatives(
            http.hosts, [&](AuthorizationOperation &to) { to.hosts = answers.hosts; },
            [](const HttpRequest &candidate) { return candidate.host; });
        if (methods.size() * paths.size() * hosts.size() > mostClasses) {
            m_table.withoutHttp.push_back(request.destinationId);
            return;
        }
        for (const Representative &method : methods) {
            for (const Representative &path : paths) {
                for (const Representative &host : hosts) {
                    request.method = method.text;
                    request.path = path.text;
                    request.host = host.text;
                    answers.classes.push_back({ method.text, path.text, host.text, method.patterns,
                        path.patterns, host.patterns, groupFor(request) });
                }
            }
        }
    }

    /// The sources that the destination may let in, in order: those that are not refused when they ask for
    /// any port and any request, which is the most open question. Of sources of one class (attack/EndClasses)
    /// that no rule names here one is asked, and the others only if it is not refused.
    std::vector<ElementId> candidatesFor(const ElementId &destination, bool isExternal)
    {
        AccessRequest request;
        request.destinationId = destination;
        const auto isRefused = [&](const ElementId &source) {
            request.sourceId = source;
            return m_decisions.verdicts(request).joint() == Verdict::Deny;
        };
        const EntityIndex end = *m_ends.find(destination);
        const bool namesEverybody = m_classes.namesEverybody(end);
        std::vector<ElementId> candidates;
        for (const auto &[number, members] : m_members) {
            std::optional<bool> areRefused;
            for (const EntityIndex member : members) {
                const ElementId &source = m_ends.id(member);
                if (namesEverybody || m_classes.isNamed(member, end)) {
                    if (!isRefused(source))
                        candidates.push_back(source);
                    continue;
                }
                if (!areRefused)
                    areRefused = isRefused(source);
                if (!*areRefused)
                    candidates.push_back(source);
            }
        }
        for (const PlannedExternal &external : m_plan.externals) {
            if (!isExternal && !isRefused(external.id))
                candidates.push_back(external.id);
        }
        return candidates;
    }

    /// The group of those whom the destination of the request lets in.
    std::string groupFor(AccessRequest request)
    {
        SourceVerdicts verdicts;
        for (const ElementId &source : m_candidates) {
            request.sourceId = source;
            const Decision decision = m_decisions.decide(request);
            if (decision.joint() == Verdict::Deny)
                continue;
            verdicts.emplace(source.value(), decision.joint());
            for (const PlaneVerdict &plane : decision.planes) {
                if (plane.verdict == Verdict::Permit && plane.decidedBy
                    && !plane.decidedBy->elementId.isEmpty())
                    m_realised->insert(plane.decidedBy->elementId);
            }
        }
        const auto [known, isNew] = m_groups.emplace(verdicts, "g" + std::to_string(m_groups.size() + 1));
        if (isNew)
            m_table.groups.emplace(known->second, std::move(verdicts));
        return known->second;
    }

    /// A text that is none of those.
    static std::string otherThan(const std::set<std::string> &texts)
    {
        std::string other = "other";
        while (texts.count(other) > 0)
            other += "-";
        return other;
    }

    CollectionAnswers answersOf(const PlannedStore &store, const Collection &collection)
    {
        m_realised = &m_table.realisedByCollection[pointer({ collection.id.value() })];
        CollectionAnswers answers;
        answers.hostId = store.hostId.value();
        answers.isBySource = store.authentication == StoreAuthentication::NetworkTrusting;
        // Whoever has no grant in the store is one of many: `other`. So is a tenant that no grant there
        // names.
        std::set<std::string> tenants;
        std::set<ElementId> holders;
        for (const DataGrant &grant : m_plan.grants) {
            const bool isHere = std::any_of(store.collections.begin(), store.collections.end(),
                [&grant](const Collection &item) { return item.id == grant.collectionId; });
            if (!isHere)
                continue;
            holders.insert(grant.identityId);
            if (!grant.tenant.empty())
                tenants.insert(grant.tenant);
        }
        if (!collection.tenant.empty())
            tenants.insert(collection.tenant);
        AccessRequest request;
        request.destinationId = store.hostId;
        request.collectionId = collection.id;
        answers.other = verbVerdicts(request, tenants);
        const auto ask = [&](const ElementId &asker) {
            (answers.isBySource ? request.sourceId : request.identityId) = asker;
            VerbVerdicts verdicts = verbVerdicts(request, tenants);
            if (verdicts != answers.other)
                answers.askers.emplace(asker.value(), std::move(verdicts));
        };
        if (answers.isBySource) {
            for (const PlannedExternal &external : m_plan.externals)
                ask(external.id);
        } else {
            for (const PlannedServiceAccount &account : m_plan.serviceAccounts) {
                if (holders.count(account.id) > 0)
                    ask(account.id);
            }
        }
        return answers;
    }

    VerbVerdicts verbVerdicts(AccessRequest request, const std::set<std::string> &tenants)
    {
        VerbVerdicts verdicts;
        for (const AccessVerb verb : verbs) {
            request.verb = verb;
            TenantVerdicts answers;
            request.tenant.clear();
            answers.any = onData(request);
            for (const std::string &tenant : tenants) {
                request.tenant = tenant;
                answers.tenants.emplace(tenant, onData(request));
            }
            request.tenant = otherThan(tenants);
            answers.other = onData(request);
            verdicts.emplace(std::string(nameOf(verb)), std::move(answers));
        }
        return verdicts;
    }

    Verdict onData(const AccessRequest &request)
    {
        const PlaneVerdict answer = m_decisions.decide(request).on(Plane::Data);
        if (answer.verdict == Verdict::Permit && answer.decidedBy && !answer.decidedBy->elementId.isEmpty())
            m_realised->insert(answer.decidedBy->elementId);
        return answer.verdict;
    }

    void tabulateTools()
    {
        for (const ToolScope &scope : m_plan.toolScopes) {
            m_table.agents.insert(scope.agentId.value());
            m_table.toolIds.insert(scope.toolId.value());
            std::set<std::string> operations { "*" };
            for (const ToolScope &other : m_plan.toolScopes) {
                if (other.agentId == scope.agentId && other.toolId == scope.toolId)
                    operations.insert(other.operations.begin(), other.operations.end());
            }
            m_realised =
                &m_table.realisedByTool[pointer({ "pairs", scope.agentId.value(), scope.toolId.value() })];
            ToolAnswers &answers = m_table.tools[scope.agentId.value()][scope.toolId.value()];
            AccessRequest request;
            request.sourceId = scope.agentId;
            request.destinationId = scope.toolId;
            for (const std::string &operation : operations) {
                request.toolOperation = operation;
                answers.operations[operation] = onData(request);
            }
            request.toolOperation = otherThan(operations);
            answers.other = onData(request);
            if (scope.approval == ApprovalMode::None)
                continue;
            const std::string approval(nameOf(scope.approval));
            if (scope.operations.empty())
                answers.approvals.emplace("*", approval);
            for (const std::string &operation : scope.operations)
                answers.approvals.emplace(operation, approval);
        }
    }

    const PolicyDecisionPoint &m_decisions;
    const EnforcementPlan &m_plan;
    DesignModel m_ends;
    EndClasses m_classes;
    std::map<std::uint32_t, std::vector<EntityIndex>> m_members; ///< pods by class
    std::vector<ElementId> m_candidates; ///< of the destination at hand
    AccessTable m_table;
    std::set<ElementId> *m_realised = nullptr; ///< of the entry at hand
    std::map<SourceVerdicts, std::string> m_groups;
};

} // namespace

AccessTable accessTableOf(const PolicyDecisionPoint &decisions)
{
    return AccessTabulator(decisions).table();
}

} // namespace fourplane
