// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/project/Project.h"

#include <string>

namespace fourplane::test {

/// A small, flat AI service in the namespace "lab", to be attacked in tests: web, gate (gateway), agent, llm
/// (model endpoint), tool, ingest (pipeline), proxy (egress proxy), db with the collection "contracts" and
/// vec with the collection "chunks"; outside it users, portal (untrusted content), internet, saas and meta
/// (cloud metadata). Both stores let everybody in. Each workload X has the identity "sa-X".
class AttackLab
{
public:
    AttackLab();

    Workload &workload(const std::string &name);

    // Footholds.
    void code(const std::string &workload);
    void token(const std::string &identity, const std::string &from);
    void text(const std::string &source);
    void network(const std::string &place);

    // Design.
    void feed(const std::string &source, const std::string &model, TrustTier trust = TrustTier::Untrusted);
    Flow &flow(const std::string &from, const std::string &to);
    void dataFlow(
        const std::string &from, const std::string &to, AccessVerb verb, const std::string &collection);
    void toolCall(const std::string &from, const std::string &to);
    void wantCredentials(const std::string &store);
    void grant(const std::string &identity, const std::string &collection, AccessVerb verb,
        const std::string &tenant = {});
    void revokeGrants();
    /// A store without authentication, served by a workload or external endpoint; gives its one collection.
    Collection &addStore(const std::string &id, const std::string &host, const std::string &collection);
    Collection &collection(const std::string &id);
    Secret &secret(const std::string &id); ///< a Kubernetes Secret of the namespace; made when it is new
    void give(const std::string &workload, const std::string &secret, SecretDelivery delivery);
    WorkloadIdentity &outsider(const std::string &id, IdentityKind kind); ///< adds one
    WorkloadIdentity &account(const std::string &id);
    ToolScope &scope(const std::string &agent, const std::string &tool);
    void role(const std::string &resource, const std::string &verb, const std::string &group = {});
    void clusterRole(const std::string &resource, const std::string &verb, const std::string &group = {});
    void pools(const std::string &workload, const std::string &pool);

    // Controls.
    void denyNetwork(); ///< N1 in the whole namespace
    void meshAllowList(); ///< I4 and N7 in the whole namespace; nothing is on the list
    void allow(const std::string &from, const std::string &to);
    void restrictPods(); ///< W1; every pod keeps to it unless it has privileges of its own
    void unmountTokens(); ///< I1 everywhere

    AttackTrace run(const std::vector<std::string> &techniques) const;

    Project project;
    Scenario scenario;

private:
    void bindRole(const ElementId &namespaceId, const RbacRule &rule);
};

/// The attacker is in `web`, which may read the contracts in a store outside. Only the proxy has a way out.
AttackLab storeBehindProxy();

/// The first pivot of a technique between two elements, or nullptr.
const Pivot *findPivot(
    const AttackTrace &trace, const std::string &technique, const std::string &from, const std::string &to);

/// Whether a fact, written as toString(Fact) writes it, holds in world 0.
bool holds(const AttackTrace &trace, const std::string &fact);

} // namespace fourplane::test
