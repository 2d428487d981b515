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
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.placement.StandardPolicies;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {
    private static final String MACHINE = "machine nodes=2 cores=4 memory=8GiB\n";
    private static final String STARTED = MACHINE + "at 0s submit 1 cores=4\n";
    private static final String WHOLE = "  => accepted 1\n  => start 1 FITS n0[0-3]\n";

    private final ScenarioReader reader = new ScenarioReader();
    private final ScenarioRunner runner = new ScenarioRunner(reader, new StandardPolicies());

    private Difference run(final String text) {
        return runner.run(reader.read("x.scenario", text.lines().toList()), "easy");
    }

    @Test
    void shouldFindNoDifferenceWhenAllIsAsExpected() {
        assertNull(run(STARTED + WHOLE));
    }

    @Test
    void shouldNameTheFieldsThatDiffer() {
        final Difference difference =
                run(STARTED + "  => accepted 1\n  => start 1 FITS n1[0-3] multiplicity=2\n");

        assertEquals(4, difference.line());
        assertEquals("at 0s submit 1 cores=4, position 5", difference.input());
        assertEquals(
                "StartJob jobId=1 multiplicity=2 reason=FITS slices=n1[0-3]",
                difference.expected());
        assertEquals(
                "StartJob jobId=1 multiplicity=1 reason=FITS slices=n0[0-3]", difference.came());
        assertEquals(List.of("multiplicity", "slices"), difference.differs());
        assertEquals(2, difference.near().size());
    }

    @Test
    void shouldLetNothingSlipThroughThatIsNotListed() {
        final Difference difference = run(STARTED + "  => accepted 1\n");

        assertEquals("nothing more", difference.expected());
        assertTrue(difference.came().startsWith("StartJob jobId=1"), difference::toString);
    }

    @Test
    void shouldMissWhatDoesNotCome() {
        final Difference difference = run(STARTED + WHOLE + "  => start 2\n");

        assertEquals(5, difference.line());
        assertEquals("StartJob jobId=2", difference.expected());
        assertEquals("nothing", difference.came());
    }

    @Test
    void shouldAllowOthersWhereDotsSaySo() {
        assertNull(run(STARTED + "  => ...\n"));
        assertNull(run(STARTED + "  => ...\n  => start 1\n"));
        assertNull(run(STARTED + "  => accepted 1\n  => ...\n"));
        assertNotNull(run(STARTED + "  => ...\n  => accepted 1\n"));
        assertNotNull(run(STARTED + "  => ...\n  => start 2\n  => ...\n"));
    }

    @Test
    void shouldStopAtEveryDeadlineOnTheWay() {
        final String ended = STARTED.replace("cores=4\n", "cores=4 walltime=10m\n");
        assertNull(run(ended + WHOLE + "at 10m\n  => terminate 1 TIME_LIMIT\n"));

        final Difference difference = run(ended + WHOLE + "at 10m5s end 1\n  => closed 1\n");
        assertEquals(5, difference.line());
        assertEquals("nothing before 10m5s", difference.expected());
        assertTrue(difference.came().startsWith("at 10m TerminateJob"), difference::toString);
    }

    @Test
    void shouldLetInputsEnterTogether() {
        assertNull(
                run(
                        STARTED
                                + "   and submit 2 cores=4\n"
                                + "  => accepted 1\n  => accepted 2\n"
                                + "  => start 1\n  => start 2 FITS n1[0-3]\n"));
    }

    @Test
    void shouldAskTheState() {
        final String waiting =
                STARTED + WHOLE + "at +1m submit 2 nodes=2 cores=4 memory=1GiB\n=> accepted 2\n";
        assertNull(
                run(
                        waiting
                                + "expect job 2 state=PENDING reason=WAITING_CORES number>=1\n"
                                + "expect job 1 state=STARTING expectedEnd=1h multiplicity=1\n"
                                + "expect job 3 state=GONE\n"
                                + "expect node 0 processes=4 memoryFree<=8GiB state=UP isNodeUp=YES\n"
                                + "expect node 1 processes = 0\n"
                                + "expect queue 0 maxMultiplicity=1 hasAllNodes=YES\n"
                                + "expect multiplicity <= 1\n"
                                + "expect pending=1 running!=0\n"));

        final Difference difference = run(waiting + "expect job 2 state=PENDING number=7\n");
        assertEquals(7, difference.line());
        assertEquals("job 2 state=PENDING number=7", difference.expected());
        assertEquals("number=1", difference.came());
        assertNotNull(run(waiting + "expect multiplicity >= 2\n"));
        assertNotNull(run(waiting + "expect job 1 state=PENDING\n"));
        assertThrows(ScenarioException.class, () -> run(waiting + "expect job 1 colour=3\n"));
    }

    @Test
    void shouldAnswerInTheUnitsOfWhatIsAsked() {
        final String running = STARTED.replace("cores=4\n", "cores=4 memory=1GiB\n") + WHOLE;
        final String[][] answers = {
            {"node 0 memoryFree<=6GiB", "memoryFree=7GiB"},
            {"node 0 processes>=5", "processes=4"},
            {"node 0 processes!=4", "processes=4"},
            {"node 0 isNodeUp!=YES", "isNodeUp=YES"},
            {"node 1 state=DOWN", "state=UP"},
            {"node 9 state=UP", "state=GONE"},
            {"queue 7 maxMultiplicity=1", "maxMultiplicity=GONE"},
            {"job 1 expectedEnd=1m", "expectedEnd=1h"},
            {"running=2", "running=1"},
        };
        for (final String[] answer : answers) {
            final Difference difference =
                    run(running.replace("n0[0-3]", "n0[0-3]/1GiB") + "expect " + answer[0] + "\n");
            assertNotNull(difference, answer[0]);
            assertEquals(answer[0], difference.expected());
            assertEquals(answer[1], difference.came());
        }
    }

    @Test
    void shouldNameTheTimeWhereNoInputStands() {
        final String ended = STARTED.replace("cores=4\n", "cores=4 walltime=10m\n") + WHOLE;

        final Difference difference = run(ended + "at 10m\n");

        assertEquals(5, difference.line());
        assertTrue(difference.input().startsWith("at 10m, position "), difference::toString);
        assertEquals("nothing more", difference.expected());
        assertEquals(List.of(), difference.differs());
    }

    @Test
    void shouldTellOfAKernelThatHalts() {
        final Scenario scenario =
                reader.read("x.scenario", (STARTED + "at 1s cancel 1\n").lines().toList());
        final var played = new Transcript.Played(List.of(), 5, List.of(), List.of());
        for (int steps = 0; steps <= 2; steps++) {
            final var transcript = new Transcript(Collections.nCopies(steps, played), "It halted.");

            final Difference difference =
                    new Comparison(reader.text(), scenario, transcript).first();

            assertEquals("It halted.", difference.came());
            assertEquals(steps == 0 ? 2 : 3, difference.line());
            assertEquals(
                    steps == 0 ? "at 0s submit 1 cores=4" : "at 1s cancel 1", difference.input());
        }
        final Scenario empty = reader.read("x.scenario", List.of(MACHINE.strip()));
        final Difference difference =
                new Comparison(reader.text(), empty, new Transcript(List.of(), "It halted."))
                        .first();
        assertEquals(1, difference.line());
        assertEquals("", difference.input());
    }

    @Test
    void shouldKeepToLimits() {
        assertNull(
                run(
                        "limits jobCount=1\n"
                                + STARTED
                                + WHOLE
                                + "at 1s submit 2\n  => rejected 2 QUEUE_FULL value=2 bound=1\n"));
    }

    @Test
    void shouldNameTheLineThatTheKernelRefuses() {
        final var e =
                assertThrows(
                        ScenarioException.class,
                        () -> run(MACHINE + "queue 0 max-multiplicity=16\n"));

        assertTrue(e.getMessage().startsWith("x.scenario:2: queue 0 max-multi"), e.getMessage());
        assertTrue(e.getMessage().contains("reason=OUT_OF_RANGE"), e.getMessage());
    }

    @Test
    void shouldNameTheLineThatIsNotUnderstood() {
        assertRefused("machine cores=4\nfoo 1\n", "x.scenario:2: foo, expected machine");
        assertRefused("=> accepted 1\n", "x.scenario:1: expected an at line before");
        assertRefused("at 0s submit 1\n", "x.scenario:1: expected a line such as machine");
        assertRefused("machine cores=4\nat 1s\nat 0s\n", "x.scenario:3: at 0s, expected from 1s");
        assertRefused(
                "machine cores=4\nat 1s\nqueue 0\n", "x.scenario:3: queue 0, expected before");
        assertRefused("limits colour=4\n", "x.scenario:1: colour=4, expected a limit");
        assertRefused("at 0s\nexpect job 3\n", "x.scenario:2: job 3, expected PROPERTY=VALUE");
        assertRefused("at 0s\nexpect cow 3 x=1\n", "x.scenario:2: cow 3 x=1, expected one of");
        assertRefused("at 0s\nexpect job x=1\n", "x.scenario:2: job x=1, expected one of");
        assertRefused("at\n", "x.scenario:1: at, expected at TIME");
        assertRefused("at jobId=3\n", "x.scenario:1: at jobId=3, expected at TIME");
    }

    @Test
    void shouldRefuseMachinesAndLimitsThatNoScenarioHas() {
        assertRefused(
                "machine nodes=1000000000 cores=4\n",
                "x.scenario:1: nodes=1000000000, expected from 1 to 100000 in all");
        assertRefused(
                "machine nodes=100000 cores=4\nmachine cores=4\n",
                "x.scenario:2: nodes=1, expected from 1 to");
        assertRefused("machine nodes=-1 cores=4\n", "x.scenario:1: nodes=-1, expected from 1");
        assertRefused(
                "limits jobCount=2147483648\n",
                "x.scenario:1: jobCount=2147483648, expected a limit of the kernel");
    }

    private void assertRefused(final String text, final String expected) {
        final var e = assertThrows(ScenarioException.class, () -> run(text), text);
        assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    }

    @Test
    void shouldWriteWhatComesAndLeaveTheRestAlone() {
        final String text =
                "# Of one job.\n"
                        + STARTED.replace("cores=4\n", "cores=4 walltime=10m # short\n")
                        + "  => accepted 2\n\n# Later.\nat 10m1s end 1\n  => ...\n";

        final List<String> lines = runner.write(reader.read("x.scenario", text.lines().toList()));

        assertEquals(
                """
                # Of one job.
                machine nodes=2 cores=4 memory=8GiB
                at 0s submit 1 cores=4 walltime=10m # short
                  => accepted 1
                  => start 1 FITS n0[0-3]

                at 10m
                  => terminate 1 TIME_LIMIT detail=600000000000
                # Later.
                at 10m1s end 1
                  => ...
                """,
                String.join("\n", lines) + "\n");
        assertNull(run(String.join("\n", lines)));
    }
}
