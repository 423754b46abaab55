# lastwords send: what all systems share, and one half per system.
target_sources(lastwords PRIVATE send.c)
target_sources(lastwords_common PRIVATE send_report.c)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
	target_sources(lastwords_common PRIVATE send.posix.c send_words.posix.c send_look.linux.c send_proc.linux.c
		send_status.linux.c send_target.linux.c send_tree.linux.c)
elseif(WIN32)
	target_sources(lastwords_common PRIVATE send.win32.c send_console.win32.c send_peb.win32.c send_process.win32.c
		send_window.win32.c)
	add_executable(selftest_victim selftest/victim.win32.c)
	target_link_libraries(selftest_victim PRIVATE lastwords_warnings)
	set_target_properties(selftest_victim PROPERTIES OUTPUT_NAME victim
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/selftest)
endif()
