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

import io.weft.simulator.metrics.PreemptionUse;

/** Counts how often jobs give way, and what that costs. */
final class GivingWay {
    private final boolean isPossible;
    private int preemptionCount;
    private int suspensionCount;
    private int requeueCount;
    private double lostCoreS;

    GivingWay(final SimulationSettings settings) {
        isPossible = settings.preemption() != null;
    }

    void onPreempted() {
        preemptionCount++;
    }

    /** A job has stopped. */
    void onSuspended() {
        suspensionCount++;
    }

    /** A job that gave way waits again, and has to do its work anew. */
    void onRequeued(final double workCoreS) {
        requeueCount++;
        lostCoreS += workCoreS;
    }

    PreemptionUse use() {
        return isPossible || preemptionCount > 0
                ? new PreemptionUse(true, preemptionCount, suspensionCount, requeueCount, lostCoreS)
                : PreemptionUse.NONE;
    }
}
