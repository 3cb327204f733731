// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

void writeLinkerd(ExportBuilder &builder)
{
    constexpr std::string_view folder = "components/linkerd";
    const EnforcementPlan &plan = builder.plan();
    // A Server without its authorizations refuses everybody: in the audit overlay none of them is there.
    const AuditForm leftOut { true, {} };
    builder.addRules(folder, plan.linkerdServers, leftOut);
    builder.addRules(folder, plan.serverAuthorizations, leftOut);
    builder.addRules(folder, plan.linkerdAuthorizationPolicies, leftOut);
    builder.addRules(folder, plan.meshTlsAuthentications, leftOut);
    builder.addRules(folder, plan.networkAuthentications, leftOut);
    builder.addRules(folder, plan.serverRoutes, leftOut);
}

} // namespace fourplane
