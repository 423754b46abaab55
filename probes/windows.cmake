# The probes of Windows. The DLL that they are linked with lies beside them.
set(kernel mark.win32.c kernel.win32.c)
set(body ${kernel} rung.win32.c tls.win32.c destructor.gnu.c responder.win32.c control.win32.c signals.win32.c
	ready.win32.c probe.win32.c responders.win32.c work.win32.c)
set(body_libraries lastwords-rung)
set(probes console.c windowless.win32.c detached.win32.c new_console.win32.c job_child.win32.c bare.win32.c deaf.win32.c
	gui.win32.c)

add_library(lastwords-rung SHARED rung_dll.win32.c ${kernel})
target_link_libraries(lastwords-rung PRIVATE lastwords_warnings)
target_compile_definitions(lastwords-rung PRIVATE RUNG_DLL)
set_target_properties(lastwords-rung PROPERTIES PREFIX "" RUNTIME_OUTPUT_DIRECTORY ${probes_dir})
install(TARGETS lastwords-rung RUNTIME DESTINATION ${probes_installed})

# Programs with a window have another main loop and other responders, and alone are linked with user32.
set(window_body ${body} window.win32.c window_program.win32.c)
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
endfunction()
