// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ScenarioChoice.h"
#include "core/attack/Campaign.h"
#include "core/attack/CampaignTime.h"
#include "core/attack/EvidenceSource.h"
#include "core/base/FileSystem.h"
#include "core/base/Text.h"
#include "core/exporters/CampaignJob.h"
#include "core/reports/CampaignReport.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CampaignFile.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/Resources.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>

namespace fourplane::ctl {

namespace {

struct CampaignCommandOptions : ScenarioOptions
{
    std::string file;
    std::vector<std::string> variants;
    std::vector<std::string> edits;
    std::string catalogue;
    std::string assumptions;
    std::vector<std::string> watch;
    std::uint32_t runs = 10'000;
    std::uint64_t seed = 1;
    std::string horizon = "72h";
    bool playsOn = false;
    bool isUnbounded = false;
    unsigned threads = 0;
    std::string shard;
    std::string output;
    bool exitsZero = false;
    bool printsAssumptions = false;
    bool writesJob = false;
    CampaignJob job { "fourplane-campaign", {}, {}, "fourplane-results", 1, 0, {}, {} };
};

/// All of `text` as a number, or nothing.
template <class Number>
std::optional<Number> numberIn(std::string_view text)
{
    Number number {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// "90s", "30m", "72h", "7d" or "none"; nothing for other texts and for times beyond the last second.
std::optional<std::uint64_t> secondsIn(const std::string &text)
{
    if (text == "none")
        return lastCampaignSecond;
    const std::string_view units = "smhd";
    const std::size_t unit = text.empty() ? std::string_view::npos : units.find(text.back());
    constexpr std::array<std::uint64_t, 4> lengths { 1, 60, 3600, 86'400 };
    if (unit == std::string_view::npos)
        return std::nullopt;
    const auto count = numberIn<std::uint32_t>(std::string_view(text).substr(0, text.size() - 1));
    if (!count || *count == 0 || *count * lengths[unit] >= lastCampaignSecond)
        return std::nullopt;
    return *count * lengths[unit];
}

Error usageError(const std::string &message, const std::string &fix)
{
    return { { { DiagnosticLevel::Fatal, "usage", message, fix, {} } } };
}

Result<CampaignOptions> playOptions(const CampaignCommandOptions &options)
{
    CampaignOptions play;
    play.runs = options.runs;
    play.threads = options.threads;
    play.mostBytes = options.limits().bytes;
    play.rules.seed = options.seed;
    play.rules.stopsAtDetection = !options.playsOn && !options.isUnbounded;
    const auto horizon = secondsIn(options.isUnbounded ? "none" : options.horizon);
    if (!horizon)
        return tl::make_unexpected(usageError("\"" + options.horizon + "\" is not a time.",
            "Write a whole number and a unit, such as 90m, 72h or 14d, or none."));
    play.rules.horizonSeconds = *horizon;
    if (options.shard.empty())
        return play;
    const std::vector<std::string> parts = split(options.shard, '/');
    const auto shard = numberIn<std::uint32_t>(parts.front());
    const auto shards = parts.size() == 2 ? numberIn<std::uint32_t>(parts.back()) : std::nullopt;
    if (!shard || !shards || *shard >= *shards)
        return tl::make_unexpected(usageError("\"" + options.shard + "\" is not a shard.",
            "Write i/n with i from 0 to n-1: 0/4, 1/4, 2/4 and 3/4 are all of four."));
    play.shard = *shard;
    play.shards = *shards;
    return play;
}

Result<TechniqueCatalogue> catalogueFor(const CampaignCommandOptions &options)
{
    auto catalogue = shippedCatalogue();
    if (catalogue && !options.catalogue.empty())
        catalogue = layeredCatalogue(*catalogue, options.catalogue);
    return catalogue;
}

/// The shipped assumptions, those of the file, and what is said to be watched.
Result<CampaignAssumptions> assumptionsFor(
    const CampaignCommandOptions &options, const TechniqueCatalogue &catalogue)
{
    Result<CampaignAssumptions> assumptions = shippedAssumptions();
    if (!options.assumptions.empty())
        assumptions = loadAssumptions(options.assumptions, *assumptions, catalogue);
    if (!assumptions)
        return assumptions;
    for (const std::string &watched : options.watch) {
        const std::size_t sign = watched.find('=');
        const std::string code = watched.substr(0, sign);
        const std::string_view number =
            sign == std::string::npos ? std::string_view() : std::string_view(watched).substr(sign + 1);
        const double probability = numberIn<double>(number).value_or(-1.0);
        std::vector<std::string> codes;
        for (const EvidenceSource &source : evidenceSources())
            codes.emplace_back(source.code);
        const bool isKnown = code == "all" || std::find(codes.begin(), codes.end(), code) != codes.end();
        if (!isKnown || !(probability >= 0 && probability <= 1))
            return tl::make_unexpected(usageError("\"" + watched + "\" does not say what is watched.",
                "Write a kind of evidence and the chance that a step which leaves it is noticed, such as "
                "RT=0.1; kinds are all, "
                    + join(codes, ", ") + "."));
        for (const std::string &one : code == "all" ? codes : std::vector<std::string> { code })
            assumptions->detection[one] = probability;
    }
    return assumptions;
}

/// The result in the format that the session wants.
void printCampaign(const Session &session, const CampaignResult &result)
{
    if (session.format == "html")
        Session::print(campaignHtml(result));
    else
        Session::print(session.isJson() ? writeCampaign(result) : campaignText(result, session.style()));
}

/// Writes and prints a result; true when a goal can be reached at all.
bool report(Session &session, const CampaignResult &result, const std::string &output)
{
    if (!output.empty()) {
        if (const auto written = writeFileAtomically(output, writeCampaign(result)); !written) {
            session.fail(written.error());
            return false;
        }
    }
    if (output.empty() || session.format != "json")
        printCampaign(session, result);
    return std::any_of(result.elements.begin(), result.elements.end(),
        [](const ElementTally &tally) { return tally.element.isGoal && tally.element.defenceDepth == 0; });
}

/// The arguments with which the pods of the Job play the same campaign.
std::vector<std::string> jobArguments(const CampaignCommandOptions &options)
{
    const std::string input = std::string(campaignInputFolder) + "/";
    std::vector<std::string> arguments { "campaign", input + "project.fourplane.yaml",
        "--runs=" + std::to_string(options.runs), "--seed=" + std::to_string(options.seed),
        "--horizon=" + options.horizon };
    const auto add = [&arguments](const std::string &name, const std::vector<std::string> &values) {
        for (const std::string &value : values) {
            if (!value.empty())
                arguments.push_back(name + "=" + value);
        }
    };
    add("--scenario", { options.scenario });
    add("--foothold", options.footholds);
    add("--goal", options.goals);
    add("--exploitability", { options.exploitability });
    add("--watch", options.watch);
    if (!options.catalogue.empty())
        arguments.push_back("--catalogue=" + input + "catalogue.yaml");
    if (!options.assumptions.empty())
        arguments.push_back(
            "--assumptions=" + input + std::filesystem::path(options.assumptions).filename().string());
    if (options.playsOn)
        arguments.push_back("--play-on");
    if (options.isUnbounded)
        arguments.push_back("--unbounded");
    arguments.push_back("--threads=1");
    arguments.push_back("--format=json");
    arguments.push_back("--exit-zero"); // or the Job would count a shard that reaches a goal as failed
    return arguments;
}

void writeJob(Session &session, const CampaignCommandOptions &options, const Project &project)
{
    CampaignJob job = options.job;
    if (job.image.empty()) {
        session.failUsage("A Job needs an image.", "Name one that holds fourplanectl with --image.");
        return;
    }
    job.parallelism = job.parallelism == 0 ? job.shards : std::min(job.parallelism, job.shards);
    job.inputs.emplace_back("project.fourplane.yaml", writeProject(project));
    const std::vector<std::pair<std::string, std::string>> files { { "catalogue.yaml", options.catalogue },
        { std::filesystem::path(options.assumptions).filename().string(), options.assumptions } };
    for (const auto &[name, path] : files) {
        if (path.empty())
            continue;
        auto text = readTextFile(path);
        if (!text) {
            session.fail(text.error());
            return;
        }
        job.inputs.emplace_back(name, std::move(*text));
    }
    job.arguments = jobArguments(options);
    if (options.memoryLimit != ScenarioOptions::defaultMemoryLimit)
        job.attackMegabytes = options.memoryLimit;
    const auto yaml = campaignJobYaml(job);
    if (!yaml) {
        session.fail(yaml.error(), Usage);
        return;
    }
    if (options.output.empty()) {
        Session::print(*yaml);
    } else if (const auto written = writeFileAtomically(options.output, *yaml); !written) {
        session.fail(written.error());
    }
}

void campaign(Session &session, const CampaignCommandOptions &options)
{
    if (options.printsAssumptions) {
        Session::print(std::string(resource("assumptions/campaign.yaml")));
        return;
    }
    if (options.file.empty()) {
        session.failUsage("No project is named.", "Name a project file, or a folder with one.");
        return;
    }
    auto design = session.loadDesign(options.file, options.variants);
    if (!design)
        return;
    session.warn(design->readDiagnostics);
    const auto play = playOptions(options);
    if (!play) {
        session.fail(play.error(), Usage);
        return;
    }
    auto changed = withEdits(design->project, options.edits);
    if (!changed) {
        session.fail(changed.error(), Usage);
        return;
    }
    const auto catalogue = catalogueFor(options);
    if (!catalogue) {
        session.fail(catalogue.error());
        return;
    }
    const auto assumptions = assumptionsFor(options, *catalogue);
    if (!assumptions) {
        const bool isUsage = assumptions.error().diagnostics.front().code == "usage";
        session.fail(assumptions.error(), isUsage ? Usage : BadInput);
        return;
    }
    const auto scenarios = scenariosFor(*changed, options);
    if (!scenarios) {
        session.fail(scenarios.error(), Usage);
        return;
    }
    if (scenarios->size() > 1) {
        std::vector<std::string> ids;
        for (const Scenario &scenario : *scenarios)
            ids.push_back(scenario.id.value());
        session.failUsage("The project has several scenarios, and a campaign plays one.",
            "Name it with --scenario: " + join(ids, ", ") + ".");
        return;
    }
    if (options.writesJob) {
        writeJob(session, options, *changed);
        return;
    }
    if (!options.edits.empty())
        design = designOf(std::move(*changed));
    PreparationOptions preparation;
    preparation.limits = options.limits();
    auto attack = PreparedAttack::make(
        design->project, *design->decisions, *catalogue, scenarios->front(), session.job(), preparation);
    if (!attack) {
        Session::endProgress();
        session.fail(attack.error());
        return;
    }
    const auto result = runCampaign(*attack, *assumptions, design->project.name, *play, session.job());
    Session::endProgress();
    if (!result) {
        session.fail(result.error());
        return;
    }
    if (report(session, *result, options.output) && !options.exitsZero)
        session.exitCode = FindingsOrGoalReached;
}

struct MergeOptions
{
    std::vector<std::string> files;
    std::string output;
};

void merge(Session &session, const MergeOptions &options)
{
    std::vector<CampaignResult> parts;
    for (const std::string &file : options.files) {
        auto part = loadCampaign(file);
        if (!part) {
            session.fail(part.error());
            return;
        }
        parts.push_back(std::move(*part));
    }
    const auto result = mergeCampaigns(parts, options.files);
    if (!result) {
        session.fail(result.error());
        return;
    }
    if (report(session, *result, options.output))
        session.exitCode = FindingsOrGoalReached;
}

} // namespace

void addCampaignCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "campaign", "Play the attack many times: how often and how fast goals fall, under named assumptions");
    auto options = std::make_shared<CampaignCommandOptions>();
    command->add_option("file", options->file, "Project file, or a folder with one");
    command->add_option("--variant", options->variants, "Apply this variant of the project; may be repeated");
    command->add_option("--set", options->edits, "Apply this edit after the variants; may be repeated");
    addScenarioOptions(*command, options);
    command->add_option(
        "--catalogue", options->catalogue, "Technique file to layer over the shipped catalogue");
    command->add_option("--assumptions", options->assumptions,
        "File with what is assumed about effort and detection, over the shipped assumptions");
    command->add_option("--watch", options->watch,
        "Evidence that is watched and the chance that a step which leaves it is noticed, such as RT=0.1 or "
        "all=0.1; may be repeated");
    command->add_option("--runs", options->runs, "How often the attack is played, in all shards")
        ->check(CLI::Range(1U, 4'000'000'000U))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Equal seeds give equal chances, in changed designs too")
        ->capture_default_str();
    command->add_option("--horizon", options->horizon, "When a run ends, such as 90m, 72h or 14d; or none")
        ->capture_default_str();
    command->add_flag("--play-on", options->playsOn, "Play a run on after the attacker was noticed");
    command->add_flag("--unbounded", options->isUnbounded, "As --horizon none --play-on");
    command->add_option("--threads", options->threads, "Default: as many as there are processors")
        ->check(CLI::Range(0U, 1024U));
    command->add_option("--shard", options->shard, "Play only part i of n, written i/n with i from 0");
    command->add_option("-o,--output", options->output, "Write the result here as JSON, for merge");
    command->add_flag("--exit-zero", options->exitsZero, "Exit with 0 where a goal can be reached, too");
    command->add_flag("--print-assumptions", options->printsAssumptions, "Print the shipped assumptions");
    command->add_flag("--job-manifest", options->writesJob,
        "Write manifests of a Kubernetes Job that plays the campaign in shards, instead of playing it");
    command->add_option("--image", options->job.image, "For the Job: image that holds fourplanectl");
    command->add_option("--shards", options->job.shards, "For the Job: number of shards")
        ->check(CLI::Range(1U, 100'000U))
        ->capture_default_str();
    command->add_option("--parallelism", options->job.parallelism,
        "For the Job: how many shards are played at a time; default: all");
    command->add_option("--job-name", options->job.name, "For the Job: name of its objects")
        ->capture_default_str();
    command->add_option("--job-namespace", options->job.namespaceName, "For the Job: its namespace");
    command
        ->add_option("--results-claim", options->job.resultsClaim,
            "For the Job: existing PersistentVolumeClaim that takes the results")
        ->capture_default_str();
    addFormatOption(*command, session, { "text", "json", "html" });
    command->footer(
        "Exit code 1 when a goal can be reached at all, however rarely it falls.\n\nExamples:\n"
        "  fourplanectl campaign design.fourplane.yaml --scenario stolen-token --watch RT=0.1\n"
        "  fourplanectl campaign design.fourplane.yaml --scenario stolen-token --shard 0/2 -o part0.json\n"
        "  fourplanectl campaign design.fourplane.yaml --scenario stolen-token --job-manifest --image IMAGE "
        "--shards 20 --runs 1000000");
    command->callback([&session, options] { campaign(session, *options); });
}

void addMergeCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "merge", "Join the shards of a campaign exactly, as if one run had played them all");
    auto options = std::make_shared<MergeOptions>();
    command->add_option("results", options->files, "Results that `campaign -o` wrote")->required();
    command->add_option("-o,--output", options->output, "Write the joined result here as JSON");
    addFormatOption(*command, session, { "text", "json", "html" });
    command->footer("Example:\n  fourplanectl merge part0.json part1.json -o whole.json");
    command->callback([&session, options] { merge(session, *options); });
}

} // namespace fourplane::ctl
