// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// Whose signature images must carry before a pod may use them (control W3): the holder of a key, or somebody
/// whom an issuer of identities vouches for (cosign without keys). Either `publicKey` or both of `issuer` and
/// `subject` are set. The simulation gives no credit for it: what a signature stops is a step that no
/// technique of the catalogue takes.
struct ImageSigner
{
    std::string images; ///< references, with * for any text; empty = every image
    std::string publicKey; ///< PEM
    std::string issuer; ///< of the signer's identity, a URL
    std::string subject; ///< who signs, as the issuer names it

    bool operator==(const ImageSigner &) const = default;
};

} // namespace fourplane
