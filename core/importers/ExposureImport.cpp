// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ExposureImport.h"

#include "core/importers/GatewayExposure.h"
#include "core/importers/IngressExposure.h"
#include "core/importers/IstioGatewayExposure.h"
#include "core/importers/ServiceExposure.h"

namespace fourplane {

void importExposure(ImportSession &session, const ExposingObjects &objects)
{
    InboundPaths paths(session);
    exposeServices(paths);
    exposeHostPorts(paths);
    for (const ManifestObject *ingress : objects.ingresses)
        exposeIngress(paths, *ingress);
    exposeGatewayRoutes(paths, objects.gatewayObjects);
    exposeIstioGateways(paths, objects.istioObjects);
    paths.finish();
}

} // namespace fourplane
