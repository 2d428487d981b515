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
package io.weft.bench.report;

import java.util.Optional;

/**
 * The figures of {@code weft bench}, under the names that result files use for ever. What each one
 * measures, and what it leaves out, stands in docs/benchmarks.md.
 */
public enum Metric {
    /** A decision in the selector, median. */
    DECISION_P50("decision_10000x128_load95_p50_ns", "ns", false, 150),
    /** A decision in the selector, the slowest in a thousand. */
    DECISION_P999("decision_10000x128_load95_p999_ns", "ns", false, 1000),
    /** Heap allocated by the kernel thread for each entry. */
    ALLOCATED("alloc_bytes_per_entry", "B", false, 0.01),
    /** From the ring to the journaled decision, median. */
    JOURNALED_P50("journaled_path_p50_ns", "ns", false, 1000),
    /** From the ring to the journaled decision, the slowest in a thousand. */
    JOURNALED_P999("journaled_path_p999_ns", "ns", false, 5000),
    /** From the ring until the kernel is done with a job that starts, median. */
    SUBMIT_CYCLE_P50("submit_cycle_p50_ns", "ns", false, Double.NaN),
    /** From the ring until the kernel is done with a job that ends, median. */
    END_CYCLE_P50("end_cycle_p50_ns", "ns", false, Double.NaN),
    /** What a hundred times the nodes cost. */
    SCALE_RATIO("scale_ratio_100k_to_1k", "x", false, 2),
    /** What a thousand times the pending jobs cost. */
    PENDING_RATIO("pending_ratio_1m_to_1k", "x", false, Double.NaN),
    /** What the index saves over a scan of all nodes. */
    FAST_TO_SCAN("fast_to_scan_ratio_10k", "x", true, Double.NaN),
    /** Jobs that the simulator plays in a second. */
    SIMULATED("simulated_jobs_per_s", "jobs/s", true, Double.NaN),

    /** A decision and what it changes, median; the long run only. */
    START_P50("start_10000x128_load95_p50_ns", "ns", false, Double.NaN),
    /** What a leaving job gives back, median; the long run only. */
    RELEASE_P50("release_10000x128_load95_p50_ns", "ns", false, Double.NaN),
    /** What the index saves over a byte for each core; the long run only. */
    FAST_TO_NAIVE("fast_to_naive_ratio_10k", "x", true, Double.NaN),
    /** From the intended arrival to the journaled decision, two threads; the long run only. */
    OPEN_LOOP_P50("open_loop_journaled_p50_ns", "ns", false, Double.NaN),
    /** The same, the slowest in a hundred. */
    OPEN_LOOP_P99("open_loop_journaled_p99_ns", "ns", false, Double.NaN),
    /** The same, the slowest in a thousand. */
    OPEN_LOOP_P999("open_loop_journaled_p999_ns", "ns", false, Double.NaN);

    /** Below this a number of bytes is no allocation but the JVM's housekeeping. */
    private static final double BYTES_OF_NOTE = 1;

    private final String key;
    private final String unit;
    private final boolean isMoreBetter;
    private final double promise;

    Metric(final String key, final String unit, final boolean isMoreBetter, final double promise) {
        this.key = key;
        this.unit = unit;
        this.isMoreBetter = isMoreBetter;
        this.promise = promise;
    }

    /**
     * Finds a metric.
     *
     * @param key of a result file.
     * @return the metric, empty for a key of another version.
     */
    public static Optional<Metric> of(final String key) {
        for (final Metric metric : values()) {
            if (metric.key.equals(key)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }

    /** Name in result files. */
    public String key() {
        return key;
    }

    /** Unit, as it is printed. */
    public String unit() {
        return unit;
    }

    /** Whether the quick run measures it. */
    public boolean isQuick() {
        return ordinal() <= SIMULATED.ordinal();
    }

    /**
     * What is promised.
     *
     * @return the largest value that keeps the promise, NaN when none was made.
     */
    public double promise() {
        return promise;
    }

    /**
     * How much worse one value is than another.
     *
     * @param before the value to compare with.
     * @param after the value to judge.
     * @return above 1 for worse, below for better, whichever way this metric counts; 1 when both
     *     are too small to mean anything.
     */
    public double worsening(final double before, final double after) {
        if (this == ALLOCATED) {
            return Math.max(after, BYTES_OF_NOTE) / Math.max(before, BYTES_OF_NOTE);
        }
        return isMoreBetter ? before / after : after / before;
    }
}
