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

import java.util.concurrent.locks.LockSupport;

/** Where in its life a child waits to be killed. */
final class DeathRow {
    private static final long PARK_NS = 1_000_000_000;

    private final CrashPoint point;
    private final CrashLog log;
    private int turnsLeft;

    /**
     * Says where.
     *
     * @param point to wait at.
     * @param turn the first time, or the second, …
     * @param log that tells the parent.
     */
    DeathRow(final CrashPoint point, final int turn, final CrashLog log) {
        this.point = point;
        this.log = log;
        turnsLeft = turn;
    }

    /** A point is reached; does not return when it is the one to wait at. */
    void reach(final CrashPoint reached) {
        if (reached == point && --turnsLeft == 0) {
            log.park();
            while (true) {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }
}
