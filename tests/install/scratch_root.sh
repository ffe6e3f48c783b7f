#!/usr/bin/env bash
# Tries bcukit on a system with nothing on it: a root made by debootstrap, kept for the next time, the tree copied in.
# Run as root:  tests/install/scratch_root.sh SUITE ROOT STEP...
#   SUITE  bookworm, trixie, or any suite that debootstrap knows
#   ROOT   a folder outside of the tree; made if it is not there
#   STEP   demo       ./build.sh demo as root
#          demo-user  ./build.sh demo as an ordinary user with sudo
#          build      all of it with the tests, by gcc and by clang, warnings as errors
#          package    the packages of Debian: built, looked through by lintian, installed, tried, purged
#          test       ./build.sh test
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
suite=$1 root=$2
shift 2
tree=$(cd "$(dirname "$0")/../.." && pwd)

make_root() {
    [ -e "$root/etc/os-release" ] && return 0
    debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-http://deb.debian.org/debian}" >&2
    echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/scratch"
}

# The files of version control and those that will be, as they are now.
copy_tree() {
    rm -rf "${root:?}/$1"
    mkdir -p "$root/$1"
    git -C "$tree" ls-files -coz --exclude-standard | tar -C "$tree" --null -T - -c | tar -C "$root/$1" -x
}

within() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="${HOME_THERE:-/root}" LANG=C.UTF-8 "$@"
}

mount_all() {
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev/pts" || mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"
    ln -sfn pts/ptmx "$root/dev/ptmx"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
}

unmount_all() {
    local place
    for place in dev/shm dev/pts proc; do
        ! mountpoint -q "$root/$place" || umount "$root/$place"
    done
}

size() { du -smx "$root" | cut -f1; }

# What the demo promises: both maps, and how much it took to get there.
step_demo() {
    local before packages
    before=$(size) packages=$(within dpkg-query -W | wc -l)
    copy_tree opt/bcukit
    within sh -c 'cd /opt/bcukit && ./build.sh demo' | tee "$root/tmp/demo.out"
    tail -n 1 "$root/tmp/demo.out" | grep -q 'output/map.png'
    within sh -c 'cd /opt/bcukit && test -s output/map.png && test -s output/map.pdf && ! test -e build/tests'
    echo "demo: $(($(size) - before)) MB, $(($(within dpkg-query -W | wc -l) - packages)) packages"
}

step_demo-user() {
    within sh -c 'command -v sudo || { apt-get update -qq && apt-get install -y -qq --no-install-recommends sudo; }' >&2
    within sh -c 'id reader || useradd -m -s /bin/bash reader; echo "reader ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/reader' >&2
    copy_tree home/reader/bcukit
    within chown -R reader: /home/reader/bcukit
    within su - reader -c 'cd bcukit && ./build.sh demo && test -s output/map.png'
}

step_build() {
    local compiler
    copy_tree opt/bcukit
    within sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends clang g++ python3' >&2
    within sh -c 'cd /opt/bcukit && ./build.sh build'
    for compiler in gcc clang; do
        within sh -c "cd /opt/bcukit && cmake -S . -B build-$compiler -G Ninja -DCMAKE_C_COMPILER=$compiler -DBCUKIT_WERROR=ON >/dev/null &&
                      cmake --build build-$compiler -- -k 0 && rm -r build-$compiler"
    done
}

# Built in one root that has the tools; installed and purged in the same, whose own libraries are those of the demo.
step_package() {
    copy_tree opt/package/bcukit
    within sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends dpkg-dev fakeroot lintian &&
                  cd /opt/package/bcukit && apt-get build-dep -y -qq --no-install-recommends ./' >&2
    within sh -c 'cd /opt/package/bcukit && dpkg-buildpackage -b -us -uc && cd .. && lintian --fail-on error,warning *.changes' >&2
    within sh -c 'apt-get install -y -qq --no-install-recommends /opt/package/*bcukit*_*.deb cmake g++ pkgconf' >&2
    within sh -ec 'for test in demo plugin; do
                       AUTOPKGTEST_TMP=$(mktemp -d); export AUTOPKGTEST_TMP
                       /opt/package/bcukit/debian/tests/$test; rm -r "$AUTOPKGTEST_TMP"
                   done' >&2
    within sh -c 'man_pages=$(dpkg -L bcukit libbcukit-dev | grep -c /man/man./) && test "$man_pages" -ge 10' >&2
    within sh -ec 'apt-get purge -y -qq bcukit libbcukit0 libbcukit-dev
                   ! dpkg-query -W "*bcukit*" 2>/dev/null | grep bcukit
                   ! find /usr /etc /var/lib -name "*bcukit*" -not -path "/var/lib/dpkg/*" | grep .' >&2
}

step_test() {
    copy_tree opt/bcukit
    within sh -c 'cd /opt/bcukit && ./build.sh test'
}

make_root
trap unmount_all EXIT
mount_all
for step in "$@"; do
    "step_$step"
    echo "$suite: $step passed"
done
