// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYaml.h"
#include "core/storage/project/ShortForms.h"

namespace fourplane {

void readValue(ReadContext &context, const Field &field, NativeObject &out)
{
    Result<NativeObject> object = readNativeObject(field.node);
    if (object) {
        out = std::move(*object);
        return;
    }
    for (Diagnostic &diagnostic : object.error().diagnostics)
        context.report(std::move(diagnostic));
}

YamlValue yamlOf(const NativeObject &object)
{
    return nativeObjectValue(object);
}

} // namespace fourplane
