// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Text.h"
#include "core/exporters/AdmissionRules.h"
#include "core/exporters/CelText.h"
#include "core/exporters/HardeningPatch.h"
#include "core/exporters/WorkloadPatch.h"
#include "core/topology/ImageName.h"

#include <algorithm>
#include <optional>

namespace fourplane {

namespace {

constexpr int defaultTokenSeconds = 3600;
const std::set<std::string> confiningSeccomp { "Localhost", "RuntimeDefault" };

/// Containers that a mesh adds to a pod, by the names that its injectors give.
std::set<std::string> injectedBy(MeshMode mode)
{
    if (mode == MeshMode::Sidecar)
        return { "istio-init", "istio-proxy", "istio-validation" };
    if (mode == MeshMode::Linkerd)
        return { "linkerd-init", "linkerd-network-validator", "linkerd-proxy" };
    return {};
}

class RuleMaker
{
public:
    RuleMaker(ExportBuilder &builder, const PlannedPod &pod)
        : m_builder(builder)
        , m_pod(pod)
    {
    }

    std::vector<AdmissionRule> rules()
    {
        addIdentity();
        addHost();
        addContainers();
        addImages();
        addPlace();
        return std::move(m_rules);
    }

private:
    void add(std::string expression, std::string message)
    {
        m_rules.push_back({ std::move(expression), std::move(message) });
    }

    void addIdentity()
    {
        const PlannedServiceAccount *account = findServiceAccount(m_builder.plan(), m_pod.identityId);
        if (account)
            add("variables.account == " + celText(m_pod.serviceAccount),
                "it runs as service account " + m_pod.serviceAccount + ".");
        const std::string field = "variables.pod.automountServiceAccountToken";
        if (!m_pod.tokenMounted) {
            // Where the account says no, the pod need not say it again.
            const bool isOff = account && account->automountToken == false;
            add(isOff ? "!has(" + field + ") || !" + field : "has(" + field + ") && !" + field,
                "it mounts no token for the API server (automountServiceAccountToken: false).");
        }
        addTokens();
    }

    void addTokens()
    {
        const std::vector<TokenProjection> tokens = tokenProjectionsOf(m_builder.plan(), m_pod);
        if (tokens.empty() && m_pod.tokenMounted)
            return; // the design does not speak of tokens
        std::vector<std::string> ways;
        for (const TokenProjection &token : tokens) {
            const std::string audience = token.audience.empty()
                ? std::string("!has(s.serviceAccountToken.audience)")
                : "has(s.serviceAccountToken.audience) && s.serviceAccountToken.audience == "
                    + celText(token.audience);
            ways.push_back("(" + audience
                + " && (has(s.serviceAccountToken.expirationSeconds) ? "
                  "s.serviceAccountToken.expirationSeconds : "
                + std::to_string(defaultTokenSeconds)
                + ") <= " + std::to_string(token.expirationSeconds.value_or(defaultTokenSeconds)) + ")");
        }
        if (m_pod.tokenMounted) // as Kubernetes itself mounts it
            ways.emplace_back("!has(s.serviceAccountToken.audience)");
        std::string known;
        for (const std::string &way : ways)
            known += " || " + way;
        add("!has(variables.pod.volumes) || variables.pod.volumes.all(v, !has(v.projected) || "
            "!has(v.projected.sources) || v.projected.sources.all(s, !has(s.serviceAccountToken)"
                + known + "))",
            "it asks for no tokens but those of the design, and for none that lives longer.");
    }

    void addHost()
    {
        const Placement &placement = m_pod.placement;
        const auto forbid = [this](const char *field) {
            const std::string path = std::string("variables.pod.") + field;
            add("!has(" + path + ") || !" + path, std::string("it does not use ") + field + ".");
        };
        if (!m_pod.hostNetwork)
            forbid("hostNetwork");
        if (!placement.hostPid)
            forbid("hostPID");
        if (!placement.hostIpc)
            forbid("hostIPC");
        const std::set<std::string> paths(placement.hostPaths.begin(), placement.hostPaths.end());
        add("!has(variables.pod.volumes) || variables.pod.volumes.all(v, !has(v.hostPath)"
                + (paths.empty() ? std::string() : " || v.hostPath.path in " + celList(paths)) + ")",
            "it mounts no host paths but those of the design.");
        if (placement.hostUsers == false)
            add("has(variables.pod.hostUsers) && !variables.pod.hostUsers",
                "it has a user namespace of its own (hostUsers: false).");
    }

    /// Whether the design says so of every container, in the container or for the whole pod.
    template <class Holds>
    bool everywhere(Holds holds) const
    {
        if (m_pod.containers.empty())
            return holds(SecurityContext {});
        return std::all_of(m_pod.containers.begin(), m_pod.containers.end(),
            [&holds](const Container &container) { return holds(container.security); });
    }

    /// Of every container: `condition`, an expression over `c`.
    void demand(const std::string &condition, const char *message)
    {
        add("variables.containers.all(c, " + condition + ")", message);
    }

    /// A field of the container's security context, or of the pod's where the container's is absent.
    static std::string effective(const std::string &field, const std::string &holds)
    {
        const auto at = [&](const std::string &holder) {
            return "has(" + holder + ".securityContext) && has(" + holder + ".securityContext." + field + ")";
        };
        return "(" + at("c") + ") ? c.securityContext." + field + holds + " : " + at("variables.pod")
            + " && variables.pod.securityContext." + field + holds;
    }

