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

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that a fuzzer must find.
 *
 * @param label name on the command line.
 * @param fuzz the fuzzer, with the fault planted in what it tries.
 * @param commandCountMax within which it is found.
 */
record Planted(String label, Fuzz fuzz, long commandCountMax) {
    private static final long COMMANDS_MAX = 1_000_000;
    private static final long CRASH_CYCLES_MAX = 200;
    private static final long CLUSTER_INPUTS_MAX = 100_000;

    /** A fault in a policy. */
    static Planted of(final Fault fault) {
        return new Planted(fault.label(), Canary.fuzz(fault), COMMANDS_MAX);
    }

    /** A check that a journal lacks. */
    static Planted of(final JournalFault fault) {
        return new Planted(fault.label(), new JournalFuzz(fault), COMMANDS_MAX);
    }

    /** A fault in a journal, or on the way to it. */
    static Planted of(final CrashFault fault) {
        return new Planted(fault.label(), new CrashFuzz(fault), CRASH_CYCLES_MAX);
    }

    /** A fault in a simulated cluster. */
    static Planted of(final ClusterFault fault) {
        return new Planted(fault.label(), new ClusterFuzz(fault), CLUSTER_INPUTS_MAX);
    }

    /** Every one there is. */
    static List<Planted> all() {
        final List<Planted> all = new ArrayList<>();
        for (final Fault fault : Fault.values()) {
            all.add(of(fault));
        }
        for (final JournalFault fault : JournalFault.values()) {
            all.add(of(fault));
        }
        CrashFault.planted().forEach(fault -> all.add(of(fault)));
        ClusterFault.planted().forEach(fault -> all.add(of(fault)));
        return all;
    }

    /** The one with a label. */
    static Planted of(final String label) {
        return all().stream()
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "FAULT=" + label + ", expected one of " + labels()));
    }

    static List<String> labels() {
        return all().stream().map(Planted::label).toList();
    }
}
