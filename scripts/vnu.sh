#!/bin/sh
# The tests of HTML need the checker of the W3C (Nu), a program in Java, and are skipped without it.
# Node has a package of it; that goes into build/.
set -eu
. scripts/npm.sh

PLACE=build/vnu
VERSION=26.9.27
HASH=sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==

if [ -n "${VNU:-}" ] || command -v vnu >/dev/null 2>&1; then
  exit 0
fi
if command -v java >/dev/null 2>&1; then
  if [ -f "$PLACE/node_modules/vnu-jar/build/dist/vnu.jar" ]; then
    exit 0
  fi
  if package vnu-jar "$VERSION" "$HASH" "$PLACE"; then
    exit 0
  fi
fi
echo "No Nu HTML checker here: the tests by it are skipped (install vnu, or Java and Node with npm)."
