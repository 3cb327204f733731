// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/AdmissionImport.h"

#include "core/base/Text.h"
#include "core/topology/LabelRequirement.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

using Requirements = std::vector<LabelRequirement>;

/// What makes pods, and pods themselves. Who refuses a Deployment refuses its pods.
constexpr std::array<const char *, 8> podResources { "pods", "deployments", "statefulsets", "daemonsets",
    "replicasets", "jobs", "cronjobs", "replicationcontrollers" };

bool hasAny(const std::vector<std::string> &texts, std::initializer_list<std::string_view> wanted)
{
    return std::any_of(texts.begin(), texts.end(), [&](const std::string &text) {
        return std::find(wanted.begin(), wanted.end(), text) != wanted.end();
    });
}

/// Whether a resource rule matches the making of pods or of what makes pods.
bool concernsPods(const ManifestFields &rule)
{
    const std::vector<std::string> resources = rule.texts("resources");
    const bool isResource = hasAny(resources, { "*", "*/*" })
        || std::any_of(podResources.begin(), podResources.end(), [&resources](const char *resource) {
               return std::find(resources.begin(), resources.end(), resource) != resources.end();
           });
    return isResource && hasAny(rule.texts("apiGroups"), { "*", "", "apps", "batch" })
        && hasAny(rule.texts("operations"), { "*", "CREATE" });
}

/// The namespace selector of `matchConstraints` or `matchResources`; nothing when there is none. A
/// requirement that cannot be read counts as met.
std::optional<Requirements> namespaceSelector(const ManifestFields &map)
{
    const auto selector = map.map("namespaceSelector");
    if (!selector)
        return std::nullopt;
    Requirements list;
    for (const auto &[key, value] : selector->labels("matchLabels"))
        list.push_back({ key, LabelOperator::In, { value } });
    for (const ManifestFields &item : selector->maps("matchExpressions")) {
        if (const auto op = enumFromName<LabelOperator>(item.text("operator")))
            list.push_back({ item.text("key"), *op, item.texts("values") });
    }
    return list.empty() ? std::nullopt : std::optional(list);
}

struct Policy
{
    const ManifestObject *object = nullptr;
    bool concernsPods = false;
    std::optional<Requirements> namespaces;
    std::string summary; ///< failure policy, parameters and the texts of the validations
};

Policy readPolicy(ImportSession &session, const ManifestObject &object)
{
    Policy policy;
    policy.object = &object;
    const auto spec = session.fields(object).map("spec");
    if (!spec)
        return policy;
    if (const auto constraints = spec->map("matchConstraints")) {
        for (const ManifestFields &rule : constraints->maps("resourceRules"))
            policy.concernsPods = policy.concernsPods || concernsPods(rule);
        policy.namespaces = namespaceSelector(*constraints);
    }
    const std::string failure = spec->text("failurePolicy");
    policy.summary = "failurePolicy " + (failure.empty() ? std::string("Fail") : failure);
    if (const auto parameters = spec->map("paramKind"))
        policy.summary += ", parameters of kind " + parameters->text("kind");
    std::vector<std::string> rules;
    for (const ManifestFields &validation : spec->maps("validations"))
        rules.push_back(validation.text("expression"));
    policy.summary += ", requires " + (rules.empty() ? std::string("nothing") : join(rules, " and "));
    return policy;
}

class AdmissionPolicyImport
{
public:
    explicit AdmissionPolicyImport(ImportSession &session)
        : m_session(session)
    {
    }

    void addPolicy(const ManifestObject &object)
    {
        if (m_session.fields(object).map("spec"))
            m_policies.emplace(object.name, readPolicy(m_session, object));
        else
            m_session.addUnmodelled(object, DiagnosticLevel::Severe,
                "it has no spec, so nobody knows what it refuses", true, Plane::Workload);
    }

