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
package io.weft.simulator.batsim;

import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.SwfOptions;
import java.util.Objects;

/**
 * How a workload of Batsim is to be understood. Set before a reader is opened; not for use by
 * several threads.
 */
public final class BatsimOptions {
    private MachineShape machine = MachineShape.ANYWHERE;
    private boolean keepsNodes = true;
    private boolean isStrict;
    private double flopsPerS;
    private int rejectedKept = SwfOptions.REJECTED_KEPT_DEFAULT;

    /** The machine that decides a job's nodes; {@link MachineShape#ANYWHERE} unless said. */
    public MachineShape machine() {
        return machine;
    }

    /** Sets {@link #machine()}. */
    public BatsimOptions machine(MachineShape newMachine) {
        machine = Objects.requireNonNull(newMachine, "machine");
        return this;
    }

    /** Whether a job that Weft wrote keeps its nodes (default); else {@link #machine()} decides. */
    public boolean keepsNodes() {
        return keepsNodes;
    }

    /** Sets {@link #keepsNodes()}. */
    public BatsimOptions keepsNodes(boolean newKeepsNodes) {
        keepsNodes = newKeepsNodes;
        return this;
    }

    /** Whether the first bad job ends the reading; else bad jobs are reported and left out. */
    public boolean isStrict() {
        return isStrict;
    }

    /** Sets {@link #isStrict()}. */
    public BatsimOptions strict(boolean newStrict) {
        isStrict = newStrict;
        return this;
    }

    /** What a core computes in a second; 0 (default): not known, and such jobs are left out. */
    public double flopsPerS() {
        return flopsPerS;
    }

    /**
     * Sets {@link #flopsPerS()}.
     *
     * @param newFlops 0 or above, and finite
     */
    public BatsimOptions flopsPerS(double newFlops) {
        if (!(newFlops >= 0 && newFlops <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("flopsPerS=" + newFlops + ", expected 0 or above");
        }
        flopsPerS = newFlops;
        return this;
    }

    /** How many rejected jobs are kept with their text; all are counted. */
    public int rejectedKept() {
        return rejectedKept;
    }

    /**
     * Sets {@link #rejectedKept()}.
     *
     * @param newCount 0 or above
     */
    public BatsimOptions rejectedKept(int newCount) {
        if (newCount < 0) {
            throw new IllegalArgumentException(
                    "rejectedKept=" + newCount + ", expected 0 or above");
        }
        rejectedKept = newCount;
        return this;
    }
}
