// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/RunStatistics.h"

#include "core/reports/TextStyle.h"

#include <fmt/format.h>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#endif

namespace fourplane::ctl {

namespace {

constexpr double perMegabyte = 1048576;

/// The most memory that the process has had, in bytes; 0 where the platform does not say.
double peakMemory()
{
#if defined(__APPLE__)
    rusage usage {};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<double>(usage.ru_maxrss) : 0;
#elif defined(__unix__)
    rusage usage {};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<double>(usage.ru_maxrss) * 1024 : 0;
#else
    return 0;
#endif
}

std::string line(const std::string &what, const std::string &value)
{
    return fmt::format("  {:<34}{:>14}\n", what, value);
}

std::string seconds(double value)
{
    return fmt::format("{:.3f} s", value);
}

std::string megabytes(double bytes)
{
    return fmt::format("{:.1f} MB", bytes / perMegabyte);
}

} // namespace

void RunStatistics::planned()
{
    m_planSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
}

void RunStatistics::add(const Scenario &scenario, const SimulationFigures &figures)
{
    m_runs.emplace_back(scenario, figures);
}

std::string RunStatistics::text() const
{
    std::string text = "Reading and compiling\n" + line("time", seconds(m_planSeconds));
    for (const auto &[scenario, figures] : m_runs) {
        text += printable(scenario.name) + ", exploitability " + std::string(nameOf(scenario.exploitability))
            + "\n";
        text += line("facts", std::to_string(figures.facts)) + line("pivots", std::to_string(figures.pivots))
            + line("ground instances", std::to_string(figures.instances))
            + line("ground system", megabytes(static_cast<double>(figures.bytes)))
            + line("time to ground", seconds(figures.groundSeconds))
            + line("time to solve", seconds(figures.solveSeconds))
            + line("time to write the trace", seconds(figures.traceSeconds));
    }
    if (const double peak = peakMemory(); peak > 0)
        text += "The whole process\n" + line("peak memory", megabytes(peak));
    return text;
}

} // namespace fourplane::ctl
