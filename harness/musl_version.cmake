# Which musl this is: its headers and archive do not say, but its loader, which is of the same version, does when it is
# called without arguments. Where there is none, a record says "musl".
set(musl_name musl)
file(GLOB musl_loaders /lib/ld-musl-${CMAKE_SYSTEM_PROCESSOR}*.so.1)
foreach(loader IN LISTS musl_loaders)
	execute_process(COMMAND ${loader} OUTPUT_QUIET ERROR_VARIABLE said)
	if(said MATCHES "Version ([0-9][0-9A-Za-z.-]*)")
		set(musl_name "musl ${CMAKE_MATCH_1}")
	endif()
endforeach()
set_source_files_properties(libc_version.musl.c PROPERTIES COMPILE_DEFINITIONS "MUSL_NAME=\"${musl_name}\"")
