/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.simulator.metrics;

/**
 * How the machine and the kernel were used in a whole simulation.
 *
 * @param coreCount cores of the machine
 * @param occupiedCoreS time that cores had at least one process, added up over cores, in s
 * @param processS time that processes stood on cores, busy or idle, added up over processes, in s
 * @param multiplicityMax most processes that any core ever had
 * @param entries inputs that the kernel took
 * @param decisions that it made
 * @param rebounds decisions to move the processes of a job
 * @param outside what came besides the workload
 * @param preemption what jobs did that had to give way
 * @param changes what became of changes to jobs that ran
 */
public record MachineUse(
        long coreCount,
        double occupiedCoreS,
        double processS,
        int multiplicityMax,
        long entries,
        long decisions,
        long rebounds,
        OutsideUse outside,
        PreemptionUse preemption,
        ChangeUse changes) {

    /** The same where nothing came besides the workload. */
    public MachineUse(
            final long coreCount,
            final double occupiedCoreS,
            final double processS,
            final int multiplicityMax,
            final long entries,
            final long decisions,
            final long rebounds) {
        this(
                coreCount,
                occupiedCoreS,
                processS,
                multiplicityMax,
                entries,
                decisions,
                rebounds,
                OutsideUse.NONE,
                PreemptionUse.NONE,
                ChangeUse.NONE);
    }
}
