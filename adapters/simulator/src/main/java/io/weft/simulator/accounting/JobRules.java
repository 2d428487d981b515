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

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobShape;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.UsagePattern;
import java.util.EnumSet;
import java.util.Set;

/** Turns what a log says of a job into a job, by the same rules of use as for other traces. */
final class JobRules {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long BYTES_MAX = 1L << 60;

    private final AccountingOptions options;
    private final NameNumbers users = new NameNumbers();
    private final NameNumbers groups = new NameNumbers();
    private final NameNumbers queues = new NameNumbers();
    private final Set<RuleOfUse> applied = EnumSet.noneOf(RuleOfUse.class);

    JobRules(AccountingOptions options) {
        this.options = options;
    }

    /**
     * The job, its time of submission counted from 1970; null if it is to be left out.
     *
     * @throws RejectedValueException if a value cannot be used
     */
    JobSpec job(LoggedJob logged, long id) throws RejectedValueException {
        applied.clear();
        int processors = processors(logged);
        if (processors == 0) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_PROCESSORS);
            return null;
        }
        long runtimeS = runtimeS(logged);
        if (runtimeS == LoggedJob.NOT_KNOWN) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_RUNTIME);
            return null;
        }
        boolean isEligible = options.startsEligible() && logged.eligibleS() >= logged.submitS();
        JobShape shape = shape(logged, processors);
        boolean isOnNodes = shape.nodeCount() > 0;
        long bytes = bytes(logged, processors, shape);
        return new JobSpec(
                id,
                (isEligible ? logged.eligibleS() : logged.submitS()) * NS_PER_S,
                runtimeS * NS_PER_S,
                limitS(logged, runtimeS) * NS_PER_S,
                processors,
                shape.nodeCount(),
                shape.coresPerNode(),
                isOnNodes ? bytes : 0,
                isOnNodes ? 0 : bytes,
                users.number(logged.user()),
                groups.number(logged.group()),
                queues.number(logged.queue()),
                jobClass(logged.queue()),
                UsagePattern.ALWAYS_BUSY);
    }

    /** The rules that the last job needed. */
    Set<RuleOfUse> applied() {
        return applied;
    }

    /** The queues that were met. */
    NameNumbers queues() {
        return queues;
    }

    private int processors(LoggedJob logged) {
        if (logged.processors() == 0 && logged.requestedProcessors() > 0) {
            applied.add(RuleOfUse.PROCESSORS_FROM_OTHER_FIELD);
            return logged.requestedProcessors();
        }
        return logged.processors();
    }

    private long runtimeS(LoggedJob logged) {
        long runtimeS = logged.elapsedS();
        boolean hasEnds = logged.startS() >= 0 && logged.endS() >= logged.startS();
        if (runtimeS <= 0 && hasEnds && logged.endS() - logged.startS() != runtimeS) {
            applied.add(RuleOfUse.RUNTIME_FROM_START_AND_END);
            runtimeS = logged.endS() - logged.startS();
        }
        if (runtimeS == 0) {
            applied.add(RuleOfUse.RUNTIME_RAISED_TO_1_S);
            return 1;
        }
        return runtimeS;
    }

    private long limitS(LoggedJob logged, long runtimeS) {
        if (logged.limitS() == LoggedJob.NOT_KNOWN) {
            applied.add(RuleOfUse.WALLTIME_FROM_RUNTIME);
            return runtimeS;
        }
        if (logged.limitS() < runtimeS) {
            applied.add(RuleOfUse.WALLTIME_RAISED_TO_RUNTIME);
            return runtimeS;
        }
        return logged.limitS();
    }

    private JobShape shape(LoggedJob logged, int processors) {
        return options.keepsNodes() && logged.nodeCount() > 0
                ? JobShape.onNodes(logged.nodeCount(), processors)
                : JobShape.of(processors, options.machine());
    }

    /** On each node, or beside each core of a job that runs anywhere. */
    private long bytes(LoggedJob logged, int processors, JobShape shape)
            throws RejectedValueException {
        RequestedMemory memory = memory(logged);
        if (memory == null) {
            return 0;
        }
        boolean isOnNodes = shape.nodeCount() > 0;
        int shares = isOnNodes ? shape.nodeCount() : processors;
        return switch (memory.scope()) {
            case PER_PROCESSOR -> times(memory, isOnNodes ? shape.coresPerNode() : 1);
            case PER_NODE ->
                    isOnNodes && shape.nodeCount() == logged.nodeCount()
                            ? memory.bytes()
                            : times(memory, Math.max(1, logged.nodeCount())) / shares;
            case PER_JOB -> memory.bytes() / shares;
        };
    }

    private RequestedMemory memory(LoggedJob logged) {
        if (logged.memory() == null && logged.usedMemory() > 0) {
            applied.add(RuleOfUse.MEMORY_FROM_USED);
            return new RequestedMemory(
                    Math.min(BYTES_MAX, logged.usedMemory()), MemoryScope.PER_JOB);
        }
        return logged.memory();
    }

    private static long times(RequestedMemory memory, int factor) throws RejectedValueException {
        if (memory.bytes() > BYTES_MAX / factor) {
            throw new RejectedValueException(
                    RejectionReason.TOO_LARGE, "memory", memory.bytes() + " x " + factor);
        }
        return memory.bytes() * factor;
    }

    private JobClass jobClass(String queue) {
        if (options.urgentQueues().contains(queue)) {
            return JobClass.URGENT;
        }
        return options.interactiveQueues().contains(queue) ? JobClass.INTERACTIVE : JobClass.BATCH;
    }
}
