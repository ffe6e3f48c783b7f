# bcukit_load_on_demand(<target> <name> <library> HEADERS <header>… FUNCTIONS <function>…
#                       [FEATURE <text>] [OPENED <path>])
#
# For a library that takes long to load and that many runs need late or never: <target> is not linked with
# it but opens it when the first of the functions is called. Sources include <name>_on_demand.h in place of
# the library's headers and call the functions as if linked. What was left out of FUNCTIONS does not link.
# <target> gets a note that names the library, for tools that look for what it needs: see "ELF dlopen metadata".
# OPENED: where the library is, when not where the loader looks.
function(bcukit_load_on_demand target name library)
    cmake_parse_arguments(PARSE_ARGV 3 LIBRARY "" "FEATURE;OPENED" "HEADERS;FUNCTIONS")
    bcukit_find_soname(${library} SONAME)
    bcukit_find_package(${library} PACKAGE)
    set(INCLUDES "")
    set(POINTERS "")
    set(FINDS "")
    set(CALLS "")
    foreach(header IN LISTS LIBRARY_HEADERS)
        string(APPEND INCLUDES "#include <${header}>\n")
    endforeach()
    foreach(function IN LISTS LIBRARY_FUNCTIONS)
        string(APPEND POINTERS "    __typeof__(${function}) *${function}_;\n")
        string(APPEND FINDS "    found.${function}_ = (__typeof__(found.${function}_))find(library, \"${function}\");\n")
        string(APPEND CALLS "#define ${function} ${name}_on_demand()->${function}_\n")
    endforeach()
    set(OPENED ${SONAME})
    if(LIBRARY_OPENED)
        set(OPENED ${LIBRARY_OPENED})
    endif()
    string(TOUPPER ${name} GUARD)
    set(NAME ${name})
    set(json "[{\"soname\":[\"${SONAME}\"],\"feature\":\"${name}\",\"description\":\"${LIBRARY_FEATURE}\",\"priority\":\"required\"}]")
    string(REPLACE "\"" "\\\"" json "${json}")
    set(NOTE "\"${json}\"")
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/on_demand)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/on_demand.h.in ${folder}/${name}_on_demand.h @ONLY)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/on_demand.c.in ${folder}/${name}_on_demand.c @ONLY)
    target_sources(${target} PRIVATE ${folder}/${name}_on_demand.c)
    target_include_directories(${target} PRIVATE ${folder})
endfunction()

# The package of this system that brings a library; empty where there is no way to tell.
function(bcukit_find_package library result)
    get_filename_component(real ${library} REALPATH)
    string(REGEX REPLACE "^/usr/" "/" short ${real})
    set(${result} "" PARENT_SCOPE)
    find_program(DPKG_QUERY dpkg-query)
    mark_as_advanced(DPKG_QUERY)
    foreach(path ${real} ${short})
        if(DPKG_QUERY)
            execute_process(COMMAND ${DPKG_QUERY} -S ${path} OUTPUT_VARIABLE found ERROR_QUIET)
            if(found MATCHES "^([^:, ]+)")
                set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
            endif()
        endif()
    endforeach()
endfunction()

# The name by which a program that is linked with the library finds it when it starts.
function(bcukit_find_soname library result)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE header)
    if(NOT header MATCHES "SONAME +([^ \n]+)")
        message(FATAL_ERROR "${library} is no shared library")
    endif()
    set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

# All that is called of GEOS, by the core and by plugins.
function(bcukit_load_geos_on_demand target)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/geos_functions.txt functions)
    bcukit_load_on_demand(${target} geos ${GEOS_C_LIBRARY} HEADERS bcukit/geos.h FUNCTIONS ${functions}
                          FEATURE "repairs and checks of geometry")
endfunction()

# Loads a library for encryption as well, which no run without a workbook needs.
function(bcukit_load_xlsxwriter_on_demand target)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/xlsxwriter_functions.txt functions)
    bcukit_load_on_demand(${target} xlsxwriter ${XLSXWRITER_LIBRARY} HEADERS xlsxwriter.h FUNCTIONS ${functions}
                          FEATURE "tables as workbooks")
endfunction()

# A PROJ of one's own is opened by its path: the loader does not look there.
function(bcukit_load_proj_on_demand target)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/proj_functions.txt functions)
    set(opened "")
    if(BCUKIT_PROJ_PREFIX)
        bcukit_find_soname(${PROJ_LIBRARY} soname)
        get_filename_component(folder ${PROJ_LIBRARY} DIRECTORY)
        set(opened OPENED ${folder}/${soname})
    endif()
    bcukit_load_on_demand(${target} proj ${PROJ_LIBRARY} HEADERS geodesic.h proj.h FUNCTIONS ${functions}
                          FEATURE "coordinate reference systems" ${opened})
endfunction()

# Layers in zip archives are few, and libzip brings libraries of its own.
function(bcukit_load_zip_on_demand target)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/zip_functions.txt functions)
    find_library(BCUKIT_LIBZIP_FILE zip HINTS ${LIBZIP_LIBRARY_DIRS} ${LIBZIP_LIBDIR})
    bcukit_load_on_demand(${target} zip ${BCUKIT_LIBZIP_FILE} HEADERS zip.h FUNCTIONS ${functions}
                          FEATURE "layers in zip archives")
    target_include_directories(${target} PRIVATE ${LIBZIP_INCLUDE_DIRS})
endfunction()

# Writes sonames.h: a constant for each library, of those that Libraries.cmake found, for what says their versions.
function(bcukit_write_sonames folder)
    set(names JANSSON:jansson NETTLE:nettle YAJL:yajl CAIRO:cairo PANGO:pango-1.0 FONTCONFIG:fontconfig PNG:png
              DEFLATE:deflate LIBZIP:zip LIBXML:xml2 SQLITE:sqlite3 SHAPELIB:shp LIBCSV:csv XLSXWRITER:xlsxwriter
              JEMALLOC:jemalloc)
    set(SONAMES "")
    foreach(entry IN LISTS names)
        string(REGEX MATCH "^(.*):(.*)$" both ${entry})
        set(id ${CMAKE_MATCH_1})
        set(soname "")
        find_library(BCUKIT_${id}_FILE ${CMAKE_MATCH_2} HINTS ${${id}_LIBRARY_DIRS} ${${id}_LIBDIR})
        mark_as_advanced(BCUKIT_${id}_FILE)
        if(BCUKIT_${id}_FILE MATCHES "[.]so" AND NOT (id STREQUAL JEMALLOC AND (BCUKIT_SANITIZE OR NOT BCUKIT_JEMALLOC)))
            bcukit_find_soname(${BCUKIT_${id}_FILE} soname)
        endif()
        string(APPEND SONAMES "#define BCU_SONAME_${id} \"${soname}\"\n")
    endforeach()
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/sonames.h.in ${folder}/app/sonames.h @ONLY)
endfunction()
