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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.SwfText;
import io.weft.simulator.workload.TextSource;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatsimReaderTest {
    private static final long S = 1_000_000_000L;
    private static final String JOB =
            "{'id': 'w!7', 'subtime': 2.5, 'walltime': 100, 'res': 4, 'profile': 'p'}";
    private static final String DELAY = "{'type': 'delay', 'delay': 20.20}";

    @Test
    void shouldReadAJobWhoseProfileComesLater() {
        JobSpec job = jobs(JOB, DELAY, new BatsimOptions()).get(0);

        assertEquals(7, job.id());
        assertEquals(2_500_000_000L, job.submitNs());
        assertEquals(20_200_000_000L, job.runtimeNs());
        assertEquals(100 * S, job.walltimeNs());
        assertEquals(4, job.processors());
        assertEquals(0, job.nodeCount());
    }

    @Test
    void shouldReadProfilesThatComeFirst() {
        String text = "{'profiles': {'p': " + DELAY + "}, 'nb_res': 8, 'jobs': [" + JOB + "]}";
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals(8, reader.header().maxProcs());
            assertEquals(1, SwfText.drain(reader).size());
        }
    }

    @Test
    void shouldShapeJobsForTheMachine() {
        var options = new BatsimOptions().machine(new MachineShape(4, 2));

        assertEquals(2, jobs(JOB, DELAY, options).get(0).nodeCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // profile; nanoseconds on 4 cores of 1e9 flop/s
                "{'type': 'parallel_homogeneous', 'cpu': 5e9, 'com': 1}; 5000000000",
                "{'type': 'parallel_homogeneous_total', 'cpu': 8e9, 'com': 0}; 2000000000",
                "{'type': 'parallel', 'cpu': [1e9, 3e9, 0, 0], 'com': [0, 0]}; 3000000000",
                "{'type': 'composed', 'repeat': 3, 'seq': ['d', 'c']}; 33000000000",
                "{'type': 'composed', 'repeat': 2, 'seq': ['t', 'c']}; 4500000000",
            })
    void shouldComputeLengthsWhenTheSpeedIsKnown(String profile, long ns) {
        String others =
                "{'d': {'type': 'delay', 'delay': 10},"
                        + " 'c': {'type': 'parallel_homogeneous', 'cpu': 1e9},"
                        + " 't': {'type': 'parallel_homogeneous_total', 'cpu': 5e9, 'com': 9},"
                        + " 'p': ";
        String text = "{'jobs': [" + JOB + "], 'profiles': " + others + profile + "}}";
        try (BatsimReader reader = reader(text, new BatsimOptions().flopsPerS(1e9))) {
            assertEquals(ns, SwfText.drain(reader).get(0).runtimeNs());
        }
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals(0, SwfText.drain(reader).size());
            assertEquals(1, reader.report().appliedCount(RuleOfUse.DROPPED_WITHOUT_RUNTIME));
            assertEquals(1, reader.report().jobsDropped());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'smpi', 'trace': 'x'}",
                "{'type': 'composed', 'repeat': 1, 'seq': ['p']}",
                "{'type': 'composed', 'repeat': -1, 'seq': []}",
                "{'type': 'composed', 'repeat': 1, 'seq': ['none']}",
                "{'type': 'delay', 'delay': -1}",
                "{'type': 'delay', 'delay': 1e12}",
                "{'type': 'delay', 'delay': {'a': [1]}}",
                "{'type': 'parallel', 'cpu': ['x']}",
                "{'type': 'parallel', 'cpu': 'x'}",
                "{'type': 'parallel', 'cpu': -1}",
                "{'type': 'parallel', 'cpu': 1e999}",
                "{'type': 'parallel', 'cpu': 1e300}",
                "{'type': 'composed', 'repeat': 1.5, 'seq': []}",
                "{'type': 'composed', 'repeat': 100, 'seq': ['year']}",
                "{'type': 'composed', 'seq': ['year', 'year', 'year']}",
                "{'type': {'x': 1}}",
                "{}",
                "3",
            })
    void shouldLeaveOutJobsWhoseLengthCannotBeTold(String profile) {
        String year = "'year': {'type': 'delay', 'delay': 2e9}, ";
        String text = "{'jobs': [" + JOB + "], 'profiles': {" + year + "'p': " + profile + "}}";
        try (BatsimReader reader = reader(text, new BatsimOptions().flopsPerS(1e9))) {
            assertEquals(0, SwfText.drain(reader).size());
            assertEquals(1, reader.report().jobsDropped());
        }
    }

    @Test
    void shouldFollowSequencesInSequencesUpToAHundred() {
        for (int depth : new int[] {99, 101}) {
            var profiles = new StringBuilder("'p': {'type': 'composed', 'seq': ['s1']}");
            for (int i = 1; i < depth; i++) {
                profiles.append(", 's").append(i).append("': {'type': 'composed', 'seq': ['s");
                profiles.append(i + 1).append("']}");
            }
            profiles.append(", 's").append(depth).append("': ").append(DELAY);
            String text = "{'jobs': [" + JOB + "], 'profiles': {" + profiles + "}}";
            try (BatsimReader reader = reader(text, new BatsimOptions())) {
                assertEquals(depth < 100 ? 1 : 0, SwfText.drain(reader).size(), "depth " + depth);
            }
        }
    }

    @Test
    void shouldTakeTheSameProfileTwice() {
        String other = JOB.replace("w!7", "w!8");
        String profile = "{'type': 'composed', 'repeat': 2, 'seq': ['d', 'd']}, 'd': " + DELAY;

        List<JobSpec> jobs = jobs(JOB + "," + other, profile, new BatsimOptions());

        assertEquals(80_800_000_000L, jobs.get(0).runtimeNs());
        assertEquals(80_800_000_000L, jobs.get(1).runtimeNs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // what is replaced; by what; delay; runtime, walltime in s; rule
                "100; 100; 0; 1; 100; RUNTIME_RAISED_TO_1_S",
                "'walltime': 100; 'x': 1; 20; 20; 20; WALLTIME_FROM_RUNTIME",
                "100; null; 20; 20; 20; WALLTIME_FROM_RUNTIME",
                "100; -1; 20; 20; 20; WALLTIME_FROM_RUNTIME",
                "100; 19; 20; 20; 20; WALLTIME_RAISED_TO_RUNTIME",
                "'w!7'; 7.5; 20; 20; 100; NUMBERED_ANEW",
                "'w!7'; true; 20; 20; 100; NUMBERED_ANEW",
                "'id'; 'name'; 20; 20; 100; NUMBERED_ANEW",
            })
    void shouldCountTheRulesThatAJobNeeds(
            String good, String other, int delayS, long runtimeS, long walltimeS, RuleOfUse rule) {
        String text =
                workload(JOB.replace(good, other), "{'type': 'delay', 'delay': " + delayS + "}");
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            JobSpec job = SwfText.drain(reader).get(0);
            assertEquals(runtimeS * S, job.runtimeNs());
            assertEquals(walltimeS * S, job.walltimeNs());
            assertEquals(1, reader.report().appliedCount(rule));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0e-2000"})
    void shouldLeaveOutJobsWithoutProcessors(String none) {
        String text = workload(JOB.replace("'res': 4", "'res': " + none), DELAY);
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals(0, SwfText.drain(reader).size());
            assertEquals(1, reader.report().appliedCount(RuleOfUse.DROPPED_WITHOUT_PROCESSORS));
        }
    }

    @Test
    void shouldTakeATimeOfTooManyDigitsForNone() {
        assertEquals(
                0,
                jobs(JOB.replace("2.5", "1e-2000"), DELAY, new BatsimOptions()).get(0).submitNs());
    }

    @Test
    void shouldKeepNodesAndTheirMemoryOnlyWhenAsked() {
        String weft = "'res': 8, 'weft': {'nodes': 2, 'cores_per_node': 4, 'memory_per_node': 600}";
        String text = JOB.replace("'res': 4", weft);

        JobSpec kept = jobs(text, DELAY, new BatsimOptions()).get(0);
        assertEquals(2, kept.nodeCount());
        assertEquals(4, kept.coresPerNode());
        assertEquals(600, kept.memoryPerNode());

        var wide = new BatsimOptions().keepsNodes(false).machine(new MachineShape(4, 8));
        JobSpec anew = jobs(text, DELAY, wide).get(0);
        assertEquals(1, anew.nodeCount());
        assertEquals(8, anew.coresPerNode());
        assertEquals(1_200, anew.memoryPerNode());

        JobSpec anywhere = jobs(text, DELAY, new BatsimOptions().keepsNodes(false)).get(0);
        assertEquals(0, anywhere.nodeCount());
        assertEquals(150, anywhere.memoryPerCore());
    }

    @Test
    void shouldReadWhatIsBusyWhen() {
        String job = JOB.replace("'res': 4", "'res': 4, 'weft': {'usage': [1, 2, 3, 4, 10.2]}");
        assertEquals(
                20_200_000_000L, jobs(job, DELAY, new BatsimOptions()).get(0).usage().totalNs());
    }

    @Test
    void shouldFailAgainWhenItIsAskedAgain() {
        String text = workload(JOB.replace("2.5", "-1") + "," + JOB, DELAY);
        try (BatsimReader reader = reader(text, new BatsimOptions().strict(true))) {
            WorkloadException first = assertThrows(WorkloadException.class, reader::next);
            assertSame(first, assertThrows(WorkloadException.class, reader::next));
            assertTrue(first.getMessage().contains("subtime=-1"), first::getMessage);
        }
    }

    @Test
    void shouldHaveNothingMoreBehindTheLastJob() {
        try (BatsimReader reader = reader(workload(JOB, DELAY), new BatsimOptions())) {
            assertEquals(1, SwfText.drain(reader).size());
            assertNull(reader.next());
            assertNull(reader.next());
        }
    }

    @Test
    void shouldPassOverWhatItDoesNotKnow() {
        String text =
                "{'x': [1, [2]], 'nb_res': 'many', 'description': 3, 'profiles': [], 'weft': {},"
                        + " 'y': {'jobs': []}, 'jobs': ["
                        + JOB
                        + "], 'profiles': {'p': "
                        + DELAY
                        + "}}";
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals(WorkloadHeader.EMPTY, reader.header());
            assertEquals(1, SwfText.drain(reader).size());
        }
    }

    @Test
    void shouldTakeItsOwnHeaderBeforeBatsims() {
        String text =
                workload(JOB, DELAY).replace("{'nb_res'", "{'description': 'a\\nb', 'nb_res'");
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals("a b", reader.header().value("Note"));
            assertEquals(8, reader.header().maxProcs());
        }
        String own = "'weft': [['MaxProcs', '16'], ['a b', 'x'], ['Note', 'ours']], 'jobs'";
        try (BatsimReader reader = reader(text.replace("'jobs'", own), new BatsimOptions())) {
            assertEquals("ours", reader.header().value("Note"));
            assertEquals(16, reader.header().maxProcs());
            assertEquals(2, reader.header().entries().size());
        }
    }

    @Test
    void shouldRefuseOptionsThatAreOutOfRange() {
        var options = new BatsimOptions();
        for (double flops : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> options.flopsPerS(flops));
        }
        assertThrows(IllegalArgumentException.class, () -> options.rejectedKept(-1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // what is replaced; by what; reason; field
                "2.5; -1; NEGATIVE; subtime",
                "2.5; 1e300; TOO_LARGE; subtime",
                "2.5; 'now'; NOT_A_TYPE; subtime",
                "2.5; null; MISSING; subtime",
                "'res': 4; 'res': 4.5; NOT_WHOLE; res",
                "'res': 4; 'res': 3000000000; TOO_LARGE; res",
                "'res': 4; 'res': 1e-999999; NOT_WHOLE; res",
                "'walltime': 100; 'walltime': '1h'; NOT_A_TYPE; walltime",
                "'profile': 'p'; 'profile': 'q'; NO_PROFILE; profile",
                "'profile': 'p'; 'profil': 'p'; MISSING; profile",
                "'res': 4; 'res': 4, 'weft': {'class': 'x'}; NOT_A_TYPE; weft.class",
                "'res': 4; 'res': 4, 'weft': {'usage': [1, 2]}; PATTERN_SUM; weft.usage",
                "'res': 4; 'res': 4, 'weft': {'usage': [1]}; PATTERN_LENGTH; weft.usage",
                "'res': 4; 'res': 4, 'weft': {'usage': [1,2,3,4]}; PATTERN_LENGTH; weft.usage",
                "'res': 4; 'res': 4, 'weft': {'usage': 'x'}; PATTERN_LENGTH; weft.usage",
            })
    void shouldNameTheFieldOfWhatIsRejected(String good, String bad, String reason, String field) {
        String text =
                "{'jobs': [\n3,\n"
                        + JOB.replace(good, bad)
                        + "],\n'profiles': {'p': "
                        + DELAY
                        + "}}";
        try (BatsimReader reader = reader(text, new BatsimOptions())) {
            assertEquals(0, SwfText.drain(reader).size());
            RejectedLine number = reader.report().rejected().get(0);
            assertEquals("test:2: job=3: " + number.reason().text(), number.toString());
            RejectedLine line = reader.report().rejected().get(1);
            assertEquals(reason, line.reason().name());
            assertEquals(field, line.field());
            assertEquals(3, line.lineNumber());
        }
    }

    @Test
    void shouldRefuseAFileWithAnExponentThatNoNumberHas() {
        String text = workload(JOB.replace("2.5", "1e9223372036854775808"), DELAY);

        WorkloadException e =
                assertThrows(WorkloadException.class, () -> reader(text, new BatsimOptions()));

        assertTrue(e.getMessage().startsWith("test: cannot be read on: "), e::getMessage);
    }

    @Test
    void shouldNumberJobsWhoseIdsAreNames() {
        String text = JOB + "," + JOB.replace("w!7", "late");
        try (BatsimReader reader = reader(workload(text, DELAY), new BatsimOptions())) {
            assertEquals(List.of(1L, 2L), SwfText.drain(reader).stream().map(JobSpec::id).toList());
            assertEquals(2, reader.report().appliedCount(RuleOfUse.NUMBERED_ANEW));
        }
    }

    @Test
    void shouldRejectAnIdThatCameBefore() {
        try (BatsimReader reader = reader(workload(JOB + "," + JOB, DELAY), new BatsimOptions())) {
            assertEquals(1, SwfText.drain(reader).size());
            assertEquals("id", reader.report().rejected().get(0).field());
        }
    }

    @Test
    void shouldSortJobsThatAreNotInOrder() {
        String text = JOB + "," + JOB.replace("w!7", "w!8").replace("2.5", "1");

        assertEquals(
                List.of(8L, 7L),
                jobs(text, DELAY, new BatsimOptions()).stream().map(JobSpec::id).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'jobs': 3}",
                "{'jobs': [",
                "{'jobs': [], 'jobs': []}",
                "x",
                ""
            })
    void shouldRefuseWhatIsNoWorkload(String text) {
        WorkloadException e =
                assertThrows(WorkloadException.class, () -> reader(text, new BatsimOptions()));

        assertTrue(e.getMessage().startsWith("test: "), e::getMessage);
    }

    private static List<JobSpec> jobs(String jobs, String profile, BatsimOptions options) {
        try (BatsimReader reader = reader(workload(jobs, profile), options)) {
            List<JobSpec> found = SwfText.drain(reader);
            assertEquals(List.of(), reader.report().rejected());
            return found;
        }
    }

    private static String workload(String jobs, String profile) {
        return "{'nb_res': 8, 'jobs': [" + jobs + "], 'profiles': {'p': " + profile + "}}";
    }

    private static BatsimReader reader(String text, BatsimOptions options) {
        return BatsimReader.open(TextSource.of(text.replace('\'', '"')), options);
    }
}
