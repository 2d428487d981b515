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
package io.weft.placement;

import io.weft.core.spi.Pace;
import java.util.ArrayList;
import java.util.List;

/** A job of the model, pending, held or running. */
final class ModelJob {
    final int row;
    final long id;
    final long submitTimeNs;
    final List<ModelAllocation> allocations = new ArrayList<>();
    ModelRequest request;
    int pendingNext = -1;
    int multiplicity;
    long paceSinceNs;
    long remainingNs;
    long expectedEndNs;

    ModelJob(final int row, final long id, final long submitTimeNs, final ModelRequest request) {
        this.row = row;
        this.id = id;
        this.submitTimeNs = submitTimeNs;
        this.request = request;
    }

    boolean isRunning() {
        return !allocations.isEmpty();
    }

    long remainingNs(final long timeNs, final boolean stretches, final int overheadPerMille) {
        final long divisor = divisor(stretches, overheadPerMille);
        return Math.max(0, remainingNs - Pace.workFloor(timeNs - paceSinceNs, divisor));
    }

    /** From now on the fullest core of the job has so many processes. */
    void changePace(
            final int newMultiplicity,
            final long timeNs,
            final boolean stretches,
            final int overheadPerMille) {
        remainingNs = remainingNs(timeNs, stretches, overheadPerMille);
        paceSinceNs = timeNs;
        multiplicity = newMultiplicity;
        expectedEndNs = timeNs + Pace.timeCeil(remainingNs, divisor(stretches, overheadPerMille));
    }

    private long divisor(final boolean stretches, final int overheadPerMille) {
        return Pace.divisorPerMille(stretches ? multiplicity : 1, overheadPerMille);
    }
}
