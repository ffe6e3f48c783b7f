# CMake generated Testfile for 
# Source directory: /work/main/tests
# Build directory: /work/main/build/tests
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[core.dataset]=] "/work/main/build/tests/test_dataset" "--tap")
set_tests_properties([=[core.dataset]=] PROPERTIES  LABELS "core" _BACKTRACE_TRIPLES "/work/main/tests/CMakeLists.txt;19;add_test;/work/main/tests/CMakeLists.txt;0;")
add_test([=[core.geometry]=] "/work/main/build/tests/test_geometry" "--tap")
set_tests_properties([=[core.geometry]=] PROPERTIES  LABELS "core" _BACKTRACE_TRIPLES "/work/main/tests/CMakeLists.txt;19;add_test;/work/main/tests/CMakeLists.txt;0;")
