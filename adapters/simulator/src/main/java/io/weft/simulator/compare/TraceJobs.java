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
package io.weft.simulator.compare;

import io.weft.simulator.sweep.FileDigest;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A published trace, or the first jobs of it. */
public final class TraceJobs implements ComparedJobs {
    /** All jobs of a trace. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final List<String> ENDINGS = List.of(".swf", ".swf.xz", ".swf.gz");
    private static final int DEPTH_MAX = 3;

    /** The traces that are known. */
    public enum Known {
        /** The paper's, with measured patterns in its interactive jobs. */
        UNILU("UniLu", "UniLu-Gaia-2014-1_1762_alloced", new MachineShape(150, 12)),
        /** RIKEN's cluster of clusters. */
        RICC("RICC", "RICC-2010-2", new MachineShape(1024, 8));

        private final String text;
        private final String file;
        private final MachineShape machine;

        Known(final String text, final String file, final MachineShape machine) {
            this.text = text;
            this.file = file;
            this.machine = machine;
        }

        /** The name on the command line. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Path find(final Path directory) throws IOException {
            try (Stream<Path> found = Files.walk(directory, DEPTH_MAX)) {
                return found.filter(Files::isRegularFile)
                        .filter(
                                path ->
                                        ENDINGS.stream()
                                                .map(file::concat)
                                                .anyMatch(path.getFileName().toString()::equals))
                        .sorted()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "traces="
                                                        + directory
                                                        + ", expected "
                                                        + file
                                                        + ".swf, .swf.xz or .swf.gz in it"));
            }
        }
    }

    private final Known known;
    private final int jobCount;
    private final Path jobs;
    private final Path patterns;

    /**
     * Looks for a trace in a directory and two levels below.
     *
     * @param known the trace
     * @param directory of the traces; the paper's is needed for its patterns in any case
     * @param jobCount takes so many jobs from its beginning, above 0
     * @throws IOException if the directory cannot be read
     * @throws IllegalArgumentException if a trace is not there
     */
    public TraceJobs(final Known known, final Path directory, final int jobCount)
            throws IOException {
        this.known = known;
        this.jobCount = jobCount;
        jobs = known.find(directory);
        patterns = Known.UNILU.find(directory);
    }

    @Override
    public String name() {
        return known.text;
    }

    @Override
    public MachineShape machine() {
        return known.machine;
    }

    @Override
    public Workload open() {
        return new FirstJobs(open(jobs, known.machine), jobCount);
    }

    @Override
    public Workload openPatterns() {
        return open(patterns, Known.UNILU.machine);
    }

    private static Workload open(final Path file, final MachineShape machine) {
        return SwfReader.open(file, new SwfOptions().machine(machine));
    }

    @Override
    public String digest() throws IOException {
        return FileDigest.of(jobs) + " " + FileDigest.of(patterns) + " " + jobCount;
    }

    @Override
    public String note() {
        return known.text
                + " is "
                + (jobCount == ALL ? "" : "the first " + jobCount + " jobs of ")
                + known.file
                + ", on "
                + known.machine.nodeCount()
                + " nodes with "
                + known.machine.coresPerNode()
                + " cores.";
    }
}
