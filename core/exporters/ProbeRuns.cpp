// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ProbeRuns.h"

#include "core/base/Text.h"
#include "core/exporters/Markdown.h"
#include "core/governance/PlanRelation.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *metadataAddress = "169.254.169.254";
constexpr const char *apiServerName = "kubernetes.default.svc";
constexpr std::string_view plainPathCharacters = "/._~!$&'()*+,;=:@%-?";

std::string podOfLevel(PodSecurityLevel level)
{
    std::string text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: fourplane-probe\nspec:\n  containers:\n"
                       "  - name: probe\n    image: registry.k8s.io/pause:3.10\n";
    if (level == PodSecurityLevel::Privileged)
        text += "    securityContext:\n      privileged: true\n";
    if (level == PodSecurityLevel::Restricted)
        text += "    securityContext:\n      allowPrivilegeEscalation: false\n      runAsNonRoot: true\n"
                "      runAsUser: 65532\n      capabilities:\n        drop: [ALL]\n      seccompProfile:\n"
                "        type: RuntimeDefault\n";
    return text;
}

bool hasControls(std::string_view text)
{
    return std::any_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool isPlainPath(const std::string &path)
{
    return !path.empty() && path.front() == '/' && std::all_of(path.begin(), path.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || plainPathCharacters.find(c) != std::string_view::npos;
    });
}

bool isPlainMethod(const std::string &method)
{
    return !method.empty()
        && std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// A host name or address that no program takes for an option.
bool isPlainHost(const std::string &host)
{
    return !host.empty() && host.front() != '-' && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '-' || c == ':' || c == '_';
    });
}

/// kubectl's selector for the pods of a workload; empty where they have no labels.
std::string selectorText(const Labels &labels)
{
    std::vector<std::string> parts;
    for (const auto &[key, value] : labels)
        parts.push_back(key + "=" + value);
    return join(parts, ",");
}

std::string mainContainer(const PlannedPod &pod)
{
    const auto main = std::find_if(pod.containers.begin(), pod.containers.end(),
        [](const Container &container) { return container.role == ContainerRole::Main; });
    return main == pod.containers.end() ? "" : main->name;
}

ProbeRun byHand(std::string why)
{
    return { ProbeMethod::ByHand, {}, std::move(why) };
}

/// Where a connection goes: the last arguments of the script's `request`.
struct ProbeTarget
{
    /// "pod" or "service" with namespace and selector, "host" with a name, or "outside"; none = nowhere.
    std::vector<std::string> words;
    std::string why; ///< nothing can be addressed
};

class ProbeRunMaker
{
public:
    explicit ProbeRunMaker(const EnforcementPlan &plan)
        : m_plan(withStandIns(plan))
    {
    }

    ProbeRun runOf(const Probe &probe) const
    {
        ProbeRun run = planned(probe);
        if (run.method != ProbeMethod::ByHand)
            return run;
        run.command = "by_hand " + words({ probe.id, shown(probe), run.why });
        return run;
    }

private:
    static std::string words(const std::vector<std::string> &texts)
    {
        std::vector<std::string> quoted;
        for (const std::string &text : texts)
            quoted.push_back(shellWord(text));
        return join(quoted, " ");
    }

    /// The question for a line of TAP, where '#' begins a directive.
    std::string shown(const Probe &probe) const
    {
        std::string text;
        for (char c : describe(probe.question, m_plan))
            text += c == '#' ? std::string("\\#") : std::string(1, c);
        return text + " (" + std::string(nameOf(probe.plane))
            + " plane: " + std::string(nameOf(probe.expected)) + ")";
    }

    ProbeRun planned(const Probe &probe) const
    {
        switch (probe.question.family) {
        case QuestionFamily::Traffic:
            return trafficRun(probe);
        case QuestionFamily::Egress:
            return byHand("the proxy has to be asked in its own protocol, with the caller's credentials");
        case QuestionFamily::Data:
            return byHand("the store has to be asked in its own protocol, with the identity's credentials");
        case QuestionFamily::Tool:
            return byHand("whoever checks tool calls has to be asked, with the agent's credentials");
        case QuestionFamily::Right:
            return rightRun(probe);
        case QuestionFamily::Admission:
            break;
        }
        return admissionRun(probe);
    }

    ProbeRun rightRun(const Probe &probe) const
    {
        const auto &right = std::get<AccountRight>(probe.question.asked);
        const ApiRequest &request = right.request;
        std::string resource = request.path;
        if (!request.resource.empty()) {
            resource = request.resource + (request.apiGroup.empty() ? "" : "." + request.apiGroup)
                + (request.name.empty() ? "" : "/" + request.name);
        }
        for (const std::string &text : { request.verb, resource, right.namespaceName, right.accountName,
                 request.namespaceName, request.subresource }) {
            if (hasControls(text) || (!text.empty() && text.front() == '-'))
                return byHand("a name in it cannot be given to kubectl");
        }
        return { ProbeMethod::CanI,
            "may "
                + words({ probe.id, std::string(nameOf(probe.expected)), shown(probe), right.namespaceName,
                    right.accountName, request.namespaceName, request.subresource, request.verb, resource }),
            {} };
    }

