// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedAttack.h"

#include "core/attack/AttackEngine.h"
#include "core/attack/Regrounding.h"

#include <algorithm>
#include <bit>

namespace fourplane {

namespace {

/// The fewest planes whose failure leads to a world of the mask; of several such sets the first.
PlaneSet fewestFailures(WorldMask worlds)
{
    unsigned best = 15;
    for (unsigned world = 0; world < 16; ++world) {
        if ((worlds & (1u << world)) && std::popcount(world) < std::popcount(best))
            best = world;
    }
    return PlaneSet(static_cast<std::uint8_t>(best));
}

Result<TechniqueCatalogue> inPlay(const TechniqueCatalogue &catalogue, const Scenario &scenario)
{
    if (scenario.techniques.empty())
        return catalogue;
    TechniqueCatalogue chosen;
    chosen.controls = catalogue.controls;
    for (const std::string &id : scenario.techniques) {
        const auto found = std::find_if(catalogue.techniques.begin(), catalogue.techniques.end(),
            [&id](const Technique &technique) { return technique.id == id; });
        if (found == catalogue.techniques.end())
            return failure("unknown-technique",
                "Scenario \"" + scenario.name + "\" names the technique \"" + id
                    + "\", which the catalogue does not have.",
                "Correct the id, or add the technique to the catalogue.");
        chosen.techniques.push_back(*found);
    }
    std::sort(chosen.techniques.begin(), chosen.techniques.end(),
        [](const Technique &first, const Technique &second) { return first.id < second.id; });
    chosen.techniques.erase(
        std::unique(chosen.techniques.begin(), chosen.techniques.end(),
            [](const Technique &first, const Technique &second) { return first.id == second.id; }),
        chosen.techniques.end());
    return chosen;
}

Result<void> requireSound(const TechniqueCatalogue &catalogue)
{
    Diagnostics severe = lintCatalogue(catalogue);
    std::erase_if(
        severe, [](const Diagnostic &diagnostic) { return diagnostic.level < DiagnosticLevel::Severe; });
    if (!severe.empty())
        return failure(std::move(severe));
    return {};
}

tl::unexpected<Error> unknownElement(const Scenario &scenario, const ElementId &id, const std::string &wanted)
{
    return failure("unknown-element",
        "Scenario \"" + scenario.name + "\" names \"" + id.value() + "\", which is not " + wanted + ".",
        "Name an element of the project.");
}

/// Where the attacker stands at the start, in the words of the rule language.
class Footholds
{
public:
    Footholds(const Scenario &scenario, const DesignModel &model)
        : m_scenario(scenario)
        , m_model(model)
    {
    }

    Result<std::vector<AttackerFact>> run()
    {
        for (const Foothold &foothold : m_scenario.footholds) {
            if (auto taken = take(foothold); !taken)
                return tl::make_unexpected(taken.error());
        }
        for (const ElementId &jewel : m_scenario.jewels) {
            if (!m_model.find(jewel))
                return unknownElement(m_scenario, jewel, "a collection, workload or external endpoint");
        }
        return std::move(m_facts);
    }

private:
    Result<void> take(const Foothold &foothold)
    {
        switch (foothold.kind) {
        case FootholdKind::CodeExecution:
            return add("foothold", foothold.elementId, "compute", "a workload");
        case FootholdKind::NetworkAccess:
            return add("net", foothold.elementId, "endpoint", "a workload or external endpoint");
        case FootholdKind::StolenToken:
            if (!foothold.fromId.isEmpty()) {
                if (auto added = add("net", foothold.fromId, "endpoint", "a workload or external endpoint");
                    !added)
                    return added;
            }
            return add("held", foothold.elementId, "identity", "a workload identity");
        case FootholdKind::UntrustedText:
            if (const auto found = m_model.find(foothold.elementId);
                found && m_model.hasType(*found, *typeBit("model")))
                m_facts.push_back({ relationIndex("influenced"), *found });
            return add(
                "written", foothold.elementId, "source", "a collection, workload or external endpoint");
        }
        return {};
    }

