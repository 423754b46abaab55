# Packages by CPack: a .deb of a build with the system's libraries, .tar.gz of any other, .zip for Windows.
# ci/package makes all that can be made on Debian, and the same bytes each time.
set(LASTWORDS_MAINTAINER "lastwords maintainers <lastwords@example.org>" CACHE STRING "who a package says it is from")

if(WIN32)
	set(documents .)
	set(CPACK_GENERATOR ZIP)
	set(system windows)
else()
	set(documents ${CMAKE_INSTALL_DOCDIR})
	set(CPACK_GENERATOR TGZ)
	string(TOLOWER ${CMAKE_SYSTEM_NAME} system)
	if(APPLE)
		set(system macos)
	endif()
endif()
install(FILES README.md DESTINATION ${documents})

string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}" processor)
if(processor MATCHES "^(amd64|x64)$")
	set(processor x86_64)
endif()
set(CPACK_PACKAGE_NAME lastwords)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_VENDOR lastwords)
set(CPACK_PACKAGE_CONTACT "${LASTWORDS_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "find out which processes get to clean up when told to stop")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGE_FILE_NAME lastwords-${PROJECT_VERSION}-${system}-${processor})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
# Whatever the umask of who builds.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
	WORLD_EXECUTE)

set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/packages/generator.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/packages/documents.cmake)
set(CPACK_LASTWORDS_SOURCE ${PROJECT_SOURCE_DIR})
set(CPACK_LASTWORDS_EPOCH ${LASTWORDS_EPOCH})
set(CPACK_LASTWORDS_DOCUMENTS ${documents})
# What ci/package links in comes from Debian's source packages, with Debian's notices.
set(CPACK_LASTWORDS_NOTICES "" CACHE STRING "Debian packages whose copyright goes into an archive")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "python3 (>= 3.11), python3-jinja2")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-matplotlib, bash-completion, busybox-static")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Starts small programs in every way a system has, tells them to stop
in every way it has, and records which of them got to run their cleanup.
Claims about signals, terminals, parents and process groups are judged
from that record.")
include(CPack)
