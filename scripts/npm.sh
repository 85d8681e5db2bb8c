# Read by scripts that bring a tool of which there is a package of Node: nothing of it is run at
# installation, and it is what the hash says or is not there.

# package NAME VERSION HASH FOLDER: fails where npm or the network is missing.
package() {
  command -v npm >/dev/null 2>&1 || return 1
  mkdir -p "$4"
  echo "{\"private\": true, \"dependencies\": {\"$1\": \"$2\"}}" >"$4/package.json"
  cat >"$4/package-lock.json" <<EOF
{"lockfileVersion": 3, "packages": {
  "": {"dependencies": {"$1": "$2"}},
  "node_modules/$1": {"version": "$2", "integrity": "$3"}
}}
EOF
  npm ci --prefix "$4" --ignore-scripts --no-audit --no-fund >/dev/null 2>&1
}
