// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/GroundReach.h"
#include "core/analysis/StartingPoints.h"
#include "core/attack/Campaign.h"
#include "core/attack/TraceBuilder.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CatalogueFile.h"
#include "tests/bench/KernelBench.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>

namespace {

using namespace fourplane;
using namespace fourplane::bench;

/// What the product itself takes for a generated design, from the project to its answers, each once: these
/// are seconds, not microseconds. One size per process, so that memory is its own.
class ProductBench
{
public:
    ProductBench(std::size_t workloads, const std::string &scenario, std::size_t memoryLimit)
        : m_catalogue(shippedCatalogue().value())
    {
        m_options.limits.bytes = memoryLimit;
        GenerationOptions options;
        options.workloads = workloads;
        m_project = generateProject(options).value();
        const auto found = m_project.scenarios.find(ElementId(scenario));
        require(found != m_project.scenarios.end(), "a scenario of the generated design");
        m_scenario = found->second;
    }

    void run()
    {
        std::printf("%zu workloads, scenario \"%s\", exploitability %s\n",
            m_project.topology.workloads.size(), m_scenario.name.c_str(),
            std::string(nameOf(m_scenario.exploitability)).c_str());
        std::printf("%-34s %12s %12s %10s  %s\n", "", "CPU ms", "wall ms", "peak MB", "result");
        measure("compile", [&] {
            compile(m_project);
            return counted(m_compiled->plan.pods.size(), "pod");
        });
        measure("read the design", [&] {
            m_design = std::make_shared<PreparedDesign>(m_project, *m_decisions);
            return std::string();
        });
        std::optional<Error> tooLarge;
        const double ground = measure("ground, one foothold", [&] {
            auto made = PreparedAttack::make(m_design, m_catalogue, m_scenario, {}, m_options);
            if (!made) {
                tooLarge = made.error();
                return made.error().diagnostics.front().message;
            }
            m_attack.emplace(std::move(*made));
            const Grounding &grounding = m_attack->grounding();
            return counted(grounding.system.pivotCount(), "pivot") + " for "
                + counted(grounding.instanceCount(), "attempt");
        });
        if (tooLarge)
            return;
        std::printf("%-34s %12.2f M pivots/s\n", "",
            static_cast<double>(m_attack->grounding().system.pivotCount()) / ground / 1e3);
        std::vector<WorldMask> worlds;
        measure("16 worlds in one pass", [&] {
            worlds = solve(m_attack->grounding().system, passages()).value();
            return std::string("answers of the decision point included");
        });
        measure("16 worlds again", [&] {
            require(solve(m_attack->grounding().system, passages()).value() == worlds, "solving again");
            return std::string();
        });
        measure("16 own runs, one world each", [&] {
            checkWorlds(worlds);
            return std::string("same worlds");
        });
        std::size_t fallen = 0;
        measure("trace", [&] {
            const AttackTrace trace = buildTrace(*m_attack, worlds);
            fallen = blastRadius(trace).size();
            require(GroundReach(*m_attack).fallen().size() == fallen, "the trace and the fix-point");
            return counted(trace.pivots.size(), "written attempt") + ", " + counted(fallen, "fallen element");
        });
        measureEdits(fallen);
        m_attack.reset();
        measure("all footholds", [&] { return allFootholds(); });
        // What takes longest comes last.
        m_attack.emplace(PreparedAttack::make(m_design, m_catalogue, m_scenario, {}, m_options).value());
        measure("10,000 campaign runs, 72 h", [&] { return campaign(worlds); });
    }

private:
    static std::string counted(std::size_t count, const std::string &what)
    {
        return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
    }

    static void require(bool isRight, const char *what)
    {
        if (isRight)
            return;
        std::fprintf(stderr, "wrong result: %s\n", what);
        std::exit(1);
    }

    template <class Work>
    static double measure(const char *what, Work work)
    {
        std::string result;
        const Duration time = timed([&] { result = work(); });
        std::printf("%-34s %12.1f %12.1f %10.0f  %s\n", what, time.cpuMilliseconds, time.wallMilliseconds,
            peakMegabytes(), result.c_str());
        std::fflush(stdout);
        return time.cpuMilliseconds;
    }

