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
package io.weft.journal;

import io.weft.core.DecisionLog;
import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import java.nio.file.Path;
import org.agrona.concurrent.EpochNanoClock;

/** The same short history of a kernel on disk, always: ten entries a file, snapshots beside it. */
final class SampleRun {
    /** Entries a file. */
    static final int ROLL_ENTRIES = 10;

    private static final int NODE_COUNT = 4;
    private static final int CORE_COUNT = 8;
    private static final int JOB_COUNT = 40;
    private static final int SNAPSHOT_INTERVAL = 20;
    private static final int RUNNING_COUNT = 3;
    private static final long LATER = 1_000_000;

    private final DecisionLog log = new DecisionLog();
    private long now = 100;

    private SampleRun() {}

    /**
     * Writes the journal and closes it.
     *
     * @param directory of it.
     * @param forgets whether its first files go behind the snapshots.
     * @return digest of the state at the end.
     */
    static long write(final Path directory, final boolean forgets) {
        return new SampleRun().run(directory, forgets);
    }

    /** Opens it for writing. */
    static ChronicleJournal open(final Path directory, final boolean forgets) {
        return ChronicleJournal.open(
                Journals.small(directory).rollEntries(ROLL_ENTRIES).removeReleased(forgets));
    }

    /** A kernel on it; from where it has recovered is for the caller to ask. */
    static Kernel embed(final Path directory, final ChronicleJournal journal) {
        return embed(directory, journal, 0, () -> LATER);
    }

    private static Kernel embed(
            final Path directory,
            final ChronicleJournal journal,
            final int interval,
            final EpochNanoClock clock) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(NODE_COUNT)
                                        .coresPerNode(CORE_COUNT)
                                        .jobCount(2 * JOB_COUNT)
                                        .decisionLength(1 << 16))
                        .journal(journal)
                        .snapshots(FileSnapshotStore.of(directory))
                        .snapshotInterval(interval)
                        .policies(FirstFitPolicy::named)
                        .clock(clock));
    }

    private long run(final Path directory, final boolean forgets) {
        try (ChronicleJournal journal = open(directory, forgets);
                Kernel kernel = embed(directory, journal, SNAPSHOT_INTERVAL, () -> now)) {
            final InputWriter in = kernel.inputWriter();
            in.defineQueue(new QueueRequest(0).maxMultiplicity(1));
            for (int id = 0; id < NODE_COUNT; id++) {
                in.defineNode(id, CORE_COUNT, 1000, 1, 0, 0, -1);
            }
            in.setPolicy("first-fit", 0, 1200, true, true);
            settle(kernel);
            for (int id = 0; id < JOB_COUNT; id++) {
                in.submitJob(new JobRequest().jobId(id).walltimeNs(1_000_000).nodes(1, 6));
                settle(kernel);
                if (id >= RUNNING_COUNT) {
                    in.jobEnded(id - RUNNING_COUNT, EndKind.COMPLETED, 0);
                    settle(kernel);
                }
                in.acknowledge(kernel.appliedPosition());
                settle(kernel);
            }
            return kernel.digest();
        }
    }

    private void settle(final Kernel kernel) {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            now++;
        }
    }
}
