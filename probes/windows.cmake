# The probes of Windows. The DLL that they are linked with lies beside them.
set(kernel mark_line.c mark.win32.c kernel.win32.c)
set(body ${kernel} rung.win32.c tls.win32.c destructor.gnu.c responder.win32.c control.win32.c signals.win32.c
	ready.win32.c probe.win32.c responders.win32.c work.win32.c)
set(body_libraries lastwords-rung)
set(probes console.c windowless.win32.c detached.win32.c new_console.win32.c job_child.win32.c bare.win32.c deaf.win32.c
	gui.win32.c)

# gcc has no __finally in C. Clang compiles this one file for it, where it is there.
find_program(LASTWORDS_CLANG NAMES clang)
if(LASTWORDS_CLANG AND CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND MINGW)
	set(finally_object ${CMAKE_CURRENT_BINARY_DIR}/finally.obj)
	add_custom_command(OUTPUT ${finally_object}
		COMMAND ${LASTWORDS_CLANG} --target=x86_64-w64-mingw32 -std=c17 -fms-extensions -O2 -Wall -Wextra -Werror
			-c ${CMAKE_CURRENT_SOURCE_DIR}/finally.seh.c -o ${finally_object}
		DEPENDS finally.seh.c finally.win32.h mark.h VERBATIM)
	set(probe_objects ${finally_object})
elseif(MSVC)
	list(APPEND body finally.seh.c)
else()
	list(APPEND body finally.none.c)
endif()

function(add_rung_dll target)
	add_library(${target} SHARED rung_dll.win32.c ${kernel})
	target_link_libraries(${target} PRIVATE lastwords_warnings)
	target_compile_definitions(${target} PRIVATE RUNG_DLL)
	set_target_properties(${target} PROPERTIES PREFIX "" RUNTIME_OUTPUT_DIRECTORY ${probes_dir})
	install(TARGETS ${target} RUNTIME DESTINATION ${probes_installed})
endfunction()
add_rung_dll(lastwords-rung)

# Programs with a window have another main loop and other responders, and alone are linked with user32.
set(window_body ${body} ${probe_objects} window.win32.c window_program.win32.c)
list(REMOVE_ITEM window_body responders.win32.c work.win32.c)

function(add_windows_probes)
	set_target_properties(probe-gui PROPERTIES WIN32_EXECUTABLE ON)
	foreach(name IN ITEMS window window-console)
		add_executable(probe-${name} ${window_body})
		target_link_libraries(probe-${name} PRIVATE lastwords-rung lastwords_axes user32 lastwords_warnings)
		set_target_properties(probe-${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${probes_dir})
		install(TARGETS probe-${name} RUNTIME DESTINATION ${probes_installed})
	endforeach()
	set_target_properties(probe-window PROPERTIES WIN32_EXECUTABLE ON)

	# console once more with each C runtime by name, DLL and all: what runs at exit is the runtime's doing.
	foreach(crt IN LISTS LASTWORDS_CRTS)
		add_rung_dll(lastwords-rung-${crt})
		add_executable(probe-console-${crt} console.c ${body} ${probe_objects})
		target_link_libraries(probe-console-${crt} PRIVATE lastwords-rung-${crt} lastwords_axes lastwords_warnings)
		foreach(target IN ITEMS lastwords-rung-${crt} probe-console-${crt})
			# Its own printf, not that of MinGW-w64's library.
			target_compile_definitions(${target} PRIVATE __USE_MINGW_ANSI_STDIO=0)
			lastwords_use_crt(${target} ${crt})
		endforeach()
		set_target_properties(probe-console-${crt} PROPERTIES OUTPUT_NAME console-${crt}
			RUNTIME_OUTPUT_DIRECTORY ${probes_dir})
		install(TARGETS probe-console-${crt} RUNTIME DESTINATION ${probes_installed})
	endforeach()
endfunction()
