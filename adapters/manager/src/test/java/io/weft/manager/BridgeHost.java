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
package io.weft.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.placement.StandardPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A bridge over a journal that outlives it, so that it can be killed and come back. */
final class BridgeHost implements BridgeListener, AutoCloseable {
    static final long STEP_NS = 100 * SettableClock.MILLI;

    /** So often that each restart begins with one; kept as long as a test lasts. */
    private static final int SNAPSHOT_INTERVAL = 50;

    private static final int SNAPSHOT_COUNT = 1000;

    final SettableClock clock = new SettableClock();
    final FakeManager manager;
    final Set<Long> forgotten = new TreeSet<>();
    final List<String> inDoubt = new ArrayList<>();
    int foreignCount;
    int startFailedCount;

    /** Inputs that the kernel takes before it decides; for the next launch. */
    int batchLimit = 256;

    /** As of the next launch. */
    boolean stretchLimits;

    /** As of the next launch. */
    QueueSpec queue =
            new QueueSpec("main", FakeManager.MAX_MULTIPLICITY, 0, JobClass.BATCH, List.of());

    final List<String> snapshotFailures = new ArrayList<>();
    final MemoryJournal journal = new MemoryJournal();
    final MemorySnapshotStore snapshots = new MemorySnapshotStore(SNAPSHOT_COUNT);
    Bridge bridge;

    BridgeHost(final long seed, final int nodeCount) {
        manager = new FakeManager(clock, seed, nodeCount);
        launch();
    }

    void launch() {
        final Limits limits =
                new Limits().nodeCount(8).coresPerNode(8).jobCount(512).queueCount(4).nameCount(64);
        bridge =
                new Bridge(
                        new KernelContext()
                                .limits(limits)
                                .policies(new StandardPolicies())
                                .batchLimit(batchLimit)
                                .verify(true),
                        journal,
                        clock,
                        settings(),
                        manager,
                        this,
                        new BridgeSnapshots(snapshots, SNAPSHOT_INTERVAL));
    }

    /** That it does not matter from which of its snapshots a bridge goes on. */
    void checkSnapshots(final String what) {
        assertEquals(List.of(), snapshotFailures, what);
        final Knowledge whole = Knowledge.of(journal);
        for (final long position : snapshots.positions()) {
            final MemorySnapshotStore one = new MemorySnapshotStore(1);
            one.put(position, snapshots.bytes(position));
            final BridgeSnapshots begun = new BridgeSnapshots(one, 1);
            assertEquals(whole, Knowledge.of(begun.begin(journal)), what + " from " + position);
            assertEquals(position, begun.report().snapshotPosition(), what);
        }
    }

    private BridgeSettings settings() {
        final BridgeSettings some = BridgeSettings.of(List.of(queue), "easy");
        return new BridgeSettings(
                some.queues(),
                some.policy(),
                some.overheadPerMille(),
                stretchLimits,
                some.walltimeDefaultNs(),
                some.observePeriodNs(),
                some.startTimeoutNs(),
                some.settleNs(),
                some.backoffMinNs(),
                some.backoffMaxNs(),
                some.annotationsPerCycle(),
                some.annotatePeriodNs());
    }

    void kill() {
        bridge.close();
        bridge = null;
    }

    /** Lets a tenth of a second pass; whether the bridge survived it. */
    boolean step() {
        clock.advance(STEP_NS);
        manager.advance();
        if (bridge != null) {
            try {
                bridge.doWork();
            } catch (final FakeManager.Killed ex) {
                kill();
                return false;
            }
        }
        return true;
    }

    void run(final double seconds) {
        final long endNs = clock.nanoTime() + (long) (seconds * SettableClock.SECOND);
        while (clock.nanoTime() < endNs) {
            step();
        }
    }

    @Override
    public void onForgotten(final long jobId, final boolean wasStarted) {
        forgotten.add(jobId);
    }

    @Override
    public void onForeign(final long jobId, final List<String> nodes) {
        foreignCount++;
    }

    @Override
    public void onStartFailed(final long jobId, final String reason) {
        startFailedCount++;
    }

    @Override
    public void onStartInDoubt(final long jobId, final boolean isHeld) {
        inDoubt.add(JobKey.idOf(jobId) + (isHeld ? " held" : " repeated"));
        for (final FakeJob job : manager.jobs) {
            final boolean isShown = job.isHeldByUser && job.annotation.equals(Courier.IN_DOUBT);
            if (isHeld && job.key.jobId() == jobId && !isShown) {
                manager.violations.add("Held without a word: " + job);
            }
        }
    }

    @Override
    public void onSnapshotFailed(final String failure) {
        snapshotFailures.add(failure);
    }

    @Override
    public void close() {
        if (bridge != null) {
            bridge.close();
        }
        journal.close();
    }
}
