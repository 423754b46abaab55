# lastwords send: what all systems share, and one half per system.
target_sources(lastwords PRIVATE send.c)
target_sources(lastwords_common PRIVATE send_report.c)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
	target_sources(lastwords_common PRIVATE send.posix.c send_words.posix.c send_look.linux.c send_proc.linux.c
		send_status.linux.c send_target.linux.c send_tree.linux.c)
elseif(APPLE)
	target_sources(lastwords_common PRIVATE send.posix.c send_words.posix.c send_look.macos.c send_target.kqueue.c
		send_tree.kqueue.c)
elseif(WIN32)
	target_sources(lastwords_common PRIVATE send.win32.c send_console.win32.c send_peb.win32.c send_process.win32.c
		send_window.win32.c)
endif()
