// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AiGatewayLimits.h"

#include "core/base/Counting.h"
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/HardeningPatch.h"
#include "core/exporters/WorkloadPatch.h"

#include <algorithm>
#include <map>
#include <set>

namespace fourplane {

namespace {

constexpr std::string_view folder = "components/ai-gateway";
constexpr const char *aiVersion = "aigateway.envoyproxy.io/v1beta1";
constexpr const char *envoyVersion = "gateway.envoyproxy.io/v1alpha1";
constexpr const char *routeGroup = "gateway.networking.k8s.io";
constexpr const char *gatewayName = "fourplane-models";
constexpr const char *tokenKey = "llm_total_token";
constexpr std::size_t mostRules = 256; ///< of a BackendTrafficPolicy
constexpr std::size_t mostSubjects = 128; ///< of a claim

constexpr const char *chapter =
    R"(`components/ai-gateway` has a route of Envoy AI Gateway (1.1 or later) for each model that a limit is drawn for. Callers
reach it under the route's host name through a Gateway `fourplane-models`, show a projected token of their service
account whose audience is the name of the model, and are counted by it: requests and tokens (asked and answered) in each
minute. Callers without a limit in the design are refused there. Before you apply it:

- make the Gateway in the namespace of each route; enable rate limits (they need Redis) and the Backend API in Envoy
  Gateway, and point the host names at it;
- correct `issuer` and the address of its keys in the SecurityPolicies;
- give routes to hosted models a BackendSecurityPolicy with the organisation's key, so that callers hold none;
- let callers reach models through the gateway only: draw it as a workload between them.

The tokens of an answer are known after it: a caller may exceed its limit by what is under way. There is no dry run, so
the audit overlay has none of it. Roll back by deleting these objects.
)";

YamlValue objectOf(const char *apiVersion, const char *kind, const std::string &namespaceName,
    const std::string &name, const std::vector<ElementId> &sources, YamlValue spec)
{
    std::vector<std::string> edges;
    for (const ElementId &id : sources)
        edges.push_back(id.value());
    YamlValue metadata = YamlValue::map().add("name", name).add("namespace", namespaceName);
    metadata.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), join(edges, ",")));
    YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", kind);
    return manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
}

YamlValue oneOf(YamlValue value)
{
    return YamlValue::list().append(std::move(value));
}

YamlValue reference(const char *group, const char *kind, const std::string &name)
{
    return YamlValue::map().add("group", group).add("kind", kind).add("name", name);
}

YamlValue limitRule(const std::string &subject, int number)
{
    YamlValue header = YamlValue::map().add("name", callerHeader).add("type", "Exact").add("value", subject);
    YamlValue rule = YamlValue::map();
    rule.add("clientSelectors", oneOf(YamlValue::map().add("headers", oneOf(std::move(header)))));
    return rule.add("limit", YamlValue::map().add("requests", number).add("unit", "Minute"));
}

/// What a request costs: nothing, and its answer what the gateway counted.
YamlValue tokenCost()
{
    YamlValue place = YamlValue::map().add("namespace", "io.envoy.ai_gateway").add("key", tokenKey);
    YamlValue cost = YamlValue::map();
    cost.add("request", YamlValue::map().add("from", "Number").add("number", 0));
    return cost.add("response", YamlValue::map().add("from", "Metadata").add("metadata", std::move(place)));
}

/// A model that is asked through a gateway.
struct Model
{
    ElementId id;
    std::string name; ///< of all objects
    std::string title; ///< for messages
    std::string host; ///< that the gateway asks
    int port = 0;
    bool isOutside = false;
};

class ModelLimitsWriter
{
public:
    explicit ModelLimitsWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
    {
    }

    void write()
    {
        for (const PlannedUsageLimit &limit : m_plan.usageLimits)
            addLimit(limit);
        for (const auto &[key, limits] : m_limits)
            writeModel(m_models.at(key), key.first, limits);
        reportUnlimited();
        if (!m_limits.empty())
            m_builder.addChapter("Limits of models", chapter);
    }

private:
    using Key = std::pair<std::string, ElementId>; ///< namespace of the gateway, model
    using Limits = std::vector<const PlannedUsageLimit *>;

