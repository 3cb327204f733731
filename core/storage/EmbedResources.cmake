# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# Builds every YAML, JSON, Markdown, Rego and shell file of the named folders below `root` into `target`, for
# core/storage/Resources.h. The leading "resources/" of a path is left out there.
function(fourplane_embed_resources target root)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/EmbeddedResources.cpp)
    set(files)
    foreach(folder ${ARGN})
        file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${root} ${root}/${folder}/*)
        list(FILTER found INCLUDE REGEX "\\.(yaml|json|md|rego|sh)$")
        list(APPEND files ${found})
    endforeach()
    list(SORT files)
    set(absolute)
    foreach(file ${files})
        list(APPEND absolute ${root}/${file})
    endforeach()
    list(JOIN files "|" joined)
    set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/WriteEmbeddedResources.cmake)
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} "-DROOT=${root}" "-DFILES=${joined}" "-DOUTPUT=${output}" -P ${script}
        DEPENDS ${absolute} ${script}
        COMMENT "Embedding resources" VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
