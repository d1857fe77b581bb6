# shellcheck shell=bash
# Shared by the scripts beside it. Source it; it changes to the top of the project.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# cargo-leptos and wasm-bindgen live in a folder of their own, so the user's own are never touched.
TOOLS="${DELIBERO_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/delibero/tools}"
# Said outright, so that cargo, cargo-leptos and these scripts agree on where the program is.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
HOST="$(rustc -vV 2>/dev/null | sed -n 's/^host: //p')"
# shellcheck disable=SC2034 # used by the scripts that source this one
BINARY="$CARGO_TARGET_DIR/release/delibero"
# shellcheck disable=SC2034
FIRST_LOOK_SITE=target/first-look-site FIRST_LOOK_BINARY="$CARGO_TARGET_DIR/$HOST/first-look/delibero"
export PATH="$TOOLS/bin:$PWD/node_modules/.bin:$PATH"
# Both are met only through Debian's packages: nothing is to fetch a browser.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() { printf '\n==> %s\n' "$*"; }
fail() {
    printf '\nStopped: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '    %s\n' "$@" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

port_taken() { (: </dev/tcp/127.0.0.1/"$1") 2>/dev/null; }
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && port_taken "$port"; do :; done
    echo "$port"
}

# The stamp of a build has the time of its beginning; it holds the checksum of
# the program built, since another clone may share the folder for programs.
up_to_date() { # up_to_date STAMP PROGRAM SITE
    [ -e "$1" ] && [ -x "$2" ] && [ -d "$3/pkg" ] || return 1
    [ "$(cksum <"$2")" = "$(cat "$1")" ] || return 1
    [ -z "$(find app server style migrations public Cargo.* rust-toolchain.toml package*.json \
        -newer "$1" -print -quit 2>/dev/null)" ]
}
begin_build() { # begin_build STAMP
    mkdir -p "$(dirname "$1")"
    rm -f "$1"
    touch "$1.begun"
}
end_build() { # end_build STAMP PROGRAM
    cksum <"$2" >"$1"
    touch -r "$1.begun" "$1"
}

# Runs "$@" so that a signal to this script reaches it: bash holds a trap back
# while a foreground command runs, and does not while it waits.
run_interruptible() {
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    "$@" <&0 &
    child=$!
    wait "$child"
}
# Ends a process of ours: politely, and after ten seconds not.
stop() { # stop PID [signal]
    [ -n "${1:-}" ] && kill -s "${2:-TERM}" "$1" 2>/dev/null || return 0
    for _ in {1..100}; do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -s KILL "$1" 2>/dev/null || true
}
