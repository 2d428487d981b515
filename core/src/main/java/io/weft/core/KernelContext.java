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
package io.weft.core;

import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.Limits;
import java.util.Objects;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * What a kernel is launched with. Set by one thread, concluded once by {@link Kernel}, unchanged
 * from then on.
 */
public final class KernelContext {
    /** Property that has every entry followed by a check of the whole state: slow, for tests. */
    public static final String VERIFY_PROPERTY = "weft.verify";

    /** Length of the ingress ring when nothing is said, bytes. */
    public static final int INGRESS_LENGTH_DEFAULT = 1 << 20;

    /** Most entries of a batch when nothing is said. */
    public static final int BATCH_LIMIT_DEFAULT = 256;

    private Limits limits = new Limits();
    private Journal journal;
    private SnapshotStore snapshots;
    private long snapshotInterval;
    private PolicyCatalogue policies;
    private EpochNanoClock clock = new OffsetEpochNanoClock();
    private IdleStrategy idleStrategy = new BackoffIdleStrategy();
    private int ingressLength = INGRESS_LENGTH_DEFAULT;
    private int batchLimit = BATCH_LIMIT_DEFAULT;
    private boolean automaticPass = true;
    private boolean verify = Boolean.getBoolean(VERIFY_PROPERTY);
    private boolean isConcluded;

    /** The defaults; a journal and a catalogue of policies must be set. */
    public KernelContext() {}

    /**
     * Sets how much there may be of everything.
     *
     * @param value the limits; copied when the kernel is launched.
     * @return this.
     */
    public KernelContext limits(final Limits value) {
        limits = Objects.requireNonNull(value, "limits");
        return this;
    }

    /**
     * Sets where entries and decisions are kept. The caller closes it, after the kernel.
     *
     * @param value an open journal, empty or to go on with.
     * @return this.
     */
    public KernelContext journal(final Journal value) {
        journal = value;
        return this;
    }

    /**
     * Sets where snapshots are kept: the kernel recovers from the newest that is sound, and takes
     * one after every entry that {@linkplain io.weft.core.client.InputWriter#snapshotMark asks} for
     * it.
     *
     * @param value the snapshots of the journal; null for none, as when nothing is said.
     * @return this.
     */
    public KernelContext snapshots(final SnapshotStore value) {
        snapshots = value;
        return this;
    }

    /**
     * Sets after how many entries the kernel asks for a snapshot itself. Until it is written
     * nothing else is done, so that this is a pause for all writers.
     *
     * @param value entries, from 1; 0 for never, as when nothing is said.
     * @return this.
     */
    public KernelContext snapshotInterval(final long value) {
        snapshotInterval = value;
        return this;
    }

    /**
     * Sets where policies come from.
     *
     * @param value the catalogue.
     * @return this.
     */
    public KernelContext policies(final PolicyCatalogue value) {
        policies = value;
        return this;
    }

    /**
     * Sets the clock that inputs are stamped with; a simulation sets its own.
     *
     * @param value ns since an epoch of the embedder's choice.
     * @return this.
     */
    public KernelContext clock(final EpochNanoClock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /**
     * Sets what the thread of a launched kernel does while there is nothing to do.
     *
     * @param value the strategy.
     * @return this.
     */
    public KernelContext idleStrategy(final IdleStrategy value) {
        idleStrategy = Objects.requireNonNull(value, "idleStrategy");
        return this;
    }

    /**
     * Sets the length of the ingress ring.
     *
     * @param value bytes, a power of two.
     * @return this.
     */
    public KernelContext ingressLength(final int value) {
        ingressLength = value;
        return this;
    }

    /**
     * Sets how many entries share a batch, and so a group commit.
     *
     * @param value from 1.
     * @return this.
     */
    public KernelContext batchLimit(final int value) {
        batchLimit = value;
        return this;
    }

    /**
     * Sets who says when the policy looks at the pending jobs: the kernel after every batch that
     * changed something, or the host with {@link io.weft.core.client.InputWriter#clock}.
     *
     * @param value false for the host.
     * @return this.
     */
    public KernelContext automaticPass(final boolean value) {
        automaticPass = value;
        return this;
    }

    /**
     * Sets whether every entry is followed by a check of the whole state.
     *
     * @param value true for tests.
     * @return this.
     */
    public KernelContext verify(final boolean value) {
        verify = value;
        return this;
    }

    /**
     * Checks that everything is there.
     *
     * @return this.
     * @throws IllegalStateException when a setting is missing, or the context was used before.
     * @throws IllegalArgumentException when a setting is out of range.
     */
    KernelContext conclude() {
        if (isConcluded) {
            throw new IllegalStateException("A KernelContext launches one kernel. Make a new one.");
        }
        if (journal == null) {
            throw new IllegalStateException(
                    "journal is not set. Maybe .journal(new MemoryJournal()).");
        }
        if (policies == null) {
            throw new IllegalStateException(
                    "policies is not set. Maybe .policies(new StandardPolicies()), of"
                            + " weft-placement.");
        }
        if (batchLimit < 1) {
            throw new IllegalArgumentException("batchLimit=" + batchLimit + ", expected from 1");
        }
        if (snapshotInterval < 0) {
            throw new IllegalArgumentException(
                    "snapshotInterval=" + snapshotInterval + ", expected from 0");
        }
        isConcluded = true;
        limits = new Limits(limits);
        return this;
    }

    Limits limits() {
        return limits;
    }

    Journal journal() {
        return journal;
    }

    SnapshotStore snapshots() {
        return snapshots;
    }

    long snapshotInterval() {
        return snapshotInterval;
    }

    PolicyCatalogue policies() {
        return policies;
    }

    EpochNanoClock clock() {
        return clock;
    }

    IdleStrategy idleStrategy() {
        return idleStrategy;
    }

    int ingressLength() {
        return ingressLength;
    }

    int batchLimit() {
        return batchLimit;
    }

    boolean automaticPass() {
        return automaticPass;
    }

    boolean verify() {
        return verify;
    }
}
