# The manual page and the completion say what the program says of itself, and work.
get_property(manuals GLOBAL PROPERTY LASTWORDS_MANUALS)
add_test(NAME man.lint COMMAND ${PROJECT_SOURCE_DIR}/ci/lint-manual ${manuals})
set_tests_properties(man.lint PROPERTIES SKIP_RETURN_CODE 77)
set(environment "LASTWORDS_BIN=$<TARGET_FILE:lastwords>" LASTWORDS_BUILD=${CMAKE_BINARY_DIR}
	LASTWORDS_MANUAL=${CMAKE_BINARY_DIR}/man/lastwords.1
	LASTWORDS_COMPLETION=${PROJECT_SOURCE_DIR}/harness/completion/lastwords.bash)
foreach(test man.options:test_manual man.examples:test_examples completion.words:test_completion
		completion.bash:test_completion_typed)
	string(REPLACE ":" ";" test ${test})
	list(POP_FRONT test name)
	add_test(NAME ${name} COMMAND ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider ci/tests/${test}.py
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
	set_tests_properties(${name} PROPERTIES ENVIRONMENT "${environment}" TIMEOUT 300)
endforeach()
