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
package io.weft.placement.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.memory.Footprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepRoomsTest {
    private static final int STEP_LENGTH = 16;

    private final Footprint footprint = new Footprint();
    private StepRooms rooms;

    @BeforeEach
    void createRooms() {
        rooms = new StepRooms(4, StepRooms.lengthOf(32, STEP_LENGTH), footprint);
        rooms.clear(STEP_LENGTH);
    }

    @AfterEach
    void closeFootprint() {
        footprint.close();
    }

    @Test
    void shouldStayWhenThereIsRoomEnough() {
        rooms.grow(0, 3);
        final int offset = rooms.offset(0);

        assertTrue(rooms.grow(0, 8));

        assertEquals(offset, rooms.offset(0));
    }

    @Test
    void shouldTakeItsStepsAlongWhenItNeedsMore() {
        rooms.grow(0, 8);
        rooms.grow(1, 8);
        rooms.buffer().putLong(rooms.offset(0) + 7 * STEP_LENGTH, 123);

        assertTrue(rooms.grow(0, 9));

        assertNotEquals(rooms.offset(0), rooms.offset(1));
        assertEquals(123, rooms.buffer().getLong(rooms.offset(0) + 7 * STEP_LENGTH));
    }

    @Test
    void shouldGiveAwayWhatWasLeft() {
        rooms.grow(0, 8);
        final int left = rooms.offset(0);
        rooms.grow(0, 16);

        assertTrue(rooms.grow(1, 8));

        assertEquals(left, rooms.offset(1));
    }

    @Test
    void shouldTakeBackAllRoomsWhenNoneIsLeft() {
        rooms.grow(0, 16);
        rooms.grow(1, 16);

        assertFalse(rooms.grow(2, 8));

        assertTrue(rooms.grow(0, 16), "only one of 8 steps was given since");
        assertNotEquals(rooms.offset(0), rooms.offset(2));
        assertFalse(rooms.grow(1, 16));
    }

    @Test
    void shouldHaveRoomForTheMostThatWasCounted() {
        rooms.grow(0, 8);

        assertFalse(rooms.grow(1, 32));
        assertEquals(0, rooms.offset(1));
    }
}
