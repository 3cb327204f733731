// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/DesignSketch.h"
#include "core/project/generate/ShapeTables.h"

#include <array>

namespace fourplane {

namespace {

constexpr std::size_t workloadsPerPartner = 200;
constexpr unsigned credentialStorePercent = 10;

void putExternal(DesignSketch &sketch, const char *name, ExternalKind kind, TrustTier trust,
    std::vector<std::string> cidrs, std::uint16_t port)
{
    ExternalEndpoint external;
    external.id = ElementId(name);
    external.name = name;
    external.kind = kind;
    external.trust = trust;
    external.cidrs = std::move(cidrs);
    if (port != 0)
        external.ports.push_back({ {}, port, Protocol::Tcp });
    if (kind != ExternalKind::Internet && kind != ExternalKind::UserGroup
        && kind != ExternalKind::CloudMetadata)
        external.hosts = { std::string(name) + ".example.com" };
    put(sketch.project.topology.externals, std::move(external));
}

void putCloudRole(DesignSketch &sketch, const char *name)
{
    WorkloadIdentity role;
    role.id = ElementId(std::string("cloud-role-") + name);
    role.name = name;
    role.kind = IdentityKind::CloudRole;
    role.hasStaticKeys = false;
    put(sketch.project.topology.identities, std::move(role));
}

StoreDialect drawDialect(WorkloadKind kind, RandomStream &random)
{
    using enum StoreDialect;
    switch (kind) {
    case WorkloadKind::VectorStore:
        return random.oneOf(std::array { Qdrant, Milvus, Weaviate });
    case WorkloadKind::DocumentStore:
        return random.oneOf(std::array { ObjectStore, MongoDb });
    case WorkloadKind::Database:
        return Postgresql;
    case WorkloadKind::MessageBroker:
        return MessageTopics;
    default:
        return Redis;
    }
}

StoreAuthentication drawAuthentication(RandomStream &random)
{
    const std::size_t drawn = random.below(100);
    if (drawn < 70)
        return StoreAuthentication::PerIdentity;
    if (drawn < 90)
        return StoreAuthentication::SharedSecret;
    return drawn < 97 ? StoreAuthentication::Anonymous : StoreAuthentication::NetworkTrusting;
}

Classification drawClassification(RandomStream &random)
{
    const std::size_t drawn = random.below(100);
    if (drawn < 10)
        return Classification::Public;
    if (drawn < 55)
        return Classification::Internal;
    return drawn < 85 ? Classification::Confidential : Classification::Restricted;
}

CollectionContent drawContent(bool isPlatform, RandomStream &random)
{
    using enum CollectionContent;
    return isPlatform ? random.oneOf(std::array { Data, Logs, Images, Packages, Code, Tools }) : Data;
}

std::string_view collectionWord(CollectionContent content, RandomStream &random)
{
    constexpr std::array<std::string_view, 10> words { "cases", "contracts", "customers", "documents",
        "events", "invoices", "passages", "profiles", "sessions", "tickets" };
    return content == CollectionContent::Data ? random.oneOf(words) : nameOf(content);
}

/// A secret that opens the store, kept in the namespace of its host or by a secret store of the platform.
void putStoreSecret(
    DesignSketch &sketch, const SketchedHome &home, const ElementId &storeId, RandomStream &random)
{
    Secret secret;
    secret.id = ElementId("secret-" + storeId.value());
    secret.name = storeId.value() + "-key";
    secret.namespaceId = home.id;
    secret.keys = { "password" };
    secret.opens = { storeId };
    if (random.chance(40)) {
        for (const SketchedHome &other : sketch.homes) {
            const auto keepers = sketch.ofKind(other, WorkloadKind::SecretStore);
            if (!other.isPlatform || keepers.empty())
                continue;
            secret.home = SecretHome::SecretStore;
            secret.keeperId = sketch.workloads[keepers.front()].id;
            break;
        }
    }
    put(sketch.project.topology.secrets, std::move(secret));
}

void putStore(DesignSketch &sketch, std::size_t i)
{
    SketchedWorkload &host = sketch.workloads[i];
    const SketchedHome &home = sketch.homes[host.home];
    RandomStream random = sketch.random(DrawPurpose::Store, i);
    DataStore store;
    store.id = ElementId("store-" + host.id.value());
    store.name = store.id.value();
    store.hostId = host.id;
    store.dialect = drawDialect(host.kind, random);
    store.authentication = drawAuthentication(random);
    if (store.authentication == StoreAuthentication::NetworkTrusting)
        store.trustedCidrs = { "10.0.0.0/8" };
    if (host.kind == WorkloadKind::VectorStore)
        store.returnsVectors = random.chance(40);
    const std::size_t count = 1 + random.below(3);
    for (std::size_t number = 1; number <= count; ++number) {
        Collection collection;
        collection.content = drawContent(home.isPlatform, random);
        collection.name = collectionWord(collection.content, random);
        collection.id = ElementId(host.id.value() + "/" + numbered(collection.name, number));
        collection.classification = drawClassification(random);
        if (home.tenant > 0)
            collection.tenant = numbered("tenant", home.tenant);
        if (collection.content != CollectionContent::Data)
            collection.changeable = random.chance(60);
        store.collections.push_back(std::move(collection));
    }
    if (random.chance(credentialStorePercent)) { // somebody put a key among the data
        Secret secret;
        secret.id = ElementId("secret-in-" + host.id.value());
        secret.name = secret.id.value();
        secret.namespaceId = home.id;
        secret.home = SecretHome::File;
        secret.opens = { sketch.workloads[random.below(sketch.workloads.size())].identityId };
        store.collections.front().secretIds = { secret.id };
        put(sketch.project.topology.secrets, std::move(secret));
    }
    if (store.authentication == StoreAuthentication::SharedSecret)
        putStoreSecret(sketch, home, store.id, random);
    host.storeId = store.id;
    put(sketch.project.topology.stores, std::move(store));
}

void putBucket(DesignSketch &sketch)
{
    DataStore bucket;
    bucket.id = ElementId(artifactStore);
    bucket.name = "artifacts";
    bucket.hostId = ElementId(bucketExternal);
    bucket.dialect = StoreDialect::ObjectStore;
    bucket.authentication = StoreAuthentication::PerIdentity;
    Collection models;
    models.id = ElementId(modelCollection);
    models.name = modelCollection;
    models.classification = Classification::Confidential;
    models.content = CollectionContent::Models;
    models.changeable = true;
    bucket.collections.push_back(std::move(models));
    put(sketch.project.topology.stores, std::move(bucket));
    put(sketch.project.policy.grants,
        DataGrant { ElementId("grant-artifact-reader"), ElementId("cloud-role-artifact-reader"),
            ElementId(modelCollection), AccessVerb::Read, {}, TenantFilter::Store, false });
}

} // namespace

void generateExternals(DesignSketch &sketch)
{
    using enum ExternalKind;
    putExternal(sketch, usersExternal, UserGroup, TrustTier::Untrusted, { "198.51.100.0/24" }, 0);
    putExternal(sketch, internetExternal, Internet, TrustTier::Untrusted, {}, 443);
    putExternal(sketch, portalExternal, UntrustedContent, TrustTier::Untrusted, { "192.0.2.10/32" }, 443);
    putExternal(sketch, webExternal, UntrustedContent, TrustTier::Untrusted, { "192.0.2.128/25" }, 443);
    putExternal(sketch, hostedModelExternal, HostedLlm, TrustTier::Partner, { "192.0.2.20/32" }, 443);
    putExternal(sketch, forgeExternal, Saas, TrustTier::Partner, { "192.0.2.30/32" }, 443);
    putExternal(sketch, bucketExternal, CloudService, TrustTier::Trusted, { "192.0.2.40/32" }, 443);
    putExternal(sketch, metadataExternal, CloudMetadata, TrustTier::Trusted, { "169.254.169.254/32" }, 80);
    // Anybody can own an account at a code forge.
    sketch.project.topology.externals.at(ElementId(forgeExternal)).writableByAttacker = true;
    sketch.partners = { ElementId(hostedModelExternal), ElementId(forgeExternal) };
    for (std::size_t number = 1; number <= sketch.options.workloads / workloadsPerPartner; ++number) {
        RandomStream random = sketch.random(DrawPurpose::External, number);
        const std::string name = numbered("partner", number);
        // 198.18.0.0/15 is set apart for benchmarks (RFC 2544), so that no such address is anybody's.
        const std::string address = "198." + std::to_string(18 + number / 65536 % 2) + "."
            + std::to_string(number / 256 % 256) + "." + std::to_string(number % 256) + "/32";
        putExternal(sketch, name.c_str(), Saas, TrustTier::Partner, { address }, 443);
        sketch.project.topology.externals.at(ElementId(name)).writableByAttacker = random.chance(10);
        sketch.partners.push_back(ElementId(name));
    }
    putCloudRole(sketch, "node-basic");
    putCloudRole(sketch, "artifact-reader");
}

void generateStores(DesignSketch &sketch)
{
    for (std::size_t i = 0; i < sketch.workloads.size(); ++i) {
        if (hostsStore(sketch.workloads[i].kind))
            putStore(sketch, i);
    }
    putBucket(sketch);
}

} // namespace fourplane
