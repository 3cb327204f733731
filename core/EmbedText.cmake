# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# fourplane_embed_text(FILE HEADER FUNCTION): builds a text of resources/ into the engine, where FUNCTION, which HEADER
# declares, returns it. (core/storage embeds what is YAML, JSON or Markdown; the engine stands above it and knows none of
# these.)
function(fourplane_embed_text file header function)
    set(source ${PROJECT_SOURCE_DIR}/resources/${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(READ ${source} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
    file(CONFIGURE OUTPUT ${output} @ONLY CONTENT "// Generated. Do not edit.
#include \"${header}\"

namespace fourplane {

namespace {

const unsigned char ${function}Bytes[] = {
@bytes@0x00 };

} // namespace

std::string_view ${function}()
{
    return { reinterpret_cast<const char *>(${function}Bytes), sizeof ${function}Bytes - 1 };
}

} // namespace fourplane
")
    target_sources(fourplane_engine PRIVATE ${output})
endfunction()
