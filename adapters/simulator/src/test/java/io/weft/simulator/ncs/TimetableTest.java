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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final int[] FIRST = {0};

    @Test
    void shouldTakeCoresInTheSlicesOfATimeSpan() {
        final Timetable table = table(8, 1);

        table.split(10);
        table.cut(20);
        table.take(10, 20, FIRST, 3);

        assertEquals("0-10:8 10-20:5 20-" + Timetable.END_S + ":8", text(table));
    }

    @Test
    void shouldJoinSlicesThatAreAlikeOnlyWhenItCuts() {
        final Timetable table = table(8, 1);
        table.split(10);
        table.cut(20);

        table.split(20);
        assertEquals("0-10:8 10-20:8 20-" + Timetable.END_S + ":8", text(table));

        table.cut(30);
        assertEquals(4, table.size());

        table.split(15);
        assertEquals("0-15:8 15-" + Timetable.END_S + ":8", text(table));
    }

    /** In the published simulator these are objects of their own, which are no longer the same. */
    @Test
    void shouldNotJoinLargeCountsThatWereWritten() {
        final Timetable table = table(200, 1);
        table.split(10);
        table.cut(20);
        table.add(1, FIRST, -1);
        table.add(1, FIRST, 1);

        table.split(30);

        assertEquals("0-10:200 10-20:200 20-30:200 30-" + Timetable.END_S + ":200", text(table));
    }

    @Test
    void shouldJoinLargeCountsThatWereCopied() {
        final Timetable table = table(200, 1);
        table.split(10);
        table.cut(20);

        table.split(30);

        assertEquals("0-30:200 30-" + Timetable.END_S + ":200", text(table));
    }

    @Test
    void shouldJoinSmallCountsThatWereWritten() {
        final Timetable table = table(200, 2);
        table.split(10);
        table.add(0, FIRST, -100);
        table.add(1, FIRST, -100);

        table.split(30);

        assertEquals("0-30:100 30-" + Timetable.END_S + ":100", text(table));
    }

    @Test
    void shouldForgetWhatIsOver() {
        final Timetable table = table(8, 1);
        table.split(10);
        table.cut(20);

        table.dropUntil(10);

        assertEquals(10, table.slice(0).startS());
        assertEquals(1, table.endingAt(Timetable.END_S));
    }

    @Test
    void shouldRefuseToFindASliceThatDoesNotExist() {
        assertThrows(IllegalStateException.class, () -> table(8, 1).endingAt(7));
    }

    @Test
    void shouldLeaveTheOriginalWhenACopyChanges() {
        final Timetable table = table(8, 1);
        final Timetable copy = table.copy();

        copy.split(10);
        copy.add(0, FIRST, -8);

        assertEquals("0-" + Timetable.END_S + ":8", text(table));
    }

    private static Timetable table(final int cores, final int maxMultiplicity) {
        return Timetable.of(
                new NcsRules(
                        NcsEdition.OF_2022,
                        NcsTiming.EASY,
                        1,
                        cores,
                        NcsRules.MEMORY_KIB_DEFAULT,
                        maxMultiplicity,
                        1));
    }

    private static String text(final Timetable table) {
        final List<String> slices = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            final Slice slice = table.slice(i);
            slices.add(slice.startS() + "-" + slice.endS() + ":" + slice.free(0));
        }
        return String.join(" ", slices);
    }
}
