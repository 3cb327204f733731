// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ClusterReader.h"

#include "core/base/Text.h"
#include "core/importers/ClusterKinds.h"
#include "core/importers/UnmodelledKinds.h"

#include <optional>
#include <set>

namespace fourplane {

namespace {

/// Writes the Secrets as YAML without their values. Annotations may hold values too (what `kubectl apply`
/// leaves behind), so only the one that names an account is taken.
constexpr std::string_view secretTemplate = R"({{range .items}}---
apiVersion: v1
kind: Secret
{{with .type}}type: {{printf "%q" .}}
{{end}}metadata:
  name: {{printf "%q" .metadata.name}}
  namespace: {{printf "%q" .metadata.namespace}}
{{with .metadata.annotations}}{{with index . "kubernetes.io/service-account.name"}}  annotations:
    kubernetes.io/service-account.name: {{printf "%q" .}}
{{end}}{{end}}data:
{{range $key, $value := .data}}  {{printf "%q" $key}}: ""
{{end}}{{end}})";

struct WantedKind
{
    std::string resource; ///< with its group: "deployments.apps"
    std::string group;
    std::string kind;
    PlaneSet planes;
    bool concernsExposure = false;
};

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// The last line with something in it: kubectl writes what it logs before what it says.
std::string lastLine(const std::string &text)
{
    std::string last;
    for (const std::string &line : split(text, '\n')) {
        if (!line.empty())
            last = line;
    }
    return last;
}

class ClusterReader
{
public:
    ClusterReader(const ClusterAccess &access, const ToolRunner &run, const Job &job)
        : m_access(access)
        , m_run(run)
        , m_job(job)
    {
    }

    Result<ImportSource> read()
    {
        m_source.defaultName = m_access.context.empty() ? "cluster" : m_access.context;
        std::vector<WantedKind> kinds;
        if (const auto listed = wantedKinds(kinds); !listed)
            return tl::make_unexpected(listed.error());
        const std::size_t total = kinds.size() + (m_access.withSecrets ? 1 : 0);
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            m_job.progress(i, total, "Reading " + kinds[i].resource);
            const auto text = get(kinds[i], { "--all-namespaces", "--output=yaml" });
            if (!text)
                return tl::make_unexpected(text.error());
            if (*text)
                m_source.texts.push_back({ "cluster/" + kinds[i].resource + ".yaml", std::move(**text) });
        }
        if (m_access.withSecrets) {
            m_job.progress(kinds.size(), total, "Reading names of secrets");
            const auto text = get({ "secrets", "", "Secret", {}, false },
                { "--all-namespaces", "--output=go-template=" + std::string(secretTemplate) });
            if (!text)
                return tl::make_unexpected(text.error());
            if (*text)
                m_source.texts.push_back({ "cluster/secrets.yaml", std::move(**text) });
        }
        if (m_answers == 0)
            return failure("no-cluster", "Nothing of the cluster may be read.",
                "Ask for the right to list its objects, or have somebody run `kubectl get ... -o yaml` and "
                "import the files.");
        return std::move(m_source);
    }

private:
    /// The kinds of the table that the cluster can have, and the custom kinds that it has besides. Known
    /// harmless ones of these are left out.
    Result<void> wantedKinds(std::vector<WantedKind> &kinds)
    {
        m_job.progress(0, 0, "Reading which kinds the cluster serves");
        const auto text = get(
            { "customresourcedefinitions", "apiextensions.k8s.io", "CustomResourceDefinition", {}, false },
            { "--no-headers",
                "--output=custom-columns=GROUP:.spec.group,PLURAL:.spec.names.plural,KIND:.spec.names."
                "kind" });
        if (!text)
            return tl::make_unexpected(text.error());
        std::set<std::string> defined;
        std::vector<WantedKind> custom;
        for (const std::string &line : split(text->value_or(std::string()), '\n')) {
            std::vector<std::string> words;
            for (std::string &word : split(line, ' ')) {
                if (!word.empty())
                    words.push_back(std::move(word));
            }
            if (words.size() != 3)
                continue;
            const std::string resource = words[1] + "." + words[0];
            defined.insert(resource);
            const UnmodelledKind known = unmodelledKind(words[0], words[2]);
            if (known.level != DiagnosticLevel::Note)
                custom.push_back({ resource, words[0], words[2], known.planes, known.concernsExposure });
        }
        std::set<std::string> listed;
        for (const ClusterKind &kind : clusterKinds()) {
            const std::string resource = std::string(kind.resource)
                + (kind.group.empty() ? std::string() : "." + std::string(kind.group));
            listed.insert(resource);
            if (kind.origin != KindOrigin::Definition || !*text || defined.count(resource) > 0)
                kinds.push_back({ resource, std::string(kind.group), std::string(kind.kind), kind.planes,
                    kind.concernsExposure });
        }
        for (WantedKind &kind : custom) {
            if (listed.count(kind.resource) == 0)
                kinds.push_back(std::move(kind));
        }
        return {};
    }

