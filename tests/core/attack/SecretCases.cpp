// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/TechniqueSteps.h"

namespace fourplane::test {

using namespace steps;

namespace {

const std::vector<std::string> byDelivery { "delivered-secret-read" };
const std::vector<std::string> byFinding { "unauth-internal-service", "data-secret-harvest" };
const Step briefKey = [](L &lab) { lab.secret("key").lifetimeSeconds = 600; };
const Step boundKey = [](L &lab) { lab.secret("key").boundToHolder = true; };

/// The attacker is in a pod that is given a key with these uses.
Step keyOf(const std::vector<std::string> &opens, SecretPurpose purpose = SecretPurpose::Credential)
{
    return [=](L &lab) {
        lab.code("web");
        Secret &key = lab.secret("key");
        key.purpose = purpose;
        for (const std::string &opened : opens)
            key.opens.emplace_back(opened);
        lab.give("web", "key", SecretDelivery::Environment);
    };
}

/// A key in the secret store that runs in `proxy`, for one identity.
void keepFor(L &lab, const std::string &reader)
{
    Secret &key = lab.secret("key");
    key.home = SecretHome::SecretStore;
    key.keeperId = ElementId("proxy");
    key.readerIds = { ElementId(reader) };
}

/// The neighbour `ingest` shows its password to the vector store.
void sniff(L &lab)
{
    lab.code("web");
    lab.wantCredentials("vectors");
    lab.dataFlow("ingest", "vec", read, "chunks");
}

void shareProcesses(L &lab)
{
    lab.code("web");
    Workload &web = lab.workload("web");
    Container helper;
    helper.name = "helper";
    web.containers.push_back(helper);
    web.placement.shareProcessNamespace = true;
}

/// The pod is given the credential of an account that may do this with the contracts.
Step givenAccount(AccessVerb verb)
{
    return [verb](L &lab) {
        lab.outsider("bot", IdentityKind::ExternalAccount);
        keyOf({ "bot" })(lab);
        lab.wantCredentials("documents");
        lab.grant("bot", "contracts", verb);
    };
}

} // namespace

std::vector<TechniqueCase> secretCases()
{
    return {
        { "delivered-secret-read", {}, keyOf({}), "web", "key", "key reached",
            [](L &lab) { lab.workload("web").secrets.clear(); }, absent, "", unmount },
        { "secret-store-read", {},
            [](L &lab) {
                lab.code("web");
                keepFor(lab, "sa-web");
                lab.give("web", "key", SecretDelivery::SecretStore);
            },
            "web", "key", "key reached", deny, network, "N1", unmount },
        { "secret-store-as-other", {},
            [](L &lab) {
                lab.token("sa-ingest", "web");
                keepFor(lab, "sa-ingest");
            },
            "web", "key", "key reached", deny, network, "N1", restricted },
        { "k8s-secret-theft", {},
            [](L &lab) {
                lab.token("sa-web", "users");
                lab.secret("key");
                lab.role("secrets", "get");
            },
            "sa-web", "key", "key reached", noRole, identity, "I3", deny },
        { "data-secret-harvest", { "unauth-internal-service" },
            [](L &lab) {
                lab.code("web");
                lab.secret("key");
                lab.collection("contracts").secretIds = { ElementId("key") };
            },
            "contracts", "key", "key reached", [](L &lab) { lab.collection("contracts").secretIds.clear(); },
            absent, "", unmount },
        { "secret-identity-use", byDelivery, keyOf({ "sa-llm" }), "key", "sa-llm", "sa-llm held", boundKey,
            identity, "I7", briefKey },
        { "secret-store-entry", byFinding,
            [](L &lab) {
                foundKeyOf({ "documents" })(lab);
                lab.wantCredentials("documents");
            },
            "web", "contracts", "contracts read", deny, network, "N1", briefKey },
        { "given-credential-read", {}, givenAccount(read), "web", "contracts", "contracts read", deny,
            network, "N1", [](L &lab) { lab.account("bot").isJobScoped = true; } },
        { "given-credential-write", {}, givenAccount(write), "web", "contracts", "contracts written",
            readOnly("bot", "contracts"), data, "D2", briefKey },
        { "leaked-cloud-key", byDelivery,
            [](L &lab) {
                lab.outsider("role", IdentityKind::CloudRole);
                keyOf({ "role" })(lab);
            },
            "key", "role", "role held", [](L &lab) { lab.account("role").hasStaticKeys = false; }, identity,
            "I5", briefKey },
        { "mesh-vpn-enrol", byDelivery, keyOf({ "saas" }, SecretPurpose::JoinKey), "key", "saas", "saas net",
            [](L &lab) { lab.project.topology.externals.at(ElementId("saas")).joinsWithoutApproval = false; },
            identity, "I2", briefKey },
        { "signing-key-theft", byDelivery, keyOf({}, SecretPurpose::SigningKey), "key", "sa-llm",
            "sa-llm held", [](L &lab) { lab.secret("key").neverLeavesKeeper = true; }, data, "D6", briefKey },
        { "oauth-grant-reuse", byFinding, foundKeyOf({ "saas" }), "web", "saas", "saas read", boundKey,
            identity, "I7", briefKey },
        { "agent-config-creds", {},
            [](L &lab) {
                lab.code("agent");
                lab.toolCall("agent", "tool");
                lab.workload("agent").traits.environmentSecrets = true;
            },
            "agent", "sa-tool", "sa-tool held", trait("agent", &WorkloadTraits::environmentSecrets, false),
            data, "D6",
            [](L &lab) {
                lab.workload("agent").placement.runtimeClass = "gvisor";
                lab.workload("agent").placement.sandboxedRuntime = true;
            } },
        { "shared-pod-namespace", {}, shareProcesses, "web", "sa-web", "sa-web held",
            [](L &lab) { lab.workload("web").placement.shareProcessNamespace = false; }, pods, "W2",
            unmount },
        { "sniff-mitm", {}, sniff, "web", "ingest", "sa-ingest held", restricted, pods, "W1", deny },
    };
}

std::vector<TechniqueCase> cloudCases()
{
    const auto mayAssume = [](L &lab) {
        lab.outsider("role", IdentityKind::CloudRole);
        lab.account("sa-web").cloudRoles = { "role" };
    };
    const Step mayNot = [](L &lab) { lab.account("sa-web").cloudRoles.clear(); };
    const auto bucket = [](AccessVerb verb) {
        return [verb](L &lab) {
            lab.outsider("role", IdentityKind::CloudRole);
            lab.addStore("bucket", "saas", "objects");
            lab.wantCredentials("bucket");
            lab.grant("role", "objects", verb);
            lab.token("role", "web");
        };
    };
    return {
        { "node-cloud-role", { "imds-creds" },
            [](L &lab) {
                lab.code("web");
                lab.outsider("role", IdentityKind::CloudRole);
                lab.pools("web", "pool-a");
                lab.project.topology.nodePools.at(ElementId("pool-a")).cloudRole = "role";
            },
            "pool-a", "role", "role held",
            [](L &lab) { lab.project.topology.nodePools.at(ElementId("pool-a")).cloudRole.clear(); }, absent,
            "", unmount },
        { "pod-cloud-role", {},
            [mayAssume](L &lab) {
                lab.code("web");
                mayAssume(lab);
            },
            "web", "role", "role held", mayNot, absent, "", unmount },
        { "cloud-role-chain", {},
            [mayAssume](L &lab) {
                lab.token("sa-web", "users");
                mayAssume(lab);
            },
            "sa-web", "role", "role held", mayNot, absent, "", deny },
        { "cloud-role-pivot", {}, bucket(read), "web", "objects", "objects read",
            [](L &lab) { lab.grant("role", "objects", write); }, data, "D1", unmount },
        { "cloud-role-write", {}, bucket(write), "web", "objects", "objects written",
            readOnly("role", "objects"), data, "D2", unmount },
        { "cloud-role-exfil", {},
            [bucket](L &lab) {
                bucket(read)(lab);
                lab.network("internet");
            },
            "internet", "objects", "objects leaked", [](L &lab) { lab.grant("role", "objects", write); },
            data, "D1", unmount },
        { "broker-overprivilege", {},
            [](L &lab) {
                lab.outsider("broker", IdentityKind::ExternalAccount).connectsTo = { ElementId("saas") };
                lab.token("broker", "web");
            },
            "web", "saas", "saas read", [](L &lab) { lab.account("broker").isAdminThere = false; }, identity,
            "I3", unmount },
        { "connector-takeover", {},
            [](L &lab) {
                lab.code("web");
                lab.account("sa-web").connectsTo = { ElementId("saas") };
            },
            "web", "saas", "saas written", [](L &lab) { lab.account("sa-web").isAdminThere = false; },
            identity, "I3", unmount },
    };
}

} // namespace fourplane::test
