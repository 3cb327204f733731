// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/ProbeSet.h"

#include <string>
#include <vector>

namespace fourplane {

/// How a probe is tried out in a cluster with kubectl.
enum class ProbeMethod
{
    Tcp, ///< a connection from a pod that runs
    Http, ///< a request from a pod that runs
    CanI, ///< kubectl auth can-i
    Admission, ///< a pod offered to admission with --dry-run=server
    ByHand, ///< not by the script
};

template <>
struct EnumNames<ProbeMethod>
{
    static constexpr std::array<std::string_view, 5> names { "tcp", "http", "can-i", "admission", "by-hand" };
};

struct ProbeRun
{
    ProbeMethod method = ProbeMethod::ByHand;
    std::string command; ///< lines of POSIX shell over the functions of resources/probes/probe-lib.sh
    std::string why; ///< of ByHand: what stands against trying it out
};

/// How each probe is tried out, in the order of probes. Names go into commands as quoted words only; what
/// cannot be written that way, or would not say anything certain, is ByHand.
std::vector<ProbeRun> probeRunsOf(const std::vector<Probe> &probes, const EnforcementPlan &plan);

} // namespace fourplane
