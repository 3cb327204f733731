// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/KyvernoImages.h"

#include "core/base/Text.h"
#include "core/exporters/AdmissionRules.h"

#include <map>

namespace fourplane {

namespace {

constexpr const char *apiVersion = "policies.kyverno.io/v1";
constexpr const char *kind = "ImageValidatingPolicy";
constexpr const char *auditPatch = "- op: replace\n  path: /spec/validationActions\n  value:\n    - Audit\n";

using Signers = std::vector<const ImageSigner *>;

/// Pods alone: Kyverno checks what makes pods by rules that it derives itself.
YamlValue constraints(const std::string &namespaceName)
{
    YamlValue rule = YamlValue::map().add("apiGroups", YamlValue::strings({ "" }));
    rule.add("apiVersions", YamlValue::strings({ "v1" }));
    rule.add("operations", YamlValue::strings({ "CREATE", "UPDATE" }));
    rule.add("resources", YamlValue::strings({ "pods", "pods/ephemeralcontainers" }));
    YamlValue map = YamlValue::map();
    map.add("namespaceSelector", namespaceSelector(namespaceName));
    return map.add("resourceRules", YamlValue::list().append(std::move(rule)));
}

YamlValue attestor(const ImageSigner &signer, const std::string &name)
{
    YamlValue cosign = YamlValue::map();
    if (!signer.publicKey.empty()) {
        cosign.add("key", YamlValue::map().add("data", signer.publicKey));
    } else {
        YamlValue identity = YamlValue::map().add("issuer", signer.issuer).add("subject", signer.subject);
        cosign.add(
            "keyless", YamlValue::map().add("identities", YamlValue::list().append(std::move(identity))));
    }
    return YamlValue::map().add("name", name).add("cosign", std::move(cosign));
}

/// One validation for each kind of container, that every image of it carries one of the signatures.
YamlValue validations(const std::string &attestors)
{
    YamlValue list = YamlValue::list();
    for (const char *containers : { "containers", "initContainers", "ephemeralContainers" }) {
        const std::string images = std::string("images.") + containers;
        YamlValue rule = YamlValue::map();
        rule.add("expression",
            "!has(" + images + ") || " + images + ".map(image, verifyImageSignatures(image, [" + attestors
                + "])).all(count, count > 0)");
        rule.add("message", "its images carry a signature that the design asks for.");
        list.append(std::move(rule));
    }
    return list;
}

void writePolicy(ExportBuilder &builder, const PlannedNamespace &home, const std::string &name,
    const std::string &pattern, const Signers &signers)
{
    YamlValue attestors = YamlValue::list();
    std::string names;
    for (std::size_t i = 0; i < signers.size(); ++i) {
        const std::string own = "signer" + std::to_string(i + 1);
        attestors.append(attestor(*signers[i], own));
        names += (i == 0 ? "" : ", ") + ("attestors." + own);
    }
    YamlValue annotations = YamlValue::map().add(std::string(edgesAnnotation), home.id.value());
    YamlValue metadata = YamlValue::map().add("name", name).add("annotations", std::move(annotations));
    YamlValue spec = YamlValue::map();
    spec.add("validationActions", YamlValue::strings({ "Deny" })).add("failurePolicy", "Fail");
    spec.add("matchConstraints", constraints(home.name));
    spec.add("matchImageReferences",
        YamlValue::list().append(YamlValue::map().add("glob", pattern.empty() ? "*" : pattern)));
    spec.add("attestors", std::move(attestors)).add("validations", validations(names));
    YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", kind);
    manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
    builder.addObject("components/kyverno", { apiVersion, kind, "", name }, manifest,
        { { home.id }, home.origin, false }, { false, auditPatch });
}

} // namespace

bool writeKyvernoImages(ExportBuilder &builder)
{
    bool isWritten = false;
    for (const PlannedNamespace &home : builder.plan().namespaces) {
        std::map<std::string, Signers> byPattern;
        for (const ImageSigner &signer : home.imageSigners) {
            for (const std::string *text :
                { &signer.images, &signer.publicKey, &signer.issuer, &signer.subject }) {
                if (firstInvalidUtf8(*text))
                    builder.refuse("ImageValidatingPolicy of namespace " + home.name,
                        "a signer of images is not valid UTF-8.", "Write it as UTF-8.", home);
            }
            byPattern[signer.images].push_back(&signer);
        }
        int number = 0;
        for (const auto &[pattern, signers] : byPattern) {
            ++number;
            writePolicy(builder, home,
                "signed-images-" + home.name + (number == 1 ? "" : "-" + std::to_string(number)), pattern,
                signers);
            isWritten = true;
        }
    }
    return isWritten;
}

} // namespace fourplane
