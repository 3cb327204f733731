// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Campaign.h"

#include "core/attack/CampaignBuilder.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace fourplane {

namespace {

/// Runs that a thread takes at a time.
constexpr std::uint32_t runsAtATime = 16;
constexpr std::chrono::milliseconds reportInterval { 100 };

/// The threads that play the runs of one range.
class Players
{
public:
    Players(const CampaignGraph &graph, const CampaignRules &rules, RunRange range)
        : m_graph(graph)
        , m_rules(rules)
        , m_range(range)
        , m_next(range.first)
    {
    }

    /// False when the job was stopped.
    bool play(unsigned threads, const Job &job, CampaignResult &result)
    {
        std::vector<CampaignTally> tallies(threads, CampaignTally(m_graph));
        {
            std::vector<std::jthread> players;
            try {
                for (CampaignTally &tally : tallies)
                    players.emplace_back([this, &tally, &job] { playSome(tally, job.stop); });
            } catch (...) { // no more threads are to be had
                m_isStopped = true;
                throw;
            }
            wait(threads, job);
        }
        if (m_problem)
            std::rethrow_exception(m_problem);
        if (m_isStopped)
            return false;
        for (const CampaignTally &tally : tallies)
            tally.addTo(result);
        return true;
    }

private:
    /// What is thrown here, such as that memory ran out, ends all threads and is thrown again by play.
    void playSome(CampaignTally &tally, const std::stop_token &stop)
    {
        std::exception_ptr problem;
        try {
            playRuns(tally, stop);
        } catch (...) {
            problem = std::current_exception();
            m_isStopped = true;
        }
        const std::lock_guard lock(m_mutex);
        if (problem)
            m_problem = problem;
        ++m_ended;
        m_someEnded.notify_one();
    }

    void playRuns(CampaignTally &tally, const std::stop_token &stop)
    {
        CampaignKernel kernel(m_graph, m_rules);
        while (true) {
            const std::uint64_t first = m_next.fetch_add(runsAtATime);
            if (first >= m_range.end)
                break;
            const auto end =
                static_cast<std::uint32_t>(std::min<std::uint64_t>(first + runsAtATime, m_range.end));
            for (auto run = static_cast<std::uint32_t>(first); run < end; ++run) {
                if (stop.stop_requested()) {
                    m_isStopped = true;
                    break;
                }
                tally.add(kernel.play(run));
            }
            if (m_isStopped)
                break;
            m_done += end - static_cast<std::uint32_t>(first);
        }
    }

    void wait(unsigned threads, const Job &job)
    {
        std::unique_lock lock(m_mutex);
        const std::uint32_t total = m_range.end - m_range.first;
        while (!m_someEnded.wait_for(lock, reportInterval, [&] { return m_ended == threads; })) {
            lock.unlock();
            job.progress(m_done, total, "Playing runs");
            lock.lock();
        }
    }

    const CampaignGraph &m_graph;
    const CampaignRules &m_rules;
    RunRange m_range;
    std::atomic<std::uint64_t> m_next;
    std::atomic<std::uint64_t> m_done { 0 };
    std::atomic<bool> m_isStopped { false };
    std::mutex m_mutex;
    std::condition_variable m_someEnded;
    unsigned m_ended = 0; ///< guarded by m_mutex
    std::exception_ptr m_problem; ///< the same
};

} // namespace

RunRange shardRange(std::uint32_t runs, std::uint32_t shard, std::uint32_t shards)
{
    const auto edge = [&](std::uint64_t number) {
        return static_cast<std::uint32_t>(std::uint64_t(runs) * number / shards);
    };
    return { edge(shard), edge(std::uint64_t(shard) + 1) };
}

Result<CampaignResult> playCampaign(
    const CampaignGraph &graph, const CampaignOptions &options, const Job &job)
{
    CampaignResult result;
    result.subject.rules = options.rules;
    result.subject.runs = options.runs;
    for (const CampaignElement &element : graph.elements())
        result.elements.push_back({ element });
    const RunRange range = shardRange(options.runs, options.shard, options.shards);
    if (range.first == range.end)
        return result;
    result.covered.push_back(range);
    const unsigned wanted =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    const unsigned threads = std::min<unsigned>(wanted, range.end - range.first);
    if (!Players(graph, options.rules, range).play(threads, job, result))
        return failure("cancelled", "The campaign was stopped.");
    job.progress(range.end - range.first, range.end - range.first, "Done");
    return result;
}

Result<CampaignResult> runCampaign(PreparedAttack &attack, const CampaignAssumptions &assumptions,
    const std::string &projectName, const CampaignOptions &options, const Job &job)
{
    job.progress(0, options.runs, "Asking the decision point");
    CampaignLimits limits;
    limits.bytes = options.mostBytes;
    const auto graph = campaignGraph(attack, assumptions, job, limits);
    if (!graph)
        return tl::make_unexpected(graph.error());
    auto result = playCampaign(*graph, options, job);
    if (!result)
        return result;
    result->subject.projectName = projectName;
    result->subject.scenarioName = attack.scenario().name;
    result->subject.exploitability = attack.scenario().exploitability;
    result->subject.attackDigest = graph->attackDigest;
    result->subject.assumptions = assumptions;
    return result;
}

} // namespace fourplane
