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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.ObservedNode;
import io.weft.manager.ObservedState;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slurm prints, recorded and made up. */
class ParsersTest {
    private static final long SUBMIT_S = Samples.epochS("2026-11-21T02:15:51");

    @Test
    void shouldReadRecordedJobs() throws IOException {
        final Map<Long, ObservedState> states = new TreeMap<>();
        for (final String line : Samples.lines("scontrol-o-show-job.txt")) {
            final JobFacts facts = ShownJob.parse(line);
            if (facts != null) {
                states.put(facts.id(), facts.state());
                final boolean isRequeued = facts.id() == 23111;
                assertEquals(isRequeued ? SUBMIT_S + 2 : SUBMIT_S, facts.submitTimeS());
                assertEquals(isRequeued ? 1 : 0, facts.restartCount());
            }
        }
        assertEquals(ObservedState.HELD, states.get(23103L));
        assertEquals(ObservedState.RUNNING, states.get(23104L));
        assertEquals(ObservedState.SUSPENDED, states.get(23106L));
        assertEquals(ObservedState.ENDED, states.get(23107L));
        assertEquals(ObservedState.ENDED, states.get(23110L));
        assertEquals(ObservedState.HELD, states.get(23111L));
        assertEquals(ObservedState.PENDING, states.get(23113L));
        // All tasks of an array in one record: not asked for, and not believed.
        assertNull(states.get(23112L));
        assertEquals(15, states.size());
    }

    @Test
    void shouldNotBelieveAJobWhoseNameSaysMore() throws IOException {
        final String line = Samples.lines("scontrol-o-show-job.txt").get(0);

        assertNull(ShownJob.parse(line.replace("JobName=held", "JobName=x Priority=9")));
        assertNull(ShownJob.parse(line.replace("WorkDir=/tmp", "WorkDir=/ SubmitTime=9")));
        assertNull(ShownJob.parse("JobId=x"));
    }

    @Test
    void shouldReadRecordedEnds() throws Exception {
        final CompletionLog log =
                new CompletionLog(
                        Samples.file("jobcomp-filetxt.log"), ZoneOffset.UTC, List.of("main"));
        final Map<JobKey, JobEnd> ends = new TreeMap<>((a, b) -> Long.compare(a.id(), b.id()));
        log.read().forEach(job -> ends.put(job.key(), job.end()));

        assertEquals(5, ends.size());
        assertEquals(new JobEnd(EndKind.FAILED, 128 + 11), ends.get(JobKey.of(23118, SUBMIT_S)));
        assertEquals(new JobEnd(EndKind.COMPLETED, 0), ends.get(JobKey.of(23108, SUBMIT_S)));
        assertEquals(new JobEnd(EndKind.FAILED, 3), ends.get(JobKey.of(23107, SUBMIT_S)));
        assertEquals(EndKind.CANCELLED, ends.get(JobKey.of(23109, SUBMIT_S)).kind());
        assertEquals(List.of(), log.read());
    }

    @Test
    void shouldReadRecordedNodeStates() throws IOException {
        final Map<String, NodeState> states = new TreeMap<>();
        for (final String line : Samples.lines("scontrol-o-show-node.txt")) {
            final String state = line.replaceFirst("(?s).* State=(\\S+) .*", "$1");
            states.put(line.substring(9, line.indexOf(' ')), NodeTable.state(state));
        }
        assertEquals(8, states.size());
        assertEquals(NodeState.UP, states.get("n1"));
        assertEquals(NodeState.DRAINING, states.get("n7"));
        assertEquals(NodeState.UP, states.get("n8"));
    }

    @ParameterizedTest
    @CsvSource({
        "idle, UP",
        "mixed+planned, UP",
        "idle+drain, DRAINING",
        "down+drain, DOWN",
        "mixed+not_responding, DRAINING",
        "idle+maintenance+reserved, DRAINING",
        "allocated+something_new, DRAINING",
        "down+not_responding, DOWN"
    })
    void shouldKeepJobsAwayFromNodesThatAreNotFine(final String text, final NodeState state) {
        assertEquals(state, NodeTable.state(text));
    }

