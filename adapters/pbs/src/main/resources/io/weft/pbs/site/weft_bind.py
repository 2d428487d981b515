# Copyright 2026 The Weft Authors
# Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
#
# execjob_launch: the processes of a job get the cores that Weft chose, and see the GPUs.  They stand
# in exec_vnode, in the first chunk of each vnode: (n3:ncpus=2:weftstart=w41.0/0-1_8/0) is cores 0,
# 1 and 8 and GPU 0.  A job that somebody else started is left alone.
#
# Core 0 of a vnode is CPU 0 of its host.  A host with several vnodes needs a configuration of this
# hook that says otherwise:  import hook weft_bind application/x-config default weft_bind.json
# with {"first_cpu": {"n1": 0, "n2": 16}}.
import json
import os
import re

import pbs

TASKSET = "/usr/bin/taskset"
SHARE = re.compile(r"[(+]([^:()+]+):[^()+]*weftstart=[^:()+/]+/([0-9_-]+)(?:/([0-9_-]+))?")


def numbers(text):
    """0-1_8 is 0, 1 and 8."""
    found = []
    for part in text.split("_"):
        ends = part.split("-")
        found.extend(range(int(ends[0]), int(ends[-1]) + 1))
    return found


def first_cpus():
    path = pbs.hook_config_filename
    if path is None:
        return {}
    with open(path) as file:
        return json.load(file).get("first_cpu", {})


def bind(event):
    first = first_cpus()
    host = pbs.get_local_nodename()
    vnodes = set(event.vnode_list.keys()) | {host}
    cpus = set()
    gpus = set()
    for vnode, cores, devices in SHARE.findall(str(event.job.exec_vnode)):
        if vnode in vnodes:
            cpus.update(core + first.get(vnode, 0) for core in numbers(cores))
            gpus.update(numbers(devices) if devices else [])
    cpus &= os.sched_getaffinity(0)
    if gpus:
        # PBS takes a plain comma for the end of the variable.
        event.env["CUDA_VISIBLE_DEVICES"] = "\\,".join(str(gpu) for gpu in sorted(gpus))
    if cpus:
        program = str(event.progname)
        arguments = [str(argument) for argument in event.argv][1:]
        event.progname = TASKSET
        event.argv = []
        for word in ["taskset", "-c", ",".join(str(cpu) for cpu in sorted(cpus)), program]:
            event.argv.append(word)
        for word in arguments:
            event.argv.append(word)


event = pbs.event()
try:
    bind(event)
except Exception as error:
    # A job that is not bound is better than one that does not run.
    pbs.logmsg(pbs.LOG_WARNING, "weft_bind: %s is not bound: %s" % (event.job.id, error))
event.accept()
