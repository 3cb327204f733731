// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ControlSetting.h"
#include "core/topology/PodHardening.h"

#include <span>

namespace fourplane {

/// A control that a trait of a workload states with `false`.
struct TraitSetting
{
    SettingKind kind;
    std::optional<bool> WorkloadTraits::*trait;
};

/// All of them, in the order of SettingKind.
std::span<const TraitSetting> traitSettings();

/// The trait of a kind; nullptr when the kind is stated otherwise.
std::optional<bool> WorkloadTraits::*traitOf(SettingKind kind);

} // namespace fourplane
