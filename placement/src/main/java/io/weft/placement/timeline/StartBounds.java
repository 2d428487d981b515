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
package io.weft.placement.timeline;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;

/**
 * What was found out about the jobs that were planned before, as far as it says something about a
 * later one: reservations only take, so who asks for as much at least, for as long at least, starts
 * no earlier than another could have, as far as there is place. This holds until a job starts or a
 * reservation goes; then all is forgotten.
 *
 * <p>Cost: O(1) for each job that is known.
 */
final class StartBounds {
    private static final int LEVELS = CorePlanes.COUNT_MAX;
    private static final int BYTES_EACH = (1 + LEVELS) * Long.BYTES;

    private final ClusterView view;
    private final HeadDemand[] demands;
    private final long[] walltimesNs;
    private final long[] startsNs;
    private final long[] boundsNs = new long[LEVELS];
    private int count;

    StartBounds(final ClusterView view, final int jobCapacity, final Footprint footprint) {
        this.view = view;
        demands = new HeadDemand[jobCapacity];
        for (int i = 0; i < jobCapacity; i++) {
            demands[i] = new HeadDemand(view);
        }
        walltimesNs = new long[jobCapacity];
        startsNs = new long[jobCapacity * LEVELS];
        footprint.count("bounds of starts", (long) jobCapacity * BYTES_EACH);
    }

    void forget() {
        count = 0;
    }

    /** Turns to a job that is to be planned; on no level can it start before a time. */
    void begin(final HeadDemand demand, final long walltimeNs, final long nowNs) {
        final int levelCount = demand.highestLevel() + 1;
        for (int level = 0; level < levelCount; level++) {
            boundsNs[level] = nowNs;
        }
        for (int i = 0; i < count; i++) {
            if (walltimesNs[i] <= walltimeNs
                    && demands[i].need() <= demand.need()
                    && demands[i].highestLevel() >= demand.highestLevel()
                    && demand.asksNoLessThan(demands[i])) {
                for (int level = 0; level < levelCount; level++) {
                    raise(level, startsNs[i * LEVELS + level]);
                }
            }
        }
    }

    /** No start at a level is earlier. */
    long boundNs(final int level) {
        return boundsNs[level];
    }

    /** No start at a level is earlier than some time. */
    void raise(final int level, final long timeNs) {
        boundsNs[level] = Math.max(boundsNs[level], timeNs);
    }

    /** No start at any level is earlier. */
    long lowestNs(final int levelCount) {
        long lowestNs = boundsNs[0];
        for (int level = 1; level < levelCount; level++) {
            lowestNs = Math.min(lowestNs, boundsNs[level]);
        }
        return lowestNs;
    }

    /** Keeps what was found out about the job, for those after it. */
    void keep(final int jobRow, final long walltimeNs) {
        demands[count].read(jobRow);
        walltimesNs[count] = walltimeNs;
        System.arraycopy(boundsNs, 0, startsNs, count * LEVELS, LEVELS);
        count++;
    }
}
