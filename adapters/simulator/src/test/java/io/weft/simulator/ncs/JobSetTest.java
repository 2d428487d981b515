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
package io.weft.simulator.ncs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.simulator.TestJobs;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobSetTest {
    private static final int STEP_COUNT = 20_000;

    /** Few ids share a bucket: from nine on, a hash set would grow or build a tree. */
    @Test
    void shouldKeepTheOrderOfAHashSetOfIds() {
        final Random random = new Random(7);
        final TreeMap<Integer, NcsJob> jobs = new TreeMap<>();
        JobSet set = new JobSet();
        Set<Integer> expected = new HashSet<>();
        for (int step = 0; step < STEP_COUNT; step++) {
            if (step % 400 == 0) {
                set = new JobSet();
                expected = new HashSet<>();
            }
            final int id = random.nextInt(1000) + (random.nextInt(4) << 16);
            final NcsJob job =
                    jobs.computeIfAbsent(id, i -> new NcsJob(TestJobs.batch(i, 0, 1, 1), 0));
            if (random.nextInt(3) > 0) {
                set.add(job);
                expected.add(id);
            } else {
                set.remove(job);
                expected.remove(id);
            }
            assertEquals(List.copyOf(expected), set.toList().stream().map(NcsJob::id).toList());
            assertEquals(expected.contains(id), set.contains(job));
        }
    }
}
