# bcukit_add_plugin(<id> SOURCES <file>… [LIBRARIES <library>…])
#
# Builds <id>.so, a module with hidden visibility that exports only its descriptor. In our own
# tree it goes to the build folder's plugins/, where the executable finds it uninstalled.
function(bcukit_add_plugin id)
    cmake_parse_arguments(PARSE_ARGV 1 PLUGIN "" "" "SOURCES;LIBRARIES")
    add_library(${id}_plugin MODULE ${PLUGIN_SOURCES})
    set_target_properties(${id}_plugin PROPERTIES
        PREFIX "" OUTPUT_NAME ${id} C_VISIBILITY_PRESET hidden
        LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
    if(TARGET bcukit)
        target_link_libraries(${id}_plugin PRIVATE bcukit)
    else()
        target_link_libraries(${id}_plugin PRIVATE Bcukit::bcukit)
    endif()
    target_link_libraries(${id}_plugin PRIVATE ${PLUGIN_LIBRARIES} m)
    target_link_options(${id}_plugin PRIVATE $<$<NOT:$<BOOL:${BCUKIT_SANITIZE}>>:-Wl,-z,defs>)
    if(BCUKIT_PLUGIN_INSTALL_DIR)
        install(TARGETS ${id}_plugin LIBRARY DESTINATION ${BCUKIT_PLUGIN_INSTALL_DIR})
    endif()
endfunction()
