#!/bin/bash
# Copyright 2026 The Weft Authors
# Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
#
# Epilog= of slurm.conf, run as root by slurmd: forgets the cores of a job that has left the node.
set -u
PATH=/usr/bin:/bin

job=${SLURM_JOB_ID:-}
node=${SLURMD_NODENAME:-}
[[ $job =~ ^[0-9]+$ && $node =~ ^[A-Za-z0-9._-]+$ ]] || exit 0
file=/run/weft-cores/$job.$node
[[ ! -e $file ]] || rm -f -- "$file"
exit 0
