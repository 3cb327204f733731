// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlShares.h"

#include "core/analysis/ControlChange.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

namespace fourplane {

namespace {

/// Controls that are in force, as bits.
using InForce = std::uint64_t;

constexpr std::size_t mostControls = 63;

/// SplitMix64: the same numbers everywhere.
std::uint64_t nextNumber(std::uint64_t &state)
{
    state += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30u)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27u)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31u);
}

class Shares
{
public:
    Shares(DesignRun &design, const ShareOptions &options, const Job &job)
        : m_design(design)
        , m_options(options)
        , m_job(job)
        , m_weights(design.project(), design.scenario().jewels)
    {
    }

    Result<ControlShares> run()
    {
        findControls();
        const auto everything = fallen(all());
        const auto nothing = fallen(0);
        if (!everything || !nothing)
            return tl::make_unexpected(everything ? nothing.error() : everything.error());
        m_result.risk = m_weights.sum(*everything);
        m_result.riskWithNone = m_weights.sum(*nothing);
        for (std::size_t i = 0; i < m_result.controls.size(); ++i) {
            const auto without = fallen(all() & ~bit(i));
            if (!without)
                return tl::make_unexpected(without.error());
            ControlShare &control = m_result.controls[i];
            std::set_difference(without->begin(), without->end(), everything->begin(), everything->end(),
                std::back_inserter(control.fallsWithout));
            control.riskWithout = m_weights.sum(*without) - m_result.risk;
        }
        m_result.isExact = m_result.controls.size() <= m_options.exactUpTo;
        if (auto shared = m_result.isExact ? countAll() : sample(); !shared)
            return tl::make_unexpected(shared.error());
        std::sort(m_result.controls.begin(), m_result.controls.end(),
            [](const ControlShare &first, const ControlShare &second) {
                return std::tuple(-first.share, -first.riskWithout, first.control)
                    < std::tuple(-second.share, -second.riskWithout, second.control);
            });
        return std::move(m_result);
    }

private:
    static InForce bit(std::size_t control) { return InForce { 1 } << control; }

    InForce all() const { return bit(m_result.controls.size()) - 1; }

    void findControls()
    {
        for (const Control &control : m_design.catalogue().controls) {
            Project without = m_design.project();
            withdrawControl(without, control.id);
            if (without == m_design.project() || m_result.controls.size() == mostControls)
                continue;
            ControlShare share;
            share.control = control.id;
            share.plane = control.plane;
            m_result.controls.push_back(share);
        }
    }

    Result<std::vector<ElementId>> fallen(InForce inForce)
    {
        const auto known = m_known.find(inForce);
        if (known != m_known.end())
            return known->second;
        if (m_job.isStopped())
            return failure("cancelled", "The analysis was stopped.");
        Project project = m_design.project();
        for (std::size_t i = 0; i < m_result.controls.size(); ++i) {
            if ((inForce & bit(i)) == 0)
                withdrawControl(project, m_result.controls[i].control);
        }
        auto run = m_design.changed(std::move(project), m_job);
        if (!run)
            return tl::make_unexpected(run.error());
        m_job.progress(m_known.size(), 0, "Taking controls away");
        return m_known.emplace(inForce, (*run)->reach().fallen()).first->second;
    }

    Result<int> risk(InForce inForce)
    {
        const auto elements = fallen(inForce);
        if (!elements)
            return tl::make_unexpected(elements.error());
        return m_weights.sum(*elements);
    }

    /// What control `i` takes off the risk on top of `inForce`.
    Result<int> added(InForce inForce, std::size_t i)
    {
        const auto before = risk(inForce);
        const auto after = risk(inForce | bit(i));
        if (!before || !after)
            return tl::make_unexpected(before ? after.error() : before.error());
        return *before - *after;
    }

    /// A set of size s before the control stands for s! (n - s - 1)! of the n! orders.
    Result<void> countAll()
    {
        const std::size_t n = m_result.controls.size();
        std::vector<double> factorials(n + 1, 1);
        for (std::size_t i = 1; i <= n; ++i)
            factorials[i] = factorials[i - 1] * static_cast<double>(i);
        for (std::size_t i = 0; i < n; ++i) {
            for (InForce set = 0; set <= all(); ++set) {
                if ((set & bit(i)) != 0)
                    continue;
                const auto gain = added(set, i);
                if (!gain)
                    return tl::make_unexpected(gain.error());
                const auto size = static_cast<std::size_t>(std::popcount(set));
                m_result.controls[i].share +=
                    *gain * factorials[size] * factorials[n - size - 1] / factorials[n];
            }
        }
        return {};
    }

    Result<void> sample()
    {
        const std::size_t n = m_result.controls.size();
        std::vector<double> sums(n, 0);
        std::vector<double> squares(n, 0);
        std::uint64_t state = m_options.seed;
        std::vector<std::size_t> order(n);
        for (std::size_t round = 0; round < m_options.orders; ++round) {
            std::iota(order.begin(), order.end(), std::size_t { 0 });
            for (std::size_t i = n; i > 1; --i)
                std::swap(order[i - 1], order[nextNumber(state) % i]);
            InForce inForce = 0;
            for (std::size_t control : order) {
                const auto gain = added(inForce, control);
                if (!gain)
                    return tl::make_unexpected(gain.error());
                inForce |= bit(control);
                sums[control] += *gain;
                squares[control] += static_cast<double>(*gain) * *gain;
            }
        }
        m_result.orders = m_options.orders;
        const auto rounds = static_cast<double>(m_options.orders);
        for (std::size_t i = 0; i < n && m_options.orders > 1; ++i) {
            ControlShare &control = m_result.controls[i];
            control.share = sums[i] / rounds;
            const double variance = std::max(0.0, (squares[i] - sums[i] * sums[i] / rounds) / (rounds - 1));
            control.standardError = std::sqrt(variance / rounds);
        }
        return {};
    }

    DesignRun &m_design;
    const ShareOptions &m_options;
    const Job &m_job;
    RiskWeights m_weights;
    std::map<InForce, std::vector<ElementId>> m_known;
    ControlShares m_result;
};

} // namespace

Result<ControlShares> shareControls(DesignRun &design, const ShareOptions &options, const Job &job)
{
    return Shares(design, options, job).run();
}

} // namespace fourplane
