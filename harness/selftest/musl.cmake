# Those of the self-tests on the static build with musl that say something about a C library: its processes and signals,
# options and errors; and what only a static build can do. What is about records (resume, merge, ...) is the same code.
foreach(topic IN ITEMS canaries late clean contained inputs foreign send send_safely installed scratch)
	add_test(NAME selftest.musl.${topic}
		COMMAND ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider test_${topic}.py
		WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
	set_tests_properties(selftest.musl.${topic} PROPERTIES TIMEOUT 300 RESOURCE_LOCK cores
		ENVIRONMENT
		"LASTWORDS_BIN=${LASTWORDS_MUSL_BUILD}/lastwords;LASTWORDS_SELFTEST_DIR=${LASTWORDS_MUSL_BUILD}/selftest;LASTWORDS_PLATFORM=musl")
endforeach()