    void leaveOut(const PlannedUsageLimit &limit, const std::string &reason, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, "usage-limit-not-written",
            "The limit of allow rule " + limit.ruleId.value()
                + " is not written for the AI gateway: " + reason,
            fix, std::vector { limit.ruleId });
    }

    /// The model and the namespace of its gateway.
    std::optional<std::pair<Key, Model>> modelOf(const PlannedUsageLimit &limit, const PlannedPod &caller)
    {
        if (const PlannedPod *pod = findPod(m_plan, limit.destinationId)) {
            const auto port = std::find_if(pod->ports.begin(), pod->ports.end(),
                [](const NamedPort &item) { return item.protocol == Protocol::Tcp; });
            if (pod->kind != WorkloadKind::ModelEndpoint || port == pod->ports.end())
                return std::nullopt;
            return std::pair { Key { pod->namespaceName, pod->workloadId },
                Model { pod->workloadId, pod->name, described(*pod),
                    pod->name + "." + pod->namespaceName + ".svc.cluster.local", port->number, false } };
        }
        const PlannedExternal *external = findExternal(m_plan, limit.destinationId);
        if (!external || external->kind != ExternalKind::HostedLlm || external->hosts.empty())
            return std::nullopt;
        constexpr int httpsPort = 443;
        return std::pair { Key { caller.namespaceName, external->id },
            Model { external->id, external->id.value(), external->name, external->hosts.front(), httpsPort,
                true } };
    }

    void addLimit(const PlannedUsageLimit &limit)
    {
        const PlannedPod *caller = findPod(m_plan, limit.sourceId);
        if (!caller || !tokenSubjectOf(m_plan, limit.sourceId)) {
            leaveOut(limit, "its source has no service account to be known by.", "Give it one.");
            return;
        }
        const auto model = modelOf(limit, *caller);
        if (!model) {
            leaveOut(limit,
                "its destination is neither a model endpoint with a TCP port nor a hosted model with a host "
                "name.",
                "Keep to it where requests arrive.");
            return;
        }
        m_models.emplace(model->first, model->second);
        m_limits[model->first].push_back(&limit);
    }

    void writeModel(const Model &model, const std::string &home, const Limits &limits)
    {
        if (!isDnsLabel(model.name) || !isDnsLabel(home) || !isDnsSubdomain(model.host)) {
            m_builder.refuse("AIGatewayRoute of " + model.title,
                "its name, its host name or the namespace is not one that Kubernetes takes.",
                "Use lower case letters, digits and '-'.", std::vector { model.id });
            return;
        }
        std::vector<ElementId> sources;
        std::vector<CallerLimit> callers;
        for (const PlannedUsageLimit *limit : limits) {
            sources.push_back(limit->ruleId);
            callers.push_back({ *tokenSubjectOf(m_plan, limit->sourceId), limit->requestsPerMinute,
                limit->tokensPerMinute });
            reportCaller(*limit, model);
        }
        writeRoute(model, home, sources);
        writeBackend(model, home, sources);
        writeAccess(model, home, callers, sources);
        writeTrafficPolicy(m_builder, home, model.name, model.name, callers, sources);
    }

    void reportCaller(const PlannedUsageLimit &limit, const Model &model)
    {
        const PlannedPod &caller = *findPod(m_plan, limit.sourceId);
        const std::vector<TokenProjection> tokens = tokenProjectionsOf(m_plan, caller);
        if (std::none_of(tokens.begin(), tokens.end(),
                [&model](const TokenProjection &token) { return token.audience == model.name; }))
            m_builder.report(DiagnosticLevel::Warning, "ai-gateway-audience-missing",
                described(caller) + " asks for no token of the audience " + model.name
                    + ", which the route of that model wants.",
                "Add the audience to its identity.", caller);
        for (const PlannedPod &other : m_plan.pods) {
            if (&other != &caller && tokenSubjectOf(m_plan, other.workloadId)
                && other.identityId == caller.identityId)
                m_builder.report(DiagnosticLevel::Warning, "usage-limit-shared",
                    described(caller) + " shares its service account with " + described(other)
                        + ": both are counted together.",
                    "Give each a service account of its own.", caller);
        }
    }

    void add(const char *apiVersion, const char *kind, const std::string &home, const std::string &name,
        const std::vector<ElementId> &sources, YamlValue spec)
    {
        m_builder.addObject(folder, { apiVersion, kind, home, name },
            objectOf(apiVersion, kind, home, name, sources, std::move(spec)), { sources, {}, false },
            { true, {} });
    }

    void writeRoute(const Model &model, const std::string &home, const std::vector<ElementId> &sources)
    {
        YamlValue spec = YamlValue::map();
        spec.add("parentRefs", oneOf(reference(routeGroup, "Gateway", gatewayName)));
        spec.add("hostnames", YamlValue::strings({ model.name + "." + home + ".models.internal" }));
        spec.add("rules",
            oneOf(YamlValue::map().add("backendRefs", oneOf(YamlValue::map().add("name", model.name)))));
        spec.add("llmRequestCosts",
            oneOf(YamlValue::map().add("metadataKey", tokenKey).add("type", "TotalToken")));
        add(aiVersion, "AIGatewayRoute", home, model.name, sources, std::move(spec));
    }

    void writeBackend(const Model &model, const std::string &home, const std::vector<ElementId> &sources)
    {
        YamlValue service = YamlValue::map().add("schema", YamlValue::map().add("name", "OpenAI"));
        service.add("backendRef", reference("gateway.envoyproxy.io", "Backend", model.name));
        add(aiVersion, "AIServiceBackend", home, model.name, sources, std::move(service));
        YamlValue name = YamlValue::map().add("hostname", model.host).add("port", model.port);
        YamlValue backend = YamlValue::map();
        backend.add("endpoints", oneOf(YamlValue::map().add("fqdn", std::move(name))));
        add(envoyVersion, "Backend", home, model.name, sources, std::move(backend));
        if (!model.isOutside)
            return;
        // Without it the gateway would speak plaintext to port 443.
        YamlValue validation = YamlValue::map().add("hostname", model.host);
        validation.add("wellKnownCACertificates", "System");
        YamlValue tls = YamlValue::map();
        tls.add("targetRefs", oneOf(reference("gateway.envoyproxy.io", "Backend", model.name)));
        tls.add("validation", std::move(validation));
        add("gateway.networking.k8s.io/v1", "BackendTLSPolicy", home, model.name, sources, std::move(tls));
    }

    void writeAccess(const Model &model, const std::string &home, const std::vector<CallerLimit> &callers,
        const std::vector<ElementId> &sources)
    {
        std::set<std::string> subjects;
        for (const CallerLimit &caller : callers)
            subjects.insert(caller.subject);
        if (subjects.size() > mostSubjects)
            m_builder.refuse("SecurityPolicy of " + model.title,
                counted(subjects.size(), "caller has", "callers have")
                    + " limits, and a claim takes at most 128 values.",
                "Draw fewer callers, or a gateway before them.", std::vector { model.id });
        YamlValue provider = YamlValue::map().add("name", "kubernetes").add("issuer", assumedIssuer);
        provider.add("audiences", YamlValue::strings({ model.name }));
        provider.add(
            "remoteJWKS", YamlValue::map().add("uri", std::string(assumedIssuer) + "/openid/v1/jwks"));
        provider.add("claimToHeaders", callerClaims());
        YamlValue claim = YamlValue::map().add("name", "sub").add("valueType", "String");
        claim.add("values", YamlValue::strings({ subjects.begin(), subjects.end() }));
        YamlValue token =
            YamlValue::map().add("provider", "kubernetes").add("claims", oneOf(std::move(claim)));
        YamlValue rule = YamlValue::map().add("action", "Allow");
        rule.add("principal", YamlValue::map().add("jwt", std::move(token)));
        YamlValue spec = YamlValue::map();
        spec.add("targetRefs", oneOf(reference(routeGroup, "HTTPRoute", model.name)));
        spec.add("jwt", YamlValue::map().add("providers", oneOf(std::move(provider))));
        spec.add("authorization",
            YamlValue::map().add("defaultAction", "Deny").add("rules", oneOf(std::move(rule))));
        add(envoyVersion, "SecurityPolicy", home, model.name, sources, std::move(spec));
    }

    /// Models that the simulation takes for limited, and no number says how.
    void reportUnlimited()
    {
        for (const PlannedPod &pod : m_plan.pods) {
            const bool isLimited = std::any_of(m_models.begin(), m_models.end(),
                [&pod](const auto &entry) { return entry.second.id == pod.workloadId; });
            if (pod.traits.takesUnlimitedRequests == false && !isLimited)
                m_builder.report(DiagnosticLevel::Warning, "ai-gateway-limits-not-declared",
                    described(pod)
                        + " is simulated as limited in tokens and requests, and no allow rule into it has a "
                          "number: no limit is written.",
                    "Give the allow rules requestsPerMinute and tokensPerMinute.", pod);
        }
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    std::map<Key, Model> m_models;
    std::map<Key, Limits> m_limits;
};

} // namespace

