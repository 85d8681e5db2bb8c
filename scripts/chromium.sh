#!/bin/sh
# The browser tests need Chromium. Debian's packages are installed where that is allowed.
set -eu

found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if [ -n "${CHROMIUM:-}" ] || found >/dev/null 2>&1; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
  else
    as_root=none
  fi
  if [ "$as_root" != none ]; then
    echo "Installing Chromium from Debian's packages, for the browser tests …"
    $as_root apt-get -qq update >/dev/null
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq install -y --no-install-recommends \
      chromium fonts-noto-core fonts-noto-cjk >/dev/null
    found >/dev/null 2>&1 && exit 0
  fi
fi
echo "The browser tests need Chromium and it cannot be installed here." >&2
echo "Install it (on Debian: apt-get install chromium), or name it: make test CHROMIUM=/path/to/chrome" >&2
exit 1
