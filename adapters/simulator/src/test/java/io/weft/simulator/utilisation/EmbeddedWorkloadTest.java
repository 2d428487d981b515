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
package io.weft.simulator.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobArbitraries;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.ListedWorkload;
import io.weft.simulator.workload.RandomSource;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.SwfText;
import io.weft.simulator.workload.UsagePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EmbeddedWorkloadTest {
    private static final long S = 1_000_000_000L;
    private static final String SEED = "seed/UniLu-Gaia-2014-1";
    private static final PatternLibrary TWO =
            PatternLibrary.of(
                    List.of(
                            new JobUsage("short", 0, UsagePattern.of(S, 2 * S, 7 * S)),
                            new JobUsage("long", 0, UsagePattern.of(500 * S, 0, 500 * S))));

    @Test
    void shouldTakeThePatternNearestInExecutionTime() {
        var random = new RandomSource(1, 0);

        assertEquals(UsagePattern.of(2 * S, 4 * S, 14 * S), TWO.draw(20 * S, 1, random));
        assertEquals(UsagePattern.of(400 * S, 0, 400 * S), TWO.draw(800 * S, 1, random));
    }

    @Test
    void shouldDrawAmongNeighbours() {
        Set<Integer> prologsS = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            var random = new RandomSource(i, 0);
            prologsS.add((int) (TWO.draw(20 * S, 2, random).prologIdleNs() / S));
        }

        assertEquals(Set.of(2, 10), prologsS);
    }

    @Test
    void shouldKeepPeriodsInWholeSeconds() {
        UsagePattern drawn = TWO.draw(13 * S, 1, new RandomSource(1, 0));

        // 1 + 7 + 2 of 10 are 1.3 + 9.1 + 2.6 of 13: rounded where they meet.
        assertEquals(UsagePattern.of(S, 3 * S, 9 * S), drawn);
    }

    @Property(tries = 500)
    void shouldGiveEveryPatternTheLengthOfItsJob(
            @ForAll("jobs") List<JobSpec> jobs,
            @ForAll @LongRange(min = 1, max = 1L << 62) long runtimeNs,
            @ForAll @IntRange(min = 1, max = 4) int neighbours,
            @ForAll long seed) {
        List<JobUsage> usages = new ArrayList<>();
        for (JobSpec job : jobs) {
            if (!job.usage().isAlwaysBusy()) {
                usages.add(new JobUsage("", 0, job.usage()));
            }
        }
        if (usages.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> PatternLibrary.of(usages));
            return;
        }
        UsagePattern drawn =
                PatternLibrary.of(usages).draw(runtimeNs, neighbours, new RandomSource(seed, 0));

        assertEquals(runtimeNs, drawn.totalNs());
    }

    @Property(tries = 200)
    void shouldChooseAsManyAsAskedAndTheSameAmongMore(
            @ForAll("jobs") List<JobSpec> jobs, @ForAll long seed) {
        long interactive = jobs.stream().filter(j -> j.jobClass() == JobClass.INTERACTIVE).count();
        long batch = jobs.stream().filter(j -> j.jobClass() == JobClass.BATCH).count();
        Set<Long> before = new TreeSet<>();
        for (long wanted = 0; wanted <= batch; wanted++) {
            if (interactive + wanted == 0) {
                continue;
            }
            EmbedOptions options =
                    new EmbedOptions()
                            .seed(seed)
                            .runtimeS(Integer.MAX_VALUE)
                            .processors(Integer.MAX_VALUE)
                            .interactiveCount((int) (interactive + wanted));
            Conversion conversion = Conversion.of(new ListedWorkload(jobs), options);
            Set<Long> chosen = new TreeSet<>();
            jobs.stream().filter(conversion::isChosen).forEach(job -> chosen.add(job.id()));

            assertEquals(wanted, chosen.size());
            assertTrue(chosen.containsAll(before));
            before = chosen;
        }
    }

    @Provide
    Arbitrary<List<JobSpec>> jobs() {
        return JobArbitraries.jobs(12);
    }

    @Test
    void shouldRebuildDataSetFiveOfThePaper() {
        List<JobSpec> set = embedded(1, 34_772);

        assertEquals(51_871, set.size());
        List<JobSpec> interactive =
                set.stream().filter(job -> job.jobClass() == JobClass.INTERACTIVE).toList();
        assertEquals(34_772, interactive.size());
        assertTrue(interactive.stream().noneMatch(job -> job.usage().isAlwaysBusy()));
        assertTrue(interactive.stream().allMatch(job -> job.queue() == 0));
        assertTrue(interactive.stream().allMatch(job -> job.processors() <= 12));
        assertEquals(set, embedded(1, 34_772));
        assertNotEquals(set, embedded(2, 34_772));
    }

    /** The paper's data set 6 has every job that may be converted, but those without a run time. */
    @Test
    void shouldConvertTheJobsThatThePaperConverts() {
        Set<Long> batchOfPaper = new TreeSet<>();
        try (SwfReader reader = swf("_39473_only_batch")) {
            SwfText.drain(reader).forEach(job -> batchOfPaper.add(job.id()));
        }
        List<JobSpec> ours = embedded(1, 39_555);

        long differing =
                ours.stream()
                        .filter(
                                job ->
                                        job.jobClass()
                                                == JobClass.BATCH
                                                != batchOfPaper.contains(job.id()))
                        .count();
        assertEquals(82, differing);
        assertThrows(IllegalArgumentException.class, () -> embedded(1, 39_556));
    }

    private static List<JobSpec> embedded(long seed, int interactiveCount) {
        EmbedOptions options = new EmbedOptions().seed(seed).interactiveCount(interactiveCount);
        PatternLibrary library;
        try (SwfReader reader = swf("_1762_int_alloced")) {
            library = PatternLibrary.of(reader);
        }
        Conversion conversion;
        try (SwfReader reader = swf("")) {
            conversion = Conversion.of(reader, options);
        }
        try (var jobs = new EmbeddedWorkload(swf(""), conversion, library, options)) {
            List<JobSpec> all = SwfText.drain(jobs);
            assertEquals(interactiveCount, jobs.embeddedCount());
            assertEquals(interactiveCount - 1_762, jobs.convertedCount());
            return all;
        }
    }

    private static SwfReader swf(String suffix) {
        return SwfReader.open(
                SharedTraces.file(SEED + suffix + ".swf.xz"),
                new SwfOptions().interactiveQueues(0));
    }
}
