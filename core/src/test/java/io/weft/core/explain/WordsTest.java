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
package io.weft.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.ReasonCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of each reason, and what a tenant does not hear of it. */
class WordsTest {
    private static final long NUMBER = 4711;

    static Stream<ReasonCode> codes() {
        return Arrays.stream(ReasonCode.values()).filter(code -> code != ReasonCode.NULL_VAL);
    }

    static Stream<ReasonCode> codesThatNameJobs() {
        return codes().filter(Words::namesJob);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAITING_TURN | 5 | job 5 is ahead, and the order is strict",
                "WAITING_RESERVATION | 5 | it would delay the start promised to job 5",
                "WAITING_DEPENDENCY | 5 | it waits for job 5",
                "WAITING_MEMORY | 5 | there are enough cores, but only 5 nodes have cores and"
                        + " memory for it",
                "WAITING_BEGIN_TIME | 1500000000 | it may not start before 1.5 s",
                "WAITING_LICENCES | 0 | its licences are left to a job ahead",
                "WAITING_LICENCES | 1 | it lacks 1 licence",
                "WAITING_LICENCES | 2 | it lacks 2 licences",
                "WAITING_PREEMPTION | 1 | it has its cores, and waits until who gives way is off"
                        + " its nodes; when it got them it waited for 1 node",
                "SUSPENDED | 5 | it keeps its memory and waits for cores; it gave way to job 5",
                "SUSPENDED | -1 | it keeps its memory and waits for cores; it gave way to nobody",
                "PREEMPTED | 5 | it had to give way to job 5",
                "PREEMPTED | -1 | it had to give way to nobody",
                "SHRUNK_PRESSURE | 5 | it gave cores back so that job 5 could start",
                "DEPENDENCY_NEVER | 5 | what it waited for can never come true: job 5",
                "COPY_SUCCEEDED | 5 | another copy of it succeeded: job 5",
                "RESERVATION_ENDED | 5 | reservation 5 ended before it could start",
                "TIME_LIMIT | 90000000000 | its time limit was reached, at 90 s",
                "CANCELLED_BY_USER | 5 | user 5 cancelled it",
                "ENDED | 0 | it ended by itself, with exit code 0",
                "JOB_FAILED | 137 | it failed, with exit code 137",
                "START_FAILED | 5 | it could not be started on node 5",
                "NODE_FAILURE | 5 | node 5 failed",
                "UNKNOWN_ID | 0 | unknown id",
                "UNKNOWN_ID | 5 | unknown id, 5"
            })
    void shouldSayWhatTheNumberIs(final ReasonCode code, final long number, final String text) {
        assertEquals(new Reason(code.name(), number, text), Words.reason(code, number));
    }

    @Test
    void shouldSayEachReasonInItsOwnWords() {
        final Set<String> texts = new HashSet<>();
        codes().forEach(
                        code -> {
                            final String text = Words.reason(code, NUMBER).text();
                            assertFalse(text.contains("null"), text);
                            assertTrue(texts.add(text), text);
                        });
    }

    @ParameterizedTest
    @MethodSource("codesThatNameJobs")
    void shouldNotTellATenantWhoseJobItIs(final ReasonCode code) {
        final Reason told = Words.withoutOthers(Words.reason(code, NUMBER));

        assertEquals(code.name(), told.code());
        assertNull(told.number());
        assertFalse(told.text().contains("4711"), told.text());
        assertTrue(told.text().contains("another tenant's job"), told.text());
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING_ADVANCE_RESERVATION", "WAITING_LICENCES"})
    void shouldNotTellATenantWhatOthersHaveReservedOrTaken(final ReasonCode code) {
        final Reason told = Words.withoutOthers(Words.reason(code, NUMBER));

        assertNull(told.number());
        assertFalse(told.text().contains("4711"), told.text());
    }

    @Test
    void shouldTellATenantWhatConcernsNobodyElse() {
        final Reason reason = Words.reason(ReasonCode.WAITING_GPUS, NUMBER);

        assertEquals(reason, Words.withoutOthers(reason));
    }

    @Test
    void shouldCountWhatLacksInItsUnit() {
        assertEquals(
                "it lacks 1 node, with cores below M",
                Words.waiting(ReasonCode.WAITING_CORES, 1, "node").text());
        assertEquals(
                "it lacks 3 cores, with cores below M",
                Words.waiting(ReasonCode.WAITING_CORES, 3, "core").text());
        assertEquals(
                Words.reason(ReasonCode.WAITING_NODES, 3),
                Words.waiting(ReasonCode.WAITING_NODES, 3, "core"));
    }

    @Test
    void shouldSayHowManyWouldStartBefore() {
        assertEquals(".", Words.after(0));
        assertEquals(", after 1 other job that would start too.", Words.after(1));
        assertEquals(", after 2 other jobs that would start too.", Words.after(2));
    }
}
