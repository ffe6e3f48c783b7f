#!/usr/bin/env bash
# Sets up, builds, demonstrates and tests bcukit on Debian or Ubuntu. See ./build.sh help.
set -euo pipefail
cd "$(dirname "$0")"

NEEDED=(gcc libc6-dev cmake ninja-build pkg-config libglib2.0-dev libgeos-dev libproj-dev proj-data
        libcairo2-dev libpango1.0-dev libshp-dev libjansson-dev libyajl-dev nettle-dev libcsv-dev libsqlite3-dev libpng-dev
        libdeflate-dev libzip-dev libxml2-dev libxlsxwriter-dev libjemalloc-dev fonts-roboto-unhinted)
# Letters of other scripts; the demo has none.
FONTS=(fonts-noto-core fonts-noto-color-emoji)
# Readers that are not ours, for the tests. A test whose reader is missing says so and is skipped.
FOR_TESTS=(g++ clang python3 python3-gdal gdal-bin librsvg2-bin poppler-utils python3-numpy python3-pil libxml2-utils
           python3-geopandas python3-openpyxl python3-pyproj python3-qgis chromium)
command -v npm >/dev/null || FOR_TESTS+=(nodejs npm)
# Readers of TopoJSON and GeoJSON, and what drives and judges the page; they go into the build folder.
FROM_NPM=(topojson-client@3.1.0 mapshaper@0.7.70 playwright-core@1.65.1 axe-core@4.14.1)

say() { printf '%s\n' "$*" >&2; }

usage() {
    cat <<'TEXT'
Usage: ./build.sh COMMAND
  demo    install what is missing, build, map the twelve BCUs of London into output/
  test    install what is missing, build twice (release; with sanitizers), run all tests
  build   install what is missing and build: the executable is build/bcukit
  help    print this
TEXT
}

is_debian() {
    local release=${OS_RELEASE:-/etc/os-release} # another in tests
    [ -r "$release" ] || return 1
    ( . "$release"; case " $ID ${ID_LIKE:-} " in *" debian "* | *" ubuntu "*) ;; *) exit 1 ;; esac )
}

missing_of() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
    done
}

# Prints the command that makes apt run as root; nothing when there is no way.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then echo env
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then echo sudo
    fi
}

install_packages() {
    local root
    root=$(as_root)
    [ -n "$root" ] || return 1
    # Neither the archives nor apt's own cache of its lists stay behind: together more than all that is installed.
    local lean=(-qq -o APT::Keep-Downloaded-Packages=false -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
    $root apt-get "${lean[@]}" update >&2 &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get "${lean[@]}" install -y --no-install-recommends "$@" >&2
}

# Elsewhere nothing is installed: CMake names what is missing, by the table of core/cmake/Libraries.cmake.
set_up_elsewhere() {
    local tool missing=()
    for tool in cc cmake ninja pkg-config; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    say "This is neither Debian nor Ubuntu: nothing is installed for you."
    [ "${#missing[@]}" -eq 0 ] && return 0
    say "These tools are missing: ${missing[*]}"
    say "bcukit also needs these libraries, with their headers:"
    sed -n 's/^ *bcukit_need[a-z_]*([A-Z_]* "\([^"]*\)".*/  \1/p' core/cmake/Libraries.cmake >&2
    exit 1
}

# Installs those of the packages that are missing.
set_up() {
    local missing
    is_debian || { set_up_elsewhere; return; }
    mapfile -t missing < <(missing_of "$@")
    [ "${#missing[@]}" -eq 0 ] && return 0
    say "Installing: ${missing[*]}"
    if ! install_packages "${missing[@]}"; then
        say "These packages are needed and cannot be installed from here (not root and no sudo, or apt failed)."
        say "Run as root:  apt-get install --no-install-recommends ${missing[*]}"
        exit 1
    fi
}

set_up_tests() {
    local missing
    is_debian || return 0
    mapfile -t missing < <(missing_of "${FOR_TESTS[@]}")
    [ "${#missing[@]}" -eq 0 ] && return 0
    install_packages "${missing[@]}" || say "Some readers are missing; tests that need them are skipped: ${missing[*]}"
}

set_up_npm() {
    local name missing=
    for name in "${FROM_NPM[@]}"; do [ -d "build/npm/node_modules/${name%@*}" ] || missing=1; done
    [ -n "$missing" ] || return 0
    command -v npm >/dev/null && npm install --prefix build/npm --no-audit --no-fund --silent "${FROM_NPM[@]}" >&2 ||
        say "These npm packages are missing; tests that need them are skipped: ${FROM_NPM[*]}"
}

# With ON the tests, too: more than half of all there is to compile.
build() {
    cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING="$1" \
        -DBCUKIT_WERROR="${BCUKIT_WERROR:-OFF}" >/dev/null
    cmake --build build >&2
}

demo() {
    build OFF
    build/bcukit run -o output
    echo "Open output/map.png first: the map of the twelve BCUs. README.md says what the other files are."
}

# Runs the tests of one build folder; the summary of CTest goes to a file for counting.
run_tests() {
    local folder=$1
    shift
    ctest --test-dir "$folder" --output-on-failure -j 2 --output-junit junit.xml "$@" >&2
}

# Adds up an attribute of the junit files: tests, failures, skipped, disabled.
count() {
    local name=$1 total=0 file value
    shift
    for file in "$@"; do
        [ -r "$file" ] || continue
        value=$(grep -o -m1 "[[:space:]]$name=\"[0-9]*\"" "$file" | tr -dc '0-9' || true)
        total=$((total + ${value:-0}))
    done
    echo "$total"
}

test_all() {
    local status=0 all failed skipped
    build ON
    cmake -S . -B build-asan -G Ninja -DCMAKE_BUILD_TYPE=Debug -DBCUKIT_SANITIZE=ON \
        -DBCUKIT_WERROR="${BCUKIT_WERROR:-OFF}" >/dev/null
    cmake --build build-asan >&2
    rm -f build/junit.xml build-asan/junit.xml
    run_tests build || status=1
    run_tests build-asan -LE 'interop|install' || status=1
    local files=(build/junit.xml build-asan/junit.xml)
    [ -r build/Testing/junit.xml ] && files=(build/Testing/junit.xml build-asan/Testing/junit.xml)
    all=$(count tests "${files[@]}")
    failed=$(count failures "${files[@]}")
    skipped=$(count skipped "${files[@]}")
    [ "$all" -gt 0 ] || { status=1; failed=1; }
    echo "$((all - failed - skipped)) passed, $failed failed, $skipped skipped"
    return "$status"
}

case "${1:-help}" in
demo) set_up "${NEEDED[@]}"; demo ;;
build) set_up "${NEEDED[@]}" "${FONTS[@]}"; build OFF ;;
test) set_up "${NEEDED[@]}" "${FONTS[@]}"; set_up_tests; set_up_npm; test_all ;;
help | -h | --help) usage ;;
*) say "There is no command \"$1\"."; usage >&2; exit 2 ;;
esac
