# LASTWORDS_EPOCH (seconds since 1970) and LASTWORDS_DATE: the day that the changelog gives the version of project().
# Everything that carries a date carries this one, so what is built does not depend on when.
set(changelog ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${changelog})
file(STRINGS ${changelog} headings REGEX "^## ")
list(GET headings 0 heading)
if(NOT heading MATCHES "^## ([0-9.]+) \\(([0-9][0-9][0-9][0-9])-([0-9][0-9])-([0-9][0-9])\\)$")
	message(FATAL_ERROR "CHANGELOG.md: the first heading is '${heading}'; it must be '## VERSION (YYYY-MM-DD)'.")
endif()
set(of_changelog ${CMAKE_MATCH_1})
if(NOT of_changelog STREQUAL PROJECT_VERSION)
	message(FATAL_ERROR "CHANGELOG.md begins with ${of_changelog}, but CMakeLists.txt says ${PROJECT_VERSION}: change both.")
endif()

# Days since 1970 in the proleptic Gregorian calendar; years begin in March, so that the leap day is the last.
math(EXPR month "(1${CMAKE_MATCH_3} - 100 + 9) % 12")
math(EXPR year "${CMAKE_MATCH_2} - ${month} / 10")
math(EXPR LASTWORDS_EPOCH "(365 * ${year} + ${year} / 4 - ${year} / 100 + ${year} / 400
	+ (${month} * 306 + 5) / 10 + 1${CMAKE_MATCH_4} - 100 - 1 - 719468) * 86400")

# As mdoc(7) writes it: November 27, 2026.
set(months - January February March April May June July August September October November December)
math(EXPR number "1${CMAKE_MATCH_3} - 100")
list(GET months ${number} name)
math(EXPR day "1${CMAKE_MATCH_4} - 100")
set(LASTWORDS_DATE "${name} ${day}, ${CMAKE_MATCH_2}")
