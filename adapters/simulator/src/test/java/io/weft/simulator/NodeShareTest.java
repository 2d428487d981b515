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
package io.weft.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeShareTest {
    private static final MachineDescription MACHINE = MachineDescription.of(150, 12);

    @ParameterizedTest
    @CsvSource({"1%, 1", "2%, 3", "3%, 4", "18%, 27", "0.667%, 1", "99.99%, 149", "0, 0", "7, 7"})
    void shouldRoundPercentDownAsThePaperDid(final String text, final int count) {
        final NodeShare share = NodeShare.of(text);

        assertEquals(count, share.count(MACHINE));
        assertEquals(text, share.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "", "%", "100%", "1.5", "0.0001%", "3000000000", "-2%"})
    void shouldRefuseWhatIsNoShare(final String text) {
        final String message =
                assertThrows(IllegalArgumentException.class, () -> NodeShare.of(text)).getMessage();

        assertTrue(message.startsWith("interactiveNodes=" + text + ", expected"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5%", "150", "151"})
    void shouldRefuseNoneOrAllOfAMachine(final String text) {
        final NodeShare share = NodeShare.of(text);

        assertThrows(IllegalArgumentException.class, () -> share.count(MACHINE));
    }
}
