# Read by cpack when all else is in its staging folder: the licence and the changelog, each as Debian wants them or plain.
if(CPACK_GENERATOR STREQUAL "DEB")
	set(folder ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/${CPACK_LASTWORDS_DOCUMENTS})
	include(${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
	return()
endif()
set(folder ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${CPACK_LASTWORDS_DOCUMENTS})
file(COPY ${CPACK_LASTWORDS_SOURCE}/LICENSE ${CPACK_LASTWORDS_SOURCE}/CHANGELOG.md DESTINATION ${folder})
# The notices of what is linked in, which their licences ask for.
foreach(library IN LISTS CPACK_LASTWORDS_NOTICES)
	configure_file(/usr/share/doc/${library}/copyright ${folder}/LICENSE.${library} COPYONLY)
endforeach()
