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

/** Sizes for every build; {@code weft fuzz journal} goes on for longer. */
class JournalFuzzTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final long SEED = 6;

    private final Tally tally = new Tally();

    @Test
    void shouldRefuseEveryTruncation() {
        final long count = new JournalFuzz().everyLength(SEED, 256 << 10, false, tally, NOWHERE);

        assertTrue(count > 256 << 10);
        assertEquals(count, tally.count("journals refused"));
    }

    @Test
    void shouldRefuseEveryBitOrHoldTheSame() {
        final long count = new JournalFuzz().everyBit(SEED, 64 << 10, false, tally, NOWHERE);

        assertTrue(count >= 524_288, count + " bits");
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
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindPlantedFault(final JournalFault fault) {
        assertTrue(new Canary(NOWHERE).finds(fault));
    }
}
