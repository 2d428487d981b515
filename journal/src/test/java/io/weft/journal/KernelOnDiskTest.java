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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.DecisionLog;
import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel whose journal is on disk: it comes back as it was, and its journal can be read. */
class KernelOnDiskTest {
    @TempDir private Path directory;
    private final DecisionLog log = new DecisionLog();
    private long now = 100;

    private Kernel embed(final ChronicleJournal journal) {
        return Kernel.embed(
                new KernelContext()
                        .limits(
                                new Limits()
                                        .nodeCount(4)
                                        .coresPerNode(8)
                                        .jobCount(16)
                                        .decisionLength(1 << 16))
                        .journal(journal)
                        .policies(
                                (name, version) ->
                                        "first-fit".equals(name) ? new FirstFitPolicy() : null)
                        .clock(() -> now)
                        .verify(true));
    }

    private ChronicleJournal open() {
        return ChronicleJournal.open(
                Journals.small(directory)
                        .blockSize(1 << 24)
                        .durability(Durability.BATCH)
                        .rollEntries(5));
    }

    private List<String> run(final Kernel kernel) {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            now++;
        }
        final List<String> lines = List.copyOf(log.lines);
        log.lines.clear();
        return lines;
    }

    private static void submitJobs(final Kernel kernel) {
        final InputWriter in = kernel.inputWriter();
        in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
        for (int id = 0; id < 4; id++) {
            in.defineNode(id, 4, 1000, 1, 0, 0, -1);
        }
        in.setPolicy("first-fit", 0, 1200, true, true);
        for (int id = 0; id < 10; id++) {
            in.submitJob(new JobRequest().jobId(id).walltimeNs(1_000_000).nodes(1, 4));
        }
        in.jobEnded(3, EndKind.COMPLETED, 0);
    }

    @Test
    void shouldComeBackAsItWasAndSendAgain() {
        final List<String> decided;
        final long digest;
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            submitJobs(kernel);
            decided = run(kernel);
            digest = kernel.digest();
            assertEquals(kernel.appliedPosition(), kernel.durablePosition());
        }

        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            assertEquals(digest, kernel.digest());
            assertEquals(decided, run(kernel));
        }
    }

    @Test
    void shouldLeaveAJournalThatCanBePrinted() {
        try (ChronicleJournal journal = open();
                Kernel kernel = embed(journal)) {
            submitJobs(kernel);
            run(kernel);
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            new JournalPrinter(out).print(directory, 0, Long.MAX_VALUE);
        }
        final String text = bytes.toString(StandardCharsets.UTF_8);

        assertTrue(text.startsWith("0 100 entry LaunchMark nodeCount=4 coresPerNode=8 "), text);
        assertTrue(text.contains(" entry SubmitJob jobId=9 "), text);
        assertTrue(text.contains("; StartJob position="), text);
        assertTrue(text.contains(" slices=[coreMask=0xf memory="), text);
        assertEquals(JournalVerifier.verify(directory).recordCount(), text.lines().count());
        assertTrue(text.lines().noneMatch(line -> line.contains("malformed")), text);
        assertTrue(text.lines().noneMatch(line -> line.contains("Unknown")), text);
    }
}
