// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ToolRouteImport.h"

#include "core/importers/UnmodelledKinds.h"
#include "core/topology/ServiceIndex.h"

#include <algorithm>
#include <limits>

namespace fourplane {

namespace {

constexpr std::string_view edgesKey = "fourplane.dev/edges";
constexpr std::string_view accountPrefix = "system:serviceaccount:";
constexpr std::string_view routePrefix = "ai-eg-mcp-main-"; ///< of the HTTPRoutes made of MCPRoutes

/// The operations that a caller may use of a server.
struct Operations
{
    bool isEvery = false;
    std::vector<std::string> names;
};

/// By subject and by the name of the server.
using Access = std::map<std::pair<std::string, std::string>, Operations>;

class ToolRoutes
{
public:
    ToolRoutes(ImportSession &session, const std::vector<const ManifestObject *> &policies)
        : m_session(session)
        , m_services(session.project.topology)
        , m_policies(policies)
    {
    }

    /// Whether the route became tool scopes.
    bool import(const ManifestObject &route)
    {
        const YamlNode *edges = route.node->find({ "metadata", "annotations", edgesKey });
        const auto access = edges && edges->isScalar() ? accessOf(route) : std::nullopt;
        if (!access)
            return false;
        std::vector<ToolScope> scopes;
        for (const auto &[who, operations] : *access) {
            const std::vector<ElementId> agents = workloadsOf(who.first);
            const std::vector<ElementId> tools = serversNamed(route.namespaceName, who.second);
            if (agents.empty() || tools.empty() || (!operations.isEvery && operations.names.empty()))
                return false;
            for (const ElementId &agent : agents) {
                for (const ElementId &tool : tools)
                    scopes.push_back({ {}, agent, tool,
                        operations.isEvery ? std::vector<std::string> {} : operations.names,
                        ApprovalMode::None, false, false, limitOf(route, who.first) });
            }
        }
        for (ToolScope &scope : scopes) {
            scope.id = m_session.claimId("scope-" + scope.agentId.value() + "-" + scope.toolId.value());
            m_session.project.policy.toolScopes.emplace(scope.id, scope);
        }
        m_session.report(DiagnosticLevel::Warning, "tool-route-taken",
            route.title()
                + " is taken as tool scopes, as it was exported: they count only where agents cannot go past "
                  "the gateway, and approvals are not in it.",
            "Check that agents reach the server through the gateway only.", route.origin);
        return true;
    }

private:
    /// Who may call what; nothing where the route says more than tool scopes can.
    std::optional<Access> accessOf(const ManifestObject &route)
    {
        const auto spec = m_session.fields(route).map("spec");
        const auto security = spec ? spec->map("securityPolicy") : std::nullopt;
        const auto authorization = security ? security->map("authorization") : std::nullopt;
        if (!authorization || authorization->text("defaultAction") == "Allow")
            return std::nullopt;
        std::vector<std::string> backends;
        for (const ManifestFields &backend : spec->maps("backendRefs"))
            backends.push_back(backend.text("name"));
        Access access;
        for (const ManifestFields &rule : authorization->maps("rules")) {
            if (!addRule(rule, backends, access))
                return std::nullopt;
        }
        return access;
    }

    static bool addRule(const ManifestFields &rule, const std::vector<std::string> &backends, Access &access)
    {
        const auto source = rule.map("source");
        const auto token = source ? source->map("jwt") : std::nullopt;
        const std::vector<ManifestFields> claims =
            token ? token->maps("claims") : std::vector<ManifestFields> {};
        if (rule.text("action") != "Allow" || rule.has("cel") || claims.size() != 1 || token->has("scopes")
            || claims[0].text("name") != "sub")
            return false;
        const auto target = rule.map("target");
        for (const std::string &subject : claims[0].texts("values")) {
            if (!target) {
                for (const std::string &backend : backends)
                    access[{ subject, backend }].isEvery = true;
                continue;
            }
            for (const ManifestFields &tool : target->maps("tools"))
                access[{ subject, tool.text("backend") }].names.push_back(tool.text("tool"));
        }
        return true;
    }

    std::vector<ElementId> workloadsOf(const std::string &subject) const
    {
        if (subject.compare(0, accountPrefix.size(), accountPrefix) != 0)
            return {};
        const std::string account = subject.substr(accountPrefix.size());
        const std::size_t colon = account.find(':');
        if (colon == std::string::npos)
            return {};
        const ElementId identity =
            m_session.knownIdentity(account.substr(0, colon), account.substr(colon + 1));
        std::vector<ElementId> found;
        for (const auto &[id, workload] : m_session.project.topology.workloads) {
            if (!identity.isEmpty() && workload.identityId == identity)
                found.push_back(id);
        }
        return found;
    }

    std::vector<ElementId> serversNamed(const std::string &namespaceName, const std::string &name) const
    {
        std::vector<ElementId> found;
        if (const Service *service = m_services.find(namespaceName, name)) {
            for (const Workload *workload : m_services.workloadsBehind(*service))
                found.push_back(workload->id);
        }
        return found;
    }

    /// What a policy about the route lets the caller send in a minute.
    std::optional<int> limitOf(const ManifestObject &route, const std::string &subject)
    {
        std::optional<int> limit;
        for (const ManifestObject *policy : m_policies) {
            const auto spec = m_session.fields(*policy).map("spec");
            if (policy->namespaceName != route.namespaceName || !spec)
                continue;
            const std::vector<ManifestFields> targets = spec->maps("targetRefs");
            const bool isMeant = std::any_of(targets.begin(), targets.end(), [&route](const auto &target) {
                return target.text("kind") == "HTTPRoute"
                    && target.text("name") == std::string(routePrefix) + route.name;
            });
            const auto rates = isMeant ? spec->map("rateLimit") : std::nullopt;
            const auto global = rates ? rates->map("global") : std::nullopt;
            for (const ManifestFields &rule :
                global ? global->maps("rules") : std::vector<ManifestFields> {}) {
                if (const auto found = limitIn(rule, subject); found && (!limit || *found < *limit))
                    limit = found;
            }
        }
        return limit;
    }

    static std::optional<int> limitIn(const ManifestFields &rule, const std::string &subject)
    {
        const auto limit = rule.map("limit");
        const std::vector<ManifestFields> selectors = rule.maps("clientSelectors");
        if (!limit || limit->text("unit") != "Minute" || rule.has("cost") || selectors.size() != 1)
            return std::nullopt;
        const std::vector<ManifestFields> headers = selectors[0].maps("headers");
        if (headers.size() != 1 || headers[0].text("value") != subject)
            return std::nullopt;
        const auto number = limit->integer("requests");
        if (!number || *number < 1 || *number > std::numeric_limits<int>::max())
            return std::nullopt;
        return static_cast<int>(*number);
    }

    ImportSession &m_session;
    ServiceIndex m_services;
    const std::vector<const ManifestObject *> &m_policies;
};

} // namespace

void importToolRoutes(ImportSession &session, const std::vector<const ManifestObject *> &routes,
    const std::vector<const ManifestObject *> &policies)
{
    ToolRoutes reader(session, policies);
    for (const ManifestObject *route : routes) {
        if (!reader.import(*route))
            session.addUnmodelled(*route, unmodelledKind(route->group, route->kind));
    }
}

} // namespace fourplane
