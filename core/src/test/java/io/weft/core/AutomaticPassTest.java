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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import io.weft.core.wire.ClockDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kernel that passes by itself does so in the last entry of a batch. */
class AutomaticPassTest {
    private static final String ENTRY = "entry";
    private static final String ENTRY_AND_PASS = "entry pass";
    private static final String CLOCK = "clock";
    private static final String DECISIONS = "decisions";

    private static KernelHost host(final boolean automatic) {
        final KernelHost host =
                new KernelHost(
                        new Limits().nodeCount(3).coresPerNode(8).jobCount(100),
                        ctx -> ctx.automaticPass(automatic));
        host.define(3, 8, 2);
        host.journal.items.clear();
        return host;
    }

    private static List<String> journaled(final KernelHost host) {
        return host.journal.items.stream().map(AutomaticPassTest::word).toList();
    }

    private static String word(final ListJournal.Item item) {
        if (item.kind() == Journal.DECISIONS) {
            return DECISIONS;
        }
        final var header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(item.bytes()), 0);
        final boolean isClock = header.templateId() == ClockDecoder.TEMPLATE_ID;
        return item.kind() == Journal.ENTRY_AND_PASS ? ENTRY_AND_PASS : isClock ? CLOCK : ENTRY;
    }

    @Test
    void shouldStartJobInEntryThatSubmittedIt() {
        try (KernelHost host = host(true)) {
            host.submit(1, 1, 1);

            assertEquals(List.of("accepted 1", "start 1 x1 at 100 0:1"), host.run());
            assertEquals(List.of(ENTRY_AND_PASS, DECISIONS), journaled(host));
        }
    }

    @Test
    void shouldPassOnceForAllThatWaitInTheRing() {
        try (KernelHost host = host(true)) {
            host.submit(1, 1, 1);
            host.submit(2, 1, 1);
            host.submit(3, 1, 1);

            final List<String> lines = host.run();

            assertEquals("accepted 3", lines.get(2));
            assertEquals(6, lines.size());
            assertEquals(
                    List.of(ENTRY, DECISIONS, ENTRY, DECISIONS, ENTRY_AND_PASS, DECISIONS),
                    journaled(host));
        }
    }

    @Test
    void shouldPassInEntryOfItsOwnWhenBatchIsFull() {
        final Limits limits = new Limits().nodeCount(1).coresPerNode(8).jobCount(100);
        try (KernelHost host = new KernelHost(limits, ctx -> ctx.batchLimit(2))) {
            host.define(1, 8, 1);
            host.journal.items.clear();
            host.submit(1, 1, 1);
            host.submit(2, 1, 1);
            host.submit(3, 1, 1);
            host.run();

            assertEquals(
                    List.of(
                            ENTRY,
                            DECISIONS,
                            ENTRY,
                            DECISIONS,
                            CLOCK,
                            DECISIONS,
                            ENTRY_AND_PASS,
                            DECISIONS),
                    journaled(host));
        }
    }

    @Test
    void shouldNotPassWhenHostAsksForPassesItself() {
        try (KernelHost host = host(false)) {
            host.submit(1, 1, 1);

            assertEquals(List.of("accepted 1"), host.run());
            assertEquals(List.of(ENTRY, DECISIONS), journaled(host));
        }
    }

    @Test
    void shouldHandleDeadlinesThatAreDueWhenInputComes() {
        try (KernelHost host = host(true)) {
            host.submit(1, 1, 1);
            host.run();
            host.now = 1100;
            host.in.jobStarted(1);

            assertEquals(List.of("terminate 1 TIME_LIMIT 1100"), host.run());
        }
    }

    @Test
    void shouldGoOnInFurtherEntriesWhenRoomIsUsedUp() {
        final Limits limits =
                new Limits().nodeCount(40).coresPerNode(8).jobCount(200).decisionLength(4096);
        try (KernelHost host = new KernelHost(limits)) {
            host.define(40, 8, 1);
            for (int id = 0; id < 200; id++) {
                host.submit(id, 1, 1);
            }
            host.run();

            assertEquals(200, host.state().runningCount());
            assertTrue(journaled(host).contains(CLOCK));
            assertNull(host.replay().divergence());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDecideAsWithEntryOfItsOwnForEveryPass(final long seed) {
        try (KernelHost automatic = host(true);
                KernelHost asked = host(false)) {
            assertEquals(live(asked, seed, true), live(automatic, seed, false));
            assertTrue(asked.journal.items.size() > automatic.journal.items.size() + 100);
        }
    }

    private static List<String> live(
            final KernelHost host, final long seed, final boolean asksForPass) {
        final Random random = new Random(seed);
        final List<String> lines = new ArrayList<>();
        for (int round = 0; round < 600; round++) {
            final long jobId = random.nextInt(60);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> host.submit(jobId, 1 + random.nextInt(3), 1 + random.nextInt(8));
                case 3, 4 -> host.end(jobId);
                default -> host.in.cancelJob(jobId, 0);
            }
            host.now += random.nextInt(300);
            if (asksForPass) {
                host.in.clock(true);
            }
            lines.addAll(host.run());
        }
        return lines;
    }
}
