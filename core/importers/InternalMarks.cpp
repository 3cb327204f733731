// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/InternalMarks.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace fourplane {

namespace {

struct Mark
{
    std::string_view key;
    std::string_view value; ///< lower case
};

/// From the documentation of the AWS Load Balancer Controller and the in-tree provider before it, of GKE and
/// of the Azure provider. The in-tree provider of AWS took 0.0.0.0/0 for true.
constexpr std::array serviceMarks {
    Mark { "service.beta.kubernetes.io/aws-load-balancer-internal", "true" },
    Mark { "service.beta.kubernetes.io/aws-load-balancer-internal", "0.0.0.0/0" },
    Mark { "service.beta.kubernetes.io/aws-load-balancer-scheme", "internal" },
    Mark { "networking.gke.io/load-balancer-type", "internal" },
    Mark { "cloud.google.com/load-balancer-type", "internal" },
    Mark { "service.beta.kubernetes.io/azure-load-balancer-internal", "true" },
};

constexpr std::array ingressMarks {
    Mark { "alb.ingress.kubernetes.io/scheme", "internal" },
    Mark { "kubernetes.io/ingress.class", "gce-internal" },
    Mark { "appgw.ingress.kubernetes.io/use-private-ip", "true" },
};

std::string markIn(std::span<const Mark> marks, const Labels &annotations)
{
    for (const Mark &mark : marks) {
        const auto found = annotations.find(std::string(mark.key));
        if (found != annotations.end() && toLowerAscii(found->second) == mark.value)
            return found->first + ": " + found->second;
    }
    return {};
}

} // namespace

std::string internalServiceMark(const Labels &annotations)
{
    return markIn(serviceMarks, annotations);
}

std::string internalIngressMark(const Labels &annotations, const std::string &ingressClass)
{
    if (ingressClass == "gce-internal")
        return "ingressClassName: " + ingressClass;
    return markIn(ingressMarks, annotations);
}

bool isInternalGatewayClass(const std::string &gatewayClass)
{
    // GKE's internal load balancers; Istio's proxies towards other clusters.
    static constexpr std::array<std::string_view, 4> classes { "gke-l7-rilb", "gke-l7-rilb-mc",
        "gke-l7-cross-regional-internal-managed-mc", "istio-east-west" };
    return std::find(classes.begin(), classes.end(), gatewayClass) != classes.end();
}

bool isMeshGatewayClass(const std::string &gatewayClass)
{
    return gatewayClass == "istio-waypoint";
}

} // namespace fourplane
