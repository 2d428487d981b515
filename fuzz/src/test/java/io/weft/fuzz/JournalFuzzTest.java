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
package io.weft.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A minute each with CI=true in the environment: every length of 256 KiB, every bit of 64 KiB. Some
 * seconds elsewhere. {@code weft fuzz journal} goes on for as long as one likes.
 */
class JournalFuzzTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final long SEED = 6;
    private static final boolean IS_CI = "true".equals(System.getenv("CI"));
    private static final int CUT_LENGTH = IS_CI ? 256 << 10 : 1 << 14;
    private static final int FLIPPED_LENGTH = IS_CI ? 64 << 10 : 1 << 11;

    private final Tally tally = new Tally();

    @Test
    void shouldRefuseEveryTruncation() {
        final long count = new JournalFuzz().everyLength(SEED, CUT_LENGTH, false, tally, NOWHERE);

        assertTrue(count > CUT_LENGTH);
        assertEquals(count, tally.count("journals refused"));
    }

    @Test
    void shouldRefuseEveryBitOrHoldTheSame() {
        final long count = new JournalFuzz().everyBit(SEED, FLIPPED_LENGTH, false, tally, NOWHERE);

        assertTrue(count >= FLIPPED_LENGTH * Byte.SIZE, count + " bits");
        assertTrue(tally.count("journals refused") > count / 2);
        assertTrue(tally.count("journals gone on with") > 0);
    }

    @Test
    void shouldRefuseRandomDamageOrHoldTheSame() {
        for (long seed = 1; seed <= 50; seed++) {
            new JournalFuzz().run(seed, tally);
        }

        assertEquals(50 * JournalFuzz.DAMAGE_COUNT, tally.commandCount());
        assertTrue(tally.count("journals the same") > 0);
        assertTrue(tally.count("journals that had let files go") > 5);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindPlantedFault(final JournalFault fault) {
        assertTrue(new Canary(NOWHERE).finds(Planted.of(fault)));
    }
}