    void addBinding(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        const std::string name = spec ? spec->text("policyName") : std::string();
        const auto policy = m_policies.find(name);
        if (policy == m_policies.end()) {
            m_session.addUnmodelled(object, DiagnosticLevel::Severe,
                "its policy \"" + name + "\" is not in the input, so nobody knows what it refuses", true,
                Plane::Workload);
            return;
        }
        m_bound.insert(name);
        const std::vector<std::string> actions = spec->texts("validationActions");
        const Policy &found = policy->second;
        if (!found.concernsPods || !hasAny(actions, { "Deny" })) {
            m_session.addUnmodelled(object, DiagnosticLevel::Note,
                found.concernsPods ? "it refuses nothing (" + join(actions, ", ") + ")"
                                   : "its policy " + name + " is about no pods",
                false, Plane::Workload);
            return;
        }
        const auto resources = spec->map("matchResources");
        addControl(
            found, "bound by " + object.name, resources ? namespaceSelector(*resources) : std::nullopt);
    }

    /// A ValidatingPolicy of Kyverno, which says itself what becomes of what it refuses.
    void addPolicyInForce(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        const Policy policy = readPolicy(m_session, object);
        const auto evaluation = spec ? spec->map("evaluation") : std::nullopt;
        const auto admission = evaluation ? evaluation->map("admission") : std::nullopt;
        const std::vector<std::string> actions =
            spec ? spec->texts("validationActions") : std::vector<std::string> {};
        const bool isOff = (admission && admission->boolean("enabled") == false)
            || (evaluation && evaluation->text("mode") == "JSON")
            || (!actions.empty() && !hasAny(actions, { "Deny" }));
        if (!spec)
            m_session.addUnmodelled(object, DiagnosticLevel::Severe,
                "it has no spec, so nobody knows what it refuses", true, Plane::Workload);
        else if (!policy.concernsPods || isOff)
            m_session.addUnmodelled(object, DiagnosticLevel::Note,
                isOff ? "it refuses nothing" : "it is about no pods", false, Plane::Workload);
        else
            addControl(policy, "in force by itself", std::nullopt);
    }

    void addUnboundPolicies()
    {
        for (const auto &[name, policy] : m_policies) {
            if (m_bound.count(name) == 0)
                m_session.addUnmodelled(*policy.object, DiagnosticLevel::Note, "no binding puts it in force",
                    false, Plane::Workload);
        }
    }

private:
    void addControl(const Policy &policy, const std::string &force, const std::optional<Requirements> &bound)
    {
        const std::string reason = force + ", its CEL expressions are not evaluated (" + policy.summary + ")";
        if (!policy.namespaces && !bound) {
            m_session.addUnmodelled(*policy.object, DiagnosticLevel::Warning, reason, true, Plane::Workload);
            return;
        }
        const Requirements none;
        bool isAnywhere = false;
        for (const auto &[id, home] : m_session.project.topology.namespaces) {
            Labels labels = home.labels;
            labels["kubernetes.io/metadata.name"] = home.name;
            if (!meetsAll(labels, policy.namespaces.value_or(none))
                || !meetsAll(labels, bound.value_or(none)))
                continue;
            ManifestObject inNamespace = *policy.object;
            inNamespace.namespaceName = home.name;
            m_session.addUnmodelled(inNamespace, DiagnosticLevel::Warning, reason, true, Plane::Workload);
            isAnywhere = true;
        }
        if (!isAnywhere)
            m_session.addUnmodelled(*policy.object, DiagnosticLevel::Note,
                "it matches no namespace of the input", false, Plane::Workload);
    }

    ImportSession &m_session;
    std::map<std::string, Policy> m_policies;
    std::set<std::string> m_bound;
};

} // namespace

void importAdmissionPolicies(ImportSession &session, const std::vector<const ManifestObject *> &policies,
    const std::vector<const ManifestObject *> &bindings, const std::vector<const ManifestObject *> &inForce)
{
    AdmissionPolicyImport import(session);
    for (const ManifestObject *object : policies)
        import.addPolicy(*object);
    for (const ManifestObject *object : bindings)
        import.addBinding(*object);
    import.addUnboundPolicies();
    for (const ManifestObject *object : inForce)
        import.addPolicyInForce(*object);
}

} // namespace fourplane
