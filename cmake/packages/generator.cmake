# Read by cpack for each generator. Every file in a package is as old as the version is.
set(ENV{SOURCE_DATE_EPOCH} ${CPACK_LASTWORDS_EPOCH})
if(CPACK_GENERATOR STREQUAL "DEB")
	set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
endif()