    Result<void> add(
        std::string_view relation, const ElementId &id, std::string_view type, const std::string &wanted)
    {
        const auto found = m_model.find(id);
        if (!found || !m_model.hasType(*found, *typeBit(type)))
            return unknownElement(m_scenario, id, wanted);
        m_facts.push_back({ relationIndex(relation), *found });
        return {};
    }

    const Scenario &m_scenario;
    const DesignModel &m_model;
    std::vector<AttackerFact> m_facts;
};

} // namespace

struct PreparedAttack::Private
{
    Private(Scenario chosenScenario, TechniqueCatalogue chosenTechniques,
        const PreparationOptions &chosenOptions, std::shared_ptr<PreparedDesign> preparedDesign)
        : scenario(std::move(chosenScenario))
        , catalogue(std::move(chosenTechniques))
        , options(chosenOptions)
        , design(std::move(preparedDesign))
        , model(design->modelUnder(scenario.exploitability))
        , gateKeeper(model, design->decisions(), catalogue.controls, design->answers())
    {
        for (const Technique &technique : catalogue.techniques)
            rules.push_back(prepareRule(technique));
    }

    /// What the attacker starts from, those of the scenario first. Error: "unknown-element".
    Result<std::vector<AttackerFact>> starts()
    {
        auto facts = Footholds(scenario, model).run();
        if (!facts)
            return facts;
        footholdCount = facts->size();
        if (options.fromEveryWorkload) {
            for (const auto &[id, workload] : design->project().topology.workloads)
                facts->push_back({ relationIndex("foothold"), *model.find(id) });
        }
        return facts;
    }

    Result<void> groundAll(const std::vector<AttackerFact> &facts, const Job &job)
    {
        auto made = ground(model, rules, facts, footholdCount, gateKeeper, options.limits, job);
        if (!made)
            return tl::make_unexpected(made.error());
        grounding = std::move(*made);
        passages.resize(grounding.system.pivotCount());
        return {};
    }

