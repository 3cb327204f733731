// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/EffectivePodSecurity.h"

#include "core/decision/PodSecurity.h"

namespace fourplane {

namespace {

using Level = std::optional<PodSecurityLevel>;

const std::string &firstOf(const std::string &wanted, const std::string &otherwise)
{
    return wanted.empty() ? otherwise : wanted;
}

const std::string &auditVersionOf(const PodSecurityAdmission &admission)
{
    return firstOf(admission.auditVersion, admission.version);
}

const std::string &warnVersionOf(const PodSecurityAdmission &admission)
{
    return firstOf(admission.warnVersion, admission.version);
}

PodSecurityRule ruleFrom(const Level &label, const std::string &version, const Level &defaultLevel,
    const std::string &defaultVersion)
{
    return { label.value_or(defaultLevel.value_or(PodSecurityLevel::Privileged)),
        firstOf(version, defaultVersion) };
}

} // namespace

std::string PodSecurityRule::describe() const
{
    return std::string(nameOf(level)) + " (" + (version.empty() ? "latest" : version) + ")";
}

std::vector<std::string> PodSecurityRule::violations(const PlannedPod &pod) const
{
    return podSecurityViolations(pod, level, podSecurityMinor(version));
}

EffectivePodSecurity effectivePodSecurity(
    const PodSecurityAdmission &labels, const PodSecurityAdmission &defaults)
{
    EffectivePodSecurity result;
    result.enforce = ruleFrom(labels.enforce, labels.version, defaults.enforce, defaults.version);
    result.audit = ruleFrom(labels.audit, auditVersionOf(labels), defaults.audit, auditVersionOf(defaults));
    result.warn = ruleFrom(labels.warn, warnVersionOf(labels), defaults.warn, warnVersionOf(defaults));
    if (!labels.warn && labels.enforce && result.enforce.level > result.warn.level)
        result.warn = { result.enforce.level, firstOf(labels.warnVersion, result.enforce.version) };
    return result;
}

std::string podMakerOf(ControllerKind controller)
{
    const auto account = [](const char *name) {
        return std::string("system:serviceaccount:kube-system:") + name + "-controller";
    };
    switch (controller) {
    case ControllerKind::Deployment:
    case ControllerKind::ReplicaSet:
        return account("replicaset");
    case ControllerKind::StatefulSet:
        return account("statefulset");
    case ControllerKind::DaemonSet:
        return account("daemon-set");
    case ControllerKind::Job:
    case ControllerKind::CronJob:
        return account("job");
    case ControllerKind::ReplicationController:
        return account("replication");
    case ControllerKind::Pod:
        break;
    }
    return {};
}

} // namespace fourplane
