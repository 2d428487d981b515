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
import java.util.concurrent.locks.LockSupport;

/**
 * A kernel kept beyond its limits for a while: every input is taken, refused by the ring, or
 * rejected with a reason, and the process has as much memory and as many descriptors, and the
 * journal as many bytes on disk, at the end as at the beginning.
 */
final class OverloadFuzz implements Fuzz {
    /** How long when all fuzzers run briefly. */
    static final long SMOKE_MS = 8_000;

    private static final int SAMPLE_COUNT = 60;
    private static final List<String> FLAGS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Xms64m",
                    "-Xmx64m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:MaxDirectMemorySize=64m");

    private final long lengthMs;
    private volatile String found = "";

    /**
     * A run of some length.
     *
     * @param lengthMs of each seed.
     */
    OverloadFuzz(final long lengthMs) {
        this.lengthMs = lengthMs;
    }

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String unit() {
        return "decisions";
    }

    @Override
    public String remark(final Tally tally) {
        return found;
    }

    @Override
    public int smokeCount() {
        return ProcessUse.isKnown() ? 1 : 0;
    }

    @Override
    public void run(final long seed, final Tally tally) {
        try (Scratch scratch = new Scratch("overload");
                ChildJvm child =
                        ChildJvm.start(
                                FLAGS,
                                scratch.path("output"),
                                OverloadChild.class,
                                List.of(
                                        scratch.path("journal").toString(),
                                        Long.toString(seed),
                                        Long.toString(lengthMs)))) {
            final ProcessUse use = new ProcessUse(child.pid());
            final DiskUse disk = new DiskUse(scratch.path("journal"));
            while (child.isAlive()) {
                use.sample();
                disk.sample();
                LockSupport.parkNanos(lengthMs * 1_000_000 / SAMPLE_COUNT);
            }
            final String printed = child.printed();
            if (child.await() != 0) {
                throw new AssertionError("died: " + printed);
            }
            count(printed, tally);
            found = ", " + use.text() + ", " + disk.text();
            use.check();
            disk.check();
        }
    }

    /** Every limit must have been met, or the run says nothing. */
    private static void count(final String printed, final Tally tally) {
        final Tally ofRun = new Tally();
        printed.lines()
                .filter(line -> line.matches("[\\w ]+=\\d+"))
                .map(line -> line.split("="))
                .forEach(pair -> ofRun.onSomething(pair[0], Long.parseLong(pair[1])));
        tally.add(ofRun);
        tally.onRun("overload", ofRun.count("decisions"));
        for (final String limit :
                List.of(
                        "refused by the full ring",
                        "rejected QUEUE_FULL JOB_ID",
                        "rejected TABLE_FULL NAME_ID",
                        "rejected TABLE_FULL JOB_ID",
                        "entries let go")) {
            if (ofRun.count(limit) == 0) {
                throw new AssertionError("there was nothing of: " + limit + ":\n" + printed);
            }
        }
    }
}
