# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0

# Own symbols: 24 px, 2 px stroke, one colour (currentColor), tinted by ui/theme/Icons.h.
qt_add_resources(fourplane_ui icons PREFIX "/fourplane/icons" BASE ${CMAKE_CURRENT_LIST_DIR} FILES
    ${CMAKE_CURRENT_LIST_DIR}/admission-webhook.svg
    ${CMAKE_CURRENT_LIST_DIR}/agent.svg
    ${CMAKE_CURRENT_LIST_DIR}/blocked.svg
    ${CMAKE_CURRENT_LIST_DIR}/cache.svg
    ${CMAKE_CURRENT_LIST_DIR}/check.svg
    ${CMAKE_CURRENT_LIST_DIR}/chevron-down.svg
    ${CMAKE_CURRENT_LIST_DIR}/chevron-left.svg
    ${CMAKE_CURRENT_LIST_DIR}/chevron-right.svg
    ${CMAKE_CURRENT_LIST_DIR}/ci-runner.svg
    ${CMAKE_CURRENT_LIST_DIR}/close.svg
    ${CMAKE_CURRENT_LIST_DIR}/cloud-metadata.svg
    ${CMAKE_CURRENT_LIST_DIR}/cloud-service.svg
    ${CMAKE_CURRENT_LIST_DIR}/collection.svg
    ${CMAKE_CURRENT_LIST_DIR}/command.svg
    ${CMAKE_CURRENT_LIST_DIR}/copy.svg
    ${CMAKE_CURRENT_LIST_DIR}/database.svg
    ${CMAKE_CURRENT_LIST_DIR}/delete.svg
    ${CMAKE_CURRENT_LIST_DIR}/document-store.svg
    ${CMAKE_CURRENT_LIST_DIR}/egress-proxy.svg
    ${CMAKE_CURRENT_LIST_DIR}/export.svg
    ${CMAKE_CURRENT_LIST_DIR}/eye.svg
    ${CMAKE_CURRENT_LIST_DIR}/feature-store.svg
    ${CMAKE_CURRENT_LIST_DIR}/filter.svg
    ${CMAKE_CURRENT_LIST_DIR}/flow.svg
    ${CMAKE_CURRENT_LIST_DIR}/foothold.svg
    ${CMAKE_CURRENT_LIST_DIR}/frontend.svg
    ${CMAKE_CURRENT_LIST_DIR}/gateway.svg
    ${CMAKE_CURRENT_LIST_DIR}/help.svg
    ${CMAKE_CURRENT_LIST_DIR}/history.svg
    ${CMAKE_CURRENT_LIST_DIR}/hosted-llm.svg
    ${CMAKE_CURRENT_LIST_DIR}/identity.svg
    ${CMAKE_CURRENT_LIST_DIR}/identity-provider.svg
    ${CMAKE_CURRENT_LIST_DIR}/import.svg
    ${CMAKE_CURRENT_LIST_DIR}/info.svg
    ${CMAKE_CURRENT_LIST_DIR}/ingestion-pipeline.svg
    ${CMAKE_CURRENT_LIST_DIR}/internet.svg
    ${CMAKE_CURRENT_LIST_DIR}/jewel.svg
    ${CMAKE_CURRENT_LIST_DIR}/layout.svg
    ${CMAKE_CURRENT_LIST_DIR}/lock.svg
    ${CMAKE_CURRENT_LIST_DIR}/lock-open.svg
    ${CMAKE_CURRENT_LIST_DIR}/mcp-server.svg
    ${CMAKE_CURRENT_LIST_DIR}/message-broker.svg
    ${CMAKE_CURRENT_LIST_DIR}/minus.svg
    ${CMAKE_CURRENT_LIST_DIR}/model-endpoint.svg
    ${CMAKE_CURRENT_LIST_DIR}/namespace.svg
    ${CMAKE_CURRENT_LIST_DIR}/new.svg
    ${CMAKE_CURRENT_LIST_DIR}/node-agent.svg
    ${CMAKE_CURRENT_LIST_DIR}/node-pool.svg
    ${CMAKE_CURRENT_LIST_DIR}/note.svg
    ${CMAKE_CURRENT_LIST_DIR}/observability.svg
    ${CMAKE_CURRENT_LIST_DIR}/open.svg
    ${CMAKE_CURRENT_LIST_DIR}/pause.svg
    ${CMAKE_CURRENT_LIST_DIR}/play.svg
    ${CMAKE_CURRENT_LIST_DIR}/plus.svg
    ${CMAKE_CURRENT_LIST_DIR}/policy-decision-point.svg
    ${CMAKE_CURRENT_LIST_DIR}/project.svg
    ${CMAKE_CURRENT_LIST_DIR}/redo.svg
    ${CMAKE_CURRENT_LIST_DIR}/rename.svg
    ${CMAKE_CURRENT_LIST_DIR}/retriever.svg
    ${CMAKE_CURRENT_LIST_DIR}/rule.svg
    ${CMAKE_CURRENT_LIST_DIR}/saas.svg
    ${CMAKE_CURRENT_LIST_DIR}/save.svg
    ${CMAKE_CURRENT_LIST_DIR}/scenario.svg
    ${CMAKE_CURRENT_LIST_DIR}/search.svg
    ${CMAKE_CURRENT_LIST_DIR}/secret-store.svg
    ${CMAKE_CURRENT_LIST_DIR}/service.svg
    ${CMAKE_CURRENT_LIST_DIR}/settings.svg
    ${CMAKE_CURRENT_LIST_DIR}/shield.svg
    ${CMAKE_CURRENT_LIST_DIR}/shield-off.svg
    ${CMAKE_CURRENT_LIST_DIR}/step-back.svg
    ${CMAKE_CURRENT_LIST_DIR}/step-forward.svg
    ${CMAKE_CURRENT_LIST_DIR}/stop.svg
    ${CMAKE_CURRENT_LIST_DIR}/theme.svg
    ${CMAKE_CURRENT_LIST_DIR}/tool.svg
    ${CMAKE_CURRENT_LIST_DIR}/training-job.svg
    ${CMAKE_CURRENT_LIST_DIR}/undo.svg
    ${CMAKE_CURRENT_LIST_DIR}/untrusted-content.svg
    ${CMAKE_CURRENT_LIST_DIR}/user-group.svg
    ${CMAKE_CURRENT_LIST_DIR}/vector-store.svg
    ${CMAKE_CURRENT_LIST_DIR}/warning.svg
    ${CMAKE_CURRENT_LIST_DIR}/zoom-fit.svg
    ${CMAKE_CURRENT_LIST_DIR}/zoom-in.svg
    ${CMAKE_CURRENT_LIST_DIR}/zoom-out.svg
    ${CMAKE_CURRENT_LIST_DIR}/dark/check.svg
    ${CMAKE_CURRENT_LIST_DIR}/dark/chevron-down.svg
    ${CMAKE_CURRENT_LIST_DIR}/light/check.svg
    ${CMAKE_CURRENT_LIST_DIR}/light/chevron-down.svg
)

# Pictures of the user guide, made by packaging/screenshots.sh.
file(GLOB help_images CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/help/images/*.png)
qt_add_resources(fourplane_ui help PREFIX "/fourplane/help" BASE ${PROJECT_SOURCE_DIR}/resources/help FILES ${help_images})
