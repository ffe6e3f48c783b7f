# The library, its headers and what CMake and pkg-config say of them; what people read.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Bcukit)
set(BCUKIT_PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/bcukit/plugins)
set(BCUKIT_EXAMPLES_DIR ${CMAKE_INSTALL_DATADIR}/bcukit/examples)
install(TARGETS bcukit EXPORT BcukitTargets)
install(EXPORT BcukitTargets NAMESPACE Bcukit:: DESTINATION ${package})
configure_package_config_file(cmake/BcukitConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfig.cmake
                              INSTALL_DESTINATION ${package} PATH_VARS BCUKIT_PLUGIN_DIR BCUKIT_EXAMPLES_DIR)
# Before 1.0 each minor version may be another; see docs/versions.md.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/BcukitConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfigVersion.cmake
        cmake/BcukitPlugin.cmake cmake/BcukitPluginTest.cmake cmake/OnDemand.cmake cmake/on_demand.h.in
        cmake/on_demand.c.in cmake/geos_functions.txt DESTINATION ${package})
install(DIRECTORY include/bcukit DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${BCUKIT_MADE_HEADERS}/bcukit/version.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bcukit)

# From its own place to the prefix, so that both may be moved together.
file(RELATIVE_PATH BCUKIT_PC_TO_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" BCUKIT_PC_TO_PREFIX "${BCUKIT_PC_TO_PREFIX}")
configure_file(cmake/bcukit.pc.in ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# Man pages are printed by what they describe.
set(PAGES bcukit.1 bcukit-run.1 bcukit-check.1 bcukit-plugins.1 bcukit-info.1 bcukit-trace.1 bcukit-init.1
    bcukit-new-plugin.1 bcukit-verify.1 bcukit-help.1
    bcukit-project.5)
if(NOT CMAKE_CROSSCOMPILING AND NOT BCUKIT_SANITIZE)
    foreach(page IN LISTS PAGES)
        string(REGEX MATCH "[0-9]$" section ${page})
        set(folder ${CMAKE_BINARY_DIR}/${CMAKE_INSTALL_MANDIR}/man${section})
        set(file ${folder}/${page})
        add_custom_command(OUTPUT ${file} DEPENDS bcukit_command bcukit VERBATIM
            COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
            COMMAND ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=$<TARGET_FILE_DIR:bcukit> $<TARGET_FILE:bcukit_command> man ${page} > ${file})
        list(APPEND PAGE_FILES ${file})
        install(FILES ${file} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
    endforeach()
    add_custom_target(bcukit_man ALL DEPENDS ${PAGE_FILES})
endif()
install(FILES ${CMAKE_SOURCE_DIR}/docs/man/bcukit-plugin.7 DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
install(FILES completion/bcukit.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME bcukit)
install(FILES completion/_bcukit DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES completion/bcukit.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The documents keep their places to one another, so that their links hold.
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_SOURCE_DIR}/LICENSE
              ${CMAKE_SOURCE_DIR}/CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs DESTINATION ${CMAKE_INSTALL_DOCDIR}
        FILES_MATCHING PATTERN "*.md" PATTERN "*.png" PATTERN "man" EXCLUDE PATTERN "examples" EXCLUDE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/plugins DESTINATION ${CMAKE_INSTALL_DOCDIR}
        FILES_MATCHING PATTERN "README.md" PATTERN "canvas" EXCLUDE PATTERN "label" EXCLUDE PATTERN "maps" EXCLUDE
        PATTERN "page" EXCLUDE PATTERN "style" EXCLUDE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/plugins/template DESTINATION ${CMAKE_INSTALL_DATADIR}/bcukit)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/examples/ DESTINATION ${BCUKIT_EXAMPLES_DIR} PATTERN "*.py" EXCLUDE)
