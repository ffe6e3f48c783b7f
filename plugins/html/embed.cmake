# Writes the page's sources as bytes of a C file: HTML_PAGE, HTML_STYLE, and HTML_SCRIPT from all scripts, which
# share one function. Read as hexadecimal digits, so that nothing in them means anything to CMake.
function(append_files name)
    set(bytes "")
    foreach(file IN LISTS ARGN)
        file(READ ${FOLDER}/${file} more HEX)
        string(APPEND bytes "${more}")
    endforeach()
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    file(APPEND ${OUTPUT}.new "const char ${name}[] = {${bytes}0};\n")
endfunction()

file(WRITE ${OUTPUT}.new "/* Made by embed.cmake from the folder page. */\n#include \"sources.h\"\n")
string(REPLACE "," ";" SCRIPTS "${SCRIPTS}")
append_files(HTML_PAGE page.html)
append_files(HTML_STYLE page.css)
append_files(HTML_SCRIPT ${SCRIPTS})
file(RENAME ${OUTPUT}.new ${OUTPUT})
