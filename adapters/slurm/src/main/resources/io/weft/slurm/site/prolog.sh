#!/bin/bash
# Copyright 2026 The Weft Authors
# Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
#
# Prolog= of slurm.conf, run as root by slurmd: keeps the cores that Weft chose for a job on this
# node where taskprolog.sh finds them.  It never fails: a failing prolog would drain the node.  It
# starts no process that it can do without: each costs every job a few milliseconds.
set -u
PATH=/usr/bin:/bin

directory=/run/weft-cores
job=${SLURM_JOB_ID:-}
node=${SLURMD_NODENAME:-}
[[ $job =~ ^[0-9]+$ && $node =~ ^[A-Za-z0-9._-]+$ ]] || exit 0
file=$directory/$job.$node
# What an earlier job of this number has left, had slurmd no time to clear it away.
[[ ! -e $file ]] || rm -f -- "$file"

# weft:TOKEN:SUBMITTED:CLASS[LIMIT]:NODES=CORES;NODES=CORES|what the user wrote
comment=${SLURM_JOB_COMMENT:-}
own=${comment%%|*}
[[ $own =~ ^weft:w[0-9]+\.[0-9]+:[0-9]+:[biu-][0-9]*:([][A-Za-z0-9._,=\;-]+)$ ]] || exit 0

cores=
IFS=';' read -r -a shares <<<"${BASH_REMATCH[1]}"
for share in "${shares[@]}"; do
    nodes=${share%%=*}
    # Hostlists are expanded by Slurm itself; this asks no daemon.
    if [[ $nodes == "$node" ]] \
        || { [[ $nodes == *[[,]* ]] \
            && scontrol show hostnames "$nodes" 2>/dev/null | grep -Fqx -- "$node"; }; then
        cores=${share#*=}
        break
    fi
done
[[ $cores =~ ^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$ ]] || exit 0

umask 022
[[ -d $directory ]] || mkdir -p -- "$directory"
# Nobody reads it before this ends, so that it need not appear at once.
printf '%s\n' "$cores" >"$file"
exit 0
