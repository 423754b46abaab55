# find_package(Jansson): the library that writes and reads JSON, as the target Jansson::Jansson. The same for every
# system, MinGW included, and no pkg-config, which a cross build would ask about the wrong machine. On Windows the
# archive is taken, so that no DLL but the system's is needed beside the program.
find_path(Jansson_INCLUDE_DIR jansson.h)
if(WIN32)
	find_library(Jansson_LIBRARY NAMES libjansson.a jansson)
else()
	find_library(Jansson_LIBRARY jansson)
endif()
mark_as_advanced(Jansson_INCLUDE_DIR Jansson_LIBRARY)

if(Jansson_INCLUDE_DIR)
	file(STRINGS ${Jansson_INCLUDE_DIR}/jansson.h version_line REGEX "define +JANSSON_VERSION +\"")
	string(REGEX REPLACE ".*\"([0-9.]+)\".*" "\\1" Jansson_VERSION "${version_line}")
endif()

include(FindPackageHandleStandardArgs)
if(CMAKE_CROSSCOMPILING)
	set(hint "Build it with ci/jansson TARGET, which prints the folder to give as -DJansson_ROOT=FOLDER.")
else()
	set(hint "On Debian run ci/setup, elsewhere install jansson (in MSYS2: mingw-w64-ucrt-x86_64-jansson).")
endif()
find_package_handle_standard_args(Jansson REQUIRED_VARS Jansson_LIBRARY Jansson_INCLUDE_DIR
	VERSION_VAR Jansson_VERSION REASON_FAILURE_MESSAGE "${hint}")

if(Jansson_FOUND AND NOT TARGET Jansson::Jansson)
	add_library(Jansson::Jansson UNKNOWN IMPORTED)
	set_target_properties(Jansson::Jansson PROPERTIES IMPORTED_LOCATION ${Jansson_LIBRARY}
		INTERFACE_INCLUDE_DIRECTORIES ${Jansson_INCLUDE_DIR})
endif()
