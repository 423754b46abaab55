# The claims against the plan of macOS, which no machine here runs. Its own tables come before those of this system's in the
# library, whose members are then not asked for.
add_executable(list-macos ${PROJECT_SOURCE_DIR}/matrix/tests/list_macos.c ${PROJECT_SOURCE_DIR}/matrix/rules.macos.c)
foreach(source IN ITEMS deliver.macos.c launches.kqueue.c list.c options.c responders.macos.c)
	target_sources(list-macos PRIVATE ${PROJECT_SOURCE_DIR}/harness/${source})
endforeach()
target_link_libraries(list-macos PRIVATE lastwords_common lastwords_warnings)
add_test(NAME lint.claims-macos COMMAND ${PROJECT_SOURCE_DIR}/ci/lint-claims ${LASTWORDS_PYTHON} $<TARGET_FILE:list-macos> macos)
