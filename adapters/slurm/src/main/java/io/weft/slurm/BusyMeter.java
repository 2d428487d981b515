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
package io.weft.slurm;

import io.weft.manager.ManagerException;
import io.weft.manager.ObservedJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How busy jobs keep their cores, from the CPU time they have had at two moments. */
final class BusyMeter {
    private static final long MILLI_CORES = 1000;

    private final BusySource source;
    private Map<Long, Long> timesNs = Map.of();
    private Map<Long, Long> busyMilliCores = Map.of();
    private long askedNs = Long.MIN_VALUE;

    /** A meter; without a source it knows nothing and costs nothing. */
    BusyMeter(final BusySource source) {
        this.source = source;
    }

    /**
     * Asks again, if it is time to. What cannot be told is not worth a failed observation.
     *
     * @param running numbers of the jobs that run.
     */
    void ask(final List<Long> running, final long nowNs) {
        final boolean isFirst = askedNs == Long.MIN_VALUE;
        if (source == null || !isFirst && nowNs - askedNs < BusySource.PERIOD_NS) {
            return;
        }
        Map<Long, Long> now = Map.of();
        try {
            now = running.isEmpty() ? now : source.cpuTimeNs(new ArrayList<>(running));
        } catch (final ManagerException ex) {
            // Unknown until the next time.
        }
        final Map<Long, Long> busy = new LinkedHashMap<>();
        for (final Map.Entry<Long, Long> time : now.entrySet()) {
            final Long before = timesNs.get(time.getKey());
            if (before != null && time.getValue() >= before && nowNs > askedNs) {
                final double rate = (double) (time.getValue() - before) / (nowNs - askedNs);
                busy.put(time.getKey(), (long) (rate * MILLI_CORES));
            }
        }
        timesNs = now;
        busyMilliCores = busy;
        askedNs = nowNs;
    }

    long of(final long job) {
        return busyMilliCores.getOrDefault(job, ObservedJob.NULL_BUSY);
    }
}
