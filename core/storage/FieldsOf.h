// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string_view>

namespace fourplane {

/// Says once which fields of T a file holds, under which keys, and what they mean; the reader, the writer and
/// the JSON Schema all follow it. A specialisation has
///  - `title`: what messages call a T, with its article ("a workload");
///  - `about`: one sentence for the schema;
///  - `describe(fields)`: calls member, required, name, choice, group, inlined or special of `fields` for
///  each
///    field, in the order in which they are written.
template <class T>
struct FieldsOf;

template <class T>
concept Described = requires
{
    FieldsOf<T>::title;
};

/// Elements that the file keeps by id; their id is the key and not a field.
template <class T>
concept HasId = requires(T element)
{
    element.id;
};

} // namespace fourplane
