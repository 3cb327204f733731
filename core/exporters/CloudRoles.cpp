// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/CloudRoles.h"

namespace fourplane {

std::optional<std::string> cloudRoleAnnotation(const std::string &role)
{
    if (role.rfind("arn:", 0) == 0)
        return "eks.amazonaws.com/role-arn";
    if (role.find(".iam.gserviceaccount.com") != std::string::npos)
        return "iam.gke.io/gcp-service-account";
    return std::nullopt;
}

Labels cloudRoleAnnotations(const std::vector<std::string> &roles)
{
    Labels annotations;
    for (const std::string &role : roles) {
        if (const auto key = cloudRoleAnnotation(role))
            annotations.emplace(*key, role);
    }
    return annotations;
}

} // namespace fourplane
