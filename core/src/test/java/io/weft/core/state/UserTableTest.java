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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.memory.Footprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserTableTest {
    private static final long S = 1_000_000_000;
    private static final long WEEK = 7 * 24 * 3600 * S;
    private static final long CORE = UserTable.USAGE_OF_A_CORE;

    private final Footprint footprint = new Footprint();
    private final HalfLife halfLife = new HalfLife();
    private final UserTable users = new UserTable(footprint, "user", 2, halfLife);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    @Test
    void shouldGiveEachUserARowUntilThereIsNone() {
        assertEquals(1, users.rowFor(-1, 0));
        assertEquals(2, users.rowFor(0, 0));
        assertEquals(UserTable.OTHERS_ROW, users.rowFor(7, 0));
        assertEquals(1, users.rowFor(-1, 0));
        assertEquals(-1, users.row(7));
    }

    @Test
    void shouldComeToWhatIsHeldHalfwayInEachHalfLife() {
        final int row = users.rowFor(3, WEEK);
        users.addCores(row, 8, WEEK);

        assertEquals(0, users.usage(row, WEEK));
        assertEquals(4 * CORE, users.usage(row, 2 * WEEK));
        assertEquals(6 * CORE, users.usage(row, 3 * WEEK));
    }

    @Test
    void shouldForgetHalfOfWhatWasHeldInEachHalfLife() {
        final int row = users.rowFor(3, 0);
        users.addCores(row, 8, 0);
        users.addCores(row, -8, WEEK);

        assertEquals(4 * CORE, users.usage(row, WEEK));
        assertEquals(2 * CORE, users.usage(row, 2 * WEEK));
        assertEquals(0, users.coreCount(row));
    }

    @Test
    void shouldCountTheSameWhetherAskedOnceOrInSteps() {
        final int once = users.rowFor(1, 0);
        final int often = users.rowFor(2, 0);
        users.addCores(once, 100, 0);
        for (int step = 0; step < 100; step++) {
            users.addCores(often, 1, 0);
        }
        for (long s = 1; s < 10_000; s += 7) {
            users.addCores(often, 1, s * S);
            users.addCores(often, -1, s * S);
        }

        // Rounded down in each of 1,429 steps.
        assertEquals(
                users.usage(once, 20_000 * S), users.usage(often, 20_000 * S), 21 * 1429, "usage");
    }

    @Test
    void shouldNotChangeWithinASecond() {
        final int row = users.rowFor(3, 0);
        users.addCores(row, 5, 3 * S);
        final long usage = users.usage(row, 9 * S);
        users.addCores(row, 100, 9 * S + 1);

        assertEquals(usage, users.usage(row, 9 * S + S - 1));
        users.addCores(row, -100, 9 * S + S - 1);
        assertEquals(users.usage(row, 9 * S), usage);
    }

    @Test
    void shouldCountSharesOfEverybodyKnownAndOneOfAllOthers() {
        assertEquals(0, users.shareSum());
        users.rowFor(3, 0);
        users.share(users.rowFor(4, 0), 9);
        assertEquals(10, users.shareSum());

        users.rowFor(5, 0);
        users.rowFor(6, 0);

        assertEquals(11, users.shareSum());
        assertEquals(1, users.share(UserTable.OTHERS_ROW));
    }

    @Test
    void shouldKeepWhatWasUsedWhenTheHalfLifeChanges() {
        final int row = users.rowFor(3, 0);
        users.addCores(row, 8, 0);
        users.addCores(row, -8, WEEK);

        users.settle(2 * WEEK);
        halfLife.length(HalfLife.LENGTH_S / 7);

        assertEquals(2 * CORE, users.usage(row, 2 * WEEK));
        assertEquals(CORE, users.usage(row, 2 * WEEK + WEEK / 7));
    }
}
