# The library, its headers and what pkg-config says of them.
install(TARGETS bcukit)
install(DIRECTORY include/bcukit DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/include/bcukit/version.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/bcukit)
configure_file(cmake/bcukit.pc.in ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/bcukit.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
