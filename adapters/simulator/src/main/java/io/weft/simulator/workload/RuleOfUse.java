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
package io.weft.simulator.workload;

/**
 * How a job that lacks a value is used all the same, or left out: the common rules for traces,
 * which the published simulator of oversubscribing follows, too.
 */
public enum RuleOfUse {
    /** The run time is unknown: the average CPU time is taken. */
    RUNTIME_FROM_CPU_TIME,
    /** Neither run time nor CPU time is known: the job is dropped. */
    DROPPED_WITHOUT_RUNTIME,
    /** A run time of 0 is taken as one second. */
    RUNTIME_RAISED_TO_1_S,
    /** The preferred processor count is unknown or 0: the other one is taken. */
    PROCESSORS_FROM_OTHER_FIELD,
    /** Neither processor count is known: the job is dropped. */
    DROPPED_WITHOUT_PROCESSORS,
    /** The estimate is unknown: the run time is taken. */
    WALLTIME_FROM_RUNTIME,
    /** The estimate is below the run time, which is taken instead. */
    WALLTIME_RAISED_TO_RUNTIME,
    /** The requested memory is unknown: the used memory is taken. */
    MEMORY_FROM_USED,
    /** A pattern without any length, of a job whose run time was 0: one idle second is taken. */
    PATTERN_RAISED_TO_1_S,
    /** The run time is unknown, or 0 for a job that was there longer: end minus start is taken. */
    RUNTIME_FROM_START_AND_END,
    /** A record of a part of a job: dropped, for the job has a record of its own. */
    DROPPED_JOB_STEP,
    /** A record of a whole job array: dropped, for its tasks have records of their own. */
    DROPPED_ARRAY_PARENT,
    /** The job had not ended when the log was written: it is dropped. */
    DROPPED_NOT_ENDED,
    /** The job ended before it ever ran: it is dropped. */
    DROPPED_NEVER_STARTED,
    /** A record that is not the end of a job: dropped, for the end says it all. */
    DROPPED_OTHER_RECORD,
    /** One record stands for several tasks of an array: each becomes a job. */
    EXPANDED_ARRAY,
    /** The job has no number of its own: it gets one that no log has. */
    NUMBERED_ANEW,
    /** What a job sends to others is left out of its run time. */
    COMMUNICATION_IGNORED
}
