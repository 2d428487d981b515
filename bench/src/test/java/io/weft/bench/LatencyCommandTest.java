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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldTellPercentilesThatTheHistogramLogHas() throws Exception {
        final Path json = folder.resolve("latency.json");

        Bench.runWell(
                "latency",
                "--rate",
                2000,
                "--duration",
                0.3,
                "--nodes",
                20,
                "--load",
                0.5,
                "--journal",
                "memory",
                "--idle",
                "backoff",
                "--json",
                json);

        final JsonNode figures = new ObjectMapper().readTree(json.toFile());
        for (final String kind : new String[] {"journaled", "pass"}) {
            final Histogram logged = total(folder.resolve("latency.hlog"), kind);
            assertTrue(logged.getTotalCount() > 0, kind);
            assertEquals(logged.getTotalCount(), figures.get(kind + "_count").longValue());
            assertEquals(
                    logged.getValueAtPercentile(99.9),
                    figures.get(kind + "_p999_ns").longValue(),
                    kind);
            assertEquals(logged.getMaxValue(), figures.get(kind + "_max_ns").longValue(), kind);
        }
    }

    private static Histogram total(final Path log, final String tag) throws Exception {
        final Histogram total = new Histogram(TimeUnit.MINUTES.toNanos(10), 3);
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            EncodableHistogram interval = reader.nextIntervalHistogram();
            while (interval != null) {
                if (tag.equals(interval.getTag())) {
                    total.add((Histogram) interval);
                }
                interval = reader.nextIntervalHistogram();
            }
        }
        return total;
    }

    @Test
    void shouldChargeAStallToEveryJobThatItHeldUp() throws Exception {
        // Far more arrivals than any machine takes: each is later than the one before.
        final LatencySettings settings =
                new LatencySettings()
                        .ratePerS(2_000_000)
                        .durationNs(TimeUnit.MILLISECONDS.toNanos(10))
                        .nodeCount(20)
                        .load(0.5)
                        .journal(JournalKind.NONE)
                        .idle(LatencySettings.Idle.YIELD);

        final LatencyResult result = new LatencyRun(settings).run();

        final Histogram journaled = result.journaled();
        assertTrue(result.latestNs() > 0);
        assertTrue(
                journaled.getMaxValue() > 2 * journaled.getMinValue(),
                () -> journaled.getMinValue() + ".." + journaled.getMaxValue());
        assertTrue(journaled.getMaxValue() >= result.latestNs() / 2);
    }
}
