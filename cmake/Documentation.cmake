# Manual pages and completion, for systems that have them. A page is dated as the version is (Changelog.cmake).
if(WIN32)
	return()
endif()

# install_manual(FILE [PART...]): FILE is a NAME.1.in of section 1; a PART is a file beside it, whose text stands for its
# name: commands.mdoc for @commands@. The pages are in the global property LASTWORDS_MANUALS, for tests.
function(install_manual file)
	cmake_path(GET file STEM LAST_ONLY page)
	cmake_path(GET file PARENT_PATH folder)
	foreach(part IN LISTS ARGN)
		cmake_path(GET part STEM name)
		set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${part})
		file(READ ${folder}/${part} ${name})
	endforeach()
	set(plain ${CMAKE_BINARY_DIR}/man/${page})
	configure_file(${file} ${plain} @ONLY)
	set_property(GLOBAL APPEND PROPERTY LASTWORDS_MANUALS ${plain})
	find_program(LASTWORDS_GZIP gzip REQUIRED)
	# Without the time, which -n leaves out, the same bytes each time.
	add_custom_command(OUTPUT ${plain}.gz COMMAND ${LASTWORDS_GZIP} -9nkf ${plain} DEPENDS ${plain} VERBATIM)
	add_custom_target(manual-${page} ALL DEPENDS ${plain}.gz)
	install(FILES ${plain}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

install_manual(harness/man/lastwords.1.in commands.mdoc)
install(FILES harness/completion/lastwords.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
	RENAME lastwords)
