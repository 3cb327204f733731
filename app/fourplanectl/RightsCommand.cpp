// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "core/base/Text.h"
#include "core/reports/RightsReport.h"

#include <CLI/CLI.hpp>

#include <array>

namespace fourplane::ctl {

namespace {

struct RightsOptions
{
    std::string file;
    std::string subject;
    std::string verb;
    std::string resource;
    std::string namespaceName;
    std::string name;
    bool asJson = false;
};

/// API groups of the resources that people name without one. The API server's discovery knows all; a design
/// has none.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> knownGroups { {
    { "deployments", "apps" },
    { "statefulsets", "apps" },
    { "daemonsets", "apps" },
    { "replicasets", "apps" },
    { "controllerrevisions", "apps" },
    { "jobs", "batch" },
    { "cronjobs", "batch" },
    { "networkpolicies", "networking.k8s.io" },
    { "ingresses", "networking.k8s.io" },
    { "roles", "rbac.authorization.k8s.io" },
    { "rolebindings", "rbac.authorization.k8s.io" },
    { "clusterroles", "rbac.authorization.k8s.io" },
    { "clusterrolebindings", "rbac.authorization.k8s.io" },
    { "certificatesigningrequests", "certificates.k8s.io" },
    { "mutatingwebhookconfigurations", "admissionregistration.k8s.io" },
    { "validatingwebhookconfigurations", "admissionregistration.k8s.io" },
    { "storageclasses", "storage.k8s.io" },
    { "horizontalpodautoscalers", "autoscaling" },
    { "poddisruptionbudgets", "policy" },
    { "leases", "coordination.k8s.io" },
    { "tokenreviews", "authentication.k8s.io" },
    { "customresourcedefinitions", "apiextensions.k8s.io" },
} };

bool startsWith(const std::string &text, std::string_view start)
{
    return text.compare(0, start.size(), start) == 0;
}

Result<ApiSubject> subjectFrom(const Design &design, const std::string &text)
{
    const EnforcementPlan &plan = design.compiled.plan;
    if (startsWith(text, "user:"))
        return userSubject(text.substr(5));
    if (startsWith(text, "group:"))
        return groupSubject(text.substr(6));
    if (startsWith(text, "system:serviceaccount:")) {
        const std::vector<std::string> parts = split(text, ':');
        if (parts.size() == 4)
            return serviceAccountSubject(parts[2], parts[3]);
    }
    for (const PlannedServiceAccount &account : plan.serviceAccounts) {
        if (account.namespaceName + "/" + account.name == text)
            return serviceAccountSubject(account.namespaceName, account.name);
    }
    const auto id = findElement(design.project, text);
    if (!id)
        return tl::make_unexpected(id.error());
    if (const PlannedServiceAccount *account = findServiceAccount(plan, *id))
        return serviceAccountSubject(account->namespaceName, account->name);
    if (const PlannedPod *pod = findPod(plan, *id))
        return serviceAccountSubject(pod->namespaceName, pod->serviceAccount);
    return failure("usage", id->value() + " has no rights on the Kubernetes API: it is no identity.",
        "Name an identity, a workload, user:NAME, group:NAME or system:serviceaccount:NAMESPACE:NAME.");
}

/// "pods/exec", "models.ml.example.com", "deployments/scale", "/metrics".
void readResource(const std::string &text, ApiRequest &request)
{
    if (startsWith(text, "/")) {
        request.path = text;
        return;
    }
    const std::size_t slash = text.find('/');
    request.resource = text.substr(0, slash);
    if (slash != std::string::npos)
        request.subresource = text.substr(slash + 1);
    const std::size_t dot = request.resource.find('.');
    if (dot != std::string::npos) {
        request.apiGroup = request.resource.substr(dot + 1);
        request.resource.resize(dot);
        return;
    }
    for (const auto &[resource, group] : knownGroups) {
        if (resource == request.resource)
            request.apiGroup = group;
    }
}

void rights(Session &session, const RightsOptions &options)
{
    if (options.asJson)
        session.format = "json";
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    const auto subject = subjectFrom(*design, options.subject);
    if (!subject) {
        session.fail(subject.error(), Usage);
        return;
    }
    const RbacEvaluator &rbac = design->decisions->rbac();
    if (options.verb.empty()) {
        Session::print(session.isJson() ? rightsJson(*design->decisions, *subject)
                                        : rightsText(*design->decisions, *subject, session.style()));
        return;
    }
    ApiRequest request;
    request.verb = options.verb;
    request.namespaceName = options.namespaceName;
    request.name = options.name;
    readResource(options.resource, request);
    const PlaneVerdict answer = rbac.may(*subject, request);
    Session::print(session.isJson() ? apiAnswerJson(*subject, request, answer)
                                    : apiAnswerText(*subject, request, answer, session.style()));
    session.exitCode = answer.verdict == Verdict::Permit ? Clean : FindingsOrGoalReached;
}

CLI::App *addCommand(CLI::App &app, Session &session, const std::shared_ptr<RightsOptions> &options,
    const char *name, const char *about)
{
    CLI::App *command = app.add_subcommand(name, about);
    command->add_option("file", options->file, "Project file")->required();
    command
        ->add_option("subject", options->subject,
            "Identity or workload (id, namespace/name or name), user:NAME, group:NAME or "
            "system:serviceaccount:NAMESPACE:NAME")
        ->required();
    command->add_flag("--json", options->asJson, "The same as --format json");
    addFormatOption(*command, session);
    command->callback([&session, options] { rights(session, *options); });
    return command;
}

} // namespace

void addRightsCommand(CLI::App &app, Session &session)
{
    CLI::App *command = addCommand(app, session, std::make_shared<RightsOptions>(), "rights",
        "What an identity may do on the Kubernetes API, by which binding, and which of it escalates");
    command->footer("Example:\n  fourplanectl rights stack.fourplane.yaml ml/agent --json");
}

void addCanCommand(CLI::App &app, Session &session)
{
    const auto options = std::make_shared<RightsOptions>();
    CLI::App *command = addCommand(
        app, session, options, "can", "Whether an identity may do one thing on the Kubernetes API");
    command->add_option("verb", options->verb, "get, list, create, impersonate, ...")->required();
    command
        ->add_option("resource", options->resource,
            "RESOURCE[.GROUP][/SUBRESOURCE], for instance pods/exec or models.ml.example.com; or a path "
            "such as /metrics")
        ->required();
    command->add_option("-n,--namespace", options->namespaceName,
        "Kubernetes name of the namespace; default: the whole cluster");
    command->add_option("--name", options->name, "Name of the one object that is meant");
    command->footer("Exits with 0 when it is permitted, with 1 when it is denied or not known.\n"
                    "Example:\n  fourplanectl can stack.fourplane.yaml ml/agent create pods/exec -n ml");
}

} // namespace fourplane::ctl