    void addContainers()
    {
        const SecurityContext &shared = m_pod.podSecurity;
        if (everywhere([&shared](const SecurityContext &security) {
                return security.runAsNonRoot.value_or(shared.runAsNonRoot.value_or(false));
            }))
            demand(effective("runAsNonRoot", ""), "its containers do not run as root (runAsNonRoot: true).");
        if (everywhere([&shared](const SecurityContext &security) {
                return confiningSeccomp.count(
                           security.seccompType.empty() ? shared.seccompType : security.seccompType)
                    > 0;
            }))
            demand(effective("seccompProfile", ".type in " + celList(confiningSeccomp)),
                "its containers have a seccomp profile.");
        const auto isNot = [](const std::string &field) {
            return "!has(c.securityContext) || !has(c.securityContext." + field + ") || !c.securityContext."
                + field;
        };
        if (everywhere([](const SecurityContext &security) { return !security.privileged.value_or(false); }))
            demand(isNot("privileged"), "its containers are not privileged.");
        const std::string has = "has(c.securityContext) && has(c.securityContext.";
        if (!m_pod.containers.empty() && everywhere([](const SecurityContext &security) {
                return security.allowPrivilegeEscalation == false;
            }))
            demand(has + "allowPrivilegeEscalation) && !c.securityContext.allowPrivilegeEscalation",
                "its containers do not escalate (allowPrivilegeEscalation: false).");
        if (everywhere([](const SecurityContext &security) {
                return security.readOnlyRootFilesystem.value_or(false);
            }))
            demand(has + "readOnlyRootFilesystem) && c.securityContext.readOnlyRootFilesystem",
                "its containers have a read-only root file system.");
        addCapabilities(has);
    }

    void addCapabilities(const std::string &has)
    {
        std::set<std::string> added;
        for (const Container &container : m_pod.containers)
            added.insert(
                container.security.addedCapabilities.begin(), container.security.addedCapabilities.end());
        if (added.count("ALL") == 0)
            demand(
                "!has(c.securityContext) || !has(c.securityContext.capabilities) || "
                "!has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(a, a in "
                    + celList(added) + ")",
                "its containers add no capabilities but those of the design.");
        if (everywhere([](const SecurityContext &security) {
                const auto &dropped = security.droppedCapabilities;
                return std::find(dropped.begin(), dropped.end(), "ALL") != dropped.end();
            }))
            demand(has
                    + "capabilities) && has(c.securityContext.capabilities.drop) && \"ALL\" in "
                      "c.securityContext.capabilities.drop",
                "its containers drop all capabilities.");
    }

    void addImages()
    {
        std::set<std::string> exact;
        std::set<std::string> repositories;
        for (const Container &container : m_pod.containers) {
            if (container.image.empty())
                return; // the design does not say all of them
            if (container.image.find('@') != std::string::npos)
                exact.insert(container.image);
            else
                repositories.insert(withoutVersion(container.image));
        }
        std::vector<std::string> ways;
        if (!exact.empty())
            ways.push_back("c.image in " + celList(exact));
        for (const std::string &repository : repositories)
            ways.push_back("c.image == " + celText(repository) + " || c.image.startsWith("
                + celText(repository + ":") + ") || c.image.startsWith(" + celText(repository + "@") + ")");
        if (ways.empty())
            return;
        const std::set<std::string> injected = injectedBy(m_pod.meshMode);
        if (!injected.empty()) {
            ways.push_back("c.name in " + celList(injected));
            m_builder.report(DiagnosticLevel::Warning, "admission-injected-images",
                described(m_pod)
                    + ": the mesh adds containers, so admission does not check the image of one that has a "
                      "name "
                      "of theirs.",
                "Check these images where images are checked for the whole cluster.", m_pod);
        }
        if (!repositories.empty())
            m_builder.report(DiagnosticLevel::Note, "admission-images-not-pinned",
                described(m_pod)
                    + ": the design names an image without digest, so admission checks only its repository.",
                "Pin the image by digest.", m_pod);
        std::string all;
        for (const std::string &way : ways)
            all += (all.empty() ? "" : " || ") + way;
        demand(all, "its images are those of the design.");
    }

    void addPlace()
    {
        const Placement &placement = m_pod.placement;
        // Both stand in messages, which may have no line breaks.
        if (!placement.runtimeClass.empty() && !isDnsSubdomain(placement.runtimeClass))
            m_builder.refuse("Admission of " + described(m_pod),
                "\"" + placement.runtimeClass + "\" is no name of a runtime class.",
                "Use lower case letters, digits, '-' and '.'.", m_pod);
        m_builder.checkLabels("Admission of " + described(m_pod), placement.nodeSelector, m_pod);
        if (!placement.runtimeClass.empty())
            add("has(variables.pod.runtimeClassName) && variables.pod.runtimeClassName == "
                    + celText(placement.runtimeClass),
                "it runs in the runtime class " + placement.runtimeClass + ".");
        for (const auto &[key, value] : placement.nodeSelector)
            add("has(variables.pod.nodeSelector) && " + celText(key)
                    + " in variables.pod.nodeSelector && variables.pod.nodeSelector[" + celText(key)
                    + "] == " + celText(value),
                "it selects nodes by " + key + "=" + value + ".");
        if (!placement.nodeAffinity.empty() || !placement.podAntiAffinity.empty())
            m_builder.report(DiagnosticLevel::Warning, "admission-affinity-not-checked",
                described(m_pod) + ": its required affinity is not checked by admission.",
                "Keep it in the workload, as components/placement does.", m_pod);
    }

    ExportBuilder &m_builder;
    const PlannedPod &m_pod;
    std::vector<AdmissionRule> m_rules;
};

} // namespace

std::vector<AdmissionRule> admissionRulesOf(ExportBuilder &builder, const PlannedPod &pod)
{
    return RuleMaker(builder, pod).rules();
}

} // namespace fourplane
