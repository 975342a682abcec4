#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds one clean checkout with a remote cache and a second one, at another path, from that cache:
#   tools/try_remote_cache.sh [TARGET...]     (//examples/... by default)
# The cache is nginx with WebDAV on a loopback port (apt-get install nginx-light).  Fails unless the
# second build runs no action itself and all its outputs are those of the first, byte by byte.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- //examples/...
command -v nginx >/dev/null || {
  echo "no nginx: apt-get install nginx-light" >&2
  exit 1
}

work=$(mktemp -d /tmp/try_remote_cache.XXXXXX)
stop() {
  [ ! -f "$work/nginx.pid" ] || kill "$(cat "$work/nginx.pid")"
  for checkout in first second; do
    [ ! -d "$work/$checkout" ] || (cd "$work/$checkout" && bazel --output_user_root="$work/$checkout.root" shutdown)
  done
  chmod -R u+w "$work"
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM

port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$work/cache" "$work/uploads"
chmod 755 "$work"
chmod 777 "$work/cache" "$work/uploads" # nginx serves as another user when it is started by root
cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/error.log;
events {}
http {
  access_log $work/access.log;
  client_body_temp_path $work/uploads;
  server {
    listen 127.0.0.1:$port;
    root $work/cache;
    location / {
      dav_methods PUT;
      create_full_put_path on;
      client_max_body_size 0;
    }
  }
}
CONF
# Debian has the module built in or beside.
module=$(ls /usr/lib/nginx/modules/ngx_http_dav_module.so 2>/dev/null || true)
[ -z "$module" ] || sed -i "1i load_module $module;" "$work/nginx.conf"
nginx -c "$work/nginx.conf"

# build CHECKOUT TARGET...: the line of Bazel that counts its processes.
build() {
  checkout=$work/$1
  shift
  mkdir "$checkout"
  git archive HEAD | tar -x -C "$checkout"
  (cd "$checkout" && bazel --nohome_rc --output_user_root="$checkout.root" build --curses=no --noshow_progress \
    --disk_cache= --remote_cache="http://127.0.0.1:$port" "$@" 2>&1) >"$checkout.log" || {
    cat "$checkout.log" >&2
    exit 1
  }
  sed -n 's/^INFO: \([0-9]* processes*:.*\)/\1/p; s/^INFO: \(Elapsed time: [0-9.]*s\).*/\1/p' "$checkout.log"
}

# outputs CHECKOUT: a digest of each file that was built.  The lists of runfiles hold paths of the machine.
outputs() {
  (cd "$work/$1/out/bin" && find -L . -type f ! -name MANIFEST ! -name '*.runfiles_manifest' ! -path '*.runfiles/*' \
    -exec sha256sum {} + | sort -k 2)
}

echo "first checkout:"
build first "$@"
echo "second checkout:"
build second "$@"
outputs first >"$work/first.sums"
outputs second >"$work/second.sums"
cmp "$work/first.sums" "$work/second.sums"
if grep -qE '^INFO: .* (linux-sandbox|processwrapper-sandbox|local|worker)[,.]' "$work/second.log"; then
  echo "the second build ran actions of its own" >&2
  exit 1
fi
echo "$(wc -l <"$work/second.sums") outputs, all from the cache, all the same"
