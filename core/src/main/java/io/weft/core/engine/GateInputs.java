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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.state.Gates;
import io.weft.core.state.LicenceTable;
import io.weft.core.state.LimitTable;
import io.weft.core.wire.DefineLicenceDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.LimitScope;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetLimitDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.core.wire.SubmitJobDecoder.DependenciesDecoder;
import io.weft.core.wire.SubmitJobDecoder.LicencesDecoder;

/**
 * The inputs about limits and licences, and what a submission says of them: checked field by field,
 * then done.
 *
 * <p>Kernel thread only; no allocation. Cost: O(1), but O(jobs) for a limit that is new.
 */
final class GateInputs {
    private final ClusterState state;
    private final Gates gates;
    private final PolicySlot policy;
    private final Rejection rejection;

    GateInputs(final ClusterState state, final PolicySlot policy, final Rejection rejection) {
        this.state = state;
        this.gates = state.gates();
        this.policy = policy;
        this.rejection = rejection;
    }

    // ------------------------------------------------------------------ limits

    /** False when it was rejected. */
    boolean setLimit(final SetLimitDecoder input) {
        if (!isLimit(input)) {
            return false;
        }
        final int scope = input.scopeRaw();
        final int queueRow = state.queues().row(input.queueId());
        final boolean isNew = !gates.hasLimit(scope, queueRow, input.id());
        if (isNew) {
            hidePending();
        }
        final boolean isDone =
                gates.setLimit(
                        scope,
                        queueRow,
                        input.id(),
                        input.holdingMax(),
                        input.jobsMax(),
                        input.nodesMax(),
                        input.coresMax(),
                        input.gpusMax());
        if (isNew) {
            showPending();
        }
        if (!isDone) {
            return rejection.tableFull(input.id(), InputField.MESSAGE, state.limits().groupCount());
        }
        return true;
    }

    /** The groups of jobs are about to change, by which policies know them. */
    private void hidePending() {
        for (int row = state.pendingHead(); row != NULL_ROW; row = state.pendingNext(row)) {
            policy.get().onJobUnqueued(row);
        }
    }

    private void showPending() {
        for (int row = state.pendingHead(); row != NULL_ROW; row = state.pendingNext(row)) {
            policy.get().onJobQueued(row);
        }
    }

    private boolean isLimit(final SetLimitDecoder input) {
        final int id = input.id();
        final int scope = input.scopeRaw();
        if (scope > LimitScope.ACCOUNT_IN_QUEUE.value()) {
            return rejection.outOfRange(
                    id, InputField.MESSAGE, scope, LimitScope.ACCOUNT_IN_QUEUE.value());
        }
        return isOfQueue(id, scope, input.queueId())
                && isWhose(id, scope)
                && isCap(id, InputField.JOB_COUNT, input.holdingMax())
                && isCap(id, InputField.JOB_COUNT, input.jobsMax())
                && isCap(id, InputField.NODE_COUNT, input.nodesMax())
                && isCap(id, InputField.CORE_COUNT, input.coresMax())
                && isCap(id, InputField.GPUS, input.gpusMax());
    }

