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

import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.manager.JobAsk;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what squeue prints: one record for each job and each task of an array. */
final class QueueTable {
    /** As option -O of squeue names them; the order is that of {@link Field}. */
    static final List<String> FIELDS =
            List.of(
                    "JobArrayID",
                    "JobID",
                    "SubmitTime",
                    "State",
                    "PriorityLong",
                    "RestartCnt",
                    "Nice",
                    "UserName",
                    "Account",
                    "QOS",
                    "Partition",
                    "NumCPUs",
                    "tres-alloc",
                    "MinMemory",
                    "TimeLimit",
                    "EligibleTime",
                    "Requeue",
                    "BatchFlag",
                    "OverSubscribe",
                    "tres-per-node",
                    "tres-per-job",
                    "Dependency",
                    "NodeList",
                    "exit_code",
                    "Feature",
                    "Comment");

    private enum Field {
        JOB,
        NUMBER,
        SUBMIT_TIME,
        STATE,
        PRIORITY,
        RESTARTS,
        NICE,
        USER,
        ACCOUNT,
        QOS,
        PARTITION,
        CPUS,
        TRES,
        MEMORY,
        TIME_LIMIT,
        ELIGIBLE_TIME,
        REQUEUE,
        BATCH,
        OVERSUBSCRIBE,
        TRES_PER_NODE,
        TRES_PER_JOB,
        DEPENDENCY,
        NODES,
        EXIT_CODE,
        FEATURES,
        COMMENT;

        String of(final String[] record) {
            return record[ordinal()];
        }

        long number(final String[] record) {
            return Long.parseLong(of(record));
        }
    }

    private final SlurmSettings settings;
    private final int coresMax;
    private final long nowS;
    private final Map<JobKey, Asked> asked = new HashMap<>();

    /**
     * What a start keeps in the comment.
     *
     * @param classHint class that the user asked for, or null.
     * @param limitS limit that the user asked for; 0 for none.
     */
    record Asked(JobClass classHint, long limitS) {}

    /**
     * A reader of one answer.
     *
     * @param coresMax cores of the widest node.
     * @param nowS time of the answer, s since 1970.
     */
    QueueTable(final SlurmSettings settings, final int coresMax, final long nowS) {
        this.settings = settings;
        this.coresMax = coresMax;
        this.nowS = nowS;
    }

    /**
     * What must be known before something is told about a job.
     *
     * @throws IllegalArgumentException when the record makes no sense.
     */
    static JobFacts facts(final String[] record) {
        final String job = Field.JOB.of(record);
        final int bar = job.indexOf('_');
        final long id = Long.parseLong(bar < 0 ? job : job.substring(0, bar));
        final int task = bar < 0 ? JobKey.NO_TASK : Integer.parseInt(job.substring(bar + 1));
        final long submitTimeS = Field.SUBMIT_TIME.number(record);
        final ObservedState state =
                JobFacts.state(Field.STATE.of(record), Field.PRIORITY.number(record));
        final int restarts = (int) Field.RESTARTS.number(record);
        final JobComment comment = JobComment.parse(Field.COMMENT.of(record));
        return new JobFacts(id, task, submitTimeS, state, restarts, comment);
    }

    /** The number of the record; tasks of an array that Slurm has not told apart share one. */
    static long number(final String[] record) {
        return Field.NUMBER.number(record);
    }

    static boolean isRunning(final String[] record) {
        return Field.STATE.of(record).equals("RUNNING");
    }

    /**
     * The job of a record.
     *
     * @param busyMilliCores of it, or {@link ObservedJob#NULL_BUSY}.
     * @throws IllegalArgumentException when the record makes no sense.
     */
    ObservedJob job(final String[] record, final long busyMilliCores) {
        final JobFacts facts = facts(record);
        final boolean waits =
                facts.state() == ObservedState.HELD || facts.state() == ObservedState.PENDING;
        if (waits) {
            asked.put(facts.key(), new Asked(facts.comment().classHint(), limitS(record, facts)));
        }
        return new ObservedJob(
                facts.key(),
                Field.USER.of(record),
                Field.ACCOUNT.of(record),
                Field.PARTITION.of(record),
                facts.state(),
                facts.comment().isHeld() || !Field.DEPENDENCY.of(record).isEmpty(),
                ask(record, facts),
                waits ? List.of() : HostList.expand(Field.NODES.of(record)),
                facts.comment().token(),
                end(record, facts),
                busyMilliCores);
    }

