# The pipelines, ours and those that we offer to others; needs a Unix. Each step of the workflows runs or is parsed: see
# ci/workflows/.
find_python_with(LASTWORDS_WORKFLOWS_PYTHON pytest jinja2 yaml)
foreach(topic steps lint action setup hook)
	add_test(NAME workflow.${topic}
		COMMAND ${LASTWORDS_WORKFLOWS_PYTHON} -B -m pytest -q -p no:cacheprovider test_${topic}.py
		WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/ci/workflows)
	set_tests_properties(workflow.${topic} PROPERTIES TIMEOUT 300 ENVIRONMENT "LASTWORDS_BUILD=${CMAKE_BINARY_DIR}")
endforeach()
