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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.Replay;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an embedder sees of durability, and what a jumping clock does: nothing. */
class KernelDurabilityTest {
    private static final PolicyCatalogue POLICIES =
            (name, version) -> "first-fit".equals(name) ? new FirstFitPolicy() : null;
    private static final DecisionListener NOBODY = new DecisionListener() {};
    private static final long SPIN_MAX = 20_000;

    @TempDir private Path directory;
    private long now = 100;
    private long jobId;

    private Kernel embed(final Journal journal) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(4)
                                        .coresPerNode(8)
                                        .jobCount(64)
                                        .decisionLength(1 << 16))
                        .journal(journal)
                        .policies(POLICIES)
                        .clock(() -> now)
                        .verify(true));
    }

    private ChronicleJournal open(final Durability durability) {
        return ChronicleJournal.open(Journals.small(directory).durability(durability));
    }

    private void begin(final Kernel kernel) {
        kernel.inputWriter().defineQueue(new QueueRequest(0).maxMultiplicity(2));
        kernel.inputWriter().defineNode(0, 4, 1000, 1, 0, 0, -1);
        kernel.inputWriter().setPolicy("first-fit", 0, 1200, true, true);
        settle(kernel);
    }

    private void submit(final Kernel kernel) {
        kernel.inputWriter()
                .submitJob(new JobRequest().jobId(jobId++).walltimeNs(1_000_000).nodes(1, 1));
        settle(kernel);
    }

    private static void settle(final Kernel kernel) {
        while (kernel.doWork() + kernel.poll(NOBODY, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishWhatWouldSurviveAPowerCut(final Durability durability) throws Exception {
        try (ChronicleJournal journal = open(durability);
                Kernel kernel = embed(journal)) {
            begin(kernel);
            submit(kernel);

            final long expected =
                    durability == Durability.NONE
                            ? Journal.NULL_POSITION
                            : kernel.appliedPosition();
            for (int i = 0; i < SPIN_MAX && kernel.durablePosition() < expected; i++) {
                Thread.sleep(1);
            }
            assertEquals(expected, kernel.durablePosition());
        }
    }

    @Test
    void shouldNotMindAClockThatJumps() {
        final long[] times = {200, 50, 1L << 60, 7, 1L << 59};
        try (ChronicleJournal journal = open(Durability.BATCH);
                Kernel kernel = embed(journal)) {
            begin(kernel);
            for (final long time : times) {
                now = time;
                submit(kernel);
            }
        }
        now = 3;
        final long digest;
        try (ChronicleJournal journal = open(Durability.BATCH);
                Kernel kernel = embed(journal)) {
            submit(kernel);
            digest = kernel.digest();
        }

        final JournalReport report = JournalVerifier.verify(directory);
        assertTrue(report.isSound(), String.valueOf(report.damage()));
        assertEquals(1L << 60, report.lastTimeNs());
        try (Journal journal = ChronicleJournal.open(Journals.small(directory).readOnly(true))) {
            final Replay.Report replay = Replay.run(journal, POLICIES, position -> {});
            assertNull(replay.divergence());
            assertEquals(digest, replay.digest());
        }
        assertTrue(
                JournalExam.of(directory).isSound(),
                () -> "" + JournalExam.of(directory).findings());
    }
}
