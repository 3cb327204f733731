// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/HardeningPatch.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/WorkloadPatch.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

constexpr int shortestTokenSeconds = 600;
constexpr const char *tokenFolder = "/var/run/secrets/fourplane/";
/// Types that the baseline level permits (Pod Security Standards).
constexpr std::array<std::string_view, 4> plainSeLinuxTypes { "container_t", "container_init_t",
    "container_kvm_t", "container_engine_t" };

class PatchMaker
{
public:
    PatchMaker(ExportBuilder &builder, const PlannedPod &pod)
        : m_builder(builder)
        , m_pod(pod)
    {
    }

    YamlValue patch()
    {
        YamlValue spec = YamlValue::map();
        if (!m_pod.identityId.isEmpty())
            spec.addUnlessEmpty("serviceAccountName", m_pod.serviceAccount);
        if (!m_pod.tokenMounted)
            spec.add("automountServiceAccountToken", false);
        addRuntime(spec);
        YamlValue context = YamlValue::map();
        addShared(context, m_pod.podSecurity, "the pod");
        spec.addUnlessEmpty("securityContext", std::move(context));
        const std::vector<TokenProjection> tokens = tokenProjectionsOf(m_builder.plan(), m_pod);
        checkTokens(tokens);
        addContainers(spec, "initContainers", ContainerRole::Init, {});
        addContainers(spec, "containers", ContainerRole::Main, mountsOf(tokens));
        spec.addUnlessEmpty("volumes", volumesOf(tokens));
        reportLifetime(tokens);
        return spec;
    }

private:
    void refuse(const std::string &reason, const char *fix)
    {
        m_builder.refuse("Patch of " + described(m_pod), reason, fix, m_pod);
    }

