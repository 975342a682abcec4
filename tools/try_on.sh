#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the two commands of the README on a bare Debian or Ubuntu, in a folder made for it.
set -eu

usage() {
  cat <<'END'
usage: tools/try_on.sh [options] RELEASE

Makes a bare system of RELEASE (bookworm, trixie, sid, noble: any name that debootstrap knows), puts a
clean checkout of HEAD into it, runs there what the README says under `## Try it`, and prints a verdict
with times and versions. The exit code is 0 when both commands succeed. The system is removed at the end.

  --folder DIR   make the system in DIR, which must not exist (default: a new folder in /var/tmp)
  --keep         leave the system there; its mounts are undone all the same
  --again        use what an earlier run with --keep left in --folder DIR, with a new checkout; what Bazel
                 has built there is not built again, so this says nothing of the time on a bare system
  --mirror URL   where debootstrap gets the release from (default: http://deb.debian.org/debian)
  --commit REV   check out another commit than HEAD
  --jobs N       let Bazel run N actions at a time (default: as many as it likes)
  --deb FILE     instead of the README's commands, install this package (tools/make_deb.sh) with what
                 its users need, and run tools/deb_smoke.sh
  --only N       run only the Nth of the commands
  --help         print this

Needs root, debootstrap, git, 6 GB of disk, and the mirror. Everything that the commands print goes to
stderr, the verdict to stdout.
END
}

fail() {
  echo "try_on.sh: $*" >&2
  exit 2
}

folder=
keep=
again=
mirror=http://deb.debian.org/debian
commit=HEAD
jobs=
deb=
only=
release=
while [ "$#" -gt 0 ]; do
  case "$1" in
    --help)
      usage
      exit 0
      ;;
    --keep) keep=yes ;;
    --again) again=yes ;;
    --folder | --mirror | --commit | --jobs | --deb | --only)
      [ "$#" -ge 2 ] || fail "$1 needs a value"
      case "$1" in
        --folder) folder=$2 ;;
        --mirror) mirror=$2 ;;
        --commit) commit=$2 ;;
        --jobs) jobs=$2 ;;
        --deb) deb=$(realpath "$2") ;;
        --only) only=$2 ;;
      esac
      shift
      ;;
    -*) fail "no option is called $1: see --help" ;;
    *)
      [ -z "$release" ] || fail 'one release at a time'
      release=$1
      ;;
  esac
  shift
done
[ -n "$release" ] || fail 'which release? see --help'
[ "$(id -u)" -eq 0 ] || fail 'debootstrap and chroot need root'
command -v debootstrap >/dev/null || fail 'debootstrap is not installed: apt-get install debootstrap'
cd "$(dirname "$0")/.."
commit=$(git rev-parse --verify --quiet "$commit^{commit}") || fail 'there is no such commit'

# The indented lines of the section, as they stand in that commit.
commands=$(git show "$commit:README.md" |
  awk '/^## / { here = $0 == "## Try it" } here && /^    [^ ]/ { print substr($0, 5) }')
[ "$(echo "$commands" | wc -l)" -eq 2 ] || fail 'README.md does not show two commands under "## Try it"'
if [ -n "$deb" ]; then
  [ -f "$deb" ] || fail "there is no file $deb"
  commands="apt-get update && apt-get install -y --no-install-recommends ../${deb##*/} g++ make cmake pkg-config python3
tools/deb_smoke.sh"
fi

if [ -n "$again" ]; then
  [ -d "$folder/srv/pep3118c" ] || fail '--again needs the --folder of an earlier run with --keep'
elif [ -n "$folder" ]; then
  [ ! -e "$folder" ] || fail "$folder exists"
  mkdir -p "$folder"
else
  folder=$(mktemp -d "/var/tmp/pep3118c-$release.XXXXXX")
fi
folder=$(realpath "$folder")

# Ends what still runs in the system (a Bazel server, say): nothing else has this folder as its root.
end_processes() {
  for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/root" 2>/dev/null)" = "$folder" ]; then
      kill "${process#/proc/}" 2>/dev/null || :
    fi
  done
}

undo_mounts() {
  for mounted in proc dev/pts dev; do
    if mountpoint -q "$folder/$mounted"; then umount "$folder/$mounted" || umount -l "$folder/$mounted"; fi
  done
}

