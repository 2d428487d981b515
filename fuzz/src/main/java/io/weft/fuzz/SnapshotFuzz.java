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
package io.weft.fuzz;

import io.weft.core.MemorySnapshotStore;
import io.weft.core.RecoveryReport;
import io.weft.core.Replay;
import io.weft.core.ReplayedState;
import io.weft.core.client.DecisionListener;
import io.weft.core.snapshot.StateDigest;
import java.util.SplittableRandom;

/**
 * Random histories with snapshots at random places: from each of them, and from it alone, the rest
 * of the history is decided as by the kernel that never stopped, byte for byte, to the same state.
 * Now and then the kernel itself dies and goes on from its newest snapshot.
 */
final class SnapshotFuzz implements Fuzz {
    private static final int INPUT_COUNT = 400;
    private static final int SNAPSHOT_INTERVAL = 12;
    private static final int RESTART_INTERVAL = 97;
    private static final DecisionListener NOBODY = new DecisionListener() {};

    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, tally);
        final SplittableRandom random = new SplittableRandom(seed);
        final MemorySnapshotStore snapshots = new MemorySnapshotStore(INPUT_COUNT);
        int inputCount = 0;
        try (FuzzedKernel kernel =
                new FuzzedKernel(inputs.limits(), Policies.fast(), true, snapshots)) {
            for (final Step step : inputs.definitions()) {
                kernel.play(step, inputs.watch());
                mark(kernel, random, tally);
            }
            for (int i = 1; inputCount < INPUT_COUNT; i++) {
                final Step step = inputs.next(kernel.untilDeadlineNs());
                kernel.play(step, inputs.watch());
                inputCount += step.messages().size();
                mark(kernel, random, tally);
                if (i % RESTART_INTERVAL == 0) {
                    restart(kernel, snapshots, tally);
                }
            }
            for (final long position : snapshots.positions()) {
                goOn(kernel, position, snapshots.bytes(position));
            }
            replay(kernel);
        } finally {
            tally.onRun(inputs.policy(), inputCount);
        }
    }

    private static void mark(
            final FuzzedKernel kernel, final SplittableRandom random, final Tally tally) {
        if (random.nextInt(SNAPSHOT_INTERVAL) == 0) {
            kernel.kernel().inputWriter().snapshotMark(0);
            kernel.settle(NOBODY);
            final String failure = kernel.kernel().lastSnapshot().failure();
            require(failure == null, "a snapshot failed: " + failure);
            tally.onSomething("snapshots");
        }
    }

    private static void restart(
            final FuzzedKernel kernel, final MemorySnapshotStore snapshots, final Tally tally) {
        final long[] positions = snapshots.positions();
        final long digest = kernel.kernel().digest();
        kernel.restart();
        require(digest == kernel.kernel().digest(), "a recovered kernel has another state");
        final RecoveryReport recovery = kernel.kernel().recovery();
        require(recovery.refused().isEmpty(), "a snapshot was refused: " + recovery.refused());
        final long expected = positions.length == 0 ? -1 : positions[0];
        require(recovery.snapshotPosition() == expected, "not the newest snapshot was used");
        kernel.settle(NOBODY);
        tally.onSomething("restarts");
    }

    private static void goOn(
            final FuzzedKernel kernel, final long position, final byte[] snapshot) {
        final MemorySnapshotStore alone = new MemorySnapshotStore(1);
        alone.put(position, snapshot);
        final long last = kernel.journal().lastPosition();
        try (ReplayedState state =
                ReplayedState.of(kernel.journal(), Policies.fast(), alone, last)) {
            final String from = " after the snapshot at position=" + position;
            require(state.snapshotPosition() == position, "it was not used" + from);
            require(state.divergence() == null, state.divergence() + from);
            final long digest = StateDigest.of(state.state());
            require(digest == kernel.kernel().digest(), "another state at the end" + from);
            state.state().verify();
        }
    }

    private static void replay(final FuzzedKernel kernel) {
        final Replay.Report report = Replay.run(kernel.journal(), Policies.fast(), position -> {});
        require(report.divergence() == null, "replay diverged: " + report.divergence());
        require(report.digest() == kernel.kernel().digest(), "replay ended in another state");
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
