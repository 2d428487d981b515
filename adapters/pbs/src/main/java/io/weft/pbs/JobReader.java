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
package io.weft.pbs;

import io.weft.core.wire.EndKind;
import io.weft.manager.JobAsk;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import java.util.List;

/** A job as qstat prints it, in the words of the port. */
final class JobReader {
    private static final String SUBSTATE_PRERUN = "41";
    private static final String SUBSTATE_TERMINATED = "91";
    private static final int EXIT_WALLTIME = -29;
    private static final int EXIT_SIGNAL_PBS = 256;
    private static final int EXIT_SIGNAL_SHELL = 128;
    private static final int EXIT_MAX = 255;

    /** Busy cores are told in steps, so that small changes make no news. */
    private static final long BUSY_STEP = 100;

    private static final long MILLI_CORES_PER_PERCENT = 10;

    private final AskReader asks;

    JobReader(final AskReader asks) {
        this.asks = asks;
    }

    /**
     * What names a job.
     *
     * @return the key, or null when its numbers are out of range.
     * @throws ManagerException GARBLED, when it has no such thing.
     */
    static JobKey key(final PbsRecord job) throws ManagerException {
        final PbsJobId id = id(job);
        try {
            final long submitTimeS = PbsUnits.epochSeconds(job.required("ctime"));
            return id.isInRange()
                    ? new JobKey(id.number(), id.taskIndex(), Math.max(0, submitTimeS))
                    : null;
        } catch (final IllegalArgumentException ex) {
            throw job.garbled(ex.getMessage());
        }
    }

    static PbsJobId id(final PbsRecord job) throws ManagerException {
        final PbsJobId id = PbsJobId.parse(job.name());
        if (id == null) {
            throw job.garbled("no id of a job");
        }
        return id;
    }

    /** Whether nobody but Weft has to do something before it can be asked to start. */
    static boolean isWaiting(final PbsRecord job) {
        return "QHWT".contains(job.text("job_state"));
    }

    static boolean hasEnded(final PbsRecord job) {
        return "FXM".contains(job.text("job_state"));
    }

    /** What it asks for. */
    JobAsk ask(final PbsRecord job) throws UnsupportedAskException {
        return asks.read(job);
    }

    /**
     * The whole job.
     *
     * @param job as printed; not a whole array.
     * @param key of it.
     * @param ask what it asks for.
     * @throws ManagerException GARBLED, when something is missing.
     */
    ObservedJob job(final PbsRecord job, final JobKey key, final JobAsk ask)
            throws ManagerException {
        final ObservedState state = state(job);
        final String execVnode = job.text("exec_vnode");
        final boolean hasNodes = state != ObservedState.HELD;
        return new ObservedJob(
                key,
                user(job),
                job.text("Account_Name"),
                job.required("queue"),
                state,
                state == ObservedState.HELD && isHeldBySomebody(job),
                ask,
                hasNodes ? ExecVnode.nodes(execVnode) : List.of(),
                ExecVnode.token(execVnode),
                state == ObservedState.ENDED ? end(job) : null,
                busyMilliCores(job, state));
    }

    private static String user(final PbsRecord job) throws ManagerException {
        final String owner = job.required("Job_Owner");
        final int at = owner.indexOf('@');
        return at < 0 ? owner : owner.substring(0, at);
    }

    private static ObservedState state(final PbsRecord job) throws ManagerException {
        return switch (job.required("job_state")) {
            case "Q", "H", "W", "T" -> ObservedState.HELD;
            case "R" -> isOnItsWay(job) ? ObservedState.PENDING : ObservedState.RUNNING;
            case "S", "U" -> ObservedState.SUSPENDED;
            case "F", "X", "M" -> ObservedState.ENDED;
            default -> ObservedState.COMPLETING;
        };
    }

    /** Sent to its mom, who has not taken it. */
    private static boolean isOnItsWay(final PbsRecord job) {
        return SUBSTATE_PRERUN.equals(job.text("substate")) && !job.has("stime");
    }

    private static boolean isHeldBySomebody(final PbsRecord job) {
        final String holds = job.text("Hold_Types");
        final String state = job.text("job_state");
        return "H".equals(state) || "T".equals(state) || !holds.isEmpty() && !"n".equals(holds);
    }

    /**
     * How it ended (PBS Professional Administrator's Guide, "Job Exit Status Codes"): below 0 PBS
     * did not run it to its end, from 256 on a signal ended it.
     */
    private static JobEnd end(final PbsRecord job) throws ManagerException {
        final String text = job.text("Exit_status");
        final boolean isTerminated = SUBSTATE_TERMINATED.equals(job.text("substate"));
        final int status;
        try {
            status = text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (final NumberFormatException ex) {
            throw job.garbled("Exit_status=" + text);
        }
        if (status == EXIT_WALLTIME) {
            return new JobEnd(EndKind.TIMED_OUT, EXIT_MAX);
        }
        if (text.isEmpty() || isTerminated) {
            return new JobEnd(EndKind.CANCELLED, code(status));
        }
        return new JobEnd(status == 0 ? EndKind.COMPLETED : EndKind.FAILED, code(status));
    }

    private static int code(final int status) {
        if (status < 0) {
            return EXIT_MAX;
        }
        return status > EXIT_MAX
                ? EXIT_SIGNAL_SHELL + (status - EXIT_SIGNAL_PBS) % EXIT_SIGNAL_SHELL
                : status;
    }

    private static long busyMilliCores(final PbsRecord job, final ObservedState state)
            throws ManagerException {
        final String text = job.text("resources_used.cpupercent");
        if (text.isEmpty() || state != ObservedState.RUNNING) {
            return ObservedJob.NULL_BUSY;
        }
        try {
            final long milliCores = Long.parseLong(text) * MILLI_CORES_PER_PERCENT;
            return (milliCores + BUSY_STEP / 2) / BUSY_STEP * BUSY_STEP;
        } catch (final NumberFormatException ex) {
            throw job.garbled("cpupercent=" + text);
        }
    }
}
