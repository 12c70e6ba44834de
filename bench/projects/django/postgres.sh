#!/usr/bin/env bash
# Runs a new PostgreSQL server in the foreground on port $PGPORT. What it stores is lost when it ends.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin | sort --version-sort | tail -n 1)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
as=()
if [[ $(id -u) == 0 ]]; then
  # PostgreSQL does not run as root.
  chown postgres "$data"
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
"${as[@]}" "$bin/initdb" --pgdata="$data" --auth=trust --username=django --encoding=UTF8 --locale=C --no-sync > /dev/null
"${as[@]}" "$bin/postgres" -D "$data" -p "$PGPORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c fsync=off -c synchronous_commit=off -c full_page_writes=off &
trap 'kill -INT %1; wait %1 || true; rm -rf "$data"' EXIT
trap 'exit 0' TERM INT
wait %1
