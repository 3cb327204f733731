// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/MeshReports.h"

namespace fourplane {

void reportUnauthenticatedSource(PlanContext &context, const AllowRule &rule, const PlannedPod &destination)
{
    context.report(DiagnosticLevel::Warning, "unauthenticated-source",
        context.describe(rule.sourceId) + " has no mesh identity: " + destination.name
            + " lets anybody in on the ports of allow rule " + rule.id.value() + ".",
        "Check the caller in the application, or put an authenticating gateway in front.",
        destination.origin);
}

void reportSourceWithoutIdentity(
    PlanContext &context, const PlannedPod &source, const PlannedPod &destination)
{
    context.report(DiagnosticLevel::Warning, "source-without-identity",
        source.name + " is not in the mesh and shows no identity: the allow-list at " + destination.name
            + " will refuse it.",
        "Enable injection for the source.", source.origin);
}

void reportPlaintextToStrict(
    PlanContext &context, const AllowRule &rule, const PlannedPod &source, const PlannedPod &destination)
{
    context.report(DiagnosticLevel::Warning, "plaintext-to-strict",
        source.name + " is not in the mesh and " + destination.name + " accepts mutual TLS only: allow rule "
            + rule.id.value() + " cannot work.",
        "Enable injection for the source.", source.origin);
}

void reportPlaintextPorts(PlanContext &context, const PlannedPod &pod)
{
    context.report(DiagnosticLevel::Note, "plaintext-port",
        pod.name
            + " takes callers from outside the cluster, which have no mesh certificate: those ports "
              "accept plaintext.",
        "", pod.origin);
}

} // namespace fourplane
