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
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * CPU time as sstat tells it. It asks the nodes, so slurm.conf has to have JobAcctGatherType set,
 * but needs no accounting database. Cost: one process and one question to each node of the jobs.
 * Whole seconds; of steps that have ended nothing is told, and a job that has had less than before
 * is left out for once.
 */
public final class SstatBusySource implements BusySource {
    private static final long SECOND = 1_000_000_000L;

    private final CommandRunner runner;
    private final String program;
    private final long timeoutNs;

    /**
     * Asks the Slurm of the settings.
     *
     * @param settings of the site.
     * @param runner of the programs, with an environment as {@link SlurmCommands#environment} gives
     *     it.
     */
    public SstatBusySource(final SlurmSettings settings, final CommandRunner runner) {
        this.runner = runner;
        program = settings.program("sstat");
        timeoutNs = settings.timeoutNs();
    }

    @Override
    public Map<Long, Long> cpuTimeNs(final List<Long> jobs) throws ManagerException {
        final String list = jobs.stream().map(job -> "" + job).collect(Collectors.joining(","));
        // It fails when one of them has no step any more, and tells of the others all the same.
        final CommandResult result =
                runner.run(
                        List.of(
                                program,
                                "-a",
                                "-n",
                                "-P",
                                "-o",
                                "JobID,TRESUsageInTot",
                                "-j",
                                list),
                        timeoutNs);
        return read(result.output());
    }

    /** Lines like {@code 25.batch|cpu=00:01:02,mem=3204K}; others are passed over. */
    static Map<Long, Long> read(final String text) {
        final Map<Long, Long> times = new LinkedHashMap<>();
        for (final String line : text.split("\n")) {
            final int dot = line.indexOf('.');
            final int bar = line.indexOf('|');
            final String cpu = Quantity.tres(line.substring(bar + 1), "cpu");
            if (dot > 0 && bar > dot && !cpu.isEmpty()) {
                try {
                    times.merge(
                            Long.parseLong(line.substring(0, dot)),
                            Quantity.walltimeS(cpu) * SECOND,
                            Long::sum);
                } catch (final IllegalArgumentException ex) {
                    // Not a line of a job.
                }
            }
        }
        return times;
    }
}
