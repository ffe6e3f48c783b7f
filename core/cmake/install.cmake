# The library, its headers and what CMake and pkg-config say of them.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/Bcukit)
set(BCUKIT_PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/bcukit/plugins)
install(TARGETS bcukit EXPORT BcukitTargets)
install(EXPORT BcukitTargets NAMESPACE Bcukit:: DESTINATION ${package})
configure_package_config_file(cmake/BcukitConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfig.cmake
                              INSTALL_DESTINATION ${package} PATH_VARS BCUKIT_PLUGIN_DIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/BcukitConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/BcukitConfigVersion.cmake
        cmake/BcukitPlugin.cmake cmake/OnDemand.cmake cmake/on_demand.h.in cmake/on_demand.c.in
        cmake/geos_functions.txt DESTINATION ${package})
install(DIRECTORY include/bcukit DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/include/bcukit/version.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bcukit)
configure_file(cmake/bcukit.pc.in ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
