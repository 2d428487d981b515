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

import io.weft.core.wire.JobClass;
import java.util.EnumSet;
import java.util.Set;

/**
 * Turns the fields of a line into a job by the rules of use of the paper's simulator; see {@link
 * RuleOfUse}.
 */
final class SwfRules {
    private final MachineShape machine;
    private final int processorField;
    private final int otherProcessorField;
    private final boolean hasPatterns;
    private final boolean hasNodeColumn;
    private final SwfMemory memory;
    private final int[] interactiveQueues;
    private final int[] urgentQueues;
    private final Set<RuleOfUse> applied = EnumSet.noneOf(RuleOfUse.class);

    SwfRules(SwfOptions options) {
        boolean isRequestPreferred = options.isRequestPreferred();
        machine = options.machine();
        processorField = processorField(isRequestPreferred);
        otherProcessorField = processorField(!isRequestPreferred);
        hasPatterns = options.hasPatterns();
        hasNodeColumn = options.hasNodeColumn();
        memory = new SwfMemory(options.memoryScope(), options.memoryUnit());
        interactiveQueues = options.interactiveQueues();
        urgentQueues = options.urgentQueues();
    }

    /**
     * The job of a line, or null if it is to be left out.
     *
     * @throws RejectedFieldException if a field cannot be used
     */
    JobSpec job(SwfLine line) throws RejectedFieldException {
        applied.clear();
        if (line.fieldCount() < SwfFields.STANDARD_COUNT) {
            throw new RejectedFieldException(RejectionReason.TOO_FEW_FIELDS, SwfFields.LINE);
        }
        long id = known(SwfFields.JOB_ID, line.number(SwfFields.JOB_ID, SwfLine.NUMBER_MAX));
        long submitNs = known(SwfFields.SUBMIT_TIME, line.timeNs(SwfFields.SUBMIT_TIME));
        int processors = processors(line);
        if (processors == 0) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_PROCESSORS);
            return null;
        }
        long runtimeNs = runtimeNs(line);
        if (runtimeNs == SwfLine.NOT_KNOWN) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_RUNTIME);
            return null;
        }
        JobShape shape = shape(line, processors);
        long bytes = memory.bytes(line, shape, applied);
        boolean isOnNodes = shape.nodeCount() > 0;
        int queue = count(line, SwfFields.QUEUE);
        UsagePattern usage =
                hasPatterns ? SwfPattern.usage(line, runtimeNs, applied) : UsagePattern.ALWAYS_BUSY;
        return new JobSpec(
                id,
                submitNs,
                runtimeNs,
                walltimeNs(line, runtimeNs),
                processors,
                shape.nodeCount(),
                shape.coresPerNode(),
                isOnNodes ? bytes : 0,
                isOnNodes ? 0 : bytes,
                count(line, SwfFields.USER_ID),
                count(line, SwfFields.GROUP_ID),
                queue,
                jobClass(queue, usage),
                usage);
    }

    /** The rules that the last line needed. */
    Set<RuleOfUse> applied() {
        return applied;
    }

    private static int processorField(boolean isRequest) {
        return isRequest ? SwfFields.REQUESTED_PROCESSORS : SwfFields.ALLOCATED_PROCESSORS;
    }

    private static long known(int field, long value) throws RejectedFieldException {
        if (value == SwfLine.NOT_KNOWN) {
            throw new RejectedFieldException(RejectionReason.NEGATIVE, field);
        }
        return value;
    }

    private static int count(SwfLine line, int field) throws RejectedFieldException {
        return (int) line.number(field, Integer.MAX_VALUE);
    }

    /** 0 if not known. */
    private int processors(SwfLine line) throws RejectedFieldException {
        int preferred = count(line, processorField);
        if (preferred > 0) {
            return preferred;
        }
        int other = Math.max(0, count(line, otherProcessorField));
        if (other > 0) {
            applied.add(RuleOfUse.PROCESSORS_FROM_OTHER_FIELD);
        }
        return other;
    }

    private long runtimeNs(SwfLine line) throws RejectedFieldException {
        long runtimeNs = line.timeNs(SwfFields.RUN_TIME);
        if (runtimeNs == SwfLine.NOT_KNOWN) {
            runtimeNs = line.timeNs(SwfFields.CPU_TIME);
            if (runtimeNs != SwfLine.NOT_KNOWN) {
                applied.add(RuleOfUse.RUNTIME_FROM_CPU_TIME);
            }
        }
        if (runtimeNs == 0) {
            applied.add(RuleOfUse.RUNTIME_RAISED_TO_1_S);
            return SwfLine.NANOS_PER_SECOND;
        }
        return runtimeNs;
    }

    private long walltimeNs(SwfLine line, long runtimeNs) throws RejectedFieldException {
        long walltimeNs = line.timeNs(SwfFields.REQUESTED_TIME);
        if (walltimeNs == SwfLine.NOT_KNOWN) {
            applied.add(RuleOfUse.WALLTIME_FROM_RUNTIME);
            return runtimeNs;
        }
        if (walltimeNs < runtimeNs) {
            applied.add(RuleOfUse.WALLTIME_RAISED_TO_RUNTIME);
            return runtimeNs;
        }
        return walltimeNs;
    }

    private JobShape shape(SwfLine line, int processors) throws RejectedFieldException {
        int nodeCount = hasNodeColumn ? SwfNodeColumn.nodeCount(line) : 0;
        return nodeCount == 0
                ? JobShape.of(processors, machine)
                : JobShape.onNodes(nodeCount, processors);
    }

    private JobClass jobClass(int queue, UsagePattern usage) {
        if (contains(urgentQueues, queue)) {
            return JobClass.URGENT;
        }
        boolean isInteractive = !usage.isAlwaysBusy() || contains(interactiveQueues, queue);
        return isInteractive ? JobClass.INTERACTIVE : JobClass.BATCH;
    }

    private static boolean contains(int[] queues, int queue) {
        for (int candidate : queues) {
            if (candidate == queue) {
                return true;
            }
        }
        return false;
    }
}
