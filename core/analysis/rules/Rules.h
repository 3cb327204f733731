// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/FindingRule.h"

/// One maker per finding rule; each lives in a file of its own.
namespace fourplane::rules {

FindingRule anonymousStore();
FindingRule attackerWritableEgress();
FindingRule declaredFlowBlocked();
FindingRule defaultDenyMissing();
FindingRule directExternalModel();
FindingRule environmentSecrets();
FindingRule escalatingRights();
FindingRule exceptionExpired();
FindingRule exceptionMissing();
FindingRule metadataReachable();
FindingRule permissiveMtls();
FindingRule podRefusedByAdmission();
FindingRule podSecurityNotEnforced();
FindingRule sharedNodePool();
FindingRule sharedServiceAccount();
FindingRule tokenMounted();
FindingRule toolScopeMissing();
FindingRule undeclaredPath();
FindingRule unmodelledPolicy();
FindingRule writerIsReader();

} // namespace fourplane::rules
