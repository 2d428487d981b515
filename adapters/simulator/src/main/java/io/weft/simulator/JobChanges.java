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

import io.weft.simulator.metrics.ChangeUse;
import io.weft.simulator.workload.JobSpec;

/** What changes to jobs that run cost, and how many there were. */
final class JobChanges {
    private final RestartCosts costs;
    private final boolean isMalleable;
    private int malleableCount;
    private int smallerStartCount;
    private int resizeCount;
    private double overheadCoreS;

    JobChanges(final SimulationSettings settings) {
        costs = settings.restartCosts();
        isMalleable = settings.malleable() != null;
    }

    RestartCosts costs() {
        return costs;
    }

    void onSubmitted(final JobSpec job) {
        if (job.isMalleable()) {
            malleableCount++;
        }
    }

    void onStarted(final JobSpec job, final int coreCount) {
        if (coreCount < job.cores()) {
            smallerStartCount++;
        }
    }

    void onResized() {
        resizeCount++;
    }

    void onOverhead(final double coreS) {
        overheadCoreS += coreS;
    }

    ChangeUse use() {
        final boolean hasCosts = !costs.equals(RestartCosts.NONE);
        return new ChangeUse(
                hasCosts,
                overheadCoreS,
                isMalleable,
                malleableCount,
                smallerStartCount,
                resizeCount);
    }
}
