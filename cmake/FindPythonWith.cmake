# find_python_with(VAR MODULE...): a Python 3.11 or newer that can import the modules. A distribution's
# packages belong to its own interpreter, which need not be the first on the path.
function(find_python_with var)
	if(DEFINED CACHE{${var}})
		return()
	endif()
	list(JOIN ARGN ", " modules)
	foreach(candidate IN ITEMS "$ENV{LASTWORDS_PYTHON}" python3 /usr/bin/python3 python3.13 python3.12 python3.11 python)
		if(candidate STREQUAL "")
			continue()
		endif()
		execute_process(
			COMMAND ${candidate} -c "import sys, ${modules}; sys.exit(sys.version_info < (3, 11)); print(sys.executable)"
			RESULT_VARIABLE result OUTPUT_QUIET ERROR_QUIET)
		if(result EQUAL 0)
			execute_process(COMMAND ${candidate} -c "import sys; print(sys.executable, end='')" OUTPUT_VARIABLE path)
			file(TO_CMAKE_PATH "${path}" path)
			set(${var} "${path}" CACHE FILEPATH "Python with ${modules}")
			return()
		endif()
	endforeach()
	message(FATAL_ERROR "No Python 3.11 with the modules ${modules} was found. On Debian run ci/setup; elsewhere "
		"install them with pip and set LASTWORDS_PYTHON to that interpreter.")
endfunction()
