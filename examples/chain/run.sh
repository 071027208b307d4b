#!/usr/bin/env bash
# Three daemons, a -> b -> c; b is in Go, the others in Rust.
#
#   run.sh start     starts them, each on a free port, and prints where a listens
#   run.sh status    says which of them run; fails unless all do
#   run.sh stop      ends those that run, and waits until they are gone
#
# NAME.pid, NAME.address and NAME.log are in CHAIN_DIR, by default target/chain. CHAIN_RUST_NODE and CHAIN_GO_NODE may name
# programs that are built already. Each daemon holds a lock on NAME.lock as long as it lives: so a pid that another process has
# got since is not taken for ours, and its end can be waited for. One start or stop at a time. Needs flock, of util-linux.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# As cargo has it, a relative path is one from here.
target=$(realpath -m "${CARGO_TARGET_DIR:-$root/target}")
dir=$(realpath -m "${CHAIN_DIR:-$target/chain}")

# Stopped from the front, started from the back.
nodes="a b c"

main() {
    mkdir -p "$dir"
    case ${1:-} in
        start | stop)
            exec 8>"$dir/script.lock"
            flock 8
            "$1"
            ;;
        status) status ;;
        *)
            echo "usage: run.sh start|stop|status" >&2
            exit 2
            ;;
    esac
}

start() {
    local name
    for name in $nodes; do
        if runs "$name"; then
            echo "chain: $name runs already" >&2
            exit 1
        fi
    done
    build
    if start_node c "$rust_node" &&
        start_node b "$go_node" "$(cat "$dir/c.address")" &&
        start_node a "$rust_node" "$(cat "$dir/b.address")"; then
        cat "$dir/a.address"
    else
        stop
        exit 1
    fi
}

build() {
    rust_node=${CHAIN_RUST_NODE:-$target/debug/chain-node}
    go_node=${CHAIN_GO_NODE:-$dir/go-node}
    if [ -z "${CHAIN_RUST_NODE:-}" ]; then
        cargo build --quiet --manifest-path "$root/Cargo.toml" --target-dir "$target" \
            --package netrpc-examples --bin chain-node 8>&-
    fi
    if [ -z "${CHAIN_GO_NODE:-}" ]; then
        (cd "$here/go-node" && go build -o "$go_node" .) 8>&-
    fi
}

# start_node NAME PROGRAM [NEXT]: waits until it says where it listens, which is the one line that it writes to its output.
start_node() {
    local name=$1 program=$2 said=$dir/$1.said address
    shift 2
    rm -f "$said"
    mkfifo "$said" || return
    # The script's own lock, 8, is not for the daemon to keep.
    (
        flock --timeout 10 9 && exec "$program" "$name" "$@"
    ) 8>&- 9>"$dir/$name.lock" >"$said" 2>>"$dir/$name.log" </dev/null &
    echo $! >"$dir/$name.pid"
    # When the daemon dies instead, this is the end of its output.
    if ! read -r -t 30 address <"$said"; then
        echo "chain: $name does not start: $dir/$name.log" >&2
        return 1
    fi
    rm "$said"
    echo "$address" >"$dir/$name.address"
}

stop() {
    local name
    for name in $nodes; do
        if runs "$name"; then
            kill "$(cat "$dir/$name.pid")"
            if ! flock --timeout 10 "$dir/$name.lock" true; then
                echo "chain: $name does not end, killing it" >&2
                kill -KILL "$(cat "$dir/$name.pid")"
                flock "$dir/$name.lock" true
            fi
        fi
        rm -f "$dir/$name.pid" "$dir/$name.address" "$dir/$name.said"
    done
}

status() {
    local name all=0
    for name in $nodes; do
        if runs "$name"; then
            echo "$name runs: pid $(cat "$dir/$name.pid"), $(cat "$dir/$name.address")"
        else
            echo "$name is stopped"
            all=3
        fi
    done
    return $all
}

# Whether a daemon holds its lock. Those that ask so at a time do not take one another for it.
runs() {
    [ -e "$dir/$1.lock" ] && ! flock --shared --nonblock "$dir/$1.lock" true
}

main "$@"
