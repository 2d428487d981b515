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

import io.weft.core.memory.Slab;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;

/**
 * Checks that all jobs of a submission can be taken, before anything changes: it is all or none.
 * Kernel thread only; allocates nothing; cost is the jobs.
 */
final class MemberCheck {
    /** More would not find their places in the order of submission. */
    private static final int MEMBERS_MAX = 1 << ClusterView.PLACE_SHIFT;

    private final ClusterState state;
    private final Rejection rejection;
    private final Dependencies dependencies;
    private final JobIntake intake;
    private final int memberMax;

    MemberCheck(
            final ClusterState state,
            final Rejection rejection,
            final Dependencies dependencies,
            final JobIntake intake,
            final DecisionWriter decisions) {
        this.state = state;
        this.rejection = rejection;
        this.dependencies = dependencies;
        this.intake = intake;
        memberMax = Math.min(MEMBERS_MAX, decisions.closeCountMax());
    }

    /** Jobs that a submission makes. */
    static int memberCount(final SubmitJobDecoder input) {
        return Math.max(1, Math.max(input.arrayCount(), input.copyCount()));
    }

    boolean holds(final SubmitJobDecoder input) {
        final long id = input.jobId();
        final int count = memberCount(input);
        if (!isInRange(id, InputField.ARRAY, input.arrayCount(), memberMax)
                || !isInRange(id, InputField.COPIES, input.copyCount(), memberMax)
                || !isInRange(id, InputField.ARRAY, input.arrayRunningMax(), input.arrayCount())) {
            return false;
        }
        if (input.arrayCount() != 0 && input.copyCount() != 0) {
            return rejection.reject(
                    id, ReasonCode.NOT_SUPPORTED, InputField.COPIES, input.copyCount(), 0);
        }
        return areNew(id, count)
                && dependencies.areKnown(input, count)
                && haveRoom(id, count, input);
    }

    private boolean isInRange(
            final long id, final InputField field, final int value, final int most) {
        if (value < 0 || value > most) {
            return rejection.outOfRange(id, field, value, most);
        }
        return true;
    }

    /** That the first one is new is known. */
    private boolean areNew(final long id, final int count) {
        if (id > Long.MAX_VALUE - count) {
            return rejection.outOfRange(id, InputField.JOB_ID, id, Long.MAX_VALUE - count);
        }
        for (int i = 1; i < count; i++) {
            if (state.jobs().row(id + i) != NULL_ROW) {
                return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.JOB_ID, id + i, 0);
            }
        }
        if (count > 1 && state.arrays().row(id) != NULL_ROW) {
            return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.ARRAY, id, 0);
        }
        return true;
    }

    private boolean haveRoom(final long id, final int count, final SubmitJobDecoder input) {
        if (!hasRoom(state.jobs().slab(), count)) {
            return rejection.reject(
                    id, ReasonCode.QUEUE_FULL, InputField.JOB_ID, id, state.jobCapacity());
        }
        if (!intake.hasTerms(input)) {
            return true;
        }
        final int termsCount = count + dependencies.termsNeeded(input);
        final long edgeCount = (long) count * input.sbeRewind().dependencies().count();
        if (!hasRoom(state.terms().slab(), termsCount)) {
            return rejection.tableFull(id, InputField.JOB_ID, state.limits().termsCount());
        }
        if (count > 1 && !hasRoom(state.arrays().slab(), 1)) {
            final InputField field = input.copyCount() > 1 ? InputField.COPIES : InputField.ARRAY;
            return rejection.tableFull(id, field, state.arrays().slab().capacity());
        }
        if (!hasRoom(state.dependencies().slab(), edgeCount)) {
            return rejection.tableFull(
                    id, InputField.DEPENDENCY, state.dependencies().slab().capacity());
        }
        return true;
    }

    private static boolean hasRoom(final Slab slab, final long count) {
        return slab.capacity() - slab.usedCount() >= count;
    }
}
