// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/decision/RbacEscalation.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *apiVersion = "rbac.authorization.k8s.io/v1";
constexpr std::string_view apiGroup = "rbac.authorization.k8s.io";

constexpr const char *chapter = "Roles and bindings only add rights, so both overlays hold them, and "
                                "applying them takes nothing away: delete in the\n"
                                "cluster what is no longer in the design. The role of a binding cannot be "
                                "changed; where kubectl says so, delete the\n"
                                "binding and apply again.\n";

bool has(const std::vector<std::string> &texts, std::string_view text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// As the API server wants names of these kinds: any segment of a path.
bool isPathSegment(const std::string &name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos
        && name.find('%') == std::string::npos && !firstInvalidUtf8(name)
        && std::none_of(
            name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

class RbacWriter
{
public:
    explicit RbacWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
    {
    }

    void write()
    {
        for (const RbacRole &role : m_plan.roles)
            writeRole(role);
        for (const RbacBinding &binding : m_plan.bindings)
            writeBinding(binding);
        if (!m_plan.roles.empty() || !m_plan.bindings.empty())
            m_builder.addChapter("Rights on the Kubernetes API", chapter);
    }

private:
    /// True for what Kubernetes makes by itself.
    bool isOfKubernetes(const std::string &object, const std::string &name, const SourceLocation &where)
    {
        if (name.compare(0, 7, "system:") != 0)
            return false;
        m_builder.report(DiagnosticLevel::Note, "rbac-system-left-out",
            object + " is not written: Kubernetes makes objects of such names by itself.",
            "Change it with the cluster's own tools.", where);
        return true;
    }

    /// The namespace of an object; refuses it where name or namespace are none.
    std::string homeOf(const std::string &object, const std::string &name, const ElementId &namespaceId,
        const SourceLocation &where)
    {
        if (!isPathSegment(name))
            m_builder.refuse(object, "its name is no segment of a path.",
                "Leave out '/', '%' and control characters.", where);
        if (namespaceId.isEmpty())
            return {};
        const auto home = std::find_if(m_plan.namespaces.begin(), m_plan.namespaces.end(),
            [&namespaceId](const PlannedNamespace &item) { return item.id == namespaceId; });
        const std::string homeName = home == m_plan.namespaces.end() ? std::string() : home->name;
        if (!isDnsLabel(homeName))
            m_builder.refuse(
                object, "the name of its namespace is no DNS label.", "Rename the namespace.", where);
        return homeName;
    }

    static YamlValue metadata(
        const std::string &name, const std::string &home, const ElementId &id, const Labels &labels)
    {
        YamlValue value = YamlValue::map();
        value.add("name", name).addUnlessEmpty("namespace", home);
        YamlValue texts = YamlValue::map();
        for (const auto &[key, text] : labels)
            texts.add(key, text);
        value.addUnlessEmpty("labels", std::move(texts));
        value.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), id.value()));
        return value;
    }

    void writeRole(const RbacRole &role)
    {
        const char *kind = role.namespaceId.isEmpty() ? "ClusterRole" : "Role";
        const std::string object = std::string(kind) + " \"" + role.name + "\"";
        if (isOfKubernetes(object, role.name, role.origin))
            return;
        const std::string home = homeOf(object, role.name, role.namespaceId, role.origin);
        m_builder.checkLabels(object, role.labels, role);
        YamlValue manifest = YamlValue::map();
        manifest.add("apiVersion", apiVersion).add("kind", kind);
        manifest.add("metadata", metadata(role.name, home, role.id, role.labels));
        if (role.aggregation.empty()) {
            YamlValue rules = YamlValue::list();
            for (const RbacRule &rule : role.rules) {
                check(object, rule, role);
                rules.append(ruleValue(rule));
            }
            manifest.add("rules", std::move(rules));
        } else {
            // The API server fills in the rules of these.
            YamlValue selectors = YamlValue::list();
            for (const RbacAggregation &selected : role.aggregation) {
                YamlValue labels = YamlValue::map();
                for (const auto &[key, text] : selected.matchLabels)
                    labels.add(key, text);
                selectors.append(YamlValue::map().add("matchLabels", std::move(labels)));
            }
            manifest.add(
                "aggregationRule", YamlValue::map().add("clusterRoleSelectors", std::move(selectors)));
        }
        m_builder.addObject(identityFolder, { apiVersion, kind, home, role.name }, manifest,
            { { role.id }, role.origin, false });
    }

    static YamlValue ruleValue(const RbacRule &rule)
    {
        YamlValue value = YamlValue::map();
        if (!rule.resources.empty() || rule.nonResourceUrls.empty())
            value.add("apiGroups", YamlValue::strings(rule.apiGroups));
        value.addUnlessEmpty("resources", YamlValue::strings(rule.resources));
        value.addUnlessEmpty("resourceNames", YamlValue::strings(rule.resourceNames));
        value.addUnlessEmpty("nonResourceURLs", YamlValue::strings(rule.nonResourceUrls));
        return value.add("verbs", YamlValue::strings(rule.verbs));
    }

    void check(const std::string &object, const RbacRule &rule, const RbacRole &role)
    {
        if (rule.verbs.empty())
            m_builder.refuse(object, "a rule of it has no verb.", "Name the verbs.", role);
        if (!rule.nonResourceUrls.empty() && (!role.namespaceId.isEmpty() || !rule.resources.empty()))
            m_builder.refuse(object, "nonResourceURLs stand in a Role, or beside resources in one rule.",
                "Put them into a rule of their own in a ClusterRole.", role);
        if (rule.nonResourceUrls.empty() && (rule.resources.empty() || rule.apiGroups.empty()))
            m_builder.refuse(object, "a rule of it names no resource or no API group.",
                "Name both; \"\" is the core group.", role);
        if (has(rule.verbs, "*") || has(rule.resources, "*") || has(rule.apiGroups, "*"))
            warn(role, "rbac-wildcard",
                object + " has a rule with \"*\": it also gives what will be added later.",
                "Name verbs, resources and groups.");
        if (!rule.resourceNames.empty()) {
            for (const char *verb : { "create", "deletecollection", "list", "watch" }) {
                if (has(rule.verbs, verb))
                    warn(role, "rbac-names-do-not-restrict",
                        object + " limits " + verb
                            + " to named objects: the name is not known when it is asked for, or only where "
                              "the "
                              "caller selects by it.",
                        "Give this verb in a rule of its own, or not at all.");
            }
        }
        for (const EscalationRight &right : escalationRightsList()) {
            const std::string resource = std::string(right.resource)
                + (right.subresource.empty() ? "" : "/" + std::string(right.subresource));
            const bool isGiven = has(rule.apiGroups, right.apiGroup) && has(rule.resources, resource)
                && (!right.isClusterWide || role.namespaceId.isEmpty())
                && std::any_of(right.verbs.begin(), right.verbs.end(),
                    [&rule](std::string_view verb) { return has(rule.verbs, verb); });
            if (isGiven)
                warn(role, "rbac-escalates",
                    object + " gives rights on " + resource + ": whoever has them "
                        + std::string(gainOf(right.kind)) + ".",
                    "Take them away, or bind the role to nobody who serves requests.");
        }
    }

    void warn(const RbacRole &role, const char *code, std::string message, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, code, std::move(message), fix, role);
    }

    void writeBinding(const RbacBinding &binding)
    {
        const char *kind = binding.namespaceId.isEmpty() ? "ClusterRoleBinding" : "RoleBinding";
        const std::string object = std::string(kind) + " \"" + binding.name + "\"";
        if (isOfKubernetes(object, binding.name, binding.origin))
            return;
        const std::string home = homeOf(object, binding.name, binding.namespaceId, binding.origin);
        if (!isPathSegment(binding.roleName))
            m_builder.refuse(
                object, "the name of its role is no segment of a path.", "Name the role.", binding);
        if (binding.namespaceId.isEmpty() && !binding.refersToClusterRole)
            m_builder.refuse(object, "it binds a Role in the whole cluster, which only a ClusterRole can be.",
                "Bind a ClusterRole, or bind it in a namespace.", binding);
        YamlValue subjects = YamlValue::list();
        for (const RbacSubject &subject : binding.subjects) {
            YamlValue value = YamlValue::map();
            if (subject.kind == "ServiceAccount") {
                if (!isDnsSubdomain(subject.name) || !isDnsLabel(subject.namespaceName))
                    m_builder.refuse(object,
                        "its subject \"" + subject.namespaceName + "/" + subject.name
                            + "\" is no service account with its namespace.",
                        "Name the account and its namespace.", binding);
                value.add("kind", subject.kind)
                    .add("name", subject.name)
                    .add("namespace", subject.namespaceName);
            } else {
                if ((subject.kind != "User" && subject.kind != "Group") || subject.name.empty()
                    || firstInvalidUtf8(subject.name))
                    m_builder.refuse(object,
                        "a subject of it is no ServiceAccount, User or Group with a name.",
                        "Name kind and subject.", binding);
                value.add("apiGroup", apiGroup).add("kind", subject.kind).add("name", subject.name);
            }
            subjects.append(std::move(value));
        }
        YamlValue role = YamlValue::map();
        role.add("apiGroup", apiGroup).add("kind", binding.refersToClusterRole ? "ClusterRole" : "Role");
        role.add("name", binding.roleName);
        YamlValue manifest = YamlValue::map();
        manifest.add("apiVersion", apiVersion).add("kind", kind);
        manifest.add("metadata", metadata(binding.name, home, binding.id, {}));
        manifest.add("roleRef", std::move(role)).addUnlessEmpty("subjects", std::move(subjects));
        m_builder.addObject(identityFolder, { apiVersion, kind, home, binding.name }, manifest,
            { { binding.id }, binding.origin, false });
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
};

} // namespace

void writeRbac(ExportBuilder &builder)
{
    RbacWriter(builder).write();
}

} // namespace fourplane
