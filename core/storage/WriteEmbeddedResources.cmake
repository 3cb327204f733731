# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# Run by EmbedResources.cmake: writes OUTPUT, a C++ file that holds FILES (paths below ROOT).
set(code "// Generated. Do not edit.\n#include \"core/storage/Resources.h\"\n\n#include <algorithm>\n#include <array>\n\nnamespace fourplane {\n\nnamespace {\n\n")
set(table "")
set(count 0)
string(REPLACE "|" ";" FILES "${FILES}")
foreach(file ${FILES})
    file(READ ${ROOT}/${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
    string(APPEND code "const unsigned char file${count}[] = {\n${bytes}0x00 };\n\n")
    string(REGEX REPLACE "^resources/" "" name "${file}")
    string(APPEND table "    { \"${name}\", file${count}, sizeof file${count} - 1 },\n")
    math(EXPR count "${count} + 1")
endforeach()
string(APPEND code "struct Entry\n{\n    std::string_view path;\n    const unsigned char *data;\n    std::size_t size;\n};\n\n")
string(APPEND code "const std::array<Entry, ${count}> entries { {\n${table}} };\n\n} // namespace\n\n")
string(APPEND code "std::string_view resource(std::string_view path)\n{\n    for (const Entry &entry : entries) {\n        if (entry.path == path)\n            return { reinterpret_cast<const char *>(entry.data), entry.size };\n    }\n    return {};\n}\n\n")
string(APPEND code "std::vector<std::string_view> resourcesBelow(std::string_view folder)\n{\n    std::vector<std::string_view> paths;\n    for (const Entry &entry : entries) {\n        if (entry.path.size() > folder.size() && entry.path.substr(0, folder.size()) == folder\n            && entry.path[folder.size()] == '/')\n            paths.push_back(entry.path);\n    }\n    return paths;\n}\n\n} // namespace fourplane\n")
file(WRITE ${OUTPUT} "${code}")