    void reportOpen(const std::string &what, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, "hardening-not-written",
            described(m_pod) + ": " + what + ".", fix, m_pod);
    }

    void addRuntime(YamlValue &spec)
    {
        const Placement &placement = m_pod.placement;
        if (!placement.runtimeClass.empty() && !isDnsSubdomain(placement.runtimeClass))
            refuse("\"" + placement.runtimeClass + "\" is no name of a runtime class.",
                "Use lower case letters, digits, '-' and '.'.");
        spec.addUnlessEmpty("runtimeClassName", placement.runtimeClass);
        if (placement.sandboxedRuntime && placement.runtimeClass.empty())
            reportOpen("it is simulated in a sandbox, but no runtime class is named", "Name the class.");
        if (placement.hostUsers == false)
            spec.add("hostUsers", false);
    }

    /// What pods and containers both have.
    void addShared(YamlValue &context, const SecurityContext &security, const std::string &where)
    {
        if (security.runAsNonRoot == true)
            context.add("runAsNonRoot", true);
        if (security.runAsUser.value_or(0) > 0)
            context.add("runAsUser", *security.runAsUser);
        if (security.seccompType == "RuntimeDefault")
            context.add("seccompProfile", YamlValue::map().add("type", "RuntimeDefault"));
        else if (security.seccompType == "Localhost")
            reportOpen("the design does not say which seccomp profile of its node " + where + " has",
                "Name it by hand.");
        if (security.appArmorType == "RuntimeDefault")
            context.add("appArmorProfile", YamlValue::map().add("type", "RuntimeDefault"));
        else if (security.appArmorType == "Localhost")
            reportOpen("the design does not say which AppArmor profile of its node " + where + " has",
                "Name it by hand.");
        if (std::find(plainSeLinuxTypes.begin(), plainSeLinuxTypes.end(), security.seLinuxType)
            != plainSeLinuxTypes.end())
            context.add("seLinuxOptions", YamlValue::map().add("type", security.seLinuxType));
        if (security.windowsHostProcess == false)
            context.add("windowsOptions", YamlValue::map().add("hostProcess", false));
    }

    YamlValue contextOf(const Container &container)
    {
        const SecurityContext &security = container.security;
        YamlValue context = YamlValue::map();
        addShared(context, security, "container " + container.name);
        if (security.privileged == false)
            context.add("privileged", false);
        if (security.allowPrivilegeEscalation == false)
            context.add("allowPrivilegeEscalation", false);
        if (security.readOnlyRootFilesystem == true)
            context.add("readOnlyRootFilesystem", true);
        if (!security.droppedCapabilities.empty()) {
            // The whole of it: what the workload adds and the design does not would stay otherwise.
            YamlValue capabilities = YamlValue::map().add("$patch", "replace");
            capabilities.addUnlessEmpty("add", YamlValue::strings(security.addedCapabilities));
            capabilities.add("drop", YamlValue::strings(security.droppedCapabilities));
            context.add("capabilities", std::move(capabilities));
        }
        return context;
    }

    void addContainers(YamlValue &spec, const char *key, ContainerRole role, const YamlValue &mounts)
    {
        YamlValue list = YamlValue::list();
        for (const Container &container : m_pod.containers) {
            if (container.role != role)
                continue;
            YamlValue context = contextOf(container);
            if (context.isEmpty() && mounts.isEmpty())
                continue;
            if (!isDnsLabel(container.name))
                refuse("the container name \"" + container.name + "\" is no DNS label.",
                    "Name the container as in the workload.");
            else if (!m_names.insert(container.name).second)
                refuse("two containers have the name " + container.name + ".", "Rename one of them.");
            YamlValue value = YamlValue::map().add("name", container.name);
            value.addUnlessEmpty("securityContext", std::move(context));
            value.addUnlessEmpty("volumeMounts", mounts);
            list.append(std::move(value));
        }
        spec.addUnlessEmpty(key, std::move(list));
    }

    static std::string volumeName(std::size_t index)
    {
        return "fourplane-token-" + std::to_string(index + 1);
    }

    YamlValue mountsOf(const std::vector<TokenProjection> &tokens) const
    {
        YamlValue list = YamlValue::list();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            YamlValue mount = YamlValue::map();
            mount.add("mountPath", tokenFolder + volumeName(i)).add("name", volumeName(i));
            list.append(mount.add("readOnly", true));
        }
        return list;
    }

    YamlValue volumesOf(const std::vector<TokenProjection> &tokens) const
    {
        YamlValue list = YamlValue::list();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            YamlValue token = YamlValue::map();
            token.addUnlessEmpty("audience", tokens[i].audience);
            if (tokens[i].expirationSeconds)
                token.add("expirationSeconds", *tokens[i].expirationSeconds);
            token.add("path", "token");
            YamlValue sources = YamlValue::list();
            sources.append(YamlValue::map().add("serviceAccountToken", std::move(token)));
            YamlValue volume = YamlValue::map().add("name", volumeName(i));
            list.append(volume.add("projected", YamlValue::map().add("sources", std::move(sources))));
        }
        return list;
    }

    void checkTokens(const std::vector<TokenProjection> &tokens)
    {
        for (const TokenProjection &token : tokens) {
            if (token.expirationSeconds && *token.expirationSeconds < shortestTokenSeconds)
                refuse("a token lifetime of " + std::to_string(*token.expirationSeconds)
                        + " s is below the 600 s that Kubernetes grants.",
                    "Set at least 600 seconds.");
            if (firstInvalidUtf8(token.audience))
                refuse("an audience of a token is not valid UTF-8.", "Correct the audience.");
        }
        const bool hasContainer = std::any_of(m_pod.containers.begin(), m_pod.containers.end(),
            [](const Container &container) { return container.role == ContainerRole::Main; });
        if (!tokens.empty() && !hasContainer)
            reportOpen("it asks for tokens, but the design names no container to mount them in",
                "Name its containers.");
    }

    void reportLifetime(const std::vector<TokenProjection> &tokens)
    {
        const PlannedServiceAccount *account = findServiceAccount(m_builder.plan(), m_pod.identityId);
        const bool hasOwn = std::any_of(tokens.begin(), tokens.end(),
            [](const TokenProjection &token) { return token.audience.empty(); });
        if (account && account->tokenLifetimeSeconds && m_pod.tokenMounted && !hasOwn)
            reportOpen(
                "the token for the API server that Kubernetes mounts by itself has a lifetime of its own, "
                "not the "
                    + std::to_string(*account->tokenLifetimeSeconds) + " s of the design",
                "Mount no token by default, and ask for one without audience.");
    }

    ExportBuilder &m_builder;
    const PlannedPod &m_pod;
    std::set<std::string> m_names;
};

} // namespace

YamlValue hardeningPatch(ExportBuilder &builder, const PlannedPod &pod)
{
    return PatchMaker(builder, pod).patch();
}

std::vector<TokenProjection> tokenProjectionsOf(const EnforcementPlan &plan, const PlannedPod &pod)
{
    std::vector<TokenProjection> tokens = pod.tokens;
    const PlannedServiceAccount *account = findServiceAccount(plan, pod.identityId);
    if (!account)
        return tokens;
    for (const std::string &audience : account->audiences) {
        const bool isAsked = std::any_of(tokens.begin(), tokens.end(),
            [&audience](const TokenProjection &token) { return token.audience == audience; });
        if (!isAsked && !audience.empty())
            tokens.push_back({ audience, account->tokenLifetimeSeconds });
    }
    return tokens;
}

} // namespace fourplane
