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
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.state.HalfLife;
import io.weft.core.state.Limits;
import io.weft.core.state.UserTable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriorityRulesTest {
    private static final long S = 1_000_000_000;
    private static final long WEEK = 7 * 24 * 3600 * S;
    private static final long CORE = UserTable.USAGE_OF_A_CORE;
    private static final int USER = 77;
    private static final int ACCOUNT = 5;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(4).coresPerNode(4).jobCount(8).nameCount(2));

    @BeforeEach
    void setUp() {
        host.now = 0;
        host.define(4, 4, 1);
    }

    @AfterEach
    void tearDown() {
        host.state().verify();
        host.close();
    }

    private JobRequest request(final long jobId) {
        return new JobRequest()
                .jobId(jobId)
                .walltimeNs(100 * WEEK)
                .owner(USER, ACCOUNT)
                .nodes(1, 4);
    }

    private long accountUsage() {
        final UserTable accounts = host.state().accounts();
        return accounts.usage(accounts.row(ACCOUNT), host.now);
    }

    @Test
    void shouldSetEveryWeight() {
        host.in.setPriority(
                new PriorityRequest()
                        .age(1)
                        .size(-2)
                        .classes(-3, 4, 5)
                        .queue(6)
                        .job(7)
                        .userShare(8)
                        .accountShare(9)
                        .halfLifeS(10));
        host.run();

        final long[] expected = {1, -2, -3, 4, 5, 6, 7, 8, 9};
        for (final PriorityFactor factor : PriorityFactor.values()) {
            assertEquals(expected[factor.ordinal()], host.state().priorityWeight(factor));
        }
        assertEquals(10, host.state().halfLife().lengthS());
    }

    @Test
    void shouldRejectWeightsOutOfRangeAndChangeNothing() {
        host.in.setPriority(new PriorityRequest().age(3).halfLifeS(9));
        host.run();
        final long digest = StateDigest.of(host.state());

        host.in.setPriority(new PriorityRequest().age(-1));
        host.in.setPriority(new PriorityRequest().age(1 + (1L << 24)));
        host.in.setPriority(new PriorityRequest().size(-1 - (1L << 24)));
        host.in.setPriority(new PriorityRequest().classes(0, 0, Long.MAX_VALUE));
        host.in.setPriority(new PriorityRequest().accountShare(1 + (1L << 40)));
        host.in.setPriority(new PriorityRequest().halfLifeS(0));
        host.in.setPriority(new PriorityRequest().halfLifeS(HalfLife.LENGTH_MAX_S + 1));
        host.in.userShare(USER, -1);
        host.in.accountShare(ACCOUNT, 65_536);
        final List<String> decisions = host.run();

        assertEquals(9, decisions.stream().filter(s -> s.contains("OUT_OF_RANGE")).count());
        assertEquals(digest, StateDigest.of(host.state()));
    }

    @Test
    void shouldTakeTheHighestWeightsWithoutOverflow() {
        long sum = 0;
        for (final PriorityFactor factor : PriorityFactor.values()) {
            final long valueMax =
                    switch (factor) {
                        case AGE -> Long.MAX_VALUE / S;
                        case SIZE -> 1L << 30;
                        case QUEUE, JOB -> 1L << 31;
                        default -> 1;
                    };
            final long weight = Math.max(factor.weightMax(), -factor.weightMin());
            sum = Math.addExact(sum, Math.multiplyExact(weight, valueMax));
        }

        assertNotEquals(0, sum >>> 58);
        assertEquals(0, sum >>> 60);
    }

    @Test
    void shouldHalveTheFairShareOfWhoUsesWhatIsDue() {
        host.in.userShare(USER, 3);
        host.in.userShare(USER + 1, 9);
        host.in.submitJob(request(1));
        host.run();
        final int user = host.state().jobUser(host.row(1));
        assertEquals(ClusterView.FAIR_SHARE_ONE, host.state().userFairShare(user, host.now));

        host.now = 100 * WEEK;

        // 4 of 16 cores, of which 3 / 12 are due.
        final long half = ClusterView.FAIR_SHARE_ONE / 2;
        assertEquals(half, host.state().userFairShare(user, host.now), 1);
    }

    @Test
    void shouldRejectTheShareOfAUserForWhomThereIsNoRow() {
        host.in.userShare(1, 5);
        host.in.userShare(2, 5);
        host.in.userShare(3, 5);
        host.in.userShare(2, 6);
        final List<String> decisions = host.run();

        assertEquals(1, decisions.stream().filter(s -> s.contains("TABLE_FULL")).count());
        assertEquals(11, host.state().users().shareSum());
    }

    @Test
    void shouldCountWhatAccountsUseOnlyWhileThatWeighsAnything() {
        host.in.submitJob(request(1));
        host.in.submitJob(request(2));
        host.run();
        assertEquals(-1, host.state().accounts().row(ACCOUNT));

        host.now = WEEK;
        host.in.setPriority(new PriorityRequest().accountShare(1));
        host.run();
        host.state().verify();
        assertEquals(0, accountUsage());

        host.now = 2 * WEEK;
        assertEquals(4 * CORE, accountUsage());
        host.end(1);
        host.run();
        host.now = 3 * WEEK;
        assertEquals(4 * CORE, accountUsage());

        host.in.setPriority(new PriorityRequest());
        host.run();
        host.end(2);
        host.run();
        host.now = 4 * WEEK;
        assertEquals(2 * CORE, accountUsage());
    }
}
