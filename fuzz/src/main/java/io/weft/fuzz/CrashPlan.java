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
 * @param snapshotInterval entries between snapshots; 0 for none.
 * @param removesReleased whether the journal lets the files go that snapshots make up for.
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
        int snapshotInterval,
        boolean removesReleased,
        CrashFault fault) {
    private static final int INPUT_COUNT = 60;
    private static final long DELAY_NS_MAX = 4_000_000;
    private static final int[] ROLL_ENTRIES = {20, 50, 100_000};
    private static final int[] SNAPSHOT_INTERVALS = {5, 15, 40};
    private static final int WRITES_MAX = 60;

    /** Draws a life. */
    static CrashPlan draw(
            final SplittableRandom random,
            final long seed,
            final int life,
            final int recordCount,
            final CrashFault fault) {
        final CrashPoint[] points = CrashPoint.values();
        CrashPoint point = points[random.nextInt(points.length)];
        while (life == 0 && point.isLater() || fault != CrashFault.NONE && point.isOfSnapshots()) {
            point = points[random.nextInt(points.length)];
        }
        final boolean isForgetful = fault == CrashFault.RELEASED_TOO_MUCH;
        final boolean hasSnapshots =
                point.isOfSnapshots()
                        || isForgetful
                        || fault == CrashFault.NONE && random.nextBoolean();
        final int turnMax =
                switch (point) {
                    case MID_OPEN, MID_CLOSE -> 1;
                    case MID_ROLL, MID_RESEND -> 1 + random.nextInt(INPUT_COUNT / 2);
                    case MID_RECOVERY -> hasSnapshots ? INPUT_COUNT : recordCount + 2;
                    case MID_SNAPSHOT -> WRITES_MAX;
                    case MID_RELEASE -> 4;
                    default -> random.nextBoolean() ? 8 : 2 * INPUT_COUNT;
                };
        final boolean hasFiles = isForgetful || point == CrashPoint.MID_RELEASE;
        return new CrashPlan(
                seed,
                life,
                point,
                1 + random.nextInt(turnMax),
                random.nextLong(1 + random.nextLong(DELAY_NS_MAX)),
                point == CrashPoint.MID_ROLL
                        ? 1
                        : ROLL_ENTRIES[hasFiles ? 0 : random.nextInt(ROLL_ENTRIES.length)],
                INPUT_COUNT + random.nextInt(2 * INPUT_COUNT),
                hasSnapshots ? SNAPSHOT_INTERVALS[random.nextInt(SNAPSHOT_INTERVALS.length)] : 0,
                hasFiles || random.nextBoolean(),
                fault);
    }

    /** A short life that ends by itself. */
    static CrashPlan undisturbed() {
        return new CrashPlan(
                1,
                0,
                CrashPoint.ANYWHERE,
                1,
                0,
                ROLL_ENTRIES[0],
                INPUT_COUNT,
                SNAPSHOT_INTERVALS[0],
                true,
                CrashFault.NONE);
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
                Integer.toString(snapshotInterval),
                Boolean.toString(removesReleased),
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
                Integer.parseInt(args[from + 7]),
                Boolean.parseBoolean(args[from + 8]),
                CrashFault.valueOf(args[from + 9]));
    }
}
