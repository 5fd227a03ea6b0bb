# shellcheck shell=bash disable=SC2034
# SPDX-License-Identifier: BSD-3-Clause
#
# Shared by the scripts in tools/: where things are, how the tree is copied to a lane, how a lane
# is built. Source it; it changes to the root of the repository. It knows nothing of tests.

set -euo pipefail
export LC_ALL=C

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"
CACHE=${SUPERVISOR_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/supervisor}

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

# The PHP that is built for and tested with: 8.2, the oldest one supported, where there are several.
# PHP_BIN, PHPIZE and PHP_CONFIG name another one.
php_bin() { printf '%s\n' "${PHP_BIN:-$(command -v php8.2 || command -v php)}"; }

# The files of the project: what is tracked, and what is new and not ignored. NUL separated. A file
# that was deleted and is still in the index is left out.
project_files() {
	local f
	git ls-files -co --exclude-standard -z | sort -zu | while IFS= read -r -d '' f; do
		if [ -f "$f" ] || [ -L "$f" ]; then printf '%s\0' "$f"; fi
	done
}

# sync_lane LANE: brings .build/LANE up to date with the tree; prints its path. Only files whose
# content differs are written, with a new time (make has to see them), and files that are gone from
# the tree go from the lane too.
sync_lane() {
	local dir=$ROOT/.build/$1 f
	mkdir -p "$dir"
	project_files > "$dir/.manifest.new"
	[ -s "$dir/.manifest.new" ] || die "no project files found (is this a git clone?)"
	if [ -f "$dir/.manifest" ]; then
		comm -z -23 "$dir/.manifest" "$dir/.manifest.new" | while IFS= read -r -d '' f; do rm -f -- "$dir/$f"; done
	fi
	while IFS= read -r -d '' f; do
		if ! cmp -s -- "$f" "$dir/$f"; then
			mkdir -p -- "$(dirname -- "$dir/$f")"
			cp --remove-destination --no-dereference --preserve=mode,links -- "$f" "$dir/$f"
		elif [ -x "$f" ] && [ ! -x "$dir/$f" ]; then
			chmod a+x -- "$dir/$f"
		fi
	done < "$dir/.manifest.new"
	mv "$dir/.manifest.new" "$dir/.manifest"
	# make regenerates an arginfo that looks older than its stub, and would download for it. Whether
	# the header is right is the question of tools/arginfo --check.
	for f in "$dir"/stubs/*_arginfo.h; do
		if [ -f "$f" ] && [ ! "$f" -nt "${f%_arginfo.h}.stub.php" ]; then touch "$f"; fi
	done
	printf '%s\n' "$dir"
}

# lane_flags LANE: prints the arguments of ./configure for that lane, one a line. -O2 is what a
# user's build has; the sanitizers want frames and little inlining.
SANITIZE='-fsanitize=address,undefined -fno-omit-frame-pointer'
lane_flags() {
	case $1 in
		gcc|demo) printf '%s\n' 'CC=gcc' 'CFLAGS=-g -O2' ;;
		clang)    printf '%s\n' 'CC=clang' 'CFLAGS=-g -O2' ;;
		asan)     printf '%s\n' 'CC=gcc' "CFLAGS=-g -O1 $SANITIZE" ;;
		8.*)      printf '%s\n' 'CC=gcc' 'CFLAGS=-g -O2' ;;
		*)        die "unknown lane $1" ;;
	esac
	# Where warnings are errors. Not with the sanitizers, which make gcc see ghosts, and not with the
	# compiler of a release in the making.
	case $1 in gcc|clang|8.4) printf '%s\n' '--enable-supervisor-dev' ;; esac
}

# build_here LANE: phpize, configure and make in the current directory, a synced lane. What was
# configured with the same arguments and the same config.m4 is only made again.
build_here() {
	local args stamp phpize=${PHPIZE:-} php_config=${PHP_CONFIG:-}
	if [ -z "$phpize" ]; then phpize=$(command -v phpize8.2 || command -v phpize); fi
	if [ -z "$php_config" ]; then php_config=$(command -v php-config8.2 || command -v php-config); fi
	mapfile -t args < <(lane_flags "$1")
	args+=("--with-php-config=$php_config")
	stamp=$({ printf '%s\n' "${args[@]}" "$PWD"; "$php_config" --version; "$php_config" --include-dir; cat config.m4 Makefile.frag; } | cksum)
	if [ ! -f Makefile ] || [ "$(cat .configured 2>/dev/null)" != "$stamp" ]; then
		# Not phpize --clean: it deletes files of ours that look like its own (tests/*.php).
		rm -rf .configured configure configure.ac config.status config.h config.h.in config.log autom4te.cache build modules unit \
			Makefile Makefile.objects Makefile.fragments libtool supervisor.la
		find . \( -name '*.lo' -o -name '*.o' -o -name '*.dep' \) -delete
		"$phpize"
		./configure "${args[@]}"
		printf '%s\n' "$stamp" > .configured
	fi
	make -j"$(nproc)"
	[ -f modules/supervisor.so ]
}
