# What ci/package makes, and each package in use: installed in a clean Debian, unpacked where there is no distribution, and
# under Wine. Debian x86-64 only, as ci/package is.
if(NOT LASTWORDS_MUSL_BUILD OR NOT LASTWORDS_WINE_BUILD)
	return()
endif()
set(packages ${PROJECT_SOURCE_DIR}/build/packages)
add_test(NAME package.make COMMAND ci/package WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(package.make PROPERTIES FIXTURES_SETUP packages TIMEOUT 600 PROCESSORS 2 COST 700)
foreach(what IN ITEMS names bytes deb tar zip)
	set(command ${LASTWORDS_TEST_PYTHON} -B -m pytest -q -p no:cacheprovider ci/tests/test_package_${what}.py)
	if(what STREQUAL zip)
		list(PREPEND command ${PROJECT_SOURCE_DIR}/ci/wine-session)
	endif()
	add_test(NAME package.${what} COMMAND ${command} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
	set_tests_properties(package.${what} PROPERTIES FIXTURES_REQUIRED packages TIMEOUT 600 COST 200
		ENVIRONMENT "LASTWORDS_PACKAGES=${packages};LASTWORDS_VERSION=${PROJECT_VERSION}")
endforeach()
set_tests_properties(package.bytes PROPERTIES PROCESSORS 2)
# They run the whole matrix, which takes every core.
set_tests_properties(package.deb package.tar PROPERTIES RESOURCE_LOCK cores)
