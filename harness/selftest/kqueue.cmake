# What macOS is given and no machine here runs: as much of it as a small stand-in for kqueue can carry.
add_executable(selftest_watched kqueue/watched.linux.c kqueue/queue.linux.c ${PROJECT_SOURCE_DIR}/harness/death_watch.kqueue.c
	${PROJECT_SOURCE_DIR}/harness/calls.linux.c)
target_include_directories(selftest_watched PRIVATE kqueue ${PROJECT_SOURCE_DIR}/harness ${PROJECT_SOURCE_DIR}/matrix)
target_link_libraries(selftest_watched PRIVATE lastwords_warnings)
set_target_properties(selftest_watched PROPERTIES OUTPUT_NAME watched RUNTIME_OUTPUT_DIRECTORY ${selftest})
add_test(NAME selftest.death_watch
	COMMAND ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider test_death_watch.py
	WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
set_tests_properties(selftest.death_watch PROPERTIES TIMEOUT 60
	ENVIRONMENT LASTWORDS_WATCHED=$<TARGET_FILE:selftest_watched>)
