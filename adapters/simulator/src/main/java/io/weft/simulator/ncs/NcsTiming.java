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

/** The four policies of the published simulator, by the names they have in settings. */
public enum NcsTiming {
    /** FCFS with oversubscribing ({@code FCFSOC}). */
    FCFS("fcfs", false, true),

    /** EASY backfilling with oversubscribing ({@code EasyBackfillingOC}). */
    EASY("easy", true, true),

    /** FCFS that shares no core ({@code FCFS}). */
    FCFS_UNSHARED("fcfs-unshared", false, false),

    /** EASY backfilling that shares no core ({@code EasyBackfilling}). */
    EASY_UNSHARED("easy-unshared", true, false);

    private final String text;
    private final boolean backfills;
    private final boolean shares;

    NcsTiming(final String text, final boolean backfills, final boolean shares) {
        this.text = text;
        this.backfills = backfills;
        this.shares = shares;
    }

    /** The name in settings. */
    public String text() {
        return text;
    }

    /** Whether later jobs may overtake the first that waits. */
    boolean backfills() {
        return backfills;
    }

    /** Whether jobs may share cores. */
    public boolean shares() {
        return shares;
    }

    /**
     * The policy of a name.
     *
     * @param text as {@link #text()} gives it
     * @throws IllegalArgumentException naming it if there is no such policy
     */
    public static NcsTiming of(final String text) {
        for (final NcsTiming timing : values()) {
            if (timing.text.equals(text)) {
                return timing;
            }
        }
        throw new IllegalArgumentException(
                "policy=" + text + ", expected easy, fcfs, easy-unshared or fcfs-unshared");
    }
}
