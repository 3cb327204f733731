// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlRanking.h"

#include "core/analysis/CandidateSettings.h"
#include "core/analysis/VariantLanes.h"
#include "core/analysis/WorkingFlows.h"
#include "core/project/Edit.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <set>
#include <thread>
#include <tuple>

namespace fourplane {

namespace {

constexpr int enteringMeshEffort = 4; // Table 1: medium to high, between 3 and 6

std::vector<ElementId> without(const std::vector<ElementId> &all, const std::vector<ElementId> &some)
{
    std::vector<ElementId> rest;
    std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
    return rest;
}

/// Those elements that the design has.
std::vector<ElementId> known(const PreparedAttack &attack, std::vector<ElementId> elements)
{
    std::erase_if(elements, [&attack](const ElementId &id) { return !attack.model().find(id); });
    return elements;
}

const Control *controlCalled(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const auto found = std::find_if(catalogue.controls.begin(), catalogue.controls.end(),
        [&id](const Control &control) { return control.id == id; });
    return found == catalogue.controls.end() ? nullptr : &*found;
}

int effortOfControl(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const Control *control = controlCalled(catalogue, id);
    return effortOf(control ? control->complexity : ControlComplexity::Medium);
}

/// Whether a namespace or one of its pods enters the mesh.
bool entersMesh(const Project &before, const Project &after)
{
    return std::any_of(
        after.topology.namespaces.begin(), after.topology.namespaces.end(), [&before](const auto &entry) {
            const Namespace *home = find(before.topology.namespaces, entry.first);
            return entry.second.meshInjection && home && !home->meshInjection;
        });
}

class Ranking
{
public:
    Ranking(DesignRun &design, const Job &job)
        : m_design(design)
        , m_job(job)
        , m_working(workingFlows(design.project(), design.decisions()))
        , m_change(m_working)
        , m_weights(design.project(), design.scenario().jewels)
    {
    }

    Result<ControlRanking> run()
    {
        const std::vector<std::uint32_t> successes = m_design.reach().successes();
        m_result.fallen = m_design.reach().fallen();
        m_result.risk = m_weights.sum(m_result.fallen);
        m_result.withoutEdit = controlsWithoutEdit(successes);
        const std::vector<ControlSetting> settings =
            candidateSettings(m_design.project(), m_design.attack(), successes);
        for (std::size_t start = 0; start < settings.size(); start += VariantLanes::mostVariants) {
            const std::size_t end = std::min(settings.size(), start + VariantLanes::mostVariants);
            if (auto tried = tryAll(settings, start, end); !tried)
                return tl::make_unexpected(tried.error());
        }
        sort();
        m_result.change = m_change;
        return std::move(m_result);
    }

private:
    /// A changed design, and what is known of the change before the attack.
    struct Trial
    {
        std::unique_ptr<DesignRun> variant;
        ControlCandidate candidate;
        std::vector<ElementId> remaining; ///< what falls in the design and is there still
    };

    Result<Trial> tryOne(const ControlSetting &setting) const
    {
        auto variant = m_design.changed(m_change.with(m_design.project(), { setting }), m_job);
        if (!variant)
            return tl::make_unexpected(variant.error());
        Trial trial;
        trial.variant = std::move(*variant);
        trial.candidate = changeItself(setting, *trial.variant);
        trial.remaining = known(trial.variant->attack(), m_result.fallen);
        return trial;
    }

    /// Changed designs are made several at a time; they join the pass in the order of their settings.
    Result<void> tryAll(const std::vector<ControlSetting> &settings, std::size_t start, std::size_t end)
    {
        const std::size_t atOnce = std::max(1u, std::thread::hardware_concurrency());
        VariantLanes lanes(m_design.attack(), m_design.reach());
        std::vector<std::vector<ElementId>> remaining; // by candidate
        const std::size_t first = m_result.candidates.size();
        for (std::size_t next = start; next < end; next += atOnce) {
            if (m_job.isStopped())
                return failure("cancelled", "The analysis was stopped.");
            m_job.progress(next, settings.size(), "Trying control changes");
            std::vector<std::future<Result<Trial>>> trials;
            for (std::size_t i = next; i < std::min(end, next + atOnce); ++i)
                trials.push_back(
                    std::async(std::launch::async, [this, &settings, i] { return tryOne(settings[i]); }));
            for (std::future<Result<Trial>> &made : trials) {
                auto trial = made.get();
                if (!trial)
                    return tl::make_unexpected(trial.error());
                const std::size_t lane = lanes.add(trial->variant->attack());
                m_result.candidates.push_back(std::move(trial->candidate));
                m_result.candidates.back().closedSteps = lanes.closedBy(lane);
                remaining.push_back(std::move(trial->remaining));
            }
        }
        if (auto solved = lanes.run(m_job); !solved)
            return solved;
        for (std::size_t i = 0; i < remaining.size(); ++i)
            addEffect(m_result.candidates[first + i], remaining[i], lanes, i + 1);
        return {};
    }

