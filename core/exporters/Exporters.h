// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane {

class ExportBuilder;

/// Each writes the part of the plan that its target holds; see ExportTarget.

void writeKubernetes(ExportBuilder &builder);
void writeClusterNetworkPolicies(ExportBuilder &builder);
void writeIstioSidecar(ExportBuilder &builder);
void writeIstioAmbient(ExportBuilder &builder);
void writeLinkerd(ExportBuilder &builder);
void writeCilium(ExportBuilder &builder);
void writeOpa(ExportBuilder &builder);
void writeStores(ExportBuilder &builder);
void writeVault(ExportBuilder &builder);
void writeRbac(ExportBuilder &builder);
void writeSpire(ExportBuilder &builder);
void writeHardening(ExportBuilder &builder);
void writeAdmission(ExportBuilder &builder);
void writeKyverno(ExportBuilder &builder);
void writeExternalSecrets(ExportBuilder &builder);
void writeEgressGateway(ExportBuilder &builder);
void writeAiGateway(ExportBuilder &builder);
void writeAdminTier(ExportBuilder &builder);
void writeAdminTierV1Alpha1(ExportBuilder &builder);

} // namespace fourplane
