# Copyright 2026 The Weft Authors
# Licensed under the Apache License, Version 2.0; see https://www.apache.org/licenses/LICENSE-2.0
#
# runjob: refuses two things that qrun -H does not.  An order of Weft that came late, when the job
# runs already and is suspended, would start a second copy of it; and a job that its user held in
# the instant between the decision and the order would run all the same.  Anybody else's qrun of a
# held job is left alone.
import pbs

SUSPENDED = ("43", "45")

event = pbs.event()
job = event.job
if str(job.substate) in SUSPENDED:
    event.reject("weft: the job is suspended, resume it")
if "weftstart=" in str(job.exec_vnode) and str(job.Hold_Types) not in ("n", "None", ""):
    event.reject("weft: the job is held")
event.accept()
