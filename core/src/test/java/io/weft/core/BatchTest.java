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
package io.weft.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.state.Limits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many entries share a batch shows in no byte of the journal. */
class BatchTest {
    private static KernelHost run(final int batchLimit, final long seed) {
        final Limits limits =
                new Limits().nodeCount(8).coresPerNode(8).jobCount(900).decisionLength(4096);
        final KernelHost host =
                new KernelHost(limits, ctx -> ctx.batchLimit(batchLimit).automaticPass(false));
        host.define(8, 8, 15);
        final Random random = new Random(seed);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 400; i++) {
                final long jobId = random.nextInt(1200);
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> host.submit(jobId, 1 + random.nextInt(3), 1);
                    case 4, 5 -> host.end(jobId);
                    case 6 -> host.in.cancelJob(jobId, 0);
                    default -> host.in.clock(random.nextInt(20) == 0);
                }
            }
            host.in.clock(true);
            host.now += random.nextInt(300);
            host.run();
        }
        return host;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldJournalSameBytesWhateverTheBatchLimit(final long seed) {
        try (KernelHost large = run(256, seed);
                KernelHost single = run(1, seed);
                KernelHost odd = run(7, seed)) {
            assertTrue(large.journal.items.size() > 2000);
            assertSame(large.journal.items, single.journal.items);
            assertSame(large.journal.items, odd.journal.items);
        }
    }

    private static void assertSame(
            final List<ListJournal.Item> expected, final List<ListJournal.Item> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i).kind(), found.get(i).kind());
            assertEquals(expected.get(i).position(), found.get(i).position());
            assertEquals(expected.get(i).timeNs(), found.get(i).timeNs());
            assertArrayEquals(expected.get(i).bytes(), found.get(i).bytes());
        }
        assertEquals(expected.size(), found.size());
    }
}
