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

import io.weft.fuzz.parse.ParseRun;
import io.weft.fuzz.parse.ParseTarget;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code weft fuzz smoke}. */
@Command(
        name = "smoke",
        header = "Every fuzzer briefly, always with the same seeds.",
        description = "A minute; the build runs it as a test.",
        footer = "  weft fuzz smoke")
final class SmokeCommand implements Callable<Integer> {
    /** Seeds of each fuzzer. */
    static final int COUNT = 24;

    /** Inputs of each reader. */
    static final int PARSE_COUNT = 60;

    /** The first of them. */
    static final long SEED = 1;

    private static final List<Fuzz> FUZZERS =
            List.of(
                    new KernelFuzz(),
                    new PlacementFuzz(),
                    new JournalFuzz(),
                    new SnapshotFuzz(),
                    new ClusterFuzz(),
                    new CrashFuzz(),
                    new RingFuzz(),
                    new OverloadFuzz(OverloadFuzz.SMOKE_MS));

    private final PrintStream out;

    SmokeCommand(final PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        boolean isClean = true;
        for (final Fuzz fuzz : FUZZERS) {
            isClean &= new FuzzRun(fuzz, SEED, fuzz.smokeCount(), Long.MAX_VALUE, out).run(1);
        }
        for (final ParseTarget target : FuzzMain.parseTargets()) {
            isClean &= new ParseRun(target, SEED, out).run(PARSE_COUNT, Integer.MAX_VALUE, 1);
        }
        return isClean ? 0 : 1;
    }
}