    Scenario scenario;
    TechniqueCatalogue catalogue;
    PreparationOptions options;
    std::shared_ptr<PreparedDesign> design;
    DesignModel model;
    std::vector<PreparedRule> rules;
    Grounding grounding;
    GateKeeper gateKeeper;
    std::vector<std::optional<Passage>> passages; ///< by pivot
    std::size_t footholdCount = 0; ///< of `starts`
    std::vector<std::uint32_t> pivotsBefore;
};

PreparedAttack::PreparedAttack(std::shared_ptr<Private> data)
    : d(std::move(data))
{
}

Result<PreparedAttack> PreparedAttack::make(const Project &project, const PolicyDecisionPoint &decisions,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const PreparationOptions &options)
{
    return make(std::make_shared<PreparedDesign>(project, decisions), catalogue, scenario, job, options);
}

Result<PreparedAttack> PreparedAttack::make(const std::shared_ptr<PreparedDesign> &design,
    const TechniqueCatalogue &catalogue, const Scenario &scenario, const Job &job,
    const PreparationOptions &options)
{
    Result<TechniqueCatalogue> chosen = inPlay(catalogue, scenario);
    if (!chosen)
        return tl::make_unexpected(chosen.error());
    if (const auto sound = requireSound(*chosen); !sound)
        return tl::make_unexpected(sound.error());
    job.progress(0, 3, "Reading the design");
    const auto data = std::make_shared<Private>(scenario, std::move(*chosen), options, design);
    const auto starts = data->starts();
    if (!starts)
        return tl::make_unexpected(starts.error());
    job.progress(1, 3, "Finding attempts");
    if (auto grounded = data->groundAll(*starts, job); !grounded)
        return tl::make_unexpected(grounded.error());
    return PreparedAttack(data);
}

Result<PreparedAttack> PreparedAttack::onChanged(
    const std::shared_ptr<PreparedDesign> &design, const Job &job) const
{
    job.progress(0, 3, "Reading the design");
    const auto data = std::make_shared<Private>(d->scenario, d->catalogue, d->options, design);
    const auto starts = data->starts();
    if (!starts)
        return tl::make_unexpected(starts.error());
    job.progress(1, 3, "Finding attempts");
    const TouchedElements touched =
        touchedElements(d->model, d->design->decisions().plan(), data->model, design->decisions().plan());
    if (!touched.everything) {
        auto made = reground(d->grounding, data->model, data->rules, touched, *starts, data->footholdCount,
            data->gateKeeper, d->options.limits, job);
        if (!made)
            return tl::make_unexpected(made.error());
        if (*made) {
            data->grounding = std::move((*made)->grounding);
            data->pivotsBefore = std::move((*made)->pivotsBefore);
            data->passages.resize(data->grounding.system.pivotCount());
            for (std::size_t pivot = 0; pivot < data->passages.size(); ++pivot) {
                if (data->pivotsBefore[pivot] != noIndex)
                    data->passages[pivot] = d->passages[data->pivotsBefore[pivot]];
            }
            return PreparedAttack(data);
        }
    }
    if (auto grounded = data->groundAll(*starts, job); !grounded)
        return tl::make_unexpected(grounded.error());
    return PreparedAttack(data);
}

const std::vector<std::uint32_t> &PreparedAttack::pivotsBefore() const
{
    return d->pivotsBefore;
}

const Scenario &PreparedAttack::scenario() const
{
    return d->scenario;
}

const TechniqueCatalogue &PreparedAttack::catalogue() const
{
    return d->catalogue;
}

const DesignModel &PreparedAttack::model() const
{
    return d->model;
}

const std::vector<PreparedRule> &PreparedAttack::rules() const
{
    return d->rules;
}

const Grounding &PreparedAttack::grounding() const
{
    return d->grounding;
}

GateKeeper &PreparedAttack::gateKeeper()
{
    return d->gateKeeper;
}

const PreparedRule &PreparedAttack::ruleOf(std::uint32_t pivot) const
{
    return d->rules[d->grounding.ruleOf[pivot]];
}

std::span<const EntityIndex> PreparedAttack::bindingsOf(std::uint32_t pivot) const
{
    return d->grounding.bindingsOf(pivot, ruleOf(pivot));
}

const Passage &PreparedAttack::passage(std::uint32_t pivot)
{
    std::optional<Passage> &known = d->passages[pivot];
    if (!known && d->grounding.openOf[pivot] != 0)
        known = Passage { d->grounding.openOf[pivot], fewestFailures(d->grounding.openOf[pivot]) };
    if (!known)
        known = d->gateKeeper.judge(ruleOf(pivot), bindingsOf(pivot));
    return *known;
}

bool PreparedAttack::wouldSucceed(std::uint32_t rule, std::span<const EntityIndex> bindings)
{
    const PreparedRule &prepared = d->rules[rule];
    for (Variable variable = 0; variable < bindings.size(); ++variable) {
        if (!d->model.hasType(bindings[variable], prepared.types[variable]))
            return false;
    }
    return !leadsToItself(prepared, bindings)
        && std::all_of(prepared.designAtoms.begin(), prepared.designAtoms.end(),
            [&](const Atom &atom) {
                return d->model.table(atom.relation).contains(bindings[atom.subject], bindings[atom.object]);
            })
        && (d->gateKeeper.judge(prepared, bindings).open & 1u) != 0;
}

std::vector<std::uint32_t> PreparedAttack::startOf(const ElementId &workloadId) const
{
    std::vector<std::uint32_t> facts;
    const auto element = d->model.find(workloadId);
    if (!element || !d->model.hasType(*element, *typeBit("compute")))
        return facts;
    for (const AttackerFact &fact : withImplied(d->model, { relationIndex("foothold"), *element })) {
        const std::uint32_t number = d->grounding.numberOf(fact);
        if (number == noIndex)
            return {};
        facts.push_back(number);
    }
    return facts;
}

void PreparedAttack::startFrom(std::span<const std::uint32_t> facts)
{
    std::vector<WorldMask> &initial = d->grounding.system.initial;
    std::fill(initial.begin(), initial.end(), WorldMask(0));
    for (std::uint32_t fact : facts)
        initial[fact] = everyWorld;
}

} // namespace fourplane
