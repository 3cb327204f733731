// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/FlowRequest.h"

namespace fourplane {

namespace {

std::string operationOf(const Flow &flow, const EnforcementPlan &plan)
{
    for (const ToolScope &scope : plan.toolScopes) {
        if (scope.agentId == flow.sourceId && scope.toolId == flow.destinationId && !scope.operations.empty())
            return scope.operations.front();
    }
    return "any operation";
}

} // namespace

AccessRequest requestFor(const Flow &flow, const EnforcementPlan &plan)
{
    AccessRequest request;
    request.sourceId = flow.sourceId;
    request.destinationId = flow.destinationId;
    request.port = flow.port;
    request.protocol = flow.protocol;
    request.collectionId = flow.collectionId;
    request.verb = flow.verb;
    if (flow.carriesToolCalls)
        request.toolOperation = operationOf(flow, plan);
    return request;
}

} // namespace fourplane
