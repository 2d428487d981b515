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
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.EnquireDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;

/**
 * Answers what a job could have, without there being one: for the time of the question a free row
 * of the job table is filled, in no list and under no id, and then is as if it had never been
 * taken.
 *
 * <p>Kernel thread only; no allocation; cost is what the policy needs for three answers.
 */
final class Enquiry {
    private final ClusterState state;
    private final JobTable jobs;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final Rejection rejection;

    Enquiry(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final Rejection rejection) {
        this.state = state;
        this.jobs = state.jobs();
        this.policy = policy;
        this.decisions = decisions;
        this.rejection = rejection;
    }

    void answer(final EnquireDecoder input, final long timeNs) {
        final Slab slab = jobs.slab();
        final int highWater = slab.highWater();
        final int row = slab.take();
        if (row == NULL_ROW) {
            rejection.reject(
                    input.enquiryId(),
                    ReasonCode.QUEUE_FULL,
                    InputField.MESSAGE,
                    input.enquiryId(),
                    slab.capacity());
            return;
        }
        fill(row, input);
        final PlacementPolicy asked = policy.get();
        final int head = state.pendingHead();
        decisions.enquiryAnswer(
                input.enquiryId(),
                asked.startableNow(row),
                asked.capacityFor(row),
                asked.earliestStart(row, timeNs),
                head == NULL_ROW ? Long.MAX_VALUE : asked.earliestStart(head, timeNs));
        slab.untake(row, highWater);
    }

    private void fill(final int row, final EnquireDecoder input) {
        jobs.memoryPerNode(row, input.memoryPerNode());
        jobs.memoryPerCore(row, input.memoryPerCore());
        jobs.features(row, input.features());
        jobs.nodeCount(row, input.nodeCount());
        jobs.coresPerNode(row, input.coresPerNode());
        jobs.gpusPerNode(row, input.gpusPerNode());
        jobs.exclusive(row, input.exclusive() == BooleanType.YES);
        jobs.queueRow(row, state.queues().row(input.queueId()));
        jobs.jobClass(row, JobClass.BATCH.value());
        jobs.walltimeNs(row, 1);
    }
}
