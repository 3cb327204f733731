// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/RandomEdits.h"

#include "core/analysis/ControlChange.h"
#include "core/analysis/WorkingFlows.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Edit.h"

#include <functional>
#include <iterator>
#include <random>
#include <vector>

namespace fourplane::test {

namespace {

class Editor
{
public:
    Editor(const Project &project, const Project &other, std::uint32_t seed)
        : m_before(project)
        , m_other(other)
        , m_random(seed)
    {
        addKind("namespace", &Topology::namespaces);
        addKind("node pool", &Topology::nodePools);
        addKind("identity", &Topology::identities);
        addKind("role", &Topology::roles);
        addKind("binding", &Topology::bindings);
        addKind("workload", &Topology::workloads);
        addKind("service", &Topology::services);
        addKind("external", &Topology::externals);
        addKind("store", &Topology::stores);
        addKind("flow", &Topology::flows);
        addKind("feed", &Topology::feeds);
        addKind("secret", &Topology::secrets);
        addKind("allow rule", &Policy::allowRules);
        addKind("adopted rule", &Policy::adopted);
        addKind("grant", &Policy::grants);
        addKind("tool scope", &Policy::toolScopes);
        addKind("egress list", &Policy::egressLists);
    }

    EditedProject run()
    {
        for (int attempt = 0; attempt < 40; ++attempt) {
            EditedProject edited { m_before, {} };
            switch (below(8)) {
            case 0:
                if (below(4) == 0) {
                    edited.project.platform = m_other.platform;
                    edited.what = "platform";
                }
                break;
            case 1:
                changeControl(edited);
                break;
            case 2:
            case 3:
                changeOneField(edited);
                break;
            default:
                m_kinds[below(m_kinds.size())](edited);
            }
            if (!edited.what.empty() && findProblems(edited.project).empty() && !(edited.project == m_before))
                return edited;
        }
        return { m_before, {} };
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    template <class T>
    const T &pick(const ElementMap<T> &from)
    {
        return std::next(from.begin(), static_cast<std::ptrdiff_t>(below(from.size())))->second;
    }

    static Topology &partOf(Project &project, Topology *) { return project.topology; }

    static Policy &partOf(Project &project, Policy *) { return project.policy; }

    template <class Part, class T>
    void addKind(const char *name, ElementMap<T> Part::*elements)
    {
        m_kinds.push_back([this, name, elements](EditedProject &edited) {
            Part *const tag = nullptr;
            ElementMap<T> &own = partOf(edited.project, tag).*elements;
            const ElementMap<T> &others = partOf(const_cast<Project &>(m_other), tag).*elements;
            const std::size_t way = below(4);
            if (way == 0 && !own.empty()) {
                apply(edited.project, removalOf(edited.project, { pick(own).id }));
                edited.what = std::string("remove ") + name;
            } else if (way == 1 && !others.empty()) {
                T taken = pick(others);
                taken.id = unusedId(edited.project, "taken");
                own[taken.id] = taken;
                edited.what = std::string("add ") + name;
            } else if (way > 1 && !others.empty() && !own.empty()) {
                const T &before = pick(own);
                T changed = pick(others);
                keepPlace(before, changed);
                own[changed.id] = changed;
                edited.what = std::string("set ") + name;
            }
        });
    }

    /// What others refer to, and most of what an element refers to.
    template <class T>
    void keepPlace(const T &before, T &changed)
    {
        changed.id = before.id;
        if constexpr (requires { changed.name; })
            changed.name = before.name;
        if constexpr (requires { changed.namespaceId; })
            changed.namespaceId = before.namespaceId;
        if constexpr (requires { changed.collections; })
            changed.collections = before.collections;
        if constexpr (requires { changed.hostId; })
            changed.hostId = before.hostId;
        if constexpr (requires { changed.sourceId; })
            changed.sourceId = before.sourceId;
        if constexpr (requires { changed.identityId; }) {
            if (below(2) == 0)
                changed.identityId = before.identityId;
        }
    }

    /// One thing about one element, so that nothing else gives the edit away.
    void changeOneField(EditedProject &edited)
    {
        Topology &topology = edited.project.topology;
        if (topology.workloads.empty() || topology.namespaces.empty() || topology.identities.empty())
            return;
        Workload &workload = topology.workloads[pick(topology.workloads).id];
        Namespace &home = topology.namespaces[pick(topology.namespaces).id];
        WorkloadIdentity &account = topology.identities[pick(topology.identities).id];
        const auto flip = [](bool &value) { value = !value; };
        // The edits of other designs stay as they are.
        const std::size_t kinds = m_before.platform.mesh == MeshKind::Linkerd ? 16 : 11;
        switch (below(kinds)) {
        case 0:
            workload.labels = pick(topology.workloads).labels;
            break;
        case 1:
            workload.labels["tier"] = below(2) == 0 ? "front" : "back";
            break;
        case 2:
            workload.mesh = below(2) == 0 ? MeshMembership::Out : MeshMembership::Inherit;
            break;
        case 3:
            workload.automountToken = below(2) == 0;
            break;
        case 4:
            flip(home.meshInjection);
            break;
        case 5:
            home.labels["team"] = below(2) == 0 ? "red" : "blue";
            break;
        case 6:
            home.podSecurity.enforce =
                below(2) == 0 ? PodSecurityLevel::Restricted : PodSecurityLevel::Privileged;
            break;
        case 7:
            flip(home.segmentation.defaultDeny);
            break;
        case 8:
            flip(home.segmentation.meshAllowList);
            break;
        case 9:
            account.spiffeId = "spiffe://other.example/ns/x/sa/" + account.id.value();
            break;
        case 10:
            changeGrant(edited);
            return;
        case 11:
            workload.meshAnnotations = pick(m_other.topology.workloads).meshAnnotations;
            break;
        case 12:
            home.meshAnnotations = pick(m_other.topology.namespaces).meshAnnotations;
            break;
        default:
            changeAdopted(edited);
            return;
        }
        edited.what = "one field";
    }

    void changeGrant(EditedProject &edited)
    {
        ElementMap<DataGrant> &grants = edited.project.policy.grants;
        if (grants.empty())
            return;
        DataGrant &grant = grants[pick(grants).id];
        grant.verb = grant.verb == AccessVerb::Read ? AccessVerb::Write : AccessVerb::Read;
        edited.what = "verb of a grant";
    }

    /// What an adopted rule says, under its own name: it becomes that of another of its kind.
    void changeAdopted(EditedProject &edited)
    {
        ElementMap<AdoptedRule> &own = edited.project.policy.adopted;
        if (own.empty())
            return;
        AdoptedRule &rule = own[pick(own).id];
        std::vector<const NativeObject *> others;
        for (const auto &[id, other] : m_other.policy.adopted) {
            if (other.object.index() == rule.object.index())
                others.push_back(&other.object);
        }
        if (others.empty())
            return;
        const ObjectMeta meta = metaOf(rule.object);
        rule.object = *others[below(others.size())];
        std::visit([&meta](auto &object) { object.meta = meta; }, rule.object);
        edited.what = "content of " + std::string(kindOf(rule.object));
    }

    void changeControl(EditedProject &edited)
    {
        const std::vector<ControlSetting> settings = allSettings(m_before);
        if (settings.empty())
            return;
        const ControlSetting &setting = settings[below(settings.size())];
        if (isInForce(m_before, setting)) {
            withdrawControl(edited.project, controlOf(setting.kind));
            edited.what = "control off";
        } else {
            const CompiledPlan compiled = compilePlan(m_before);
            const PolicyDecisionPoint decisions(compiled.plan);
            ControlChange(workingFlows(m_before, decisions)).introduce(edited.project, setting);
            edited.what = "control on";
        }
    }

    const Project &m_before;
    const Project &m_other;
    std::mt19937 m_random;
    std::vector<std::function<void(EditedProject &)>> m_kinds;
};

} // namespace

EditedProject randomEdit(const Project &project, const Project &other, std::uint32_t seed)
{
    return Editor(project, other, seed).run();
}

} // namespace fourplane::test
