// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace fourplane {

/// What long work reports: `done` of `total` steps (total 0 = not known yet) and what it is doing.
struct Progress
{
    std::size_t done = 0;
    std::size_t total = 0;
    std::string activity;
};

/// How a caller watches and stops long work. A default-made Job neither reports nor stops.
struct Job
{
    std::stop_token stop;
    std::function<void(const Progress &)> report;

    bool isStopped() const { return stop.stop_requested(); }

    void progress(std::size_t done, std::size_t total, const std::string &activity) const
    {
        if (report)
            report(Progress { done, total, activity });
    }
};

} // namespace fourplane