    void compile(const Project &project)
    {
        m_decisions.reset();
        m_compiled.emplace(compilePlan(project));
        m_decisions.emplace(m_compiled->plan);
    }

    OpenWorlds passages()
    {
        return [this](std::uint32_t pivot) { return m_attack->passage(pivot).open; };
    }

    void checkWorlds(const std::vector<WorldMask> &worlds)
    {
        GroundSystem system = m_attack->grounding().system;
        for (unsigned world = 0; world < 16; ++world) {
            const auto only = static_cast<WorldMask>(1u << world);
            for (std::size_t fact = 0; fact < worlds.size(); ++fact)
                system.initial[fact] = m_attack->grounding().system.initial[fact] & only;
            const auto alone = solve(system, [&](std::uint32_t pivot) {
                return static_cast<WorldMask>(m_attack->passage(pivot).open & only);
            }).value();
            for (std::size_t fact = 0; fact < worlds.size(); ++fact)
                require(alone[fact] == (worlds[fact] & only), "a world by itself");
        }
    }

    /// What falls in a run falls in the fix-point too.
    std::string campaign(const std::vector<WorldMask> &worlds)
    {
        CampaignOptions options;
        options.rules.horizonSeconds = 72 * 3600;
        options.threads = 1;
        const auto result = runCampaign(*m_attack, shippedAssumptions(), m_project.name, options);
        if (!result)
            return result.error().diagnostics.front().message;
        std::vector<ElementId> fallen;
        for (std::size_t fact = 0; fact < m_attack->grounding().facts.size(); ++fact) {
            const AttackerFact &held = m_attack->grounding().facts[fact];
            if ((worlds[fact] & 1u) != 0 && meansFall(relations()[held.relation].name))
                fallen.push_back(m_attack->model().id(held.subject));
        }
        std::sort(fallen.begin(), fallen.end());
        for (const ElementTally &tally : result->elements)
            require(tally.falls == 0 || std::binary_search(fallen.begin(), fallen.end(), tally.element.id),
                "what falls in a campaign");
        return counted(result->steps, "step") + " taken";
    }

    std::string allFootholds()
    {
        const auto points = measureStartingPoints(m_design, m_catalogue, m_scenario, {}, m_options.limits);
        if (!points)
            return points.error().diagnostics.front().message;
        for (const StartingPoint *point : { &points->front(), &points->back() }) {
            Scenario own = m_scenario;
            own.footholds = { { FootholdKind::CodeExecution, point->workloadId, {} } };
            PreparedAttack alone = PreparedAttack::make(m_design, m_catalogue, own, {}, m_options).value();
            require(GroundReach(alone).fallen().size() == point->fallen, "a foothold by itself");
        }
        return "up to " + counted(points->front().fallen, "fallen element") + "; two checked alone, included";
    }

    /// A changed design with all that is made for it.
    struct Changed
    {
        explicit Changed(Project changed)
            : project(std::move(changed))
            , compiled(compilePlan(project))
            , decisions(compiled.plan)
            , design(std::make_shared<PreparedDesign>(project, decisions))
        {
        }

        Project project;
        CompiledPlan compiled;
        PolicyDecisionPoint decisions;
        std::shared_ptr<PreparedDesign> design;
    };

    /// One edit, as what-ifs and fix sets attack it: from the changed project to what falls, once from the
    /// start and once with what the edit does not bear on taken over. Both are compared fact by fact.
    void measureEdits(std::size_t fallen)
    {
        measureEdit("outsiders not let in", withoutRule([&](const AllowRule &rule) {
            return m_project.topology.externals.contains(rule.sourceId);
        }),
            fallen);
        measureEdit("a permission less", withoutRule([&](const AllowRule &rule) {
            return m_project.topology.workloads.contains(rule.sourceId)
                && m_project.topology.workloads.contains(rule.destinationId);
        }),
            fallen);
        Project hardened = m_project;
        Workload &workload = hardened.topology.workloads.begin()->second;
        workload.traits.environmentSecrets = workload.traits.environmentSecrets != true;
        measureEdit("a trait", hardened, 0);
    }

