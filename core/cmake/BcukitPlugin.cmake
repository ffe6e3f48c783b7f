# bcukit_add_plugin(<id> SOURCES <file>… [LIBRARIES <library>…])
#
# Builds <id>.so, a module with hidden visibility that exports only its descriptor, in the build folder's plugins/;
# in our own tree where an installation has it, so that the executable finds it uninstalled.
function(bcukit_add_plugin id)
    cmake_parse_arguments(PARSE_ARGV 1 PLUGIN "" "" "SOURCES;LIBRARIES")
    bcukit_add_module(${id}_plugin ${id} "" ${PLUGIN_SOURCES})
    target_link_libraries(${id}_plugin PRIVATE ${PLUGIN_LIBRARIES} m)
endfunction()

# bcukit_add_plugin_library(<id> <name> SOURCES <file>… [LIBRARIES <library>…])
#
# Builds <id>/<name>.so beside the plugin <id>, which opens it by itself when it runs: for work whose
# libraries are large, so that they need not be opened to check a project.
function(bcukit_add_plugin_library id name)
    cmake_parse_arguments(PARSE_ARGV 2 PLUGIN "" "" "SOURCES;LIBRARIES")
    bcukit_add_module(${id}_${name} ${name} /${id} ${PLUGIN_SOURCES})
    target_link_libraries(${id}_${name} PRIVATE ${PLUGIN_LIBRARIES} m)
endfunction()

# What both have in common; the folder is one below that of the plugins, or empty.
function(bcukit_add_module target name folder)
    set(built ${CMAKE_BINARY_DIR}/plugins)
    if(TARGET bcukit)
        set(built ${CMAKE_BINARY_DIR}/${BCUKIT_PLUGIN_INSTALL_DIR})
    endif()
    add_library(${target} MODULE ${ARGN})
    set_target_properties(${target} PROPERTIES
        PREFIX "" OUTPUT_NAME ${name} C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden
        BUILD_WITH_INSTALL_RPATH ON # none: who opens it has libbcukit open
        LIBRARY_OUTPUT_DIRECTORY ${built}${folder})
    if(TARGET bcukit)
        target_link_libraries(${target} PRIVATE bcukit)
    else()
        target_link_libraries(${target} PRIVATE Bcukit::bcukit)
    endif()
    target_link_options(${target} PRIVATE $<$<NOT:$<BOOL:${BCUKIT_SANITIZE}>>:-Wl,-z,defs>)
    if(BCUKIT_PLUGIN_INSTALL_DIR)
        install(TARGETS ${target} LIBRARY DESTINATION ${BCUKIT_PLUGIN_INSTALL_DIR}${folder})
    endif()
endfunction()

# bcukit_add_plugin_test(<name> PLUGIN <id> PROJECT <file> EXPECTED <folder>)
#
# A test for CTest: the plugin, run by bcukit on the project, writes the files of the folder byte by byte.
function(bcukit_add_plugin_test name)
    cmake_parse_arguments(PARSE_ARGV 1 TEST "" "PLUGIN;PROJECT;EXPECTED" "")
    add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -DBCUKIT=${BCUKIT_COMMAND} -DPLUGIN=${TEST_PLUGIN}
        -DPLUGIN_PATH=$<TARGET_FILE_DIR:${TEST_PLUGIN}_plugin> -DPROJECT=${TEST_PROJECT} -DEXPECTED=${TEST_EXPECTED}
        -DOUTPUT=${CMAKE_CURRENT_BINARY_DIR}/${name}.output -P ${BCUKIT_PLUGIN_TEST})
endfunction()
set(BCUKIT_PLUGIN_TEST ${CMAKE_CURRENT_LIST_DIR}/BcukitPluginTest.cmake)
