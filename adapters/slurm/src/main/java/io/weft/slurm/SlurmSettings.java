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

import io.weft.core.wire.JobClass;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be known of a Slurm site.
 *
 * @param partitions that Weft manages; at least one. Their nodes are in no other partition.
 * @param slotsPerCore CPUs that slurm.conf declares for each core: the highest multiplicity of any
 *     queue, 1..15.
 * @param configuration path of slurm.conf, or empty for that of the programs.
 * @param programs folder of squeue, sinfo, scontrol and scancel, or empty for the search path.
 * @param isSession whether one scontrol is kept and told everything, instead of one process for
 *     each command.
 * @param timeoutNs after which a program is killed. Slurm gives up by itself after 9 to 10 s when
 *     the controller is down, and then says so.
 * @param zone of the controller's clock, for the times in the log of ended jobs.
 * @param completionLog path of the file that jobcomp/filetxt writes, or empty. With it jobs are
 *     seen to have ended that ended while Weft was away for longer than MinJobAge.
 * @param classOfQos class of the jobs of a QOS; goes before what a user writes.
 * @param userClasses classes that users may ask for by {@code --comment=class=...}.
 * @param isGuarded whether a start is one command, which job_submit.lua checks and carries out with
 *     nothing in between, instead of three.
 */
public record SlurmSettings(
        List<String> partitions,
        int slotsPerCore,
        String configuration,
        String programs,
        boolean isSession,
        long timeoutNs,
        ZoneId zone,
        String completionLog,
        Map<String, JobClass> classOfQos,
        Set<JobClass> userClasses,
        boolean isGuarded) {
    private static final long SECOND = 1_000_000_000L;
    private static final int SLOTS_MAX = 15;

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException when a partition has no name that Slurm could have given it,
     *     or a number is outside its range.
     */
    public SlurmSettings {
        partitions = List.copyOf(partitions);
        classOfQos = Map.copyOf(classOfQos);
        userClasses = Set.copyOf(userClasses);
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("partitions=[], expected one or more");
        }
        partitions.forEach(name -> Words.requireName("partition", name));
        if (slotsPerCore < 1 || slotsPerCore > SLOTS_MAX) {
            throw new IllegalArgumentException(
                    "slotsPerCore=" + slotsPerCore + ", expected 1.." + SLOTS_MAX);
        }
        if (timeoutNs < 1) {
            throw new IllegalArgumentException("timeoutNs=" + timeoutNs + ", expected from 1");
        }
    }

    /**
     * What does for most sites: programs from the search path, one scontrol that is kept, 12 s for
     * a command, no log of ended jobs (and so a zone, UTC, that does not matter), users may ask for
     * BATCH and INTERACTIVE, a start is one command.
     *
     * @param partitions that are managed.
     * @param slotsPerCore CPUs that slurm.conf declares for each core.
     * @return the settings.
     */
    public static SlurmSettings of(final List<String> partitions, final int slotsPerCore) {
        return new SlurmSettings(
                partitions,
                slotsPerCore,
                "",
                "",
                true,
                12 * SECOND,
                ZoneOffset.UTC,
                "",
                Map.of(),
                Set.of(JobClass.BATCH, JobClass.INTERACTIVE),
                true);
    }

    /** How a program of Slurm is called. */
    String program(final String name) {
        return programs.isEmpty() ? name : programs + "/" + name;
    }

    /** The class of a job, or null for that of its queue. */
    JobClass classOf(final String qos, final JobClass asked) {
        final JobClass ofQos = classOfQos.get(qos);
        return ofQos == null && asked != null && userClasses.contains(asked) ? asked : ofQos;
    }
}
