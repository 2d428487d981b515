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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.Replay;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However little room an entry has for decisions, what is decided in the end is the same. */
class DecisionRoomTest {
    private static final int JOB_COUNT = 300;

    private static Limits limits() {
        return new Limits().nodeCount(64).coresPerNode(8).jobCount(JOB_COUNT);
    }

    private static KernelHost host(final Limits limits) {
        final KernelHost host = new KernelHost(limits, ctx -> ctx.batchLimit(1000));
        host.define(64, 8, 2);
        return host;
    }

    private static List<String> startAll(final KernelHost host) {
        for (int id = 0; id < JOB_COUNT; id++) {
            host.submit(id, 1 + id % 3, 1 + id % 2);
        }
        return host.run();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 5003, 1 << 14})
    void shouldGoOnWithAnotherEntryWhenPassIsCut(final int decisionLength) {
        try (KernelHost cut = host(limits().decisionLength(decisionLength));
                KernelHost whole = host(limits())) {
            assertEquals(startAll(whole), startAll(cut));

            assertEquals(whole.kernel.digest(), cut.kernel.digest());
            final long entryCount = cut.kernel.appliedPosition() - whole.kernel.appliedPosition();
            assertTrue(entryCount >= 1, "a pass was cut");
            assertReplaysAlike(cut);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 5003, 1 << 14})
    void shouldGoOnWithAnotherEntryWhenManyLimitsAreReachedAtOnce(final int decisionLength) {
        try (KernelHost cut = host(limits().decisionLength(decisionLength));
                KernelHost whole = host(limits())) {
            startAll(cut);
            startAll(whole);
            cut.now = 1_000_000;
            whole.now = 1_000_000;

            final List<String> lines = whole.run();
            assertTrue(lines.size() > 200);
            assertEquals(lines, cut.run());

            assertEquals(whole.kernel.digest(), cut.kernel.digest());
            assertTrue(cut.kernel.appliedPosition() > whole.kernel.appliedPosition());
            assertReplaysAlike(cut);
        }
    }

    private static void assertReplaysAlike(final KernelHost host) {
        final Replay.Report report = host.replay();
        assertNull(report.divergence());
        assertEquals(host.kernel.digest(), report.digest());
    }

    @Test
    void shouldRefuseRoomThatOneDecisionMayNotFitIn() {
        assertRefuses(limits().decisionLength(4095), "decisionLength=4095, expected 4096..");
        assertRefuses(
                new Limits().nodeCount(1000).coresPerNode(65).decisionLength(64_000),
                "decisionLength=64000, expected 64256..");
        new KernelHost(new Limits().nodeCount(1000).coresPerNode(65).decisionLength(64_256))
                .close();
    }

    @Test
    void shouldRefuseMoreRoomThanThereCanBe() {
        assertRefuses(
                limits().decisionLength(Integer.MAX_VALUE), "decisionLength=2147483647, expected ");
    }

    private static void assertRefuses(final Limits limits, final String start) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new KernelHost(limits).close());
        assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
    }
}
