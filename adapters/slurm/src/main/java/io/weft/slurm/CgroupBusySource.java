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

import io.weft.manager.ManagerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU time from the files of cgroups, where the nodes' are visible on this machine: {@code
 * cpuacct.usage} of version 1, {@code cpu.stat} of version 2. Cost: one small file for each job and
 * pattern.
 */
public final class CgroupBusySource implements BusySource {
    private static final String JOB = "{job}";
    private static final String USAGE = "usage_usec ";
    private static final long MICRO = 1000;

    private final List<String> patterns;

    /**
     * Reads such files.
     *
     * @param patterns paths with {@code {job}} for the number of a job, such as {@code
     *     /mnt/n1/cgroup/system.slice/slurmstepd.scope/job_{job}/cpu.stat}; what there is of them
     *     is added up.
     * @throws IllegalArgumentException when one has no {@code {job}}.
     */
    public CgroupBusySource(final List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        for (final String pattern : patterns) {
            if (!pattern.contains(JOB)) {
                throw new IllegalArgumentException("pattern=" + pattern + ", expected " + JOB);
            }
        }
    }

    @Override
    public Map<Long, Long> cpuTimeNs(final List<Long> jobs) throws ManagerException {
        final Map<Long, Long> times = new LinkedHashMap<>();
        for (final long job : jobs) {
            for (final String pattern : patterns) {
                add(times, job, Path.of(pattern.replace(JOB, "" + job)));
            }
        }
        return times;
    }

    private static void add(final Map<Long, Long> times, final long job, final Path file) {
        try {
            for (final String line : Files.readAllLines(file)) {
                if (line.startsWith(USAGE)) {
                    times.merge(
                            job, Long.parseLong(line.substring(USAGE.length())) * MICRO, Long::sum);
                } else if (line.matches("[0-9]{1,18}")) {
                    times.merge(job, Long.parseLong(line), Long::sum);
                }
            }
        } catch (final IOException | NumberFormatException ex) {
            // The job is not on this node, or has just ended.
        }
    }
}
