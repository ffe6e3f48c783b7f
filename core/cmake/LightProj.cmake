# A copy of the installed PROJ that loads three times as fast, beside which our stand-ins lie for two of its
# libraries: libcurl, which brings thirty others and which bcukit has no use for, and libtiff, which few
# operations need. core/proj_library.c opens the copy. Made where patchelf is at hand and PROJ is linked so;
# elsewhere, and where the copy lacks a function that a newer PROJ asks for, the installed one is opened.
function(bcukit_make_light_proj library)
    find_program(PATCHELF patchelf)
    get_filename_component(installed ${library} REALPATH)
    set(BCUKIT_PROJ_INSTALLED ${installed} PARENT_SCOPE)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${installed} OUTPUT_VARIABLE header)
    if(NOT PATCHELF OR NOT header MATCHES "NEEDED +(libcurl[^ \n]*)")
        return()
    endif()
    set(curl ${CMAKE_MATCH_1})
    if(NOT header MATCHES "NEEDED +(libtiff[^ \n]*)")
        return()
    endif()
    set(tiff ${CMAKE_MATCH_1})
    bcukit_stand_in(bcukit_no_curl ${curl} "${header}" light_proj/no_curl.c)
    bcukit_stand_in(bcukit_late_tiff ${tiff} "${header}" light_proj/late_tiff.c)
    target_compile_definitions(bcukit_late_tiff PRIVATE TIFF_SONAME="${tiff}")

    # One change a call: patchelf 0.14 mixes them up. The copy keeps the time of its model, by which it is known.
    set(copy ${CMAKE_BINARY_DIR}/libbcukit-proj.so)
    add_custom_command(OUTPUT ${copy} DEPENDS ${installed} VERBATIM
        COMMAND ${CMAKE_COMMAND} -E copy ${installed} ${copy}.new
        COMMAND ${PATCHELF} --replace-needed ${curl} $<TARGET_FILE_NAME:bcukit_no_curl> ${copy}.new
        COMMAND ${PATCHELF} --replace-needed ${tiff} $<TARGET_FILE_NAME:bcukit_late_tiff> ${copy}.new
        COMMAND ${PATCHELF} --set-soname libbcukit-proj.so ${copy}.new
        COMMAND ${PATCHELF} --set-rpath $ORIGIN ${copy}.new
        COMMAND touch -r ${installed} ${copy}.new
        COMMAND ${CMAKE_COMMAND} -E rename ${copy}.new ${copy})
    add_custom_target(bcukit_light_proj ALL DEPENDS ${copy})
    install(FILES ${copy} DESTINATION ${CMAKE_INSTALL_LIBDIR}/bcukit)
    bcukit_install_licence_of_proj(${installed})
    install(TARGETS bcukit_no_curl bcukit_late_tiff DESTINATION ${CMAKE_INSTALL_LIBDIR}/bcukit)
endfunction()

# Whoever hands the copy on owes its licence. Packages of PROJ bring the text: as Debian's does, as Fedora's and Arch's
# do, or as PROJ's own build installs it.
function(bcukit_install_licence_of_proj installed)
    string(REGEX MATCH "\\.so\\.([0-9]+)" found ${installed})
    find_file(PROJ_LICENCE NAMES copyright COPYING LICENSE NO_DEFAULT_PATH
              HINTS ${PROJ_PREFIX}/share /usr/share /usr/local/share
              PATH_SUFFIXES doc/libproj${CMAKE_MATCH_1} licenses/proj doc/proj
              DOC "The licence of PROJ, installed beside the copy of it")
    if(PROJ_LICENCE)
        install(FILES ${PROJ_LICENCE} DESTINATION ${CMAKE_INSTALL_LIBDIR}/bcukit RENAME libbcukit-proj.copyright)
    else()
        message(WARNING "The licence of PROJ was not found. To hand on what is installed, name it: -DPROJ_LICENCE=FILE")
    endif()
endfunction()

# A library with the functions, under the versions, that PROJ asks of <soname>.
function(bcukit_stand_in target soname header source)
    add_library(${target} MODULE ${source})
    string(REPLACE _ - name ${target})
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} PREFIX lib C_VISIBILITY_PRESET default)
    target_link_options(${target} PRIVATE -Wl,-soname,lib${name}.so)
    string(REPLACE . "\\." pattern ${soname})
    if(header MATCHES "required from ${pattern}:\n[^\n]* ([A-Z][A-Z0-9_.]*)\n")
        set(versions ${CMAKE_CURRENT_BINARY_DIR}/${target}.map)
        file(WRITE ${versions} "${CMAKE_MATCH_1} { global: curl_*; TIFF*; local: *; };\n")
        target_link_options(${target} PRIVATE -Wl,--version-script=${versions})
    endif()
endfunction()
