# Reports of records for who has no clone: lastwords-report, and the Python that it runs. On Windows reports are made from
# a clone (ci/report).
if(WIN32)
	return()
endif()
set(share ${CMAKE_INSTALL_DATADIR}/lastwords)
install(PROGRAMS reports/lastwords-report DESTINATION ${CMAKE_INSTALL_BINDIR})
# Beside the package reports: what it reads of the others.
install(DIRECTORY reports DESTINATION ${share} FILES_MATCHING PATTERN "*"
	PATTERN "__pycache__" EXCLUDE PATTERN "tests" EXCLUDE PATTERN "bench" EXCLUDE PATTERN "lastwords-report*" EXCLUDE)
install(DIRECTORY matrix DESTINATION ${share} FILES_MATCHING PATTERN "*.toml" PATTERN "*.py" PATTERN "axes.def"
	PATTERN "__pycache__" EXCLUDE PATTERN "tests" EXCLUDE)
install(FILES harness/error_name.def DESTINATION ${share}/harness)
install_manual(reports/lastwords-report.1.in)