    /// What a change is and what it asks for, whatever the attack says.
    ControlCandidate changeItself(const ControlSetting &setting, const DesignRun &variant) const
    {
        ControlCandidate candidate;
        candidate.setting = setting;
        candidate.control = controlOf(setting.kind);
        if (const Control *control = controlCalled(m_design.catalogue(), candidate.control))
            candidate.plane = control->plane;
        candidate.effort = effortOfChange(candidate.control, variant.project());
        candidate.elements = elementsOf(editBetween(m_design.project(), variant.project(), {}));
        candidate.brokenFlows =
            refusedFlows(m_working, variant.project(), workingFlows(variant.project(), variant.decisions()));
        return candidate;
    }

    /// A change may make nodes or accounts, and put others in the place of implicit ones: what is no longer
    /// there is not saved, and what was not there is not lost.
    void addEffect(ControlCandidate &candidate, const std::vector<ElementId> &remaining,
        const VariantLanes &lanes, std::size_t lane)
    {
        const std::vector<ElementId> fallen = lanes.fallen(lane);
        candidate.saved = without(remaining, fallen);
        candidate.lost = known(m_design.attack(), without(fallen, m_result.fallen));
        candidate.openedSteps = lanes.openedBy(lane);
        candidate.riskRemoved = m_result.risk - m_weights.sum(fallen);
        for (const ElementId &goal : m_design.scenario().jewels) {
            if (std::binary_search(candidate.saved.begin(), candidate.saved.end(), goal))
                candidate.closedGoals.push_back(goal);
        }
    }

    int effortOfChange(const std::string &control, const Project &changed) const
    {
        int effort = effortOfControl(m_design.catalogue(), control);
        if (changed.policy.allowRules.size() > m_design.project().policy.allowRules.size())
            effort += effortOfControl(m_design.catalogue(), "N2");
        if (entersMesh(m_design.project(), changed))
            effort += enteringMeshEffort;
        return effort;
    }

    /// Controls in `blockedBy` for which there is no setting: pinned images need digests that nobody has
    /// named.
    std::vector<ControlWithoutEdit> controlsWithoutEdit(const std::vector<std::uint32_t> &successes)
    {
        std::map<std::pair<std::string, std::string>, std::set<ElementId>> found;
        for (std::uint32_t pivot : successes) {
            const PreparedRule &rule = m_design.attack().ruleOf(pivot);
            for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
                const BlockedBy &control = rule.technique->blockedBy[i];
                if (control.prevents && !hasSetting(control.condition.relation))
                    found[{ control.control, rule.technique->id }].insert(m_design.attack().model().id(
                        m_design.attack().bindingsOf(pivot)[rule.conditions[i].subject]));
            }
        }
        std::vector<ControlWithoutEdit> list;
        for (const auto &[key, elements] : found)
            list.push_back({ key.first, key.second, { elements.begin(), elements.end() } });
        return list;
    }

    void sort()
    {
        const auto key = [](const ControlCandidate &candidate) {
            return std::tuple(!candidate.breaksNothing(),
                -static_cast<double>(candidate.riskRemoved) / candidate.effort, -candidate.riskRemoved,
                -static_cast<std::ptrdiff_t>(candidate.closedSteps.size()), candidate.effort);
        };
        std::sort(m_result.candidates.begin(), m_result.candidates.end(),
            [&key](const ControlCandidate &first, const ControlCandidate &second) {
                const auto left = key(first);
                const auto right = key(second);
                return left == right ? first.setting < second.setting : left < right;
            });
    }

    DesignRun &m_design;
    const Job &m_job;
    std::set<ElementId> m_working;
    ControlChange m_change;
    RiskWeights m_weights;
    ControlRanking m_result;
};

} // namespace

int effortOfSetting(const TechniqueCatalogue &catalogue, SettingKind kind)
{
    return effortOfControl(catalogue, controlOf(kind));
}

Result<ControlRanking> rankControls(DesignRun &design, const Job &job)
{
    return Ranking(design, job).run();
}

} // namespace fourplane
