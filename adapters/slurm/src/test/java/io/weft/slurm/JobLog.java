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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What jobs say of themselves, whatever Slurm or Weft believe: each writes a line when it begins
 * and one when it is through, with its name, number, restart count, node, cores and, if {@link
 * #logTokens} was called, the order by which it was started.
 */
final class JobLog {
    /** Cores of a job that nobody bound. */
    static final String UNBOUND = "-";

    /** Order of a job of which nobody told. */
    static final String NO_TOKEN = "-";

    private static final double NEVER = Double.MAX_VALUE;
    private static final String SCRIPT =
            """
            #!/bin/bash
            node=$SLURMD_NODENAME
            read -r cores 2>/dev/null </run/weft-cores/$SLURM_JOB_ID.$node || cores=-
            read -r token 2>/dev/null <LOG.$SLURM_JOB_ID.$node || token=-
            echo "S $1 $SLURM_JOB_ID ${SLURM_RESTART_COUNT:-0} $node $cores $token $EPOCHREALTIME" >>LOG
            [[ $2 == 0 ]] || sleep "$2"
            echo "E $1 $SLURM_JOB_ID $EPOCHREALTIME" >>LOG
            """;

    /** Of the prolog: only there is the comment known. */
    private static final String TOKEN_LINE =
            """
            [[ ${SLURM_JOB_COMMENT:-} =~ ^weft:(w[0-9.]+): ]] \\
                && echo "${BASH_REMATCH[1]}" >LOG.$SLURM_JOB_ID.$SLURMD_NODENAME
            """;

    private final Path log;
    private final Path script;

    /**
     * One run of a job.
     *
     * @param name of the job.
     * @param id number of the job.
     * @param restarts how often Slurm says that it was started before.
     * @param node where it ran.
     * @param cores that it was bound to, or {@link #UNBOUND}.
     * @param token of the order, or {@link #NO_TOKEN}.
     * @param startS s since 1970.
     * @param endS s since 1970; a run that was broken off has none and says {@link #hasEnded}.
     */
    record Run(
            String name,
            long id,
            int restarts,
            String node,
            String cores,
            String token,
            double startS,
            double endS) {
        boolean hasEnded() {
            return endS != NEVER;
        }
    }

    /** An empty log in a folder that all users may read. */
    JobLog(final Path folder) {
        log = folder.resolve("jobs.txt");
        script = folder.resolve("job.sh");
        try {
            Files.createFile(log);
            Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
            Files.writeString(script, SCRIPT.replace("LOG", log.toString()));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Appends a line to slurm.conf, whose last line counts, and starts the controller anew. */
    static void configure(final SlurmCluster cluster, final String line) {
        try {
            Files.writeString(cluster.configuration(), line + "\n", StandardOpenOption.APPEND);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        cluster.killController();
        cluster.startController();
    }

    /** Has the prolog of a cluster tell jobs by which order they are started. */
    void logTokens(final SlurmCluster cluster) {
        final Path prolog = cluster.folder().resolve("etc/prolog.sh");
        final String line = TOKEN_LINE.replace("LOG", log.toString());
        try {
            final String text = Files.readString(prolog);
            final int at = text.indexOf('\n') + 1;
            Files.writeString(prolog, text.substring(0, at) + line + text.substring(at));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** A script that takes a name and how many seconds it sleeps. */
    Path script() {
        return script;
    }

    /** All runs until now, by the name of the job; those of a job in order. */
    Map<String, List<Run>> runs() {
        final Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (final String line : lines()) {
            final String[] words = line.split(" ");
            final List<Run> ofJob = runs.computeIfAbsent(words[1], name -> new ArrayList<>());
            if (words[0].equals("S")) {
                ofJob.add(
                        new Run(
                                words[1],
                                Long.parseLong(words[2]),
                                Integer.parseInt(words[3]),
                                words[4],
                                words[5],
                                words[6],
                                Double.parseDouble(words[7]),
                                NEVER));
            } else {
                end(ofJob, Double.parseDouble(words[3]));
            }
        }
        return runs;
    }

    private static void end(final List<Run> runs, final double endS) {
        for (int i = 0; i < runs.size(); i++) {
            final Run run = runs.get(i);
            if (!run.hasEnded()) {
                runs.set(
                        i,
                        new Run(
                                run.name,
                                run.id,
                                run.restarts,
                                run.node,
                                run.cores,
                                run.token,
                                run.startS,
                                endS));
                return;
            }
        }
        throw new AssertionError("An end without a start at " + endS);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * How many runs there were at a time on one core at most, of whole runs with cores.
     *
     * @param except names of jobs that do not count.
     */
    int highestMultiplicity(final Set<String> except) {
        record Change(double timeS, int by, String core) {}
        final List<Change> changes = new ArrayList<>();
        for (final List<Run> ofJob : runs().values()) {
            for (final Run run : ofJob) {
                if (run.hasEnded()
                        && !except.contains(run.name())
                        && !run.cores().equals(UNBOUND)) {
                    for (final int core : cores(run.cores())) {
                        changes.add(new Change(run.startS(), 1, run.node() + " " + core));
                        changes.add(new Change(run.endS(), -1, run.node() + " " + core));
                    }
                }
            }
        }
        changes.sort(Comparator.comparingDouble(Change::timeS).thenComparingInt(Change::by));
        final Map<String, Integer> counts = new LinkedHashMap<>();
        int highest = 0;
        for (final Change change : changes) {
            highest = Math.max(highest, counts.merge(change.core(), change.by(), Integer::sum));
        }
        return highest;
    }

    /** Cores of a text such as 0-2,5. */
    static List<Integer> cores(final String text) {
        final List<Integer> cores = new ArrayList<>();
        for (final String range : text.split(",")) {
            final String[] ends = range.split("-");
            for (int i = Integer.parseInt(ends[0]);
                    i <= Integer.parseInt(ends[ends.length - 1]);
                    i++) {
                cores.add(i);
            }
        }
        return cores;
    }
}
