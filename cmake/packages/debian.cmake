# The documents of a Debian package (Debian Policy, 12.5 and 12.7): copyright, the changelog, and the package's own.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)

file(READ ${CPACK_LASTWORDS_SOURCE}/LICENSE licence)
string(REGEX MATCH "Copyright[^\n]*" holder "${licence}")
string(REGEX REPLACE "\n\n" "\n.\n" indented "${licence}")
string(REGEX REPLACE "\n([^\n])" "\n \\1" indented "${indented}")
file(WRITE ${folder}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: lastwords

Files: *
${holder}
License: Expat

License: Expat
 ${indented}")
file(READ ${folder}/copyright text)
string(REPLACE "\nCopyright (c)" "\nCopyright:" text "${text}")
file(WRITE ${folder}/copyright "${text}")

file(COPY ${CPACK_LASTWORDS_SOURCE}/CHANGELOG.md DESTINATION ${folder})
file(RENAME ${folder}/CHANGELOG.md ${folder}/changelog)
file(WRITE ${folder}/changelog.Debian "lastwords (${CPACK_PACKAGE_VERSION}-1) unstable; urgency=medium

  * Packaged by CPack; see changelog.gz for what changed.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
execute_process(COMMAND gzip -9nf changelog changelog.Debian WORKING_DIRECTORY ${folder} COMMAND_ERROR_IS_FATAL ANY)

# Nothing is uploaded to Debian, so no request there is closed.
file(WRITE ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/lintian/overrides/lastwords
	"lastwords: initial-upload-closes-no-bugs *\n")
