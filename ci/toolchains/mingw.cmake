# CMake toolchain: Windows on x86-64 by MinGW-w64's gcc. The triplet decides the C runtime: x86_64-w64-mingw32 is
# msvcrt.dll in Debian, x86_64-w64-mingw32ucrt (Debian 13) the Universal C Runtime.
#   cmake -DCMAKE_TOOLCHAIN_FILE=ci/toolchains/mingw.cmake [-DLASTWORDS_MINGW=x86_64-w64-mingw32ucrt]
#         -DJansson_ROOT=$(ci/jansson x86_64-w64-mingw32)
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
# Also where CMake tries a compiler out in a project of its own, which knows no cache of ours.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES LASTWORDS_MINGW Jansson_ROOT)
if(NOT LASTWORDS_MINGW)
	set(LASTWORDS_MINGW x86_64-w64-mingw32)
endif()

set(CMAKE_C_COMPILER ${LASTWORDS_MINGW}-gcc)
set(CMAKE_RC_COMPILER ${LASTWORDS_MINGW}-windres)

# Libraries and headers of Windows only; programs of this machine only.
set(CMAKE_FIND_ROOT_PATH /usr/${LASTWORDS_MINGW} ${Jansson_ROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
