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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;

/**
 * Whether limits and licences let a job start, while a pass looks at the jobs in order. Licences
 * are given in that order: when a job waits for some, those that it needs are left to it, and who
 * comes after it and needs one of them waits too. Within a pass a gate that is shut stays shut.
 *
 * <p>Threads: the kernel thread alone. Cost: O(1), one field where no job is of a group; nothing is
 * allocated.
 */
final class Gate {
    private ClusterView view;
    private long licencesLeft;
    private ReasonCode reason;
    private long reasonNumber;

    void attach(final ClusterView newView) {
        view = newView;
    }

    void beginPass() {
        licencesLeft = 0;
    }

    /** Whether a job may not start, wherever it is put. */
    boolean isShut(final int jobRow) {
        if (!view.hasGroups()) {
            return false;
        }
        reason = view.jobGate(jobRow);
        final long licences = view.jobLicences(jobRow);
        if (reason == ReasonCode.NONE && (licences & licencesLeft) != 0) {
            reason = ReasonCode.WAITING_LICENCES;
        }
        if (reason == ReasonCode.NONE) {
            return false;
        }
        reasonNumber = view.jobGateNumber(jobRow);
        if (reason == ReasonCode.WAITING_LICENCES) {
            licencesLeft |= licences;
        }
        return true;
    }

    /** Why the job that was asked about last may not start. */
    ReasonCode reason() {
        return reason;
    }

    long reasonNumber() {
        return reasonNumber;
    }
}
