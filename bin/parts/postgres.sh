# A PostgreSQL cluster of our own: a folder, a loopback port, no password, nothing durable. Sourced by bin/test.

# PostgreSQL refuses to run as root, so root steps down to Debian's own user for it.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd "$folder" && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
  else
    "$@"
  fi
}

# A certificate for 127.0.0.1 and the authority that vouches for it, made for this run.
make_certificates() {
  local place=$1
  {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Homeport tests' \
      -keyout "$place/authority.key" -out "$place/authority.pem" &&
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=127.0.0.1' \
        -keyout "$place/server.key" -out "$place/server.csr" &&
      openssl x509 -req -in "$place/server.csr" -CA "$place/authority.pem" -CAkey "$place/authority.key" \
        -CAcreateserial -days 30 -extfile <(echo 'subjectAltName = IP:127.0.0.1') -out "$place/server.crt" &&
      chmod 600 "$place/server.key"
  } >"$logs/openssl.log" 2>&1 || { tail -n 20 "$logs/openssl.log"; fail 'no certificate could be made'; }
}

start_postgres() {
  [ -n "${TEST_POSTGRES_URL:-}" ] && return 0
  postgres_bin=$(postgres_folder)
  postgres_data=$folder/postgres
  mkdir -p "$postgres_data"
  [ "$(id -u)" = 0 ] && chown postgres: "$postgres_data"
  as_postgres "$postgres_bin/initdb" --pgdata="$postgres_data" --username=homeport --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$logs/initdb.log" 2>&1 ||
    { tail -n 20 "$logs/initdb.log"; fail 'initdb failed'; }
  local port certificates=$folder/certificates
  mkdir -p "$certificates"
  make_certificates "$certificates"
  cp "$certificates/server.key" "$certificates/server.crt" "$postgres_data/"
  [ "$(id -u)" = 0 ] && chown postgres: "$postgres_data"/server.{key,crt}
  port=$(free_port)
  cat >>"$postgres_data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
max_connections = 500
ssl = on
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
log_min_duration_statement = -1
CONF
  as_postgres "$postgres_bin/pg_ctl" --pgdata="$postgres_data" --log="$postgres_data/server.log" -w -t 60 start \
    >"$logs/pg_ctl.log" 2>&1 || { tail -n 20 "$postgres_data/server.log" "$logs/pg_ctl.log"; fail 'PostgreSQL did not start'; }
  export TEST_POSTGRES_URL=postgres://homeport@127.0.0.1:$port/postgres
  export TEST_POSTGRES_AUTHORITY=$certificates/authority.pem
  say "PostgreSQL $("$postgres_bin/postgres" --version | awk '{print $3}') on port $port"
}

stop_postgres() {
  [ -f "${postgres_data:-}/postmaster.pid" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" --pgdata="$postgres_data" -m immediate -w stop >/dev/null 2>&1
}