    /// Without the first such permission.
    template <class IsMeant>
    Project withoutRule(IsMeant isMeant) const
    {
        Project changed = m_project;
        auto &rules = changed.policy.allowRules;
        rules.erase(std::find_if(
            rules.begin(), rules.end(), [&](const auto &entry) { return isMeant(entry.second); }));
        return changed;
    }

    void measureEdit(const std::string &what, const Project &project, std::size_t most)
    {
        std::optional<Changed> changed;
        std::optional<PreparedAttack> attack;
        std::vector<WorldMask> worlds;
        const auto solved = [&] {
            worlds = solve(attack->grounding().system, [&](std::uint32_t pivot) {
                return attack->passage(pivot).open;
            }).value();
        };
        measure((what + ": compile, read").c_str(), [&] {
            changed.emplace(project);
            return std::string();
        });
        const double taken = measure((what + ": taken over, solved").c_str(), [&] {
            attack.emplace(m_attack->onChanged(changed->design).value());
            solved();
            return attack->pivotsBefore().empty() ? std::string("everything again")
                                                  : counted(madeAnew(*attack), "new pivot");
        });
        const auto held = heldIn(*attack, worlds);
        const std::size_t after = GroundReach(*attack).fallen().size();
        require(most == 0 || after <= most, "a permission less");
        attack.reset();
        changed.emplace(project); // nothing is asked yet
        const double again = measure((what + ": all again").c_str(), [&] {
            attack.emplace(
                PreparedAttack::make(changed->design, m_catalogue, m_scenario, {}, m_options).value());
            solved();
            return counted(after, "fallen element");
        });
        require(held == heldIn(*attack, worlds), "an edit taken over");
        std::printf("%-34s %12.1f times as fast\n", "", again / taken);
    }

    static std::size_t madeAnew(const PreparedAttack &attack)
    {
        return static_cast<std::size_t>(
            std::count(attack.pivotsBefore().begin(), attack.pivotsBefore().end(), noIndex));
    }

    /// By relation and element.
    static std::map<std::pair<RelationIndex, EntityIndex>, WorldMask> heldIn(
        const PreparedAttack &attack, const std::vector<WorldMask> &worlds)
    {
        std::map<std::pair<RelationIndex, EntityIndex>, WorldMask> held;
        for (std::size_t fact = 0; fact < attack.grounding().facts.size(); ++fact) {
            const AttackerFact &known = attack.grounding().facts[fact];
            if (worlds[fact] != 0)
                held[{ known.relation, known.subject }] = worlds[fact];
        }
        return held;
    }

    TechniqueCatalogue m_catalogue;
    Project m_project;
    Scenario m_scenario;
    PreparationOptions m_options;
    std::optional<CompiledPlan> m_compiled;
    std::optional<PolicyDecisionPoint> m_decisions;
    std::shared_ptr<PreparedDesign> m_design;
    std::optional<PreparedAttack> m_attack;
};

} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int place, long standard) {
        return argc > place ? std::strtol(argv[place], nullptr, 10) : standard;
    };
    const long workloads = number(1, 1000), megabytes = number(3, GroundingLimits {}.bytes >> 20U);
    if (argc > 4 || workloads < 1 || megabytes < 1) {
        std::fprintf(stderr,
            "usage: bench_Product [N] [SCENARIO] [LIMIT]\n"
            "  N workloads (default 1000), a scenario that `fourplanectl generate` makes (default "
            "compromised-gateway), the most memory for ground attempts in MB (default that of the "
            "product)\n");
        return 2;
    }
    ProductBench(static_cast<std::size_t>(workloads), argc > 2 ? argv[2] : "compromised-gateway",
        static_cast<std::size_t>(megabytes) << 20U)
        .run();
    return 0;
}
