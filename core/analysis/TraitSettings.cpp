// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/TraitSettings.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

constexpr std::array settings {
    TraitSetting { SettingKind::AuthenticatedCallers, &WorkloadTraits::acceptsAnonymousCallers },
    TraitSetting { SettingKind::RequestLimits, &WorkloadTraits::takesUnlimitedRequests },
    TraitSetting { SettingKind::FixedUser, &WorkloadTraits::uidSettable },
    TraitSetting { SettingKind::SafeModels, &WorkloadTraits::loadsUnsafeModels },
    TraitSetting { SettingKind::VerifiedModels, &WorkloadTraits::loadsUnverifiedModels },
    TraitSetting { SettingKind::ParsesApart, &WorkloadTraits::parsesInPlace },
    TraitSetting { SettingKind::PinnedInputs, &WorkloadTraits::loadsUnpinnedDependencies },
    TraitSetting { SettingKind::PinnedTools, &WorkloadTraits::updatesToolsUnchecked },
    TraitSetting { SettingKind::CleanEnvironment, &WorkloadTraits::environmentSecrets },
    TraitSetting { SettingKind::InertLinks, &WorkloadTraits::rendersModelOutput },
};

} // namespace

std::span<const TraitSetting> traitSettings()
{
    return settings;
}

std::optional<bool> WorkloadTraits::*traitOf(SettingKind kind)
{
    const auto found = std::find_if(settings.begin(), settings.end(),
        [kind](const TraitSetting &setting) { return setting.kind == kind; });
    return found == settings.end() ? nullptr : found->trait;
}

} // namespace fourplane