    /** Of the jobs that were read and wait. */
    Map<JobKey, Asked> asked() {
        return asked;
    }

    /**
     * What a job asks for. Weft cannot tell Slurm how many CPUs of each node to take, only the
     * least number of all; so each node gets the same.
     */
    private JobAsk ask(final String[] record, final JobFacts facts) {
        final String tres = Field.TRES.of(record);
        final String nodesText = Quantity.tres(tres, "node");
        final long cpus = Math.max(1, Field.CPUS.number(record));
        final long leastNodes = nodesText.isEmpty() ? 1 : Math.max(1, Long.parseLong(nodesText));
        final boolean isExclusive = Field.OVERSUBSCRIBE.of(record).equals("NO");
        final long nodes = isExclusive ? leastNodes : Math.max(leastNodes, ceil(cpus, coresMax));
        final long even = ceil(cpus, nodes);
        final long cores = isExclusive ? Math.min(coresMax, even) : even;
        final long memory = memory(tres);
        final long least = Quantity.bytes(Field.MEMORY.of(record));
        final boolean isPerCore =
                Math.abs(memory - least * cpus) < Math.abs(memory - least * leastNodes);
        return new JobAsk(
                (int) nodes,
                (int) cores,
                isPerCore ? 0 : least,
                isPerCore ? least : 0,
                gpusPerNode(record, nodes),
                limitS(record, facts),
                features(Field.FEATURES.of(record)),
                isExclusive,
                Field.REQUEUE.of(record).equals("1") && Field.BATCH.of(record).equals("1"),
                beginTimeS(record, facts),
                -Field.NICE.number(record),
                classHint(record, facts));
    }

    /** The user's; Slurm's may be longer. */
    private static long limitS(final String[] record, final JobFacts facts) {
        final long keptS = facts.comment().limitS();
        return keptS == 0 ? Quantity.walltimeS(Field.TIME_LIMIT.of(record)) : keptS;
    }

    private static long memory(final String tres) {
        final String text = Quantity.tres(tres, "mem");
        return text.isEmpty() ? 0 : Quantity.bytes(text);
    }

    private static long ceil(final long amount, final long parts) {
        return (amount + parts - 1) / parts;
    }

    private static int gpusPerNode(final String[] record, final long nodes) {
        final int ofJob = Quantity.gpus(Field.TRES_PER_JOB.of(record));
        return Quantity.gpus(Field.TRES_PER_NODE.of(record)) + (int) ceil(ofJob, nodes);
    }

    /** One that is no plain list stays whole, as no node has such a feature: it never fits. */
    private static List<String> features(final String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return text.matches("[^|\\[\\]()*]+") ? List.of(text.split("[&,]")) : List.of(text);
    }

    /** A wish that is over is none; after a requeue Slurm itself has the job wait for 2 minutes. */
    private long beginTimeS(final String[] record, final JobFacts facts) {
        final String text = Field.ELIGIBLE_TIME.of(record);
        final boolean isTime = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        final boolean isWish =
                isTime && facts.restartCount() == 0 && facts.state() == ObservedState.HELD;
        return isWish && Long.parseLong(text) > nowS ? Long.parseLong(text) : 0;
    }

    private JobClass classHint(final String[] record, final JobFacts facts) {
        return settings.classOf(Field.QOS.of(record), facts.comment().classHint());
    }

    private static JobEnd end(final String[] record, final JobFacts facts) {
        return facts.state() == ObservedState.ENDED
                ? end(Field.STATE.of(record), (int) Field.EXIT_CODE.number(record))
                : null;
    }

    /** An end from a state and a status as of wait(2). */
    static JobEnd end(final String state, final int status) {
        final EndKind kind =
                switch (state) {
                    case "COMPLETED" -> EndKind.COMPLETED;
                    case "TIMEOUT", "DEADLINE" -> EndKind.TIMED_OUT;
                    case "CANCELLED", "PREEMPTED", "REVOKED" -> EndKind.CANCELLED;
                    case "NODE_FAIL", "BOOT_FAIL" -> EndKind.NODE_FAILED;
                    default -> EndKind.FAILED;
                };
        final int signal = status & 0x7f;
        return new JobEnd(kind, signal == 0 ? status >> 8 & 0xff : 128 + signal);
    }
}
