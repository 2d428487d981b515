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
package io.weft.simulator.metrics;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of a schedule.
 *
 * @param all of all jobs
 * @param classes of the classes that had a job, in the order of the enumeration
 * @param makespanS from the first submission of all to the last end, in s
 * @param finished90S when jobs with 90 % of all core-seconds had ended, in s from the first
 *     submission; core-seconds are counted as the processes got them, sharing shared out evenly
 *     (paper, table III)
 * @param finished95S the same for 95 %
 * @param finishedErrorJobs the two are late by less time than it took so many jobs to end; 0: exact
 * @param use of machine and kernel
 * @param rejectedByReason how many jobs were refused, by reason
 * @param neverStartedByReason how many jobs never started, by reason
 */
public record ScheduleSummary(
        ClassSummary all,
        Map<JobClass, ClassSummary> classes,
        double makespanS,
        double finished90S,
        double finished95S,
        int finishedErrorJobs,
        MachineUse use,
        SortedMap<ReasonCode, Integer> rejectedByReason,
        SortedMap<ReasonCode, Integer> neverStartedByReason) {

    /** Copies the maps. */
    public ScheduleSummary {
        final Map<JobClass, ClassSummary> copy = new EnumMap<>(JobClass.class);
        copy.putAll(classes);
        classes = Collections.unmodifiableMap(copy);
        rejectedByReason = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByReason));
        neverStartedByReason =
                Collections.unmodifiableSortedMap(new TreeMap<>(neverStartedByReason));
    }

    /** Occupied core-seconds in percent of those that the machine had during the makespan. */
    public double utilisationPercent() {
        final double capacityS = use.coreCount() * makespanS;
        return capacityS == 0 ? 0 : 100 * use.occupiedCoreS() / capacityS;
    }
}
