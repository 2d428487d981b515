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
package io.weft.bench;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies of one kind, a histogram for each second of the run. All are made beforehand; one
 * thread records, and others read after it has ended.
 */
final class IntervalHistograms {
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final String tag;
    private final Histogram[] intervals;
    private long beganNs;

    IntervalHistograms(final String tag, final long durationNs) {
        this.tag = tag;
        // What arrives in the last second may be answered later.
        intervals = new Histogram[(int) (durationNs / INTERVAL_NS) + 2];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = new Histogram(HIGHEST_NS, DIGITS);
            intervals[i].setTag(tag);
        }
    }

    /** Says when the first interval begins, by the clock of {@link System#nanoTime()}. */
    void begin(final long timeNs) {
        beganNs = timeNs;
    }

    /** Counts a latency that was over at some time; what ended before the beginning is left out. */
    void record(final long timeNs, final long latencyNs) {
        final long since = timeNs - beganNs;
        if (since >= 0) {
            final int at = (int) Math.min(since / INTERVAL_NS, intervals.length - 1);
            intervals[at].recordValue(Math.max(0, Math.min(latencyNs, HIGHEST_NS)));
        }
    }

    /** All intervals together. */
    Histogram total() {
        final Histogram total = new Histogram(HIGHEST_NS, DIGITS);
        total.setTag(tag);
        for (final Histogram interval : intervals) {
            total.add(interval);
        }
        return total;
    }

    /**
     * Writes a histogram log.
     *
     * @param out where it goes.
     * @param epochMs when the first interval began.
     * @param all kinds to write, side by side.
     */
    static void write(final PrintStream out, final long epochMs, final IntervalHistograms... all) {
        final HistogramLogWriter writer = new HistogramLogWriter(out);
        writer.outputComment("[Latencies in ns, by kind]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(epochMs);
        writer.setBaseTime(epochMs);
        writer.outputLegend();
        final long intervalMs = TimeUnit.NANOSECONDS.toMillis(INTERVAL_NS);
        for (int i = 0; i < all[0].intervals.length; i++) {
            for (final IntervalHistograms kind : all) {
                final Histogram interval = kind.intervals[i];
                interval.setStartTimeStamp(epochMs + i * intervalMs);
                interval.setEndTimeStamp(epochMs + (i + 1) * intervalMs);
                if (interval.getTotalCount() > 0) {
                    writer.outputIntervalHistogram(interval);
                }
            }
        }
    }
}