    private boolean isOfQueue(final int id, final int scope, final int queueId) {
        if (!LimitTable.hasQueue(scope)) {
            if (queueId != -1) {
                return rejection.outOfRange(id, InputField.QUEUE_ID, queueId, -1);
            }
            return true;
        }
        if (state.queues().row(queueId) < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, queueId, 0);
        }
        return true;
    }

    private boolean isWhose(final int id, final int scope) {
        final boolean mayBeOne = scope != LimitScope.QUEUE.value();
        if (id != LimitTable.EACH && !(mayBeOne && id >= 0)) {
            return rejection.outOfRange(id, fieldOf(scope), id, LimitTable.EACH);
        }
        return true;
    }

    private static InputField fieldOf(final int scope) {
        if (LimitTable.hasAccount(scope)) {
            return InputField.ACCOUNT_ID;
        }
        return scope == LimitScope.QUEUE.value() ? InputField.QUEUE_ID : InputField.USER_ID;
    }

    private boolean isCap(final int id, final InputField field, final long cap) {
        if (cap < 0) {
            return rejection.outOfRange(id, field, cap, 0);
        }
        return true;
    }

    // ------------------------------------------------------------------ licences

    /** False when it was rejected. */
    boolean defineLicence(final DefineLicenceDecoder input) {
        final int id = input.licenceId();
        if (id < 0) {
            return rejection.outOfRange(id, InputField.LICENCES, id, 0);
        }
        if (input.tokenCount() < 0) {
            return rejection.outOfRange(id, InputField.LICENCES, input.tokenCount(), 0);
        }
        if (gates.licences().define(id, input.nameId(), input.tokenCount()) < 0) {
            return rejection.tableFull(id, InputField.LICENCES, LicenceTable.LICENCE_COUNT_MAX);
        }
        return true;
    }

    // ------------------------------------------------------------------ jobs

    /** Whether a submission asks for licences that there are, and for no more than limits allow. */
    boolean job(final SubmitJobDecoder input, final int queueRow) {
        return licences(input.jobId(), licencesOf(input))
                && (gates.limits().slab().usedCount() == 0 || limits(input, queueRow));
    }

    /** What a submission says of licences; they are read from the first one on. */
    static LicencesDecoder licencesOf(final SubmitJobDecoder input) {
        final DependenciesDecoder dependencies = input.sbeRewind().dependencies();
        while (dependencies.hasNext()) {
            // Where the next group begins is known only behind the last of this one.
            dependencies.next();
        }
        return input.licences();
    }

    private boolean licences(final long jobId, final LicencesDecoder licences) {
        if (licences.count() > Gates.LICENCES_OF_JOB_MAX) {
            return rejection.outOfRange(
                    jobId, InputField.LICENCES, licences.count(), Gates.LICENCES_OF_JOB_MAX);
        }
        long named = 0;
        while (licences.hasNext()) {
            licences.next();
            final int id = licences.licenceId();
            final int row = gates.licences().row(id);
            if (row < 0) {
                return rejection.reject(jobId, ReasonCode.UNKNOWN_ID, InputField.LICENCES, id, 0);
            }
            if ((named >>> row & 1) != 0) {
                return rejection.reject(jobId, ReasonCode.DUPLICATE_ID, InputField.LICENCES, id, 0);
            }
            named |= 1L << row;
            final int count = licences.tokenCount();
            if (count < 1) {
                return rejection.outOfRange(jobId, InputField.LICENCES, count, 1);
            }
            final int most = gates.licences().count(row);
            if (count > most) {
                return rejection.reject(
                        jobId, ReasonCode.NEVER_FITS, InputField.LICENCES, count, most);
            }
        }
        return true;
    }

    private boolean limits(final SubmitJobDecoder input, final int queueRow) {
        for (int scope = 0; scope < LimitTable.SCOPE_COUNT; scope++) {
            final int limitRow = gates.limitRow(scope, queueRow, input.userId(), input.accountId());
            if (limitRow >= 0
                    && !(fits(input, limitRow) && isAdmitted(input, scope, queueRow, limitRow))) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(final SubmitJobDecoder input, final int limitRow) {
        final long id = input.jobId();
        final LimitTable limits = gates.limits();
        final long nodes = Math.max(1, input.nodeCount());
        final long cores = nodes * input.coresPerNode();
        final long gpus = nodes * input.gpusPerNode();
        return isWithin(id, InputField.NODE_COUNT, nodes, limits.nodesMax(limitRow))
                && isWithin(id, InputField.CORE_COUNT, cores, limits.coresMax(limitRow))
                && isWithin(id, InputField.GPUS, gpus, limits.gpusMax(limitRow));
    }

    private boolean isWithin(
            final long jobId, final InputField field, final long wanted, final long cap) {
        if (cap != 0 && wanted > cap) {
            return rejection.reject(jobId, ReasonCode.NEVER_FITS, field, wanted, cap);
        }
        return true;
    }

    /** Whether so many more jobs may be in the table. */
    private boolean isAdmitted(
            final SubmitJobDecoder input, final int scope, final int queueRow, final int limitRow) {
        final int cap = gates.limits().jobsMax(limitRow);
        final int userId = input.userId();
        final int accountId = input.accountId();
        final long more = Math.max(1, Math.max(input.arrayCount(), input.copyCount()));
        if (cap == 0 || gates.jobCount(scope, queueRow, userId, accountId) + more <= cap) {
            return true;
        }
        final int whose = LimitTable.hasAccount(scope) ? accountId : userId;
        final boolean isOfQueue = scope == LimitScope.QUEUE.value();
        return rejection.reject(
                input.jobId(),
                ReasonCode.QUEUE_FULL,
                fieldOf(scope),
                isOfQueue ? input.queueId() : whose,
                cap);
    }
}
