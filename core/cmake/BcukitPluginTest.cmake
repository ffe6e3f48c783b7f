# cmake -DBCUKIT=… -DPLUGIN=… -DPLUGIN_PATH=… -DPROJECT=… -DEXPECTED=… -DOUTPUT=… -P BcukitPluginTest.cmake
#
# Runs a plugin on a project and holds what it wrote to a folder of files that are right: each of them byte by byte.
file(REMOVE_RECURSE ${OUTPUT})
execute_process(COMMAND ${BCUKIT} run ${PLUGIN} -p ${PROJECT} --plugin-path ${PLUGIN_PATH} -o ${OUTPUT}
                RESULT_VARIABLE code ERROR_VARIABLE said OUTPUT_QUIET)
if(NOT code EQUAL 0)
    message(FATAL_ERROR "bcukit ended with ${code}: ${said}")
endif()
file(GLOB expected RELATIVE ${EXPECTED} ${EXPECTED}/*)
if(NOT expected)
    message(FATAL_ERROR "${EXPECTED} holds no files to compare with")
endif()
foreach(name IN LISTS expected)
    execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${OUTPUT}/${name} ${EXPECTED}/${name} RESULT_VARIABLE differs
                    ERROR_QUIET)
    if(differs)
        message(FATAL_ERROR "${OUTPUT}/${name} is not as ${EXPECTED}/${name}")
    endif()
endforeach()
