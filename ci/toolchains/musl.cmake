# CMake toolchain: Linux with musl, static, by musl-gcc: this machine's own gcc with musl's headers and library. What it
# links needs no other file than itself, wherever it is run.
#   cmake -DCMAKE_TOOLCHAIN_FILE=ci/toolchains/musl.cmake -DJansson_ROOT=$(ci/jansson musl)
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${CMAKE_HOST_SYSTEM_PROCESSOR})
# Also where CMake tries a compiler out in a project of its own, which knows no cache of ours.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES Jansson_ROOT)
set(CMAKE_C_COMPILER musl-gcc)

# musl-gcc's specs link no static PIE: a distribution's gcc that makes PIE by default is told not to.
set(CMAKE_C_FLAGS_INIT -fno-pie)
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -no-pie")

# musl has none of the kernel's headers, which are the same for every C library, and lie among those of glibc: ours is a
# folder with those only.
set(kernel_headers ${CMAKE_BINARY_DIR}/kernel-headers)
execute_process(COMMAND gcc -print-multiarch OUTPUT_VARIABLE multiarch OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
foreach(name IN ITEMS linux asm asm-generic)
	foreach(place IN ITEMS /usr/include/${multiarch} /usr/include)
		if(IS_DIRECTORY ${place}/${name} AND NOT EXISTS ${kernel_headers}/${name})
			file(MAKE_DIRECTORY ${kernel_headers})
			file(CREATE_LINK ${place}/${name} ${kernel_headers}/${name} SYMBOLIC)
		endif()
	endforeach()
endforeach()
set(CMAKE_C_STANDARD_INCLUDE_DIRECTORIES ${kernel_headers})

# Libraries and headers made for musl only; programs of this machine only.
set(CMAKE_FIND_ROOT_PATH ${Jansson_ROOT})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
