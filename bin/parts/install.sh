# Installs what the tests and the figures need and this machine lacks. Sourced by bin/test and bin/bench.
# Debian's packages only, each looked for by the program that it brings.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian's PostgreSQL and Postfix packages start a service, and PostgreSQL makes a cluster, when they are
# installed. The tests run their own in a folder of their own, so neither may happen to the machine of a developer.
quiet_install() {
  local policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.conf ours=''
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    ours=yes
  fi
  if [ ! -e "$cluster" ]; then
    as_root mkdir -p "${cluster%/*}"
    echo 'create_main_cluster = false' | as_root tee "$cluster" >/dev/null
  fi
  echo 'postfix postfix/main_mailer_type select No configuration' | as_root debconf-set-selections
  local code=0
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@" >"$logs/apt.log" 2>&1 || code=$?
  [ -n "$ours" ] && as_root rm -f "$policy"
  return "$code"
}

# The folder of PostgreSQL's server programs; the newest where several are installed.
postgres_folder() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] && [ -x "$found/initdb" ] && echo "$found"
}

missing_packages() {
  local part
  for part in "$@"; do
    case $part in
      cargo) command -v cc >/dev/null || echo gcc libc6-dev ;;
      postgres)
        { postgres_folder >/dev/null && command -v psql >/dev/null; } || echo postgresql
        command -v openssl >/dev/null || echo openssl
        ;;
      xapian) /usr/bin/python3 -c 'import xapian' 2>/dev/null || echo python3-xapian ;;
      wrk) command -v wrk >/dev/null || echo wrk ;;
      office) command -v soffice >/dev/null || echo libreoffice-calc-nogui ;;
      postfix) [ -x /usr/sbin/postfix ] || echo postfix ;;
      browser)
        command -v chromium >/dev/null || echo chromium
        command -v chromedriver >/dev/null || echo chromium-driver
        ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc >/dev/null 2>&1 || echo fonts-noto-cjk
        command -v java >/dev/null || echo default-jre-headless
        ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || echo libfaketime
        ;;
      node)
        command -v node >/dev/null || echo nodejs
        command -v npm >/dev/null || echo npm
        ;;
    esac
  done
}

install_packages() {
  local packages
  packages=$(missing_packages "$@" | tr '\n' ' ')
  [ -z "${packages// /}" ] && return 0
  command -v apt-get >/dev/null || fail "missing here: $packages(this script installs them on Debian only)"
  say "installing from Debian: $packages"
  as_root apt-get update -qq >"$logs/apt-update.log" 2>&1 || { tail -n 5 "$logs/apt-update.log"; fail 'apt-get update failed'; }
  # shellcheck disable=SC2086 — a list of words
  quiet_install $packages || { tail -n 20 "$logs/apt.log"; fail "could not install: $packages"; }
}

# The npm tools stand in folders of their own, so that one that cannot be had does not take the others with it.
# A mark inside node_modules tells that the folder holds what its lock file says.
install_npm() {
  local name folder
  for name in "$@"; do
    folder=browser/tools/$name
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed" && continue
    say "installing from npm: $(node -p "Object.entries(require('./$folder/package.json').dependencies).map(d => d.join(' ')).join(', ')")"
    (cd "$folder" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) >"$logs/npm.log" 2>&1 ||
      { tail -n 20 "$logs/npm.log"; fail "npm could not install the tools of $folder"; }
    cp "$folder/package-lock.json" "$folder/node_modules/.installed"
  done
}

install_rust_tools() {
  local tool
  for tool in rustfmt clippy; do
    cargo "${tool/rustfmt/fmt}" --version >/dev/null 2>&1 && continue
    rustup component add "$tool" >/dev/null 2>&1 || fail "cargo has no $tool here: rustup component add $tool"
  done
}
