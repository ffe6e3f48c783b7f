# bcukit_load_on_demand(<target> <name> <library> HEADERS <header>… FUNCTIONS <function>… [OPENED_BY <function>])
#
# For a library that takes long to load and that many runs need late or never: <target> is not linked with
# it but opens it when the first of the functions is called. Sources include <name>_on_demand.h in place of
# the library's headers and call the functions as if linked. What was left out of FUNCTIONS does not link.
# OPENED_BY, declared in one of the headers, opens it in place of g_module_open.
function(bcukit_load_on_demand target name library)
    cmake_parse_arguments(PARSE_ARGV 3 LIBRARY "" "OPENED_BY" "HEADERS;FUNCTIONS")
    bcukit_find_soname(${library} SONAME)
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
    if(LIBRARY_OPENED_BY)
        set(OPEN "${LIBRARY_OPENED_BY}(\"${SONAME}\")")
    else()
        set(OPEN "g_module_open(\"${SONAME}\", G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL)")
    endif()
    string(TOUPPER ${name} GUARD)
    set(NAME ${name})
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/on_demand)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/on_demand.h.in ${folder}/${name}_on_demand.h @ONLY)
    configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/on_demand.c.in ${folder}/${name}_on_demand.c @ONLY)
    target_sources(${target} PRIVATE ${folder}/${name}_on_demand.c)
    target_include_directories(${target} PRIVATE ${folder})
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
    bcukit_load_on_demand(${target} geos ${GEOS_C_LIBRARY} HEADERS bcukit/geos.h FUNCTIONS ${functions})
endfunction()

function(bcukit_load_proj_on_demand target)
    file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/proj_functions.txt functions)
    bcukit_load_on_demand(${target} proj ${PROJ_LIBRARY} HEADERS geodesic.h proj.h crs/proj_library.h
                          FUNCTIONS ${functions} OPENED_BY bcu_proj_library_open)
endfunction()
