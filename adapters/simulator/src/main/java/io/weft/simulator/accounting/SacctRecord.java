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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One record of sacct; a column that was not asked for is empty. */
final class SacctRecord {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern TASKS = Pattern.compile("\\d+_\\[(.*)]");
    private static final Pattern TASK = Pattern.compile("\\d+_(\\d{1,9})");
    private static final Pattern MEMORY_TRES = Pattern.compile("(?:^|.*,)mem=([^,]+)(?:,.*)?");
    private static final Pattern GPU_TRES = Pattern.compile("(?:^|.*,)gres/gpu=(\\d{1,9})(?:,.*)?");
    private static final String NO_NODES = "None assigned";
    private static final long S_PER_MINUTE = 60;

    private final SacctColumns columns;
    private final String[] values;
    private final ZoneId zone;

    SacctRecord(SacctColumns columns, String[] values, ZoneId zone) {
        this.columns = columns;
        this.values = values;
        this.zone = zone;
    }

    /** What stands in a column; empty if there is no such column. */
    String value(String column) {
        int index = columns.index(column);
        return index < 0 ? "" : values[index];
    }

    /** Whether this is a step, or the batch script, of a job that has a record of its own. */
    boolean isStep() {
        return jobId().indexOf('.') >= 0;
    }

    /**
     * The state.
     *
     * @throws RejectedValueException if the manual has none of this name
     */
    SacctState state() throws RejectedValueException {
        SacctState state = SacctState.of(value("State"));
        if (state == null) {
            throw new RejectedValueException(
                    RejectionReason.UNKNOWN_STATE, "State", value("State"));
        }
        return state;
    }

    /**
     * The tasks of an array that the record stands for; empty if it is one job.
     *
     * @throws RejectedValueException if they cannot be understood
     */
    int[] taskIds() throws RejectedValueException {
        Matcher tasks = TASKS.matcher(value("JobID"));
        if (tasks.matches()) {
            return TaskIds.of(tasks.group(1), "JobID");
        }
        Matcher task = TASK.matcher(value("JobID"));
        return task.matches() ? new int[] {Integer.parseInt(task.group(1))} : new int[0];
    }

    /** GPUs that the job had. */
    int gpuCount() {
        Matcher matcher = GPU_TRES.matcher(value("AllocTRES"));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Whether the job ended before it ran. */
    boolean hasNeverStarted() throws RejectedValueException {
        return elapsedS() <= 0
                && (timeS("Start") == LoggedJob.NOT_KNOWN || value("NodeList").equals(NO_NODES));
    }

    /**
     * The job.
     *
     * @throws RejectedValueException if a value that it needs is missing, or cannot be understood
     */
    LoggedJob job() throws RejectedValueException {
        long submitS = timeS("Submit");
        if (submitS == LoggedJob.NOT_KNOWN) {
            throw new RejectedValueException(RejectionReason.MISSING, "Submit", value("Submit"));
        }
        int taskCount = Math.max(1, taskIds().length);
        int hadProcessors = count("NCPUS");
        String user = value("User");
        String group = value("Group");
        return new LoggedJob(
                TASKS.matcher(value("JobID")).matches() ? LoggedJob.NOT_KNOWN : number(),
                taskCount,
                submitS,
                timeS("Eligible"),
                timeS("Start"),
                timeS("End"),
                elapsedS(),
                limitS(),
                hadProcessors == 0 ? count("AllocCPUS") : hadProcessors,
                count("ReqCPUS"),
                count("NNodes"),
                memory(),
                LoggedJob.NOT_KNOWN,
                user.isEmpty() ? value("UID") : user,
                group.isEmpty() ? value("GID") : group,
                value("Partition"));
    }

    /** When something happened, in seconds since 1970; {@link LoggedJob#NOT_KNOWN}: unknown. */
    long timeS(String column) throws RejectedValueException {
        return LogTime.slurmTimeS(column, value(column), zone);
    }

    /** How long the job ran, suspensions left out; {@link LoggedJob#NOT_KNOWN}: unknown. */
    long elapsedS() throws RejectedValueException {
        String column = value("Elapsed").isEmpty() ? "ElapsedRaw" : "Elapsed";
        return LogTime.lengthS(column, value(column));
    }

    /** How long it was allowed to run; {@link LoggedJob#NOT_KNOWN}: unknown, or for ever. */
    long limitS() throws RejectedValueException {
        String limit = value("Timelimit");
        if (!limit.isEmpty()) {
            return LogTime.slurmLimitS("Timelimit", limit);
        }
        long minutes = LogTime.slurmLimitS("TimelimitRaw", value("TimelimitRaw"));
        return minutes == LoggedJob.NOT_KNOWN ? minutes : minutes * S_PER_MINUTE;
    }

    private String jobId() {
        return value("JobID").isEmpty() ? value("JobIDRaw") : value("JobID");
    }

    private long number() throws RejectedValueException {
        String raw = value("JobIDRaw");
        String text = raw.isEmpty() ? value("JobID") : raw;
        if (NUMBER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (TASK.matcher(text).matches()) {
            return LoggedJob.NOT_KNOWN;
        }
        throw new RejectedValueException(
                RejectionReason.NOT_AN_ID, raw.isEmpty() ? "JobID" : "JobIDRaw", text);
    }

    private int count(String column) throws RejectedValueException {
        String text = value(column);
        if (text.isEmpty()) {
            return 0;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new RejectedValueException(RejectionReason.NOT_A_NUMBER, column, text);
        }
        long number = Long.parseLong(text);
        if (number > Integer.MAX_VALUE) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, column, text);
        }
        return (int) number;
    }

    private RequestedMemory memory() throws RejectedValueException {
        RequestedMemory requested = RequestedMemory.ofSlurm("ReqMem", value("ReqMem"));
        for (String column : new String[] {"ReqTRES", "AllocTRES"}) {
            Matcher matcher = MEMORY_TRES.matcher(value(column));
            if (requested == null && matcher.matches()) {
                RequestedMemory total = RequestedMemory.ofSlurm(column, matcher.group(1));
                requested =
                        total == null
                                ? null
                                : new RequestedMemory(total.bytes(), MemoryScope.PER_JOB);
            }
        }
        return requested;
    }
}
