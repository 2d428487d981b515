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

import io.weft.simulator.ncs.NcsEdition;
import java.util.Locale;

/**
 * What comes first when several things happen at one instant, and how fine time is. Published
 * schedules are reproduced job by job only under the rules of the program that made them.
 */
public enum SemanticsProfile {
    /**
     * The physical order, to the nanosecond: first all ends, of jobs that are done and of jobs at
     * their limit; then processes turn busy or idle; then nodes fail or come back, and what a
     * script says; then submissions; then, if the kernel was told anything, the policy looks at all
     * of it once.
     */
    EXACT(1) {
        @Override
        void play(final Instant instant) {
            instant.takeEnds();
            for (int i = 0; i < instant.endCount(); i++) {
                instant.reportEnd(i);
            }
            instant.endOverdue();
            instant.changePhases();
            instant.applyOutside();
            while (instant.submitNext()) {
                // All of them, before the policy looks.
            }
            if (instant.hasNews()) {
                instant.pass();
            }
        }
    },

    /**
     * The order of the pyss simulator and of those that grew from it, to the second: first
     * submissions, then ends in the order in which the jobs started, and the policy looks after
     * each of them. A job whose estimate is over now frees its processors before all that. After a
     * submission the policy looks only if the new job itself would fit.
     */
    PYSS(1_000_000_000L) {
        @Override
        void play(final Instant instant) {
            instant.takeEnds();
            for (int i = 0; i < instant.endCount(); i++) {
                if (instant.isEstimateOver(i)) {
                    instant.reportEnd(i);
                }
            }
            if (instant.endOverdue()) {
                instant.pass();
            }
            instant.changePhases();
            while (instant.submitNext()) {
                if (instant.submittedFits()) {
                    instant.pass();
                }
            }
            for (int i = 0; i < instant.endCount(); i++) {
                instant.reportEnd(i);
                instant.pass();
            }
        }
    },

    /** The published simulator of the paper, edition 2023, with a clock and policies of its own. */
    NCS(NcsEdition.OF_2023),

    /** The same, edition 2022. */
    NCS_2022(NcsEdition.OF_2022);

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final long granularityNs;
    private final NcsEdition edition;

    SemanticsProfile(final long granularityNs) {
        this.granularityNs = granularityNs;
        edition = null;
    }

    SemanticsProfile(final NcsEdition edition) {
        granularityNs = 1_000_000_000L;
        this.edition = edition;
    }

    /** The name as it is written in settings: {@code exact}, {@code pyss}, {@code ncs-2022}. */
    public String text() {
        return text;
    }

    /** The edition of the published simulator whose rules are followed; null: none. */
    public NcsEdition edition() {
        return edition;
    }

    /** Events happen at multiples of this many ns, rounded up. */
    public long granularityNs() {
        return granularityNs;
    }

    /**
     * The first time, not before another one, at which something can happen.
     *
     * @param timeNs a time, ns; {@link Long#MAX_VALUE} stays what it is
     */
    long roundedUp(final long timeNs) {
        final long rest = granularityNs == 1 ? 0 : timeNs % granularityNs;
        return rest == 0 || timeNs == Long.MAX_VALUE ? timeNs : timeNs + (granularityNs - rest);
    }

    /**
     * The profile of a name.
     *
     * @param text as {@link #text()} gives it
     * @throws IllegalArgumentException naming it if there is no such profile
     */
    public static SemanticsProfile of(final String text) {
        for (final SemanticsProfile profile : values()) {
            if (profile.text.equals(text)) {
                return profile;
            }
        }
        throw new IllegalArgumentException(
                "semantics=" + text + ", expected exact, pyss, ncs or ncs-2022");
    }

    /** Lets happen what is due at one instant. */
    void play(final Instant instant) {
        throw new IllegalStateException("semantics=" + text + " has a clock of its own");
    }
}
