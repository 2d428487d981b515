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
package io.weft.simulator.reproduce;

import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.sweep.FileDigest;
import io.weft.simulator.utilisation.Conversion;
import io.weft.simulator.utilisation.EmbedOptions;
import io.weft.simulator.utilisation.EmbeddedWorkload;
import io.weft.simulator.utilisation.PatternLibrary;
import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.MergedWorkload;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.collections.LongHashSet;

/**
 * The paper's data sets, as its authors published them. Of sets 5 and 6 only the batch jobs are
 * published: all other jobs are made interactive and get patterns of data set 1, as {@code weft
 * embed} draws them.
 */
public final class PaperTraces implements DataSets {
    private static final String PREFIX = "UniLu-Gaia-2014-1_";
    private static final String ALL = "_alloced";
    private static final String INTERACTIVE = "_int_alloced";
    private static final String BATCH = "_only_batch";
    private static final List<Integer> INTERACTIVE_JOBS =
            List.of(1762, 6500, 15913, 25336, 34772, 39473);
    private static final List<String> ENDINGS = List.of(".swf", ".swf.xz", ".swf.gz");
    private static final int DEPTH_MAX = 3;
    private static final int REBUILT_FROM = 5;

    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Map<Integer, List<Path>> sources = new LinkedHashMap<>();

    /**
     * Looks for the traces in a directory and two levels below.
     *
     * @param directory of the traces
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if data set 1 is not there
     */
    public PaperTraces(final Path directory) throws IOException {
        try (Stream<Path> found = Files.walk(directory, DEPTH_MAX)) {
            found.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> files.putIfAbsent(file.getFileName().toString(), file));
        }
        for (int number = 1; number <= COUNT; number++) {
            final List<Path> paths = find(number);
            if (!paths.isEmpty()) {
                sources.put(number, paths);
            }
        }
        if (!has(1)) {
            throw new IllegalArgumentException(
                    "traces="
                            + directory
                            + ", expected "
                            + PREFIX
                            + INTERACTIVE_JOBS.get(0)
                            + ALL
                            + ".swf, .swf.xz or .swf.gz in it");
        }
    }

    private List<Path> find(final int number) {
        final int interactiveJobs = INTERACTIVE_JOBS.get(number - 1);
        final Path all = file(interactiveJobs + ALL);
        final Path interactive = file(interactiveJobs + INTERACTIVE);
        final Path batch = file(interactiveJobs + BATCH);
        if (all != null) {
            return List.of(all);
        }
        if (batch == null || interactive == null && number < REBUILT_FROM) {
            return List.of();
        }
        if (interactive != null) {
            return List.of(interactive, batch);
        }
        return has(1) ? List.of(sources.get(1).get(0), batch) : List.of();
    }

    private Path file(final String name) {
        return ENDINGS.stream()
                .map(ending -> files.get(PREFIX + name + ending))
                .filter(file -> file != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean has(final int number) {
        return sources.containsKey(number);
    }

    /** Whether the patterns of a data set were drawn again. */
    private boolean isRebuilt(final int number) {
        return has(number)
                && number >= REBUILT_FROM
                && sources.get(number).get(0).equals(sources.get(1).get(0));
    }

    @Override
    public Workload open(final int number, final SemanticsProfile semantics) {
        final List<Path> paths = sources.get(number);
        final Workload first = open(paths.get(0), semantics);
        if (paths.size() == 1) {
            return first;
        }
        return isRebuilt(number)
                ? rebuilt(first, paths.get(1), semantics)
                : new MergedWorkload(first, open(paths.get(1), semantics));
    }

    private static Workload open(final Path file, final SemanticsProfile semantics) {
        final boolean isNcs = semantics.edition() != null;
        return SwfReader.open(
                file,
                new SwfOptions()
                        .machine(MACHINE)
                        .nodeColumn(isNcs)
                        .memoryScope(isNcs ? MemoryScope.PER_JOB : MemoryScope.PER_PROCESSOR));
    }

    private Workload rebuilt(
            final Workload all, final Path batch, final SemanticsProfile semantics) {
        final EmbedOptions options = new EmbedOptions();
        final PatternLibrary library;
        try (Workload patterns = open(sources.get(1).get(0), semantics)) {
            library = PatternLibrary.of(patterns);
        }
        final LongHashSet batchIds = new LongHashSet();
        try (Workload jobs = open(batch, semantics)) {
            for (var job = jobs.next(); job != null; job = jobs.next()) {
                batchIds.add(job.id());
            }
        }
        return new EmbeddedWorkload(
                new InteractiveRest(all, batchIds), Conversion.of(all, options), library, options);
    }

    @Override
    public String digest(final int number) throws IOException {
        final StringBuilder digests = new StringBuilder();
        for (final Path file : sources.get(number)) {
            digests.append(FileDigest.of(file)).append(' ');
        }
        return digests.toString();
    }

    @Override
    public String origin(final int number) {
        return isRebuilt(number) ? "rebuilt" : "";
    }

    @Override
    public String text(final int number) {
        return isRebuilt(number)
                ? "rebuilt: published batch jobs, patterns of the others drawn again"
                : "as published";
    }

    @Override
    public String note() {
        return "UniLu-Gaia-2014-1 on 150 nodes with 12 cores, with the interactive jobs that the"
                + " paper's authors published.";
    }
}
