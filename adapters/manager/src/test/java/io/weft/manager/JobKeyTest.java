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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JobKeyTest {
    private static final long NOW_S = 1_795_000_000L;

    @Test
    void shouldGiveAnotherIdToAReusedNumber() {
        final long jobId = JobKey.of(13676, NOW_S).jobId();

        assertNotEquals(jobId, JobKey.of(13676, NOW_S + 1).jobId());
        assertNotEquals(jobId, JobKey.of(13677, NOW_S).jobId());
        assertNotEquals(jobId, new JobKey(13676, 0, NOW_S).jobId());
    }

    @Test
    void shouldFindNumberAndTaskInTheId() {
        final long highest =
                new JobKey(JobKey.ID_MAX, JobKey.TASK_INDEX_MAX, Long.MAX_VALUE).jobId();

        assertTrue(highest > 0);
        assertEquals(JobKey.ID_MAX, JobKey.idOf(highest));
        assertEquals(JobKey.TASK_INDEX_MAX, JobKey.taskIndexOf(highest));
        assertEquals(JobKey.NO_TASK, JobKey.taskIndexOf(JobKey.of(7, NOW_S).jobId()));
    }

    @Test
    void shouldRefuseNumbersOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> JobKey.of(JobKey.ID_MAX + 1, NOW_S));
        assertThrows(
                IllegalArgumentException.class,
                () -> new JobKey(1, JobKey.TASK_INDEX_MAX + 1, NOW_S));
    }

    @Test
    void shouldReadATokenBack() {
        final StartToken token = new StartToken(123_456_789_012L, 7);

        assertEquals(token, StartToken.parse(token.toString()));
        assertNull(StartToken.parse("a comment of the user"));
        assertNull(StartToken.parse("w12345678901234567890.1"));
    }
}
