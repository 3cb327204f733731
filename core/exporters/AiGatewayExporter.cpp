// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/AiGatewayLimits.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/HardeningPatch.h"
#include "core/exporters/WorkloadPatch.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *apiVersion = "aigateway.envoyproxy.io/v1beta1";
constexpr const char *kind = "MCPRoute";
constexpr const char *gatewayName = "fourplane-tools";
constexpr std::size_t mostRules = 32; ///< of a route
constexpr std::size_t mostTools = 16; ///< of a rule
constexpr std::size_t mostSelected = 32; ///< of a tool selector

constexpr const char *chapter =
    R"(`components/ai-gateway` has a route of Envoy AI Gateway (1.1 or later) for each MCP server, which lets each agent call the
operations that its tool scopes name, and refuses everything else. An agent shows a projected token of its service
account whose audience is the name of the server. Before you apply it:

- make a Gateway `fourplane-tools` in the namespace of each server; the design does not say its class;
- correct `issuer` to that of your cluster (`kubectl get --raw /.well-known/openid-configuration`), and give `jwks` where
  the gateway cannot fetch the keys from there;
- let agents reach servers through the gateway only: draw it as a workload between them.

There is no dry run, so the audit overlay has no routes. Roll back by deleting them.
)";

class AiGatewayWriter
{
public:
    explicit AiGatewayWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
    {
    }

    void write()
    {
        for (const ToolScope &scope : m_plan.toolScopes)
            addScope(scope);
        for (const auto &[toolId, scopes] : m_scopes)
            writeRoute(*findPod(m_plan, toolId), scopes);
        if (m_scopes.empty())
            return;
        m_builder.addChapter("AI gateway", chapter);
        warn("ai-gateway-not-in-design",
            "The AI gateway is no part of the design, where agents call tools directly: the written "
            "NetworkPolicies "
            "let them go past it, and do not open the way through it.",
            "Draw the gateway as a workload between agents and tools, and take the direct rules away.");
        warn("ai-gateway-issuer-assumed",
            std::string("The routes take tokens of the issuer ") + assumedIssuer
                + " and belong to a Gateway \"" + gatewayName + "\": both are assumed.",
            "Correct them to those of the cluster.");
    }

private:
    using Scopes = std::vector<const ToolScope *>;

    void warn(const char *code, std::string message, const char *fix, const RemarkSubject &about = {})
    {
        m_builder.report(DiagnosticLevel::Warning, code, std::move(message), fix, about);
    }

    void leaveOut(const ToolScope &scope, const std::string &reason, const char *fix)
    {
        warn("tool-scope-not-written",
            "Tool scope " + scope.id.value() + " is not written for the AI gateway: " + reason, fix);
    }

    static const NamedPort *tcpPort(const PlannedPod &pod)
    {
        const auto found = std::find_if(pod.ports.begin(), pod.ports.end(),
            [](const NamedPort &port) { return port.protocol == Protocol::Tcp; });
        return found == pod.ports.end() ? nullptr : &*found;
    }

    void addScope(const ToolScope &scope)
    {
        const PlannedPod *tool = findPod(m_plan, scope.toolId);
        const PlannedPod *agent = findPod(m_plan, scope.agentId);
        const PlannedServiceAccount *account =
            agent ? findServiceAccount(m_plan, agent->identityId) : nullptr;
        if (!tool || tool->kind != WorkloadKind::McpServer || !tcpPort(*tool)) {
            leaveOut(scope, "the tool is no MCP server with a TCP port.",
                "Enforce it in the tool, or let a decision point answer (target opa).");
            return;
        }
        if (!account) {
            leaveOut(scope, "its agent has no service account to be known by.", "Give the agent one.");
            return;
        }
        if (scope.approval != ApprovalMode::None || scope.delegatedCredential || scope.blocksUntrustedContext)
            warn("tool-scope-partly-expressed",
                "Tool scope " + scope.id.value()
                    + " also asks for approval, the user's own credential, or a context without untrusted "
                      "text, "
                      "which a route cannot: it lets the calls through without.",
                "Let a decision point answer each call (target opa).");
        m_scopes[scope.toolId].push_back(&scope);
    }

    /// As the token of its service account names the agent.
    std::string subjectOf(const ToolScope &scope, const PlannedPod &tool)
    {
        const PlannedPod &agent = *findPod(m_plan, scope.agentId);
        const PlannedServiceAccount &account = *findServiceAccount(m_plan, agent.identityId);
        const std::string subject = "system:serviceaccount:" + account.namespaceName + ":" + account.name;
        if (!isDnsLabel(account.namespaceName) || !isDnsSubdomain(account.name))
            m_builder.refuse("MCPRoute of " + described(tool), "\"" + subject + "\" is no service account.",
                "Use lower case letters, digits and '-'.", account);
        const std::vector<TokenProjection> tokens = tokenProjectionsOf(m_plan, agent);
        if (std::none_of(tokens.begin(), tokens.end(),
                [&tool](const TokenProjection &token) { return token.audience == tool.name; }))
            warn("ai-gateway-audience-missing",
                described(agent) + " asks for no token of the audience " + tool.name
                    + ", which the route of that server wants.",
                "Add the audience to its identity.", agent);
        const auto [known, isNew] = m_agents[tool.workloadId].emplace(subject, scope.agentId);
        if (!isNew && !(known->second == scope.agentId))
            warn("tool-scope-shared-account",
                described(agent) + " shares the service account of another agent of " + described(tool)
                    + ": each may call what either may.",
                "Give each agent a service account of its own.", agent);
        return subject;
    }