    ProbeRun admissionRun(const Probe &probe) const
    {
        const auto &admission = std::get<PodAdmission>(probe.question.asked);
        return { ProbeMethod::Admission,
            "admission "
                + words(
                    { probe.id, std::string(nameOf(probe.expected)), shown(probe), admission.namespaceName })
                + " <<'FOURPLANE_POD'\n" + podOfLevel(admission.level) + "FOURPLANE_POD",
            {} };
    }

    ProbeRun trafficRun(const Probe &probe) const
    {
        const auto &request = std::get<AccessRequest>(probe.question.asked);
        if (probe.isHidden)
            return byHand("the network plane refuses the request before this plane is asked");
        if (request.transport == Transport::Plaintext)
            return byHand("it takes code in the pod that leaves its own proxy aside");
        const PlannedPod *source = findPod(m_plan, request.sourceId);
        if (!source)
            return byHand("it has to be tried from there, outside the cluster");
        if (isStranger(request.sourceId))
            return byHand("it takes a pod in namespace " + source->namespaceName
                + " that no workload of the design describes");
        if (request.protocol != Protocol::Tcp)
            return byHand(
                std::string(nameOf(request.protocol)) + " gives no answer that tells refused from lost");
        const std::string selector = selectorText(source->labels);
        const std::string container = mainContainer(*source);
        if (selector.empty() || container.empty())
            return byHand("the pods to try it from have no labels, or no container that is known");
        const bool isProxied = source->inMesh;
        const bool needsHttp = isProxied || !request.method.empty() || probe.plane == Plane::Identity
            || probe.decidedBy == "PeerAuthentication";
        const ProbeTarget target = targetOf(request, *source);
        if (target.words.empty())
            return byHand(target.why);
        const std::string method = request.method.empty() ? "GET" : request.method;
        const std::string path = request.path.empty() ? "/" : request.path;
        if (!isPlainMethod(method) || !isPlainPath(path)
            || (!request.host.empty() && !isPlainHost(request.host)))
            return byHand("method, path or host hold characters that a plain request cannot");
        std::vector<std::string> texts { probe.id, std::string(nameOf(probe.expected)),
            std::string(nameOf(probe.plane)), shown(probe),
            probe.decidedBy == "PeerAuthentication" ? "1" : "0", isProxied ? "1" : "0",
            needsHttp ? "http" : "tcp", method, path, request.host, source->namespaceName, selector,
            container, std::to_string(request.port) };
        texts.insert(texts.end(), target.words.begin(), target.words.end());
        return { needsHttp ? ProbeMethod::Http : ProbeMethod::Tcp, "request " + words(texts), {} };
    }

    ProbeTarget targetOf(const AccessRequest &request, const PlannedPod &source) const
    {
        if (request.destinationId == m_plan.metadataServiceId)
            return { { "host", metadataAddress }, {} };
        if (request.destinationId == m_plan.apiServerId)
            return { { "host", apiServerName }, {} };
        const PlannedPod *pod = findPod(m_plan, request.destinationId);
        if (!pod)
            return outsideTarget(request);
        if (isStranger(request.destinationId))
            return { {},
                "it takes a pod in namespace " + pod->namespaceName
                    + " that no workload of the design describes" };
        const std::string selector = selectorText(pod->labels);
        if (selector.empty())
            return { {}, "the pods to reach have no labels" };
        // Towards a pod's own address a sidecar sends plaintext: the mesh knows Services.
        const bool isOffered = std::any_of(pod->ports.begin(), pod->ports.end(),
            [&request](const NamedPort &port) { return port.number == request.port; });
        const bool needsService = source.meshMode == MeshMode::Sidecar && pod->inMesh && isOffered;
        return { { needsService ? "service" : "pod", pod->namespaceName, selector }, {} };
    }

    ProbeTarget outsideTarget(const AccessRequest &request) const
    {
        const PlannedExternal *external = findExternal(m_plan, request.destinationId);
        if (external && !external->hosts.empty() && external->hosts.front().find('*') == std::string::npos
            && isPlainHost(external->hosts.front()))
            return { { "host", external->hosts.front() }, {} };
        if (external && external->cidrs.size() == 1) {
            const std::string &block = external->cidrs.front();
            const std::size_t slash = block.find('/');
            const std::string length = slash == std::string::npos ? "" : block.substr(slash + 1);
            if (length.empty() || length == "32" || length == "128")
                return { { "host", block.substr(0, slash) }, {} };
        }
        if (external && external->cidrs.empty())
            return { { "outside" }, {} }; // any address outside will do
        return { {}, "the design names neither host nor single address of it" };
    }

    EnforcementPlan m_plan;
};

} // namespace

std::vector<ProbeRun> probeRunsOf(const std::vector<Probe> &probes, const EnforcementPlan &plan)
{
    const ProbeRunMaker maker(plan);
    std::vector<ProbeRun> runs;
    for (const Probe &probe : probes)
        runs.push_back(maker.runOf(probe));
    return runs;
}

} // namespace fourplane
