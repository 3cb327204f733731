// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlSetting.h"

#include <set>

namespace fourplane {

/// Puts controls in force in a project. What a control would cut off is allowed again for the declared flows
/// that worked before: allow rules, grants and destinations of an egress list are written with it.
class ControlChange
{
public:
    /// `working` are the flows that worked in the project that is to be changed; see workingFlows.
    explicit ControlChange(std::set<ElementId> working)
        : m_working(std::move(working))
    {
    }

    /// Whether the setting can be put in force: it has a place in the project, is not in force yet, and the
    /// platform has what it takes.
    static bool isPossible(const Project &project, const ControlSetting &setting);

    /// Puts the setting in force. Nothing happens where that is not possible.
    void introduce(Project &project, const ControlSetting &setting) const;

    /// The project with all of `settings` in force, whatever their order.
    Project with(const Project &project, const std::vector<ControlSetting> &settings) const;

private:
    void allowFlowsOf(Project &project, const ElementId &namespaceId, bool intoOnly) const;
    void authenticateStore(Project &project, DataStore &store) const;
    void giveOwnAccount(Project &project, Workload &workload) const;
    void listDestinations(Project &project, const ElementId &proxy) const;

    std::set<ElementId> m_working;
};

/// Takes a control out of force wherever the project itself puts it in force, adopted native rules included.
/// N1 stands for every NetworkPolicy, compiled and adopted. A control that the project cannot do without
/// (N5: exposing what is not exposed) stays.
void withdrawControl(Project &project, const std::string &control);

} // namespace fourplane
