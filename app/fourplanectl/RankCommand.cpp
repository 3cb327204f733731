// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/AnalysisCommands.h"
#include "app/fourplanectl/AttackInput.h"
#include "app/fourplanectl/Commands.h"
#include "core/reports/RankingReport.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct RankOptions : AttackOptions
{
    std::size_t most = 10;
    bool shares = false;
    ShareOptions sampling;
};

void rank(Session &session, const RankOptions &options)
{
    const auto input = readAttackInput(session, options);
    if (!input)
        return;
    std::vector<RankingReport> reports;
    for (const Scenario &scenario : input->scenarios) {
        const auto run = DesignRun::make(
            input->design->project, input->catalogue, scenario, session.job(), options.limits().bytes);
        if (!run) {
            session.fail(run.error());
            return;
        }
        auto ranking = rankControls(**run, session.job());
        Session::endProgress();
        if (!ranking) {
            session.fail(ranking.error());
            return;
        }
        reports.push_back({ input->design->project, scenario, std::move(*ranking), std::nullopt });
        if (!options.shares)
            continue;
        auto shares = shareControls(**run, options.sampling, session.job());
        Session::endProgress();
        if (!shares) {
            session.fail(shares.error());
            return;
        }
        reports.back().shares = std::move(*shares);
    }
    if (session.isJson()) {
        Session::print(rankingJson(reports));
    } else if (session.format == "csv") {
        Session::print(rankingCsv(reports));
    } else {
        for (std::size_t i = 0; i < reports.size(); ++i)
            Session::print((i > 0 ? "\n" : "")
                + rankingText(reports[i], input->catalogue, options.most, session.style()));
    }
}

} // namespace

void addRankCommand(CLI::App &app, Session &session)
{
    CLI::App *command = app.add_subcommand(
        "rank", "Try every single control change and rank them by the risk that they remove per effort");
    auto options = std::make_shared<RankOptions>();
    addAttackOptions(*command, options);
    command->add_option("--max", options->most, "Changes to show as text; 0 = all")->capture_default_str();
    command->add_flag("--shares", options->shares,
        "Say too what each control in force buys: what falls without it, and its share (Shapley value)");
    command
        ->add_option("--orders", options->sampling.orders,
            "Orders to sample for the shares where more than 8 controls are in force")
        ->check(CLI::Range(2, 100000))
        ->capture_default_str();
    command->add_option("--seed", options->sampling.seed, "Seed of the sampling")->capture_default_str();
    addFormatOption(*command, session, { "text", "json", "csv" });
    command->footer("Examples:\n"
                    "  fourplanectl rank design.fourplane.yaml --scenario stolen-token\n"
                    "  fourplanectl rank design.fourplane.yaml --shares --format csv > ranking.csv");
    command->callback([&session, options] { rank(session, *options); });
}

} // namespace fourplane::ctl
