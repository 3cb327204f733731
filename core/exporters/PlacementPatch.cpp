// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PlacementPatch.h"

#include "core/base/KubernetesSyntax.h"
#include "core/exporters/WorkloadPatch.h"

#include <algorithm>
#include <initializer_list>

namespace fourplane {

namespace {

constexpr const char *required = "requiredDuringSchedulingIgnoredDuringExecution";

bool isOneOf(const std::string &text, std::initializer_list<std::string_view> texts)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

class PlacementMaker
{
public:
    PlacementMaker(ExportBuilder &builder, const PlannedPod &pod)
        : m_builder(builder)
        , m_pod(pod)
    {
    }

    YamlValue patch()
    {
        const Placement &placement = m_pod.placement;
        YamlValue spec = YamlValue::map();
        m_builder.checkLabels("Patch of " + described(m_pod), placement.nodeSelector, m_pod);
        YamlValue selector = YamlValue::map();
        for (const auto &[key, value] : placement.nodeSelector)
            selector.add(key, value);
        spec.addUnlessEmpty("nodeSelector", std::move(selector));
        YamlValue affinity = YamlValue::map();
        affinity.addUnlessEmpty("nodeAffinity", nodeAffinity());
        affinity.addUnlessEmpty("podAntiAffinity", podAntiAffinity());
        spec.addUnlessEmpty("affinity", std::move(affinity));
        spec.addUnlessEmpty("tolerations", tolerations());
        report();
        return spec;
    }

private:
    void refuse(const std::string &reason, const char *fix)
    {
        m_builder.refuse("Patch of " + described(m_pod), reason, fix, m_pod);
    }

    YamlValue expressions(const std::vector<LabelRequirement> &requirements)
    {
        YamlValue list = YamlValue::list();
        for (const LabelRequirement &requirement : requirements) {
            const bool isList = requirement.op == LabelOperator::In || requirement.op == LabelOperator::NotIn;
            const bool isNumber = requirement.op == LabelOperator::Gt || requirement.op == LabelOperator::Lt;
            const std::size_t count = requirement.values.size();
            if ((isList && count == 0) || (isNumber && count != 1) || (!isList && !isNumber && count != 0))
                refuse("the requirement " + toString(requirement) + " has too few or too many values.",
                    "Give In and NotIn values, Gt and Lt one, the others none.");
            for (const std::string &value : requirement.values)
                m_builder.checkLabels("Patch of " + described(m_pod), { { requirement.key, value } }, m_pod);
            if (!isQualifiedName(requirement.key))
                refuse("\"" + requirement.key + "\" is no legal label key.", "Rename the label.");
            YamlValue value = YamlValue::map();
            value.add("key", requirement.key).add("operator", nameOf(requirement.op));
            list.append(value.addUnlessEmpty("values", YamlValue::strings(requirement.values)));
        }
        return list;
    }

    /// Fields name nodes, which are DNS names and no label values.
    YamlValue fields(const std::vector<LabelRequirement> &requirements)
    {
        YamlValue list = YamlValue::list();
        for (const LabelRequirement &requirement : requirements) {
            const bool isKnown = requirement.key == "metadata.name" && requirement.values.size() == 1
                && (requirement.op == LabelOperator::In || requirement.op == LabelOperator::NotIn);
            if (!isKnown)
                refuse("the field requirement " + toString(requirement)
                        + " is none: there is only metadata.name, In or NotIn one name.",
                    "Name one node, or use a label.");
            YamlValue value = YamlValue::map();
            value.add("key", requirement.key).add("operator", nameOf(requirement.op));
            list.append(value.add("values", YamlValue::strings(requirement.values)));
        }
        return list;
    }

    YamlValue nodeAffinity()
    {
        YamlValue terms = YamlValue::list();
        for (const NodeAffinityTerm &term : m_pod.placement.nodeAffinity) {
            YamlValue value = YamlValue::map();
            value.addUnlessEmpty("matchExpressions", expressions(term.expressions));
            terms.append(value.addUnlessEmpty("matchFields", fields(term.fields)));
        }
        if (terms.isEmpty())
            return {};
        return YamlValue::map().add(required, YamlValue::map().add("nodeSelectorTerms", std::move(terms)));
    }

    YamlValue selectorOf(const std::vector<LabelRequirement> &requirements)
    {
        YamlValue value = YamlValue::map();
        return value.addUnlessEmpty("matchExpressions", expressions(requirements));
    }

    YamlValue podAntiAffinity()
    {
        YamlValue terms = YamlValue::list();
        for (const PodAntiAffinityTerm &term : m_pod.placement.podAntiAffinity) {
            if (!isQualifiedName(term.topologyKey))
                refuse("\"" + term.topologyKey + "\" is no topology key.", "Name a label of nodes.");
            YamlValue value = YamlValue::map().add("labelSelector", selectorOf(term.pods));
            value.addUnlessEmpty("namespaces", YamlValue::strings(term.namespaces));
            if (term.selectsNamespaces)
                value.add("namespaceSelector", selectorOf(term.namespaceSelector));
            terms.append(value.add("topologyKey", term.topologyKey));
        }
        return terms.isEmpty() ? YamlValue() : YamlValue::map().add(required, std::move(terms));
    }

    YamlValue tolerations()
    {
        YamlValue list = YamlValue::list();
        for (const Toleration &toleration : m_pod.placement.tolerations) {
            const bool exists = toleration.op == "Exists";
            if (!isOneOf(toleration.op, { "", "Equal", "Exists" })
                || !isOneOf(toleration.effect, { "", "NoSchedule", "PreferNoSchedule", "NoExecute" })
                || (exists && !toleration.value.empty()) || (toleration.key.empty() && !exists)
                || (!toleration.key.empty() && !isQualifiedName(toleration.key))
                || !isLabelValue(toleration.value))
                refuse("its toleration of \"" + toleration.key + "\" is none that Kubernetes takes.",
                    "Write operator Equal with a value or Exists without, and one of the three effects.");
            YamlValue value = YamlValue::map();
            value.addUnlessEmpty("key", toleration.key).addUnlessEmpty("operator", toleration.op);
            value.addUnlessEmpty("value", toleration.value).addUnlessEmpty("effect", toleration.effect);
            list.append(std::move(value));
        }
        return list;
    }

    void report()
    {
        const Placement &placement = m_pod.placement;
        const bool isHeld = !placement.nodeSelector.empty() || !placement.nodeAffinity.empty();
        if (!placement.tolerations.empty() && !isHeld)
            m_builder.report(DiagnosticLevel::Warning, "toleration-only-permits",
                described(m_pod)
                    + " tolerates taints, but no node selector or required affinity keeps its pods on the "
                      "pool: they may run anywhere.",
                "Select the nodes of the pool.", m_pod);
    }

    ExportBuilder &m_builder;
    const PlannedPod &m_pod;
};

} // namespace

YamlValue placementPatch(ExportBuilder &builder, const PlannedPod &pod)
{
    return PlacementMaker(builder, pod).patch();
}

} // namespace fourplane
