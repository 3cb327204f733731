// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/CompiledSystem.h"
#include "tests/bench/NaiveReach.h"
#include "tests/bench/SeededCluster.h"

#include <functional>
#include <string>
#include <vector>

namespace fourplane::bench {

/// Processor time of the process and time on the clock.
struct Duration
{
    double cpuMilliseconds = 0;
    double wallMilliseconds = 0;
};

Duration timed(const std::function<void()> &work);

/// The fastest of `rounds` runs of each, in processor time; all take turns, so that they meet the same
/// machine.
std::vector<Duration> fastest(int rounds, const std::vector<std::function<void()>> &works);

/// The most memory that the process had so far.
double peakMegabytes();

/// A goal as a bound on a ratio.
struct Goal
{
    double bound = 0;
    bool isAtMost = true;
};

/// One topology with everything that the rows of a size measure on.
class KernelBench
{
public:
    /// `shape` is "seg" or "lax".
    KernelBench(std::size_t services, const std::string &shape);

    /// A plain breadth-first search over the allowed edges from the foothold: the yardstick that moves with
    /// the machine.
    void breadthFirst();

    /// Prints a row. `ratio` is described by `against`; without a goal the row is for information.
    void row(const std::string &number, const std::string &measure, const Duration &time, double ratio,
        const std::string &against, const std::vector<Goal> &goal = {}) const;

    /// A line of explanation under a row.
    void note(const std::string &text) const;

    /// Ends the program unless a result is right: the time of a wrong answer means nothing.
    void require(bool isRight, const std::string &what) const;

    /// Whether the goals of performance.md for a size hold here.
    bool is(std::size_t services, const std::string &shape) const;

    static void printHead();

    const std::size_t size;
    const std::string shape;
    const SeededCluster cluster;
    const GroundCluster ground;
    const CompiledSystem compiled; ///< for world 0
    const std::uint32_t foothold; ///< the first service from which more than a tenth of all is reached
    const NaiveReach naive; ///< from there

private:
    std::vector<char> m_seen;
    std::vector<std::uint32_t> m_queue;
};

} // namespace fourplane::bench
