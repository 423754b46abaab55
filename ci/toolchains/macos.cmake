# CMake toolchain: macOS by zig, which brings the headers and a linker. Mach-O programs, signed ad hoc.
#   cmake -DCMAKE_TOOLCHAIN_FILE=ci/toolchains/macos.cmake -DLASTWORDS_ZIG=/path/to/zig
#         -DLASTWORDS_MACOS=aarch64-macos|x86_64-macos -DJansson_ROOT=$(ci/jansson aarch64-macos)
set(CMAKE_SYSTEM_NAME Darwin)
# Also where CMake tries a compiler out in a project of its own, which knows no cache of ours.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES LASTWORDS_ZIG LASTWORDS_MACOS Jansson_ROOT)
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR "${LASTWORDS_MACOS}")

set(CMAKE_C_COMPILER "${LASTWORDS_ZIG}" cc)
# macOS 11 is the first for arm64 (Big Sur), and what both CPUs are built for.
set(CMAKE_C_FLAGS_INIT "-target ${LASTWORDS_MACOS}.11.0")
# CMake would find these out with an argument for the linker that zig does not take.
set(CMAKE_C_ABI_COMPILED TRUE)
set(CMAKE_C_SIZEOF_DATA_PTR 8)
set(CMAKE_SIZEOF_VOID_P 8)
# zig is one program with verbs, and CMake wants a path for each tool.
set(CMAKE_AR "${LASTWORDS_ZIG}")
set(CMAKE_RANLIB "${LASTWORDS_ZIG}")
set(CMAKE_C_ARCHIVE_CREATE "<CMAKE_AR> ar --format=darwin qcs <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_APPEND "<CMAKE_AR> ar --format=darwin qs <TARGET> <OBJECTS>")
set(CMAKE_C_ARCHIVE_FINISH "")
# Of Apple's tools that CMake asks for there are none here, and none is needed: nothing is installed by name.
set(CMAKE_INSTALL_NAME_TOOL true)
set(CMAKE_MACOSX_RPATH OFF)
set(CMAKE_SKIP_RPATH ON)
set(CMAKE_OSX_SYSROOT "" CACHE STRING "")
set(CMAKE_OSX_DEPLOYMENT_TARGET "" CACHE STRING "")

# Libraries and headers of macOS only; programs of this machine only.
set(CMAKE_FIND_ROOT_PATH ${Jansson_ROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
