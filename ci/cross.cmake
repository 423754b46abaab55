# The macOS half, as far as a machine without macOS can tell: built, linked and looked at by ci/cross for both CPUs, and its
# check of what was built tried on what must not pass.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
	return()
endif()
add_test(NAME cross.macos COMMAND ${PROJECT_SOURCE_DIR}/ci/cross)
# 77: no node here, or no zig for this CPU.
set_tests_properties(cross.macos PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 PROCESSORS 2 FIXTURES_SETUP cross.macos)
add_test(NAME cross.macho COMMAND ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider ci/tests/test_macho.py
	WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(cross.macho PROPERTIES ENVIRONMENT "LASTWORDS_LINUX=$<TARGET_FILE:lastwords>")
