// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/governance/PlanQuestion.h"

#include <vector>

namespace fourplane {

/// The plan with ends added that its rules tell apart and the design does not hold: in each namespace a pod
/// that no workload describes, namespaces of somebody else with such a pod, and a pod or network for each
/// peer of a NetworkPolicy that matches nothing of the design (the cluster's DNS, a mesh's control plane).
/// Without them a rule about "everybody else" would seem to change nothing. Rule lists stay as they are.
EnforcementPlan withStandIns(const EnforcementPlan &plan);

/// True for the id of an end that withStandIns added.
bool isStandIn(const ElementId &id);

/// True for the pods among them that stand for any pod nobody described; false for those that rules name.
bool isStranger(const ElementId &id);

/// Every question that the rules of the plan may answer differently: ends, ports, transports, HTTP requests,
/// collections, verbs, tenants, operations, accounts and levels, one of each that the rules can tell apart.
/// `plan` is one of withStandIns. Two plans with equal answers to all of them let the same requests through,
/// as far as conditions on headers, tokens and single addresses are left aside, which no question asks.
/// Only the `nearby` ones are far fewer in a large design: about ways that a rule names, ends that stand in
/// for others and a few more (NearSources), each at the ports of the destination and one that it does not
/// offer.
std::vector<PlanQuestion> relationOf(const EnforcementPlan &plan, bool nearby = false);

// The parts of relationOf.
void addTrafficQuestions(
    const EnforcementPlan &plan, std::vector<PlanQuestion> &questions, bool nearby = false);
void addEgressQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions);
void addDataQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions);
void addToolQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions);
void addRightQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions);
void addAdmissionQuestions(const EnforcementPlan &plan, std::vector<PlanQuestion> &questions);

} // namespace fourplane