# A folder with a mount in it is not removed: /proc or /dev of this machine would go with it.
clean_up() {
  end_processes
  sleep 1
  undo_mounts
  if [ -n "$keep" ]; then
    echo "try_on.sh: kept in $folder" >&2
  elif grep -q " $folder/" /proc/mounts; then
    echo "try_on.sh: $folder still has mounts and is left" >&2
  else
    rm -rf --one-file-system "$folder"
  fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

inside() {
  chroot "$folder" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
}

if [ -n "$again" ]; then
  rm -rf "$folder/srv/pep3118c"
else
  echo "== a bare $release" >&2
  debootstrap --variant=minbase "$release" "$folder" "$mirror" >&2 </dev/null
fi
# A frozen mirror serves lists whose date of expiry is over.
echo 'Acquire::Check-Valid-Until "false";' >"$folder/etc/apt/apt.conf.d/99try-on"
cp /etc/resolv.conf "$folder/etc/resolv.conf"
mount -t proc proc "$folder/proc"
# The devices that compilers and Bazel use, and no others.
mount -t tmpfs -o mode=755 dev "$folder/dev"
while read -r name major minor; do
  mknod -m 666 "$folder/dev/$name" c "$major" "$minor"
done <<'END'
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
END
ln -s /proc/self/fd "$folder/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do
  ln -s "/proc/self/fd/${number%:*}" "$folder/dev/${number#*:}"
done
mkdir -m 1777 "$folder/dev/shm"
mkdir "$folder/dev/pts"
# Terminals of its own, which tests open.
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$folder/dev/pts"
ln -s pts/ptmx "$folder/dev/ptmx"

mkdir "$folder/srv/pep3118c"
git archive "$commit" | tar -x -C "$folder/srv/pep3118c"
[ -z "$deb" ] || cp "$deb" "$folder/srv"
[ -z "$jobs" ] || echo "build --jobs=$jobs" >"$folder/srv/pep3118c/user.bazelrc"

number=0
status=0
echo "$commands" >"$folder/srv/commands"
: >"$folder/srv/verdict"
while read -r command <&3; do
  number=$((number + 1))
  if [ -n "$only" ] && [ "$only" -ne "$number" ]; then continue; fi
  printf '== %s\n' "$command" >&2
  start=$(date +%s)
  outcome=0
  inside /bin/sh -c "cd /srv/pep3118c && $command" >"$folder/srv/log.$number" 2>&1 </dev/null ||
    outcome=$?
  seconds=$(($(date +%s) - start))
  cat "$folder/srv/log.$number" >&2
  if [ "$outcome" -eq 0 ]; then word=passed; else word="FAILED with exit code $outcome"; fi
  [ "$outcome" -eq 0 ] || status=1
  {
    printf '$ %s\n  %s in %d min %02d s' "$command" "$word" "$((seconds / 60))" "$((seconds % 60))"
    # Bazel's last line counts the tests.
    tests=$(grep '^Executed .* out of .* test' "$folder/srv/log.$number" | tail -n 1) || :
    if [ -n "$tests" ]; then printf ': %s' "$tests"; fi
    printf '\n'
    grep -E '^//[^ ]+ +(FAILED|TIMEOUT|NO STATUS)' "$folder/srv/log.$number" | sed 's/^/  /' || :
  } >>"$folder/srv/verdict"
done 3<"$folder/srv/commands"

version_of() {
  inside dpkg-query -W -f '${Version}' "$1" 2>/dev/null || echo 'not installed'
}

echo "$release${again:+, again} ($(inside sh -c '. /etc/os-release; echo "$PRETTY_NAME"')), $(date -u +%Y-%m-%d), commit" \
  "$(git rev-parse --short "$commit")"
echo "g++ $(inside g++ -dumpfullversion 2>/dev/null || echo 'not installed')," \
  "Bazel $(version_of bazel-bootstrap)," \
  "Python $(inside /usr/bin/python3 -c 'import platform; print(platform.python_version())' 2>/dev/null || echo 'not installed')," \
  "NumPy $(inside /usr/bin/python3 -c 'import numpy; print(numpy.__version__)' 2>/dev/null || echo 'not installed')," \
  "Catch2 $(version_of catch2), CMake $(version_of cmake)"
cat "$folder/srv/verdict"
exit "$status"
