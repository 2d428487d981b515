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
package io.weft.simulator.golden;

import io.weft.core.client.AllocationSlices;
import io.weft.simulator.metrics.JobOutcome;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a job in the simulator of Minami, Endo and Nomura, or here.
 *
 * @param submitS s from the first submission, as are the next two
 * @param cpuMicros time on a core, rounded; 0 where it is not published
 * @param slowdown (wait + run) / run alone, bit for bit
 * @param cores such as 0:1+2;3:0, ascending
 */
record NcsResult(
        long jobId,
        long submitS,
        long startS,
        long endS,
        long runAloneS,
        long cpuMicros,
        double slowdown,
        int processors,
        int nodeCount,
        String cores) {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final double MICROS_PER_S = 1e6;
    private static final int TAB_FIRST_NODE = 16;

    /** A line of a {@code test.out}. */
    static NcsResult ofTabs(final String line) {
        final String[] fields = line.strip().split("\t");
        final SortedMap<Integer, String> cores = new TreeMap<>();
        for (int i = TAB_FIRST_NODE; i < fields.length; i++) {
            final String[] parts = fields[i].split("[()]");
            cores.put(Integer.valueOf(parts[0]), ascending(parts[1].split(",")));
        }
        return new NcsResult(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]),
                Math.round(Double.parseDouble(fields[9]) * MICROS_PER_S),
                Double.parseDouble(fields[11]),
                Integer.parseInt(fields[14]),
                Integer.parseInt(fields[15]),
                text(cores));
    }

    /** A line of the results for UniLu-Gaia. */
    static NcsResult ofCommas(final String line) {
        final String[] fields = line.split(",");
        final SortedMap<Integer, String> cores = new TreeMap<>();
        for (final String node : fields[11].split(";")) {
            final String[] parts = node.split(":");
            cores.put(Integer.valueOf(parts[0]), ascending(parts[1].split("\\+")));
        }
        return new NcsResult(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]),
                0,
                Double.parseDouble(fields[8]),
                Integer.parseInt(fields[9]),
                Integer.parseInt(fields[10]),
                text(cores));
    }

    /** What came out here. */
    static NcsResult of(final JobOutcome outcome, final AllocationSlices slices) {
        final SortedMap<Integer, String> cores = new TreeMap<>();
        while (slices.next()) {
            final int first = slices.firstCore();
            final String part =
                    Arrays.stream(bits(slices.coreMask()))
                            .mapToObj(bit -> Integer.toString(first + bit))
                            .collect(Collectors.joining("+"));
            cores.merge(slices.nodeId(), part, (a, b) -> a + "+" + b);
        }
        return new NcsResult(
                outcome.job().id(),
                outcome.job().submitNs() / NS_PER_S,
                outcome.startNs() / NS_PER_S,
                outcome.endNs() / NS_PER_S,
                outcome.job().runtimeNs() / NS_PER_S,
                Math.round(outcome.cpuTimeNs() / 1e3),
                outcome.slowdown(),
                outcome.job().processors(),
                cores.size(),
                text(cores));
    }

    /** The same where time on a core is not published. */
    NcsResult withoutCpu() {
        return new NcsResult(
                jobId, submitS, startS, endS, runAloneS, 0, slowdown, processors, nodeCount, cores);
    }

    private static int[] bits(final long mask) {
        final int[] bits = new int[Long.bitCount(mask)];
        long rest = mask;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return bits;
    }

    private static String ascending(final String[] cores) {
        return Arrays.stream(cores)
                .mapToInt(Integer::parseInt)
                .sorted()
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("+"));
    }

    private static String text(final SortedMap<Integer, String> cores) {
        return cores.entrySet().stream()
                .map(node -> node.getKey() + ":" + node.getValue())
                .collect(Collectors.joining(";"));
    }
}
