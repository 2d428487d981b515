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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.SwfOptions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * How an accounting log is to be understood. Set before a reader is opened; not for use by several
 * threads.
 */
public final class AccountingOptions {
    private ZoneId zone = ZoneOffset.UTC;
    private List<String> columns = List.of();
    private boolean isStrict;
    private boolean startsEligible;
    private boolean keepsNodes = true;
    private MachineShape machine = MachineShape.ANYWHERE;
    private List<String> interactiveQueues = List.of();
    private List<String> urgentQueues = List.of();
    private int rejectedKept = SwfOptions.REJECTED_KEPT_DEFAULT;

    /** Where the clock stood that Slurm's times were read from; UTC unless said. */
    public ZoneId zone() {
        return zone;
    }

    /** Sets {@link #zone()}. */
    public AccountingOptions zone(ZoneId newZone) {
        zone = Objects.requireNonNull(newZone, "zone");
        return this;
    }

    /**
     * The columns of a dump of sacct without a header, as its {@code --format} names them; empty
     * (default): those of Open XDMoD.
     */
    public List<String> columns() {
        return columns;
    }

    /** Sets {@link #columns()}. */
    public AccountingOptions columns(List<String> newColumns) {
        columns = List.copyOf(newColumns);
        return this;
    }

    /** Whether the first bad line ends the reading; else bad lines are reported and left out. */
    public boolean isStrict() {
        return isStrict;
    }

    /** Sets {@link #isStrict()}. */
    public AccountingOptions strict(boolean newStrict) {
        isStrict = newStrict;
        return this;
    }

    /**
     * Whether a job comes when it could have started (its dependencies met, its hold released)
     * where the log says so; else when it was submitted.
     */
    public boolean startsEligible() {
        return startsEligible;
    }

    /** Sets {@link #startsEligible()}. */
    public AccountingOptions startsEligible(boolean newStartsEligible) {
        startsEligible = newStartsEligible;
        return this;
    }

    /**
     * Whether a job asks for as many nodes as it had (default); else {@link #machine()} decides.
     */
    public boolean keepsNodes() {
        return keepsNodes;
    }

    /** Sets {@link #keepsNodes()}. */
    public AccountingOptions keepsNodes(boolean newKeepsNodes) {
        keepsNodes = newKeepsNodes;
        return this;
    }

    /** The machine that decides the nodes of a job whose log does not. */
    public MachineShape machine() {
        return machine;
    }

    /** Sets {@link #machine()}. */
    public AccountingOptions machine(MachineShape newMachine) {
        machine = Objects.requireNonNull(newMachine, "machine");
        return this;
    }

    /** Names of the queues, or partitions, whose jobs are interactive. */
    public List<String> interactiveQueues() {
        return interactiveQueues;
    }

    /** Sets {@link #interactiveQueues()}. */
    public AccountingOptions interactiveQueues(List<String> newQueues) {
        interactiveQueues = List.copyOf(newQueues);
        return this;
    }

    /** Names of the queues, or partitions, whose jobs are urgent. */
    public List<String> urgentQueues() {
        return urgentQueues;
    }

    /** Sets {@link #urgentQueues()}. */
    public AccountingOptions urgentQueues(List<String> newQueues) {
        urgentQueues = List.copyOf(newQueues);
        return this;
    }

    /** How many rejected lines are kept with their text; all are counted. */
    public int rejectedKept() {
        return rejectedKept;
    }

    /**
     * Sets {@link #rejectedKept()}.
     *
     * @param newCount 0 or above
     */
    public AccountingOptions rejectedKept(int newCount) {
        if (newCount < 0) {
            throw new IllegalArgumentException(
                    "rejectedKept=" + newCount + ", expected 0 or above");
        }
        rejectedKept = newCount;
        return this;
    }
}
