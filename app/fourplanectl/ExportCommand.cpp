// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ScenarioChoice.h"
#include "core/exporters/DeclaredControls.h"
#include "core/exporters/ExportConsequences.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/ProbeFiles.h"
#include "core/governance/PlanRelation.h"
#include "core/reports/FindingReport.h"
#include "core/reports/MutationScoreReport.h"
#include "core/reports/TreeComparisonReport.h"
#include "core/storage/CatalogueFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>

namespace fourplane::ctl {

namespace {

struct ExportOptions
{
    std::string file;
    std::string folder;
    std::vector<std::string> targets; ///< none = what the design asks for
    std::string overlay;
    bool overwrite = false;
    bool check = false;
    bool diff = false;
    bool probes = false;
    bool mutationScore = false;
    bool consequences = false;
    std::optional<std::size_t> mistakes; ///< tried at most; nothing = as effortFor says
    std::uint64_t seed = 1;
    std::size_t memoryLimit = ScenarioOptions::defaultMemoryLimit; ///< of each attack, in MB
};

/// What an export holds besides the objects of its targets, and what is said about it at the end.
struct Extras
{
    ExportAdditions additions;
    std::string said;
};

/// The chosen targets, or those that the plan asks for.
ExportTargets targetsOf(const ExportOptions &options, const EnforcementPlan &plan)
{
    if (options.targets.empty())
        return wantedTargets(plan);
    ExportTargets targets;
    for (const std::string &name : options.targets) {
        if (const auto target = enumFromName<ExportTarget>(name))
            targets.insert(*target);
    }
    return targets;
}

template <class E>
std::vector<std::string> namesOf()
{
    return { EnumNames<E>::names.begin(), EnumNames<E>::names.end() };
}

std::string targetsText()
{
    std::string text = "Targets; kubernetes is always part of an export:\n";
    for (const ExportTargetFacts &facts : exportTargets())
        text += "  " + std::string(nameOf(facts.target)) + ": " + std::string(facts.writes) + "\n";
    return text;
}

/// Says how the folder differs from the export, and writes nothing.
void compare(Session &session, const ExportOptions &options, const ExportTree &tree)
{
    auto compared = compareTree(tree, options.folder);
    if (!compared) {
        session.fail(compared.error());
        return;
    }
    if (options.check) {
        auto extra = extraFiles(*compared, options.folder);
        if (!extra) {
            session.fail(extra.error());
            return;
        }
        compared->insert(compared->end(), extra->begin(), extra->end());
        const bool isExact = std::all_of(compared->begin(), compared->end(),
            [](const FileComparison &file) { return file.state == FileState::Same; });
        session.exitCode = isExact ? Clean : FindingsOrGoalReached;
    }
    if (session.isJson())
        Session::print(treeComparisonJson(*compared, options.diff));
    else
        Session::print(options.diff ? treeDiffText(*compared, session.style())
                                    : treeComparisonText(*compared, session.style()));
}

/// Adds what opens without the controls that the targets do not hold.
Result<void> addConsequences(
    Session &session, const ExportOptions &options, const Design &design, Extras &extras)
{
    const ExportTargets targets = targetsOf(options, design.compiled.plan);
    GroundingLimits limits;
    limits.bytes = options.memoryLimit << 20U;

    const auto catalogue = shippedCatalogue();
    if (!catalogue)
        return tl::make_unexpected(catalogue.error());
    const auto consequences = exportConsequences(design.project, targets, *catalogue, session.job(), limits);
    Session::endProgress();
    if (!consequences)
        return tl::make_unexpected(consequences.error());
    extras.additions.compatibility = consequencesPage(*consequences);
    extras.additions.files.push_back({ "consequences.json", consequencesJson(*consequences), {} });
    const auto opening = std::count_if(consequences->controls.begin(), consequences->controls.end(),
        [](const ControlConsequence &control) { return control.opensAnything(); });
    extras.said += "Simulated without each of "
        + counted(consequences->controls.size(), "control", "controls")
        + " that this export does not hold, in " + counted(consequences->scenarios.size(), "run", "runs")
        + " each: " + std::to_string(opening) + " of them open something (see COMPATIBILITY.md)\n";
    return {};
}

/// Adds the probes, and the score of mistakes that they notice, as far as asked for.
Result<void> addProbes(Session &session, const ExportOptions &options, const Design &design, Extras &extras)
{
    const EnforcementPlan &plan = design.compiled.plan;
    ProbeEffort effort = effortFor(mutationsOf(withStandIns(plan)).mutations.size(), options.seed);
    if (options.mistakes)
        effort.mistakes = *options.mistakes;
    const auto probes = deriveProbes(plan, session.job(), effort);
    Session::endProgress();
    if (!probes)
        return tl::make_unexpected(probes.error());
    for (ExportedFile &file : probeFiles(*probes, plan))
        extras.additions.files.push_back(std::move(file));
    extras.additions.chapters.push_back(probeChapter());
    std::vector<bool> isTried;
    for (const ProbeRun &run : probeRunsOf(probes->probes, plan))
        isTried.push_back(run.method != ProbeMethod::ByHand);
    extras.said += counted(probes->probes.size(), "probe", "probes") + " of "
        + counted(probes->rules.size(), "rule", "rules") + ", "
        + std::to_string(std::count(isTried.begin(), isTried.end(), true))
        + " of them tried by probes/probe.sh\n";
    if (probes->tried < probes->mistakes)
        extras.said += "Probes were looked for against " + std::to_string(probes->tried) + " of "
            + std::to_string(probes->mistakes) + " mistakes, chosen by the seed "
            + std::to_string(effort.seed) + ", and for every rule; --mistakes tries more\n";
    if (effort.nearby)
        extras.said += "Asked about: ways that rules name, and some pods besides, at the ports of each "
                       "destination and one "
                       "more\n";
    if (!options.mutationScore)
        return {};
    const auto score = mutationScore(plan, probes->probes, session.job(), effort);
    Session::endProgress();
    if (!score)
        return tl::make_unexpected(score.error());
    if (score->survived() > 0)
        session.exitCode = FindingsOrGoalReached;
    extras.additions.files.push_back(
        { "probes/mutation-score.json", mutationScoreJson(*score, probes->probes, isTried), {} });
    extras.said += mutationScoreText(*score, isTried, session.style());
    return {};
}

/// What was asked for besides the targets.
Result<Extras> extrasFor(Session &session, const ExportOptions &options, const Design &design)
{
    Extras extras;
    if (options.consequences) {
        if (const auto added = addConsequences(session, options, design, extras); !added)
            return tl::make_unexpected(added.error());
    }
    if (options.probes) {
        if (const auto added = addProbes(session, options, design, extras); !added)
            return tl::make_unexpected(added.error());
    }
    return extras;
}

void exportPlan(Session &session, const ExportOptions &options)
{
    const auto design = session.loadDesign(options.file);
    if (!design)
        return;
    const EnforcementPlan &plan = design->compiled.plan;
    auto extras = extrasFor(session, options, *design);
    if (!extras) {
        session.fail(extras.error());
        return;
    }
    extras->additions.remarks = declaredControlRemarks(design->project);
    const auto tree = exportPlan(plan, targetsOf(options, plan), enumFromName<ExportOverlay>(options.overlay),
        std::move(extras->additions));
    if (!tree) {
        session.fail(tree.error());
        return;
    }
    if (options.check || options.diff) {
        compare(session, options, *tree);
        return;
    }
    if (const auto written = writeTree(*tree, options.folder, options.overwrite); !written) {
        session.fail(written.error());
        return;
    }
    Diagnostics report = design->compiled.diagnostics;
    report.insert(report.end(), tree->report.begin(), tree->report.end());
    if (session.isJson()) {
        Session::print(diagnosticsJson(report));
        return;
    }
    session.warn(report);
    Session::print(counted(tree->files.size(), "file", "files") + " written to " + printable(options.folder)
        + "\n" + "Not expressible in this target: " + counted(tree->report.size(), "control", "controls")
        + (tree->report.empty() ? "" : " (see COMPATIBILITY.md)") + "\n" + extras->said
        + "Next: read RUNBOOK.md, then kubectl apply -k " + printable(options.folder)
        + (options.overlay.empty() ? "/overlays/audit\n" : "\n"));
}

} // namespace

void addExportCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand("export", "Write the enforcement plan as a kustomize tree");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("file", options->file, "Project file")->required();
    command->add_option("-o,--output", options->folder, "Folder to write to; made when missing")->required();
    command->add_option("--target", options->targets, "What to write for; default: what the design asks for")
        ->delimiter(',')
        ->check(CLI::IsMember(namesOf<ExportTarget>()));
    command
        ->add_option("--overlay", options->overlay,
            "Make the folder as a whole this overlay: kubectl apply -k DIR applies it")
        ->check(CLI::IsMember(namesOf<ExportOverlay>()));
    CLI::Option *check = command->add_flag("--check", options->check,
        "Write nothing; exit with 1 unless the folder holds exactly what would be written");
    command
        ->add_flag(
            "--diff", options->diff, "Write nothing; show what would change, and what was edited by hand")
        ->excludes(check);
    command->add_flag("--overwrite", options->overwrite, "Also replace files that were edited by hand");
    command->add_flag("--consequences", options->consequences,
        "Also simulate what opens if only this is shipped: every scenario without each control that the "
        "targets do "
        "not hold, in COMPATIBILITY.md and consequences.json");
    addMemoryLimitOption(*command, options->memoryLimit);
    CLI::Option *probes = command->add_flag("--probes", options->probes,
        "Also write probes/: tests of every rule, expected allowed and expected denied, to be run in the "
        "cluster");
    command
        ->add_flag("--mutation-score", options->mutationScore,
            "With --probes: make every mistake in every rule and say which ones the probes notice; exit with "
            "1 if "
            "one that changes anything goes unnoticed")
        ->needs(probes);
    command
        ->add_option("--mistakes", options->mistakes,
            "With --probes: look for probes against at most so many mistakes, chosen by --seed; default: "
            "all, but 500 "
            "where the rules allow more than 3000")
        ->check(CLI::PositiveNumber)
        ->needs(probes);
    command->add_option("--seed", options->seed, "With --probes: of the choice of mistakes")
        ->needs(probes)
        ->capture_default_str();
    addFormatOption(*command, session);
    command->footer(targetsText()
        + "Example:\n  fourplanectl export design.fourplane.yaml -o out && kubectl kustomize "
          "out/overlays/enforce\n  fourplanectl export design.fourplane.yaml --target opa,cilium --overlay "
          "audit -o out\n  fourplanectl export design.fourplane.yaml -o out --check\n  fourplanectl export "
          "design.fourplane.yaml --probes --mutation-score -o out && sh out/probes/probe.sh --dry-run");
    command->callback([&session, options] { exportPlan(session, *options); });
}

} // namespace fourplane::ctl
