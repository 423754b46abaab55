# The fuzz targets as tests of a build by any compiler: where clang is, they are built beside it first.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
	return()
endif()
find_program(LASTWORDS_CLANG clang)
if(LASTWORDS_CLANG)
	# Debian keeps libFuzzer apart from clang, in libclang-rt-dev.
	file(WRITE ${CMAKE_BINARY_DIR}/CMakeFiles/fuzzer.c "int LLVMFuzzerTestOneInput(void) { return 0; }\n")
	execute_process(COMMAND ${LASTWORDS_CLANG} -fsanitize=fuzzer,address,undefined -o fuzzer fuzzer.c
		WORKING_DIRECTORY ${CMAKE_BINARY_DIR}/CMakeFiles RESULT_VARIABLE clang_cannot_fuzz OUTPUT_QUIET ERROR_QUIET)
endif()
if(NOT LASTWORDS_CLANG OR clang_cannot_fuzz)
	message(STATUS "clang with libFuzzer was not found: no fuzz tests")
	return()
endif()

include(fuzz/targets.cmake)
add_test(NAME fuzz.build COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${PROJECT_SOURCE_DIR} ${CMAKE_BINARY_DIR}/fuzz
	--build-generator Ninja --build-target fuzz --build-options -DCMAKE_C_COMPILER=${LASTWORDS_CLANG} -DLASTWORDS_FUZZ=ON)
set_tests_properties(fuzz.build PROPERTIES FIXTURES_SETUP fuzz.build TIMEOUT 600)
foreach(target IN LISTS fuzz_targets)
	fuzz_test(${target} ${CMAKE_BINARY_DIR}/fuzz/harness/fuzz/fuzz-${target})
	set_tests_properties(fuzz.${target} PROPERTIES FIXTURES_REQUIRED fuzz.build)
endforeach()
