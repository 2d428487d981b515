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

import java.util.List;
import java.util.SplittableRandom;

/**
 * How one life of a kernel goes on and ends; everything of it stands in the arguments of the child.
 *
 * @param seed of the run.
 * @param life number of it in the run, from 0.
 * @param point where it is killed.
 * @param turn how often the point is reached before; with a point that is not exact, how many
 *     records the log has.
 * @param delayNs how long the kill waits then, when the point is not exact.
 * @param rollEntries entries a segment.
 * @param inputCount inputs that are offered at least, before it closes.
 * @param fault planted.
 */
record CrashPlan(
        long seed,
        int life,
        CrashPoint point,
        int turn,
        long delayNs,
        long rollEntries,
        int inputCount,
        CrashFault fault) {
    private static final int INPUT_COUNT = 60;
    private static final long DELAY_NS_MAX = 4_000_000;
    private static final int[] ROLL_ENTRIES = {20, 50, 100_000};

    /** Draws a life. */
    static CrashPlan draw(
            final SplittableRandom random,
            final long seed,
            final int life,
            final int recordCount,
            final CrashFault fault) {
        final CrashPoint[] points = CrashPoint.values();
        CrashPoint point = points[random.nextInt(points.length)];
        while (!point.isDrawn() || life == 0 && point.isLater()) {
            point = points[random.nextInt(points.length)];
        }
        final int turnMax =
                switch (point) {
                    case MID_OPEN, MID_CLOSE -> 1;
                    case MID_ROLL, MID_RESEND -> 1 + random.nextInt(INPUT_COUNT / 2);
                    case MID_RECOVERY -> recordCount + 2;
                    default -> random.nextBoolean() ? 8 : 2 * INPUT_COUNT;
                };
        return new CrashPlan(
                seed,
                life,
                point,
                1 + random.nextInt(turnMax),
                random.nextLong(1 + random.nextLong(DELAY_NS_MAX)),
                point == CrashPoint.MID_ROLL
                        ? 1
                        : ROLL_ENTRIES[random.nextInt(ROLL_ENTRIES.length)],
                INPUT_COUNT + random.nextInt(2 * INPUT_COUNT),
                fault);
    }

    List<String> args() {
        return List.of(
                Long.toString(seed),
                Integer.toString(life),
                point.name(),
                Integer.toString(turn),
                Long.toString(delayNs),
                Long.toString(rollEntries),
                Integer.toString(inputCount),
                fault.name());
    }

    /** Reads {@link #args()}, from some index on. */
    static CrashPlan of(final String[] args, final int from) {
        return new CrashPlan(
                Long.parseLong(args[from]),
                Integer.parseInt(args[from + 1]),
                CrashPoint.valueOf(args[from + 2]),
                Integer.parseInt(args[from + 3]),
                Long.parseLong(args[from + 4]),
                Long.parseLong(args[from + 5]),
                Integer.parseInt(args[from + 6]),
                CrashFault.valueOf(args[from + 7]));
    }
}
