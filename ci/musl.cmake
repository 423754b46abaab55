# The Linux matrix once more, with everything static with musl, as ci/musl-build makes it: all claims as expected, and
# what was observed as in the baseline.
set(musl ${LASTWORDS_MUSL_BUILD})
add_test(NAME musl.static COMMAND ci/is-static ${musl} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
add_test(NAME musl.matrix COMMAND ${musl}/lastwords run --record ${musl}/record.jsonl)
set_tests_properties(musl.matrix PROPERTIES FIXTURES_SETUP musl.matrix TIMEOUT 300 RESOURCE_LOCK cores COST 900)
add_test(NAME musl.observed COMMAND ci/agrees ${musl}/record.jsonl WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
add_test(NAME musl.platform COMMAND grep -q "\"platform\":\"linux-musl\".*\"libc\":\"musl" ${musl}/record.jsonl)
add_test(NAME musl.schema COMMAND ${LASTWORDS_TEST_PYTHON} -B -m reports validate ${musl}/record.jsonl
	WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
add_test(NAME musl.unknown COMMAND bash -c "ci/matrix --libc nonesuch; echo code $?" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(musl.unknown PROPERTIES FAIL_REGULAR_EXPRESSION "== "
	PASS_REGULAR_EXPRESSION "no C library 'nonesuch' here. say glibc [^\n]* or musl\ncode 2")
# Who judges is no matter.
add_test(NAME musl.judge COMMAND lastwords judge ${musl}/record.jsonl)
add_test(NAME musl.judges-glibc COMMAND ${musl}/lastwords judge ${record})
set_tests_properties(musl.observed musl.platform musl.schema musl.judge PROPERTIES FIXTURES_REQUIRED musl.matrix)
set_tests_properties(musl.judges-glibc PROPERTIES FIXTURES_REQUIRED matrix.run)
