#!/bin/bash
# Copyright 2026 The Weft Authors
# Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
#
# TaskProlog= of slurm.conf, run as the user before each task and each batch script: binds the task
# to the cores that Weft chose.  It prints nothing, as slurmd would take that for commands.  The
# binding is a default and no jail: a user may change the affinity of his own processes.
set -u
PATH=/usr/bin:/bin

job=${SLURM_JOB_ID:-}
node=${SLURMD_NODENAME:-}
task=${SLURM_TASK_PID:-}
[[ $job =~ ^[0-9]+$ && $node =~ ^[A-Za-z0-9._-]+$ && $task =~ ^[0-9]+$ ]] || exit 0
if IFS= read -r cores 2>/dev/null <"/run/weft-cores/$job.$node"; then
    taskset -a -p -c "$cores" "$task" >/dev/null 2>&1
fi
exit 0
