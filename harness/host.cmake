# What stands around a probe; see host.win32.h.
add_executable(lastwords-host birth.win32.c births.win32.c host.win32.c host_launch.win32.c host_pty.win32.c abandoned.win32.c text.win32.c trace.c clock.win32.c
	wine.win32.c)
target_link_libraries(lastwords-host PRIVATE lastwords_axes lastwords_warnings shell32)
install(TARGETS lastwords-host RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
