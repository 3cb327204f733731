// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"

namespace fourplane {

/// What lives no longer than this, in seconds, is a short-lived credential (attack catalogue, control I2).
inline constexpr int shortLifeSeconds = 3600;

/// Adds the secrets as elements of type `secret`.
void addSecrets(const Project &project, DesignModel &model);

/// States what secrets are worth and who comes to them, and which cloud roles and places outside the cluster
/// an identity has rights in. Every element of the project is in `model` already.
void stateCredentialRelations(
    const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model);

} // namespace fourplane