std::optional<std::string> tokenSubjectOf(const EnforcementPlan &plan, const ElementId &workloadId)
{
    const PlannedPod *pod = findPod(plan, workloadId);
    const PlannedServiceAccount *account = pod ? findServiceAccount(plan, pod->identityId) : nullptr;
    if (!account || !isDnsLabel(account->namespaceName) || !isDnsSubdomain(account->name))
        return std::nullopt;
    return "system:serviceaccount:" + account->namespaceName + ":" + account->name;
}

YamlValue callerClaims()
{
    return oneOf(YamlValue::map().add("claim", "sub").add("header", callerHeader));
}

void writeTrafficPolicy(ExportBuilder &builder, const std::string &namespaceName, const std::string &name,
    const std::string &routeName, const std::vector<CallerLimit> &limits,
    const std::vector<ElementId> &sources)
{
    YamlValue rules = YamlValue::list();
    std::size_t count = 0;
    for (const CallerLimit &limit : limits) {
        if (limit.requestsPerMinute)
            rules.append(limitRule(limit.subject, *limit.requestsPerMinute));
        if (limit.tokensPerMinute)
            rules.append(limitRule(limit.subject, *limit.tokensPerMinute).add("cost", tokenCost()));
        count += std::size_t { limit.requestsPerMinute.has_value() } + limit.tokensPerMinute.has_value();
    }
    if (count > mostRules)
        builder.refuse("BackendTrafficPolicy " + namespaceName + "/" + name,
            "it needs " + std::to_string(count) + " rules, and takes at most 256.",
            "Draw fewer callers with limits, or a gateway before them.", sources);
    YamlValue limit = YamlValue::map().add("type", "Global");
    limit.add("global", YamlValue::map().add("rules", std::move(rules)));
    YamlValue spec = YamlValue::map();
    spec.add("targetRefs", oneOf(reference(routeGroup, "HTTPRoute", routeName)));
    spec.add("rateLimit", std::move(limit));
    constexpr const char *kind = "BackendTrafficPolicy";
    builder.addObject(folder, { envoyVersion, kind, namespaceName, name },
        objectOf(envoyVersion, kind, namespaceName, name, sources, std::move(spec)), { sources, {}, false },
        { true, {} });
}

void writeModelLimits(ExportBuilder &builder)
{
    ModelLimitsWriter(builder).write();
}

} // namespace fourplane
