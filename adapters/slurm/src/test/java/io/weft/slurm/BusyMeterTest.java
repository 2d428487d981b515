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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.manager.ObservedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final Map<Long, Long> times = new TreeMap<>();
    private final BusyMeter meter = new BusyMeter(jobs -> new TreeMap<>(times));

    @Test
    void shouldMeasureBetweenTwoMoments() {
        times.put(7L, 100 * SECOND);
        times.put(8L, 100 * SECOND);
        meter.ask(List.of(7L, 8L), 1000 * SECOND);
        assertEquals(ObservedJob.NULL_BUSY, meter.of(7));
        times.put(7L, 145 * SECOND);
        times.put(8L, 1 * SECOND);
        meter.ask(List.of(7L, 8L), 1001 * SECOND);
        assertEquals(ObservedJob.NULL_BUSY, meter.of(7));

        meter.ask(List.of(7L, 8L), 1030 * SECOND);

        assertEquals(1500, meter.of(7));
        assertEquals(ObservedJob.NULL_BUSY, meter.of(8));
    }

    @Test
    void shouldKnowNothingWithoutASource() {
        final BusyMeter none = new BusyMeter(null);
        none.ask(List.of(1L), SECOND);
        assertEquals(ObservedJob.NULL_BUSY, none.of(1));
    }

    @Test
    void shouldReadWhatSstatPrints() {
        // As Slurm 22.05 printed it.
        final String text =
                "23.batch|cpu=00:00:01,energy=0,fs/disk=49749,mem=13772K,pages=2,vmem=224752K\n"
                        + "23.0|cpu=01:00:02,energy=0,fs/disk=39702,mem=6472K\n25.batch|\n\n";

        assertEquals(Map.of(23L, 3603 * SECOND), SstatBusySource.read(text));
    }

    @Test
    void shouldAddUpCgroupsOfBothVersions(@TempDir final Path folder) throws Exception {
        Files.createDirectories(folder.resolve("v1/job_7"));
        Files.writeString(folder.resolve("v1/job_7/cpuacct.usage"), "2000000000\n");
        Files.createDirectories(folder.resolve("v2/job_7"));
        Files.writeString(
                folder.resolve("v2/job_7/cpu.stat"), "usage_usec 500000\nuser_usec 400000\n");
        final CgroupBusySource source =
                new CgroupBusySource(
                        List.of(
                                folder + "/v1/job_{job}/cpuacct.usage",
                                folder + "/v2/job_{job}/cpu.stat"));

        assertEquals(Map.of(7L, 2_500_000_000L), source.cpuTimeNs(List.of(7L, 8L)));
        assertThrows(
                IllegalArgumentException.class, () -> new CgroupBusySource(List.of("/sys/fs")));
    }
}