    YamlValue ruleFor(const std::string &subject, const YamlValue &tools) const
    {
        YamlValue claim = YamlValue::map().add("name", "sub").add("valueType", "String");
        claim.add("values", YamlValue::strings({ subject }));
        YamlValue token = YamlValue::map().add("claims", YamlValue::list().append(std::move(claim)));
        YamlValue rule = YamlValue::map().add("action", "Allow");
        rule.add("source", YamlValue::map().add("jwt", std::move(token)));
        if (!tools.isEmpty())
            rule.add("target", YamlValue::map().add("tools", tools));
        return rule;
    }

    /// The rules of a scope: without operations one for the whole server, else as many as they need.
    std::vector<YamlValue> rulesFor(const ToolScope &scope, const PlannedPod &tool)
    {
        const std::string subject = subjectOf(scope, tool);
        if (scope.operations.empty())
            return { ruleFor(subject, {}) };
        std::vector<YamlValue> rules;
        for (std::size_t begin = 0; begin < scope.operations.size(); begin += mostTools) {
            YamlValue tools = YamlValue::list();
            for (std::size_t i = begin; i < std::min(begin + mostTools, scope.operations.size()); ++i) {
                const std::string &operation = scope.operations[i];
                if (operation.empty() || firstInvalidUtf8(operation))
                    m_builder.refuse("MCPRoute of " + described(tool),
                        "an operation of tool scope " + scope.id.value() + " is empty or not valid UTF-8.",
                        "Name the operation.");
                tools.append(YamlValue::map().add("backend", tool.name).add("tool", operation));
            }
            rules.push_back(ruleFor(subject, tools));
        }
        return rules;
    }

    static YamlValue backendOf(const PlannedPod &tool, const Scopes &scopes)
    {
        std::set<std::string> selected;
        for (const ToolScope *scope : scopes)
            selected.insert(scope->operations.begin(), scope->operations.end());
        const bool isWhole = std::any_of(
            scopes.begin(), scopes.end(), [](const ToolScope *scope) { return scope->operations.empty(); });
        YamlValue backend =
            YamlValue::map().add("name", tool.name).add("port", int { tcpPort(tool)->number });
        if (!isWhole && selected.size() <= mostSelected)
            backend.add("toolSelector",
                YamlValue::map().add("include", YamlValue::strings({ selected.begin(), selected.end() })));
        return backend;
    }

    std::vector<CallerLimit> limitsOf(const Scopes &scopes) const
    {
        std::vector<CallerLimit> limits;
        for (const ToolScope *scope : scopes) {
            const auto subject = tokenSubjectOf(m_plan, scope->agentId);
            if (subject && scope->requestsPerMinute)
                limits.push_back({ *subject, scope->requestsPerMinute, {} });
        }
        return limits;
    }

    void writeRoute(const PlannedPod &tool, const Scopes &scopes)
    {
        if (!isDnsLabel(tool.name) || !isDnsLabel(tool.namespaceName))
            m_builder.refuse("MCPRoute of " + described(tool),
                "its name or that of its namespace is no DNS label.",
                "Use lower case letters, digits and '-'.", tool);
        YamlValue rules = YamlValue::list();
        std::size_t count = 0;
        std::vector<ElementId> sources;
        std::vector<std::string> edges;
        for (const ToolScope *scope : scopes) {
            for (YamlValue &rule : rulesFor(*scope, tool)) {
                rules.append(std::move(rule));
                ++count;
            }
            sources.push_back(scope->id);
            edges.push_back(scope->id.value());
        }
        if (count > mostRules)
            m_builder.refuse("MCPRoute of " + described(tool),
                "it needs " + std::to_string(count) + " rules, and a route has at most 32.",
                "Merge tool scopes, or split the server.", tool);
        const std::string path = "/mcp/" + tool.name;
        YamlValue oauth = YamlValue::map().add("issuer", assumedIssuer);
        oauth.add("audiences", YamlValue::strings({ tool.name }));
        oauth.add("protectedResourceMetadata",
            YamlValue::map().add("resource",
                "http://" + std::string(gatewayName) + "." + tool.namespaceName + ".svc.cluster.local"
                    + path));
        const std::vector<CallerLimit> limits = limitsOf(scopes);
        if (!limits.empty())
            oauth.add("claimToHeaders", callerClaims());
        YamlValue authorization =
            YamlValue::map().add("defaultAction", "Deny").add("rules", std::move(rules));
        YamlValue security = YamlValue::map().add("oauth", std::move(oauth));
        security.add("authorization", std::move(authorization));
        YamlValue parent = YamlValue::map().add("group", "gateway.networking.k8s.io").add("kind", "Gateway");
        parent.add("name", gatewayName);
        YamlValue spec = YamlValue::map().add("parentRefs", YamlValue::list().append(std::move(parent)));
        spec.add("path", path).add("backendRefs", YamlValue::list().append(backendOf(tool, scopes)));
        spec.add("securityPolicy", std::move(security));
        YamlValue metadata = YamlValue::map().add("name", tool.name).add("namespace", tool.namespaceName);
        metadata.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), join(edges, ",")));
        YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", kind);
        manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
        m_builder.addObject("components/ai-gateway", { apiVersion, kind, tool.namespaceName, tool.name },
            manifest, { sources, tool.origin, false }, { true, {} });
        if (!limits.empty()) // of the HTTPRoute that the gateway's controller makes of the route
            writeTrafficPolicy(m_builder, tool.namespaceName, "mcp-" + tool.name,
                "ai-eg-mcp-main-" + tool.name, limits, sources);
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    std::map<ElementId, Scopes> m_scopes; ///< by tool
    std::map<ElementId, std::map<std::string, ElementId>> m_agents; ///< by tool and subject
};

} // namespace

void writeAiGateway(ExportBuilder &builder)
{
    AiGatewayWriter(builder).write();
    writeModelLimits(builder);
}

} // namespace fourplane
