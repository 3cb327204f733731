// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/SecretSources.h"

#include <algorithm>

namespace fourplane {

namespace {

void addKey(Secret &secret, const std::string &key)
{
    if (!key.empty() && std::find(secret.keys.begin(), secret.keys.end(), key) == secret.keys.end())
        secret.keys.push_back(key);
}

void say(ImportSession &session, const ManifestObject &object, const std::string &what)
{
    session.report(DiagnosticLevel::Note, "secret-source", object.title() + " " + what,
        "Say in the project which store keeps the secret, what it opens and who gets it.", object.origin);
}

Secret &secretNamed(ImportSession &session, const ManifestObject &object, const std::string &name)
{
    return session.project.topology.secrets.at(session.secretFor(object.namespaceName, name, object.origin));
}

void importExternalSecret(ImportSession &session, const ManifestObject &object)
{
    const auto spec = session.fields(object).map("spec");
    std::string name;
    std::string policy;
    if (const auto target = spec ? spec->map("target") : std::nullopt) {
        name = target->text("name");
        policy = target->text("creationPolicy");
    }
    Secret &secret = secretNamed(session, object, name.empty() ? object.name : name);
    for (const ManifestFields &entry : spec ? spec->maps("data") : std::vector<ManifestFields> {})
        addKey(secret, entry.text("secretKey"));
    std::string store = "a secret store";
    if (const auto reference = spec ? spec->map("secretStoreRef") : std::nullopt)
        store = (reference->has("kind") ? reference->text("kind") : "SecretStore") + " "
            + reference->text("name");
    say(session, object,
        "copies credentials of " + store + " into the Secret " + secret.name
            + (policy == "None" ? ", which it expects to exist" : "")
            + (spec && spec->has("dataFrom") ? "; the names of its entries are not all known." : "."));
}

void importSealedSecret(ImportSession &session, const ManifestObject &object)
{
    const auto spec = session.fields(object).map("spec");
    Secret &secret = secretNamed(session, object, object.name);
    const YamlNode *sealed = spec ? spec->node().find("encryptedData") : nullptr;
    for (const YamlNode::Entry &entry : sealed ? sealed->entries : std::vector<YamlNode::Entry> {})
        addKey(secret, entry.key);
    say(session, object, "is opened by its controller into the Secret " + secret.name + ".");
}

void importProviderClass(ImportSession &session, const ManifestObject &object)
{
    const auto spec = session.fields(object).map("spec");
    Secret &mounted = session.project.topology.secrets.at(
        session.providedSecretFor(object.namespaceName, object.name, object.origin));
    mounted.origin = object.origin;
    std::string copies;
    for (const ManifestFields &copy : spec ? spec->maps("secretObjects") : std::vector<ManifestFields> {}) {
        const std::string name = copy.text("secretName");
        if (name.empty())
            continue;
        Secret &secret = secretNamed(session, object, name);
        for (const ManifestFields &entry : copy.maps("data"))
            addKey(secret, entry.text("key"));
        copies += (copies.empty() ? ", and copies them into the Secret " : ", ") + name;
    }
    say(session, object,
        "mounts credentials of the secret store " + (spec ? spec->text("provider") : std::string()) + copies
            + ".");
}

} // namespace

void importSecretSource(ImportSession &session, const ManifestObject &object)
{
    if (object.kind == "ExternalSecret")
        importExternalSecret(session, object);
    else if (object.kind == "SealedSecret")
        importSealedSecret(session, object);
    else
        importProviderClass(session, object);
}

void importPullSecrets(ImportSession &session, const std::string &namespaceName,
    const std::vector<std::string> &names, const SourceLocation &mention)
{
    for (const std::string &name : names) {
        session.secretFor(namespaceName, name, mention);
        if (session.pullSecrets.insert({ namespaceName, name }).second) {
            session.report(DiagnosticLevel::Note, "pull-secret",
                "The Secret " + namespaceName + "/" + name
                    + " pulls images: the nodes use it, and no pod is given it.",
                {}, mention);
        }
    }
}

} // namespace fourplane
