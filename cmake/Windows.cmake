# How our code is built for Windows with MinGW-w64's gcc: which interfaces of the system it sees, and which C runtime
# it gets. The runtime is part of the experiment: what runs at exit is its doing.

# Windows 10 is the oldest that we build for. Declarations reach to 1809 (NTDDI_WIN10_RS5), which brought the pseudo
# console; what 10 did not have from the start is looked up at run time. printf of the harness needs no
# setting: where the runtime is msvcrt.dll, whose printf knows no %zu, MinGW-w64's headers take their own printf in C99
# and later, and with the Universal C Runtime that of the system, which knows it.
add_library(lastwords_windows INTERFACE)
target_compile_definitions(lastwords_windows INTERFACE WIN32_LEAN_AND_MEAN UNICODE _UNICODE _WIN32_WINNT=0x0A00
	NTDDI_VERSION=0x0A000006)
# No DLL but the system's is needed beside a program of ours.
target_link_options(lastwords_windows INTERFACE -static)

# Which runtime the compiler takes by itself.
include(CheckCSourceCompiles)
check_c_source_compiles("#include <stdio.h>\n#ifndef _UCRT\n#error\n#endif\nint main(void) { return 0; }" LASTWORDS_UCRT)
if(LASTWORDS_UCRT)
	set(LASTWORDS_CRT ucrt)
else()
	set(LASTWORDS_CRT msvcrt)
endif()

# lastwords_ucrt, lastwords_msvcrt: link to get that runtime whatever the compiler's own choice is. The libraries are
# those of gcc's own *libgcc spec (gcc -dumpspecs) with the other runtime in its place: MinGW-w64's libmingwex.a and
# start files are made for either, and its libucrt.a has what msvcrt.dll exports and the other does not.
foreach(crt IN ITEMS ucrt msvcrt)
	add_library(lastwords_${crt} INTERFACE)
	target_link_options(lastwords_${crt} INTERFACE -static)
endforeach()
set(LASTWORDS_CRTS ${LASTWORDS_CRT})
set(CMAKE_REQUIRED_FLAGS -mcrtdll=msvcrt-os)
check_c_source_compiles("int main(void) { return 0; }" LASTWORDS_HAS_MCRTDLL)
unset(CMAKE_REQUIRED_FLAGS)
if(LASTWORDS_UCRT)
	# Since gcc 14. -os: the DLL that comes with the system; plain libmsvcrt.a is another name of the default runtime.
	if(LASTWORDS_HAS_MCRTDLL)
		target_compile_options(lastwords_msvcrt INTERFACE -mcrtdll=msvcrt-os)
		target_link_options(lastwords_msvcrt INTERFACE -mcrtdll=msvcrt-os)
		list(APPEND LASTWORDS_CRTS msvcrt)
	endif()
else()
	target_compile_definitions(lastwords_ucrt INTERFACE _UCRT)
	# gcc 12 checks printf against what msvcrt.dll knows even where the headers say that it is another.
	target_compile_options(lastwords_ucrt INTERFACE -Wno-format -Wno-format-extra-args)
	target_link_options(lastwords_ucrt INTERFACE -nodefaultlibs)
	target_link_libraries(lastwords_ucrt INTERFACE
		-Wl,--start-group mingw32 gcc gcc_eh moldname mingwex ucrt kernel32 -Wl,--end-group)
	list(APPEND LASTWORDS_CRTS ucrt)
endif()

# lastwords_use_crt(TARGET ucrt|msvcrt): that target is compiled for and linked with that runtime. Objects that it
# links must have been, too.
function(lastwords_use_crt target crt)
	if(NOT crt IN_LIST LASTWORDS_CRTS)
		message(FATAL_ERROR "${CMAKE_C_COMPILER} cannot build with ${crt}; it can with: ${LASTWORDS_CRTS}")
	endif()
	target_link_libraries(${target} PRIVATE lastwords_${crt})
endfunction()
