dnl SPDX-License-Identifier: BSD-3-Clause
dnl
dnl A bare ./configure builds the module; DIR is only for a libev that is in no standard place.

PHP_ARG_WITH([supervisor],
  [for supervisor support],
  [AS_HELP_STRING([--with-supervisor[=DIR]],
    [Include supervisor; DIR is the prefix of libev])],
  [yes])

PHP_ARG_ENABLE([supervisor-dev],
  [whether to build supervisor with the warnings of its developers as errors],
  [AS_HELP_STRING([--enable-supervisor-dev],
    [supervisor: compiler warnings, as errors (for its developers)])],
  [no],
  [no])

if test "$PHP_SUPERVISOR" != "no"; then

  dnl ------------------------------------------------------------------------------------------
  dnl Where it can be built
  dnl ------------------------------------------------------------------------------------------

  AC_MSG_CHECKING([whether supervisor supports this system])
  case $host_alias in
    *linux*)
      AC_MSG_RESULT([yes])
      ;;
    *)
      AC_MSG_RESULT([no])
      AC_MSG_ERROR([supervisor is for Linux only (this is $host_alias): it needs pidfds, memfds and the parent death signal])
      ;;
  esac

  AC_MSG_CHECKING([for PHP 8.2 or later])
  supervisor_php_version=`$PHP_CONFIG --version 2>/dev/null`
  supervisor_php_vernum=`$PHP_CONFIG --vernum 2>/dev/null`
  AC_MSG_RESULT([$supervisor_php_version])
  if test "${supervisor_php_vernum:-0}" -lt 80200; then
    AC_MSG_ERROR([supervisor needs PHP 8.2 or later; $PHP_CONFIG is of PHP $supervisor_php_version])
  fi

  dnl ------------------------------------------------------------------------------------------
  dnl libev: it has no pkg-config file, so look for the header, then for the library
  dnl ------------------------------------------------------------------------------------------

  AC_MSG_CHECKING([for ev.h])
  SUPERVISOR_EV_DIR=
  SUPERVISOR_EV_INCLUDE=
  if test "$PHP_SUPERVISOR" = "yes" || test -z "$PHP_SUPERVISOR"; then
    supervisor_ev_prefixes="/usr/local /usr"
  else
    supervisor_ev_prefixes=$PHP_SUPERVISOR
  fi
  for i in $supervisor_ev_prefixes; do
    for j in include include/libev; do
      if test -z "$SUPERVISOR_EV_DIR" && test -r "$i/$j/ev.h"; then
        SUPERVISOR_EV_DIR=$i
        SUPERVISOR_EV_INCLUDE=$i/$j
      fi
    done
  done
  if test -z "$SUPERVISOR_EV_DIR"; then
    AC_MSG_RESULT([not found])
    AC_MSG_ERROR([supervisor needs libev 4.11 or later, and its header ev.h is not below: $supervisor_ev_prefixes (Debian and Ubuntu: libev-dev; Fedora: libev-devel; Alpine: libev-dev). --with-supervisor=DIR names another prefix])
  fi
  AC_MSG_RESULT([$SUPERVISOR_EV_INCLUDE])

  SUPERVISOR_EV_CFLAGS=
  if test "$SUPERVISOR_EV_INCLUDE" != "/usr/include"; then
    SUPERVISOR_EV_CFLAGS=-I$SUPERVISOR_EV_INCLUDE
  fi

  AC_MSG_CHECKING([for libev 4.11 or later])
  supervisor_save_CPPFLAGS=$CPPFLAGS
  CPPFLAGS="$SUPERVISOR_EV_CFLAGS $CPPFLAGS"
  AC_COMPILE_IFELSE([AC_LANG_SOURCE([[
#include <ev.h>
#if EV_VERSION_MAJOR < 4 || (EV_VERSION_MAJOR == 4 && EV_VERSION_MINOR < 11)
# error too old
#endif
int supervisor_conftest;
]])], [AC_MSG_RESULT([yes])], [
    AC_MSG_RESULT([no])
    AC_MSG_ERROR([$SUPERVISOR_EV_INCLUDE/ev.h is older than libev 4.11, or does not compile (config.log says why)])
  ])
  CPPFLAGS=$supervisor_save_CPPFLAGS

  SUPERVISOR_EV_LIBS=-lev
  supervisor_ev_ldflags=
  if test "$SUPERVISOR_EV_DIR" != "/usr"; then
    supervisor_ev_ldflags=-L$SUPERVISOR_EV_DIR/$PHP_LIBDIR
    SUPERVISOR_EV_LIBS="$supervisor_ev_ldflags -Wl,-rpath,$SUPERVISOR_EV_DIR/$PHP_LIBDIR -lev"
  fi
  PHP_CHECK_LIBRARY([ev], [ev_feed_signal],
    [PHP_ADD_LIBRARY_WITH_PATH([ev], [$SUPERVISOR_EV_DIR/$PHP_LIBDIR], [SUPERVISOR_SHARED_LIBADD])],
    [AC_MSG_ERROR([supervisor needs libev 4.11 or later: $SUPERVISOR_EV_INCLUDE/ev.h is there, the library is not (config.log says why)])],
    [$supervisor_ev_ldflags -lm])
  PHP_SUBST([SUPERVISOR_SHARED_LIBADD])
  PHP_SUBST([SUPERVISOR_EV_CFLAGS])
  PHP_SUBST([SUPERVISOR_EV_LIBS])

  dnl ------------------------------------------------------------------------------------------
  dnl zlib, if it is there: to compress old log files
  dnl ------------------------------------------------------------------------------------------

  SUPERVISOR_ZLIB_CFLAGS=
  SUPERVISOR_ZLIB_LIBS=
  AC_CHECK_HEADER([zlib.h], [
    PHP_CHECK_LIBRARY([z], [deflateInit2_], [
      PHP_ADD_LIBRARY([z],, [SUPERVISOR_SHARED_LIBADD])
      SUPERVISOR_ZLIB_CFLAGS=-DHAVE_SUPERVISOR_ZLIB
      SUPERVISOR_ZLIB_LIBS=-lz
    ])
  ])
  PHP_SUBST([SUPERVISOR_ZLIB_CFLAGS])
  PHP_SUBST([SUPERVISOR_ZLIB_LIBS])

  dnl ------------------------------------------------------------------------------------------
  dnl The developers' build
  dnl ------------------------------------------------------------------------------------------

  SUPERVISOR_WARNINGS=
  if test "$PHP_SUPERVISOR_DEV" != "no"; then
    SUPERVISOR_WARNINGS="-Wall -Wextra -Wshadow -Wstrict-prototypes -Wno-unused-parameter -Werror"
    dnl These warnings are meant for our code. PHP's headers are not free of them, and what their
    dnl inline functions and macros do is not ours to mend: they become system headers.
    INCLUDES=`echo "$INCLUDES" | $SED -e 's/-I/-isystem /g'`
  fi
  PHP_SUBST([SUPERVISOR_WARNINGS])

  dnl ------------------------------------------------------------------------------------------
  dnl Sources, one list for each directory. Makefile.frag takes all of ext/core for the unit tests;
  dnl tools/check-package sees to it that nothing is missing here.
  dnl ------------------------------------------------------------------------------------------

  supervisor_core="policy placeholder birth program notify groups tend slot heap unique job cell arena frame channel pool action death limits roll pace dispatch rebalance send attempt failed history loop linux fds spawn exit worker histogram init told say inside output stream rotate sink batch writer logs tail"
  supervisor_php="pool command submit terms follow config check master run job property inside failed worker results walk failure status exception value blob child call runner serve event signal log init trace output reader"

  supervisor_sources="ext/supervisor.c"
  for i in $supervisor_core; do
    supervisor_sources="$supervisor_sources ext/core/$i.c"
  done
  for i in $supervisor_php; do
    supervisor_sources="$supervisor_sources ext/php/$i.c"
  done

  dnl Bound at load: bound lazily, each new worker would do it again, and copy the pages that it writes.
  SUPERVISOR_SHARED_LIBADD="$SUPERVISOR_SHARED_LIBADD -Wl,-z,now"

  PHP_NEW_EXTENSION([supervisor], [$supervisor_sources], [$ext_shared],,
    [-std=gnu11 -fvisibility=hidden $SUPERVISOR_WARNINGS $SUPERVISOR_ZLIB_CFLAGS -DZEND_ENABLE_STATIC_TSRMLS_CACHE=1])

  PHP_ADD_INCLUDE([$ext_srcdir/ext])
  PHP_ADD_INCLUDE([$ext_srcdir/stubs])
  PHP_ADD_INCLUDE([$SUPERVISOR_EV_INCLUDE])

  PHP_ADD_BUILD_DIR([$ext_builddir/ext])
  PHP_ADD_BUILD_DIR([$ext_builddir/ext/core])
  PHP_ADD_BUILD_DIR([$ext_builddir/ext/php])
  PHP_ADD_MAKEFILE_FRAGMENT
fi
