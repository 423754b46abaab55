# The matrix gives the same wherever it is started from: a few environments here, all of them by ci/ground. And what
# compares them tells a difference from what a ground does not allow.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
	return()
endif()
add_test(NAME ground.agrees COMMAND ${PROJECT_SOURCE_DIR}/ci/ground --lastwords $<TARGET_FILE:lastwords>
	--into ${CMAKE_BINARY_DIR}/ground setsid user-namespace container)
set_tests_properties(ground.agrees PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 RESOURCE_LOCK cores COST 150)
add_test(NAME ground.compare COMMAND ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider ci/tests/test_grounds.py
	WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(ground.compare PROPERTIES ENVIRONMENT
	"LASTWORDS_BIN=$<TARGET_FILE:lastwords>;LASTWORDS_SELFTEST_DIR=${CMAKE_BINARY_DIR}/selftest")
