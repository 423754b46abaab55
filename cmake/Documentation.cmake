# Manual pages and completion, for systems that have them. A page is dated as the version is (Changelog.cmake).
if(WIN32)
	return()
endif()

# install_manual(FILE): FILE is a NAME.1.in of section 1. What was made of it is in the global property
# LASTWORDS_MANUALS, for tests.
function(install_manual file)
	cmake_path(GET file STEM LAST_ONLY page)
	set(plain ${CMAKE_BINARY_DIR}/man/${page})
	configure_file(${file} ${plain} @ONLY)
	set_property(GLOBAL APPEND PROPERTY LASTWORDS_MANUALS ${plain})
	find_program(LASTWORDS_GZIP gzip REQUIRED)
	# Without the time, which -n leaves out, the same bytes each time.
	add_custom_command(OUTPUT ${plain}.gz COMMAND ${LASTWORDS_GZIP} -9nkf ${plain} DEPENDS ${plain} VERBATIM)
	add_custom_target(manual-${page} ALL DEPENDS ${plain}.gz)
	install(FILES ${plain}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

install_manual(harness/man/lastwords.1.in)
install(FILES harness/completion/lastwords.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
	RENAME lastwords)
