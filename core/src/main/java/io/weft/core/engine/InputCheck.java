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
package io.weft.core.engine;

import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.state.SizeTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.EnquireDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SetPreemptionDecoder;
import io.weft.core.wire.SubmitJobDecoder;

/**
 * Checks the fields of an input before anything changes; the first one that is wrong is rejected
 * with its value and the bound it broke. Allocates nothing.
 */
final class InputCheck {
    /** Longest walltime: ten years, so that a stretched one still is a time. */
    static final long WALLTIME_MAX_NS = 10L * 365 * 24 * 3600 * 1_000_000_000L;

    /** Most memory a field may name: 1 PiB, so that no product of it with cores overflows. */
    static final long MEMORY_MAX = 1L << 50;

    /** Most GPUs of a node: a bit each. */
    static final int GPUS_MAX = Long.SIZE;

    private static final int OVERHEAD_MIN = 1000;
    private static final int OVERHEAD_MAX = 10_000;

    private final ClusterState state;
    private final Rejection rejection;
    private final GateInputs gateInputs;
    private final ReservationCheck reservations;

    InputCheck(
            final ClusterState state,
            final Rejection rejection,
            final GateInputs gateInputs,
            final ReservationCheck reservations) {
        this.state = state;
        this.rejection = rejection;
        this.gateInputs = gateInputs;
        this.reservations = reservations;
    }

