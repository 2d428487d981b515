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
package io.weft.cli;

import io.weft.simulator.sweep.FileDigest;
import io.weft.simulator.sweep.SweepGrid;
import io.weft.simulator.sweep.SweepPlan;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Collects what the results of a sweep depend on: version, flags, and what is in files. */
final class SweepPlans {
    /** Flags of other groups say how to sweep, not what. */
    private static final List<Class<?>> GROUPS =
            List.of(
                    MachineFlags.class,
                    RuleFlags.class,
                    ChangeFlags.class,
                    JobMixFlags.class,
                    TraceFlags.class,
                    FormatFlags.class);

    private SweepPlans() {}

    static SweepPlan plan(SweepGrid grid, ParseResult flags) throws IOException {
        SortedMap<String, String> settings = new TreeMap<>();
        String[] version = new Build().getVersion();
        settings.put("weft", version[0] + ", " + version[1]);
        for (OptionSpec option : flags.matchedOptions()) {
            if (option.userObject() instanceof Field field
                    && GROUPS.contains(field.getDeclaringClass())) {
                settings.put(option.longestName(), text(option));
            }
        }
        SortedMap<String, String> digests = new TreeMap<>();
        for (String trace : grid.traces()) {
            digests.put(trace, FileDigest.of(Path.of(trace)));
        }
        return new SweepPlan(settings, digests, grid);
    }

    private static String text(OptionSpec option) throws IOException {
        if (option.getValue() instanceof Path file) {
            return file + " " + FileDigest.of(file);
        }
        return String.join(",", option.originalStringValues());
    }
}