    std::vector<std::string> command(
        const std::string &resource, const std::vector<std::string> &arguments) const
    {
        std::vector<std::string> words { "kubectl", "get", resource };
        words.insert(words.end(), arguments.begin(), arguments.end());
        words.push_back("--request-timeout=" + std::to_string(m_access.timeoutSeconds) + "s");
        if (!m_access.context.empty())
            words.push_back("--context=" + m_access.context);
        if (!m_access.kubeconfig.empty())
            words.push_back("--kubeconfig=" + m_access.kubeconfig);
        return words;
    }

    /// The answer of the cluster, or nothing when it does not serve the kind or does not let it be read.
    Result<std::optional<std::string>> get(const WantedKind &kind, const std::vector<std::string> &arguments)
    {
        if (m_job.isStopped())
            return failure("cancelled", "Reading the cluster was cancelled.");
        auto answer = m_run(command(qualified(kind), arguments));
        if (!answer) {
            if (answer.error().diagnostics.front().code == "tool-missing")
                return failure("no-kubectl", "There is no program kubectl on the search path.",
                    "Install kubectl, or run `kubectl get ... -o yaml` where it is and import the files.");
            return tl::make_unexpected(answer.error());
        }
        if (answer->exitCode == 0) {
            ++m_answers;
            return std::optional(std::move(answer->output));
        }
        const std::string &complaint = answer->complaints;
        if (contains(complaint, "the server doesn't have a resource type")
            || contains(complaint, "the server could not find the requested resource")
            || contains(complaint, "no matches for kind"))
            return std::optional<std::string>();
        const bool isForbidden = contains(complaint, "Forbidden") || contains(complaint, "forbidden");
        if (const auto stop = isForbidden ? std::nullopt : accessError(complaint))
            return tl::make_unexpected(*stop);
        reportUnread(kind, isForbidden ? std::string("you may not list them") : lastLine(complaint));
        return std::optional<std::string>();
    }

    static std::string qualified(const WantedKind &kind)
    {
        const bool isQualified = kind.group.empty() || contains(kind.resource, ".");
        return isQualified ? kind.resource : kind.resource + "." + kind.group;
    }

    /// What makes every further question useless.
    std::optional<Error> accessError(const std::string &complaint) const
    {
        const auto error = [&complaint](std::string code, std::string message, std::string fix) {
            return failure(
                std::move(code), std::move(message) + " kubectl says: " + lastLine(complaint), std::move(fix))
                .value();
        };
        if (contains(complaint, "context was not found")
            || (contains(complaint, "context") && contains(complaint, "does not exist")))
            return error("no-context", "There is no context \"" + m_access.context + "\".",
                "`kubectl config get-contexts` lists them.");
        if (contains(complaint, "Unauthorized") || contains(complaint, "must be logged in"))
            return error("not-logged-in", "The cluster does not know you.",
                "Log in as you do for kubectl, and try `kubectl get namespaces`.");
        if (contains(complaint, "error loading config file")
            || contains(complaint, "no such file or directory")
            || contains(complaint, "no configuration has been provided")
            || contains(complaint, "current-context must exist") || contains(complaint, "localhost:8080"))
            return error("no-context", "kubectl has no configuration for a cluster.",
                "Name one with --kubeconfig FILE or --context NAME.");
        if (contains(complaint, "Unable to connect to the server") || contains(complaint, "was refused")
            || contains(complaint, "i/o timeout") || contains(complaint, "no such host")
            || contains(complaint, "Client.Timeout"))
            return error("no-cluster", "The cluster does not answer.",
                "Check that `kubectl get namespaces` works, and that --context names the right cluster.");
        return std::nullopt;
    }

    void reportUnread(const WantedKind &kind, const std::string &why)
    {
        m_source.diagnostics.push_back({ DiagnosticLevel::Severe, "not-readable",
            "Not readable: " + qualified(kind) + " (" + why + "); "
                + (kind.planes.isEmpty() ? "what they say is missing."
                                         : "verdicts depending on it are uncertain."),
            "`" + join(command(qualified(kind), { "--all-namespaces" }), " ")
                + "` has to work for your account; until then import what you may read as files.",
            {} });
        for (const Plane plane : { Plane::Identity, Plane::Network, Plane::Workload, Plane::Data }) {
            if (!kind.planes.contains(plane))
                continue;
            UnmodelledObject unread;
            unread.apiVersion = kind.group.empty() ? "v1" : kind.group;
            unread.kind = kind.kind;
            unread.name = "all";
            unread.reason = "the cluster did not let it be read";
            unread.affectsVerdicts = true;
            unread.plane = plane;
            unread.concernsExposure = kind.concernsExposure;
            m_source.unread.push_back(std::move(unread));
        }
    }

    const ClusterAccess &m_access;
    const ToolRunner &m_run;
    const Job &m_job;
    ImportSource m_source;
    std::size_t m_answers = 0;
};

} // namespace

Result<ImportSource> readCluster(const ClusterAccess &access, const ToolRunner &run, const Job &job)
{
    return ClusterReader(access, run, job).read();
}

} // namespace fourplane