    boolean node(final DefineNodeDecoder input) {
        final int id = input.nodeId();
        if (state.nodes().row(id) >= 0) {
            return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.NODE_ID, id, 0);
        }
        final int coresMax = state.limits().coresPerNode();
        return inRange(id, InputField.NODE_ID, id, 0, Integer.MAX_VALUE)
                && inRange(id, InputField.CORE_COUNT, input.coreCount(), 1, coresMax)
                && inRange(id, InputField.MEMORY, input.memory(), 0, MEMORY_MAX)
                && inRange(id, InputField.GPUS, input.gpuCount(), 0, GPUS_MAX)
                && inRange(
                        id,
                        InputField.MAX_MULTIPLICITY,
                        input.gpuMultiplicity(),
                        0,
                        Limits.MULTIPLICITY_MAX);
    }

    boolean policy(final SetPolicyDecoder input) {
        return inRange(
                -1, InputField.OVERHEAD, input.overheadPerMille(), OVERHEAD_MIN, OVERHEAD_MAX);
    }

    boolean job(final SubmitJobDecoder input, final boolean hasNoPolicy) {
        final long id = input.jobId();
        if (!inRange(id, InputField.JOB_ID, id, 0, Long.MAX_VALUE)) {
            return false;
        }
        if (state.jobs().row(id) >= 0) {
            return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.JOB_ID, id, 0);
        }
        final int queueRow = state.queues().row(input.queueId());
        return canBeDecided(id, input.queueId(), queueRow, hasNoPolicy)
                && resources(
                        id,
                        input.nodeCount(),
                        input.coresPerNode(),
                        input.memoryPerNode(),
                        input.memoryPerCore(),
                        input.gpusPerNode())
                && inRange(id, InputField.MEMORY, input.memoryPerGpu(), 0, MEMORY_MAX)
                && inRange(id, InputField.MEMORY, JobIntake.memoryPerNode(input), 0, MEMORY_MAX)
                && inRange(
                        id, InputField.JOB_CLASS, input.jobClassRaw(), 0, JobClass.URGENT.value())
                && isBoolean(id, InputField.EXCLUSIVE, input.exclusiveRaw())
                && inRange(
                        id,
                        InputField.COPIES,
                        input.copySpreadRaw(),
                        0,
                        CopySpread.SWITCHES.value())
                && inRange(
                        id, InputField.ISOLATION, input.isolationRaw(), 0, Isolation.TENANT.value())
                && isBoolean(id, InputField.STATE, input.heldRaw())
                && isBoolean(id, InputField.MESSAGE, input.requeueableRaw())
                && isBoolean(id, InputField.MESSAGE, input.checkpointableRaw())
                && isBoolean(id, InputField.MESSAGE, input.preemptableRaw())
                && isBoolean(id, InputField.MESSAGE, input.refuseLateRaw())
                && beginTime(id, input.beginTime())
                && inRange(id, InputField.DEADLINE, input.deadline(), 0, Long.MAX_VALUE)
                && walltime(id, input.walltime(), queueRow)
                && sizeInQueue(id, input, queueRow)
                && isSupported(id, input)
                && gateInputs.job(input, queueRow)
                && (input.reservationId() == -1 || reservations.naming(id, input));
    }

    /** Whether what is enquired for is something that a job may ask for. */
    boolean enquiry(final EnquireDecoder input, final boolean hasNoPolicy) {
        final long id = input.enquiryId();
        final int queueRow = state.queues().row(input.queueId());
        return canBeDecided(id, input.queueId(), queueRow, hasNoPolicy)
                && resources(
                        id,
                        input.nodeCount(),
                        input.coresPerNode(),
                        input.memoryPerNode(),
                        input.memoryPerCore(),
                        input.gpusPerNode())
                && isBoolean(id, InputField.EXCLUSIVE, input.exclusiveRaw());
    }

    private boolean canBeDecided(
            final long id, final int queueId, final int queueRow, final boolean hasNoPolicy) {
        if (queueRow < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, queueId, 0);
        }
        if (hasNoPolicy) {
            return rejection.reject(id, ReasonCode.NO_POLICY, InputField.POLICY, 0, 0);
        }
        return true;
    }

    private boolean resources(
            final long id,
            final int nodeCount,
            final int coresPerNode,
            final long memoryPerNode,
            final long memoryPerCore,
            final int gpusPerNode) {
        return inRange(id, InputField.NODE_COUNT, nodeCount, 0, Integer.MAX_VALUE)
                && inRange(id, InputField.CORE_COUNT, coresPerNode, 1, Integer.MAX_VALUE)
                && inRange(id, InputField.MEMORY, memoryPerNode, 0, MEMORY_MAX)
                && inRange(id, InputField.MEMORY, memoryPerCore, 0, MEMORY_MAX)
                && inRange(id, InputField.GPUS, gpusPerNode, 0, GPUS_MAX);
    }

    /** Whether a malleable job that runs may have so many cores. */
    boolean size(final int jobRow, final int nodeCount, final int coreCount) {
        final long id = state.jobId(jobRow);
        if (!state.sizes().isMalleable(jobRow)) {
            return unsupported(id, InputField.CORE_COUNT, coreCount);
        }
        if (nodeCount != 0) {
            return unsupported(id, InputField.NODE_COUNT, nodeCount);
        }
        final int termsRow = state.jobs().termsRow(jobRow);
        final SizeTable sizes = state.sizes();
        return inRange(
                        id,
                        InputField.CORE_COUNT,
                        coreCount,
                        sizes.coreCountMin(termsRow),
                        sizes.coreCount(termsRow))
                && walltime(
                        id, sizes.walltimeNs(termsRow, coreCount), state.jobs().queueRow(jobRow));
    }

    /** Longest walltime that a job of a queue may have. */
    long walltimeMaxNs(final int queueRow) {
        final long queueMaxNs = state.queues().walltimeMaxNs(queueRow);
        return queueMaxNs == 0 ? WALLTIME_MAX_NS : queueMaxNs;
    }

    boolean walltime(final long jobId, final long walltimeNs, final int queueRow) {
        return inRange(jobId, InputField.WALLTIME, walltimeNs, 1, walltimeMaxNs(queueRow));
    }

    boolean beginTime(final long jobId, final long beginTimeNs) {
        return inRange(jobId, InputField.BEGIN_TIME, beginTimeNs, 0, Long.MAX_VALUE);
    }

    boolean busyMilliCores(final long jobId, final long busyMilliCores, final long coreCount) {
        return inRange(jobId, InputField.CORE_COUNT, busyMilliCores, 0, 1000 * coreCount);
    }

    private boolean sizeInQueue(final long id, final SubmitJobDecoder input, final int queueRow) {
        final int nodeCountMax = state.queues().nodeCountMax(queueRow);
        if (nodeCountMax != 0 && input.nodeCount() > nodeCountMax) {
            return rejection.outOfRange(id, InputField.NODE_COUNT, input.nodeCount(), nodeCountMax);
        }
        final int coreCountMax = state.queues().coreCountMax(queueRow);
        final long coreCount = (long) Math.max(1, input.nodeCount()) * input.coresPerNode();
        if (coreCountMax != 0 && coreCount > coreCountMax) {
            return rejection.outOfRange(id, InputField.CORE_COUNT, coreCount, coreCountMax);
        }
        return true;
    }

    boolean preemption(final SetPreemptionDecoder input) {
        return inRange(-1, InputField.WALLTIME, input.grace(), 0, WALLTIME_MAX_NS)
                && inRange(-1, InputField.WALLTIME, input.protectedTime(), 0, WALLTIME_MAX_NS)
                && inRange(-1, InputField.WALLTIME, input.suspendMax(), 0, WALLTIME_MAX_NS)
                && inRange(-1, InputField.POLICY, input.preemptionsMax(), 0, Integer.MAX_VALUE)
                && inRange(-1, InputField.JOB_CLASS, input.preemptingClasses() & ~6, 0, 0)
                && inRange(-1, InputField.JOB_CLASS, input.victimClasses() & ~3, 0, 0);
    }

    /** What the schema has already and the engine does not do yet is refused, never ignored. */
    private boolean isSupported(final long id, final SubmitJobDecoder input) {
        final boolean isRefusedLate = input.refuseLate() == BooleanType.YES;
        if (input.deadline() != 0 && isRefusedLate && !mayBePromised(input)) {
            return unsupported(id, InputField.DEADLINE, input.deadline());
        }
        if (input.deadline() != 0 && input.reservationId() != -1) {
            return unsupported(id, InputField.DEADLINE, input.deadline());
        }
        final int coreCountMin = input.coreCountMin();
        if (coreCountMin != 0 && input.nodeCount() != 0) {
            return unsupported(id, InputField.NODE_COUNT, input.nodeCount());
        }
        if (coreCountMin != 0 && input.exclusive() == BooleanType.YES) {
            return unsupported(id, InputField.EXCLUSIVE, BooleanType.YES.value());
        }
        if (coreCountMin != 0 && input.reservationId() != -1) {
            return unsupported(id, InputField.RESERVATION, input.reservationId());
        }
        if (!inRange(id, InputField.CORE_COUNT, coreCountMin, 0, input.coresPerNode())) {
            return false;
        }
        return true;
    }

    /** Nobody knows when a job may start that depends on others or on a slot of its array. */
    static boolean mayBePromised(final SubmitJobDecoder input) {
        return input.deadline() != 0
                && MemberCheck.memberCount(input) == 1
                && input.sbeRewind().dependencies().count() == 0;
    }

    private boolean unsupported(final long id, final InputField field, final long value) {
        return rejection.reject(id, ReasonCode.NOT_SUPPORTED, field, value, 0);
    }

    private boolean isBoolean(final long id, final InputField field, final short value) {
        return inRange(id, field, value, BooleanType.NO.value(), BooleanType.YES.value());
    }

    private boolean inRange(
            final long id,
            final InputField field,
            final long value,
            final long least,
            final long most) {
        return rejection.inRange(id, field, value, least, most);
    }
}