    @Test
    void shouldReadNodesThatAreAlike() {
        final String[] record = {"mixed", "64", "64000", "gpu:a100:4(S:0-1)", "ib,big", "n[1-2]"};

        final List<ObservedNode> nodes = NodeTable.nodes(List.of(record, record), 4);

        assertEquals(List.of("n1", "n2"), nodes.stream().map(ObservedNode::name).toList());
        assertEquals(16, nodes.get(0).coreCount());
        assertEquals(64_000L << 20, nodes.get(0).memory());
        assertEquals(4, nodes.get(0).gpuCount());
        assertThrows(
                IllegalArgumentException.class, () -> NodeTable.nodes(List.of(record, record), 3));
    }

    @Test
    void shouldNotTakeACommentForRecords() {
        final Table table = Table.of(List.of("JobID", "Comment"), new SecureRandom());
        final String end = table.format().substring("JobID:\u001f,Comment:".length());

        final List<String[]> records =
                table.records(
                        "1\u001fa\u001f\u001e\n2\u001fb" + end + "\n3\u001f(null)" + end + "\n");

        assertEquals(2, records.size());
        assertEquals("a\u001f\u001e\n2\u001fb", records.get(0)[1]);
        assertEquals("", records.get(1)[1]);
        assertThrows(IllegalArgumentException.class, () -> table.records("slurm is busy\n"));
        assertThrows(IllegalArgumentException.class, () -> table.records("1" + end));
    }

    @ParameterizedTest
    @CsvSource({"1-02:03:04, 93784", "10:00, 600", "1:00:00, 3600", "15, 900", "UNLIMITED, 0"})
    void shouldReadTimeLimits(final String text, final long seconds) {
        assertEquals(seconds, Quantity.walltimeS(text));
    }

    @ParameterizedTest
    @CsvSource({"1500M, 1572864000", "62.50G, 67108864000", "100, 104857600", "1K, 1024"})
    void shouldReadMemory(final String text, final long bytes) {
        assertEquals(bytes, Quantity.bytes(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"gres:gpu:2; 2", "gpu:a100:4(S:0-1),gpu:2; 6", "gres/gpu; 1", "nic:3; 0"})
    void shouldReadGpus(final String text, final int count) {
        assertEquals(count, Quantity.gpus(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "slurm_load_jobs error: Unable to contact slurm controller (x); UNREACHABLE; false",
                "error: Munge encode failed: Failed to access \"/run/munge\"; UNREACHABLE; false",
                "Socket timed out on send/recv operation for job 7; TIMEOUT; true",
                "Unexpected message received for job 7; UNREACHABLE; true",
                "Requested operation is presently disabled for job 60; REFUSED; false",
                "Access/permission denied for job 42; REFUSED; false"
            })
    void shouldTellFailuresApart(
            final String message, final ManagerException.Kind kind, final boolean isAmbiguous) {
        assertEquals(kind, Answers.failure("update", message).kind());
        assertEquals(isAmbiguous, Answers.failure("update", message).isAmbiguous());
    }

    @Test
    void shouldKeepLinesAndQuotesOutOfCommands() {
        for (final String word : List.of("a\nb", "a\"b", "a'b", "", "\u00fc", "a\\b", "a\tb")) {
            assertThrows(IllegalArgumentException.class, () -> Words.require(List.of(word)), word);
        }
        for (final String name : List.of("n 1", "n=1", "-n", "n,m", "n[1]", "")) {
            assertThrows(
                    IllegalArgumentException.class, () -> Words.requireName("node", name), name);
        }
        assertEquals("weft: a?b?", Words.plain("weft: a\"b\n"));
    }
}
