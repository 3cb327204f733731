// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ImagePolicyImport.h"

#include "core/importers/UnmodelledKinds.h"

#include <algorithm>
#include <optional>

namespace fourplane {

namespace {

using Texts = std::vector<std::string>;

/// The only fields that a map has; a field that says more would be lost.
bool hasOnly(const ManifestFields &map, std::initializer_list<std::string_view> keys)
{
    return std::all_of(map.node().entries.begin(), map.node().entries.end(),
        [&keys](const auto &entry) { return std::find(keys.begin(), keys.end(), entry.key) != keys.end(); });
}

/// That every image of one kind of container carries a signature of one of the attestors, as exports ask.
std::string expressionFor(const std::string &containers, const std::string &attestors)
{
    const std::string images = "images." + containers;
    return "!has(" + images + ") || " + images + ".map(image, verifyImageSignatures(image, [" + attestors
        + "])).all(count, count > 0)";
}

/// The namespace that the policy is about; nothing when it is about others too, or not about every pod.
std::optional<std::string> namespaceOf(const ManifestFields &spec)
{
    const auto constraints = spec.map("matchConstraints");
    const auto selector = constraints ? constraints->map("namespaceSelector") : std::nullopt;
    if (!selector || !hasOnly(*selector, { "matchLabels" })
        || !hasOnly(*constraints, { "namespaceSelector", "resourceRules" }))
        return std::nullopt;
    const Labels labels = selector->labels("matchLabels");
    const auto rules = constraints->maps("resourceRules");
    if (labels.size() != 1 || labels.begin()->first != "kubernetes.io/metadata.name" || rules.size() != 1)
        return std::nullopt;
    if (rules[0].texts("resources") != Texts { "pods", "pods/ephemeralcontainers" }
        || rules[0].texts("apiGroups") != Texts { "" } || rules[0].texts("apiVersions") != Texts { "v1" }
        || rules[0].texts("operations") != Texts { "CREATE", "UPDATE" })
        return std::nullopt;
    return labels.begin()->second;
}

std::optional<ImageSigner> signerOf(const ManifestFields &attestor, const std::string &images)
{
    const auto cosign = attestor.map("cosign");
    if (!cosign || !hasOnly(attestor, { "name", "cosign" }))
        return std::nullopt;
    ImageSigner signer;
    signer.images = images;
    const auto key = cosign->map("key");
    if (key && hasOnly(*cosign, { "key" }) && hasOnly(*key, { "data" })) {
        signer.publicKey = key->text("data");
        return signer.publicKey.empty() ? std::nullopt : std::optional(signer);
    }
    const auto keyless = cosign->map("keyless");
    if (!keyless || !hasOnly(*cosign, { "keyless" }) || !hasOnly(*keyless, { "identities" }))
        return std::nullopt;
    const auto identities = keyless->maps("identities");
    if (identities.size() != 1 || !hasOnly(identities[0], { "issuer", "subject" }))
        return std::nullopt;
    signer.issuer = identities[0].text("issuer");
    signer.subject = identities[0].text("subject");
    return signer.issuer.empty() || signer.subject.empty() ? std::nullopt : std::optional(signer);
}

bool asksAsExported(const ManifestFields &spec, const std::string &attestors)
{
    Texts expressions;
    for (const ManifestFields &validation : spec.maps("validations"))
        expressions.push_back(validation.text("expression"));
    return expressions
        == Texts { expressionFor("containers", attestors), expressionFor("initContainers", attestors),
               expressionFor("ephemeralContainers", attestors) };
}

/// The signers that the policy asks for; none when it says anything else.
std::vector<ImageSigner> signersOf(const ManifestFields &spec)
{
    if (!hasOnly(spec,
            { "validationActions", "failurePolicy", "matchConstraints", "matchImageReferences", "attestors",
                "validations" })
        || spec.texts("validationActions") != Texts { "Deny" } || spec.text("failurePolicy") != "Fail")
        return {};
    const auto references = spec.maps("matchImageReferences");
    if (references.size() != 1 || !hasOnly(references[0], { "glob" }))
        return {};
    const std::string glob = references[0].text("glob");
    std::vector<ImageSigner> signers;
    std::string attestors;
    for (const ManifestFields &attestor : spec.maps("attestors")) {
        const auto signer = signerOf(attestor, glob);
        if (!signer)
            return {};
        attestors += (signers.empty() ? "attestors." : ", attestors.") + attestor.text("name");
        signers.push_back(*signer);
    }
    return asksAsExported(spec, attestors) ? signers : std::vector<ImageSigner> {};
}

/// How the design writes the images of a new policy: signers of one pattern are alternatives, so that each
/// policy needs a pattern of its own. Nothing where there is none left.
std::optional<std::string> freePattern(const Namespace &home, const std::string &glob)
{
    std::vector<std::string> ways { glob };
    if (glob == "*")
        ways.insert(ways.begin(), std::string());
    for (const std::string &way : ways) {
        if (std::none_of(home.imageSigners.begin(), home.imageSigners.end(),
                [&way](const ImageSigner &signer) { return signer.images == way; }))
            return way;
    }
    return std::nullopt;
}

/// Whether the policy became signers of its namespace.
bool isTaken(ImportSession &session, const ManifestObject &policy)
{
    const auto spec = session.fields(policy).map("spec");
    const auto name = spec ? namespaceOf(*spec) : std::nullopt;
    std::vector<ImageSigner> signers = name ? signersOf(*spec) : std::vector<ImageSigner> {};
    if (signers.empty())
        return false;
    for (auto &[id, home] : session.project.topology.namespaces) {
        if (home.name != *name)
            continue;
        const auto pattern = freePattern(home, signers.front().images);
        for (ImageSigner &signer : signers)
            signer.images = pattern.value_or(std::string());
        if (pattern)
            home.imageSigners.insert(home.imageSigners.end(), signers.begin(), signers.end());
        return pattern.has_value();
    }
    return false;
}

} // namespace

void importImagePolicies(ImportSession &session, const std::vector<const ManifestObject *> &policies)
{
    for (const ManifestObject *policy : policies) {
        if (!isTaken(session, *policy))
            session.addUnmodelled(*policy, unmodelledKind(policy->group, policy->kind));
    }
}

} // namespace fourplane
