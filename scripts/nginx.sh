#!/bin/sh
# The tests of the server's configuration need nginx, and are skipped without it. Debian's package
# starts a server, which is nobody's wish on a desk: only CI installs it, and starts none.
set -eu

if PATH="$PATH:/usr/sbin" command -v nginx >/dev/null 2>&1; then
  exit 0
fi
if [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing nginx from Debian's packages, for the tests of its configuration …"
  { apt-get -qq update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
      apt-get -qq install -y --no-install-recommends nginx-light; } >/dev/null 2>&1 && exit 0
fi
echo "No nginx here: the tests of its configuration are skipped (on Debian: apt-get install nginx-light)."
