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

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticsProfileTest {
    @Test
    void shouldEndThenSubmitThenPassOnceWhenExact() {
        final Script script = new Script(2, 3);

        SemanticsProfile.EXACT.play(script);

        assertEquals(
                List.of(
                        "end 0", "end 1", "overdue", "phases", "outside", "submit", "submit",
                        "submit", "pass"),
                script.calls);
    }

    @Test
    void shouldNotPassWhenNothingWasToldAndExact() {
        final Script script = new Script(0, 0);

        SemanticsProfile.EXACT.play(script);

        assertEquals(List.of("overdue", "phases", "outside"), script.calls);
    }

    /** Of the ends, the second is at its estimate; of the submissions, the second fits. */
    @Test
    void shouldPassAfterEachEventWhenPyss() {
        final Script script = new Script(2, 3);

        SemanticsProfile.PYSS.play(script);

        assertEquals(
                List.of(
                        "end 1", "overdue", "phases", "submit", "submit", "pass", "submit", "end 0",
                        "pass", "end 1", "pass"),
                script.calls);
    }

    @Test
    void shouldRoundUpToWholeSecondsWhenPyss() {
        assertEquals(2_000_000_000L, SemanticsProfile.PYSS.roundedUp(1_000_000_001L));
        assertEquals(2_000_000_000L, SemanticsProfile.PYSS.roundedUp(2_000_000_000L));
        assertEquals(Long.MAX_VALUE, SemanticsProfile.PYSS.roundedUp(Long.MAX_VALUE));
        assertEquals(1_000_000_001L, SemanticsProfile.EXACT.roundedUp(1_000_000_001L));
    }

    @Test
    void shouldNotPlayInstantsWhenNcs() {
        final Script script = new Script(0, 0);

        assertThrows(IllegalStateException.class, () -> SemanticsProfile.NCS.play(script));
    }

    @Test
    void shouldFindProfilesByName() {
        assertEquals(SemanticsProfile.EXACT, SemanticsProfile.of("exact"));
        assertEquals(SemanticsProfile.PYSS, SemanticsProfile.of("pyss"));
        assertEquals(SemanticsProfile.NCS, SemanticsProfile.of("ncs"));
        assertEquals(SemanticsProfile.NCS_2022, SemanticsProfile.of("ncs-2022"));
        assertThrows(IllegalArgumentException.class, () -> SemanticsProfile.of("EXACT"));
    }

    /** Writes down what is asked of it. */
    private static final class Script implements Instant {
        private final List<String> calls = new ArrayList<>();
        private final int endCount;
        private final int submissionCount;
        private int submitted;
        private boolean hasNews;

        Script(final int endCount, final int submissionCount) {
            this.endCount = endCount;
            this.submissionCount = submissionCount;
        }

        @Override
        public void takeEnds() {}

        @Override
        public int endCount() {
            return endCount;
        }

        @Override
        public boolean isEstimateOver(final int index) {
            return index == 1;
        }

        @Override
        public void reportEnd(final int index) {
            calls.add("end " + index);
            hasNews = true;
        }

        @Override
        public boolean endOverdue() {
            calls.add("overdue");
            return false;
        }

        @Override
        public void changePhases() {
            calls.add("phases");
        }

        @Override
        public void applyOutside() {
            calls.add("outside");
        }

        @Override
        public boolean submitNext() {
            if (submitted == submissionCount) {
                return false;
            }
            submitted++;
            calls.add("submit");
            hasNews = true;
            return true;
        }

        @Override
        public boolean submittedFits() {
            return submitted == 2;
        }

        @Override
        public boolean hasNews() {
            return hasNews;
        }

        @Override
        public void pass() {
            calls.add("pass");
            hasNews = false;
        }
    }
}
