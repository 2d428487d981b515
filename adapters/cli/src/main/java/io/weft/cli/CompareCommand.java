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

import io.weft.placement.StandardPolicies;
import io.weft.simulator.compare.CompareReport;
import io.weft.simulator.compare.ComparedJobs;
import io.weft.simulator.compare.GeneratedJobs;
import io.weft.simulator.compare.JobMix;
import io.weft.simulator.compare.Match;
import io.weft.simulator.compare.MatchSimulation;
import io.weft.simulator.compare.TraceJobs;
import io.weft.simulator.sweep.CellRunner;
import io.weft.simulator.sweep.CellStore;
import io.weft.simulator.sweep.SweepPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft compare}. */
@Command(
        name = "compare",
        header = "Compares ways to run interactive and urgent jobs beside batch.",
        description = {
            "One queue and two, oversubscribing, preemption, M that follows what is busy, and"
                    + " service levels, on traces with more and more interactive jobs. Writes one"
                    + " table, as Markdown (comparison.md), CSV and JSON, and a page with plots"
                    + " (index.html), which says who is best at what. Without --traces jobs are"
                    + " generated. Killed, the same command goes on where it was."
        },
        footer = {
            "  weft compare --traces DIR --out c",
            "  weft compare --traces DIR --trace unilu --shares 3,50 --out c"
        })
final class CompareCommand implements Callable<Integer> {
    private static final int JOBS_QUICK = 5_000;
    private static final List<Integer> SHARES_QUICK = List.of(3, 50);

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            description =
                    "Where the traces are, or two levels below:"
                            + " UniLu-Gaia-2014-1_1762_alloced.swf and RICC-2010-2.swf (.xz, .gz).")
    private Path traces;

    @Option(
            names = "--trace",
            paramLabel = "NAME",
            split = ",",
            description = "unilu, ricc. Default: both.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--shares",
            paramLabel = "N",
            split = ",",
            description = "Shares of interactive jobs, in percent. Default: 3,10,26,50,76.")
    private List<Integer> shares = new ArrayList<>();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Only so many jobs of each trace, from its beginning. Default: all.")
    private Integer jobCount;

    @Option(
            names = {"-o", StudyFlags.OUT_FLAG},
            paramLabel = "DIR",
            description = "Where the results are kept. Default: comparison.")
    private Path directory = Path.of("comparison");

    @Option(
            names = "--quick",
            description =
                    "The first 5,000 jobs of unilu, and shares of 3 and 50 %%, unless said"
                            + " otherwise.")
    private boolean isQuick;

    @Mixin private StudyFlags study;
    @Mixin private StandardHelp help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        study.check();
        List<Match> matches = Match.all(mixes());
        CellStore store = study.store(directory);
        Map<Match, String> keys = keys(matches);
        CellRunner<Match> runner = new CellRunner<>(matches, keys::get, store);
        int failed =
                study.run(
                        "Comparing",
                        runner,
                        new MatchSimulation(new StandardPolicies()),
                        match -> 1);
        study.write(
                directory, CompareReport.files(matches, match -> store.result(keys.get(match))));
        return failed == 0 ? ExitCode.OK : ExitCode.INPUT;
    }

    private List<JobMix> mixes() {
        List<Integer> percents =
                !shares.isEmpty() ? shares : isQuick ? SHARES_QUICK : List.of(3, 10, 26, 50, 76);
        if (percents.stream().distinct().count() < percents.size()) {
            throw Failure.usage("--shares has a value twice: " + percents);
        }
        List<JobMix> mixes = new ArrayList<>();
        for (ComparedJobs jobs : sources()) {
            for (int percent : percents) {
                mixes.add(Flag.set("--shares", percent, value -> new JobMix(jobs, value)));
            }
        }
        return mixes;
    }

    private List<ComparedJobs> sources() {
        int count = jobCount != null ? jobCount : isQuick ? JOBS_QUICK : TraceJobs.ALL;
        if (count < 1) {
            throw Failure.usage("--jobs=" + count + ", expected above 0");
        }
        if (traces == null) {
            if (!names.isEmpty()) {
                throw Failure.usage("--trace=" + names + " needs --traces");
            }
            return List.of(new GeneratedJobs(count == TraceJobs.ALL ? JOBS_QUICK : count));
        }
        List<ComparedJobs> sources = new ArrayList<>();
        for (TraceJobs.Known known : known()) {
            try {
                sources.add(new TraceJobs(known, traces, count));
            } catch (IllegalArgumentException e) {
                throw Failure.input("--" + e.getMessage());
            } catch (IOException e) {
                throw Failure.input("--traces=" + traces + ": " + FileTrouble.text(e));
            }
        }
        return sources;
    }

    private List<TraceJobs.Known> known() {
        if (names.isEmpty()) {
            return isQuick ? List.of(TraceJobs.Known.UNILU) : List.of(TraceJobs.Known.values());
        }
        List<TraceJobs.Known> known = new ArrayList<>();
        for (String name : names) {
            TraceJobs.Known found =
                    Arrays.stream(TraceJobs.Known.values())
                            .filter(each -> each.text().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            Failure.usage(
                                                    "--trace="
                                                            + name
                                                            + ", expected unilu or ricc"));
            if (known.contains(found)) {
                throw Failure.usage("--trace has a value twice: " + name);
            }
            known.add(found);
        }
        return known;
    }

    private static Map<Match, String> keys(List<Match> matches) throws IOException {
        String[] version = new Build().getVersion();
        SortedMap<String, String> settings =
                new TreeMap<>(Map.of("weft", version[0] + ", " + version[1], "verb", "compare"));
        Map<ComparedJobs, String> digests = new LinkedHashMap<>();
        Map<Match, String> keys = new LinkedHashMap<>();
        for (Match match : matches) {
            ComparedJobs jobs = match.mix().jobs();
            if (!digests.containsKey(jobs)) {
                digests.put(jobs, jobs.digest());
            }
            keys.put(match, SweepPlan.key(settings, match.parameters(), digests.get(jobs)));
        }
        return keys;
    }
}
