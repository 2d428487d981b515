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
package io.weft.simulator;

import io.weft.core.client.PreemptionRequest;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import java.util.Objects;

/**
 * How batch jobs give way to interactive and urgent ones that would wait.
 *
 * @param kind {@code SUSPEND}, {@code REQUEUE} or {@code CANCEL}
 * @param protectedNs a job is left alone for so long after it has started or gone on, ns from 0
 * @param preemptionsMax so often a job gives way at most, from 0
 * @param suspendMaxNs the longest suspended job waits so long before its nodes are closed to
 *     others, ns; 0: they never are
 */
public record PreemptionPlan(
        PreemptionKind kind, long protectedNs, int preemptionsMax, long suspendMaxNs) {
    /** Checks that numbers are not negative. */
    public PreemptionPlan {
        Objects.requireNonNull(kind, "kind");
        if (protectedNs < 0 || preemptionsMax < 0 || suspendMaxNs < 0) {
            throw new IllegalArgumentException(
                    "protectedNs="
                            + protectedNs
                            + ", preemptionsMax="
                            + preemptionsMax
                            + ", suspendMaxNs="
                            + suspendMaxNs
                            + ", expected none below 0");
        }
    }

    /** As an input for the kernel. */
    PreemptionRequest request() {
        return new PreemptionRequest()
                .preempting(JobClass.INTERACTIVE, JobClass.URGENT)
                .victims(JobClass.BATCH)
                .kind(kind)
                .protectedNs(protectedNs)
                .preemptionsMax(preemptionsMax)
                .suspendMaxNs(suspendMaxNs);
    }
}
