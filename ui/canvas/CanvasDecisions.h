// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/decision/Decision.h"
#include "core/project/Project.h"

#include <array>
#include <memory>

namespace fourplane::ui {

/// What the decision point says about what is on the canvas. A value, made off the GUI thread.
struct CanvasDecisions
{
    /// By workload or external: per plane, the strictest answer to the declared connections that end there
    /// (or start there, when none ends there); the workload plane is the answer of admission.
    ElementMap<std::array<Verdict, planeCount>> nodes;
    /// By Flow or AllowRule id.
    ElementMap<Decision> connections;
};

/// Compiles `project` and asks the decision point about every flow, allow rule and workload. Pure; nullptr
/// when the job was stopped.
std::shared_ptr<const CanvasDecisions> computeDecisions(const Project &project, const Job &job = {});

} // namespace fourplane::ui
