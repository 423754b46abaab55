# The fuzz targets as tests of a build by any compiler: where clang is, they are built beside it first.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
	return()
endif()
find_program(LASTWORDS_CLANG clang)
if(NOT LASTWORDS_CLANG)
	message(STATUS "clang was not found: no fuzz tests")
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
