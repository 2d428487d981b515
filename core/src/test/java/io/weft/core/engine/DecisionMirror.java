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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.wire.ReasonCode;
import java.util.Map;
import java.util.TreeMap;

/** Knows where every process is from the decisions alone, as an adapter does. */
final class DecisionMirror implements DecisionListener {
    /** Core masks by job, node id and word. */
    final Map<Long, Map<Integer, long[]>> jobs = new TreeMap<>();

    int reboundCount;

    private static void read(final AllocationSlices slices, final Map<Integer, long[]> nodes) {
        int nodeId = -1;
        while (slices.next()) {
            if (slices.nodeId() != nodeId) {
                nodeId = slices.nodeId();
                nodes.put(nodeId, new long[16]);
            }
            nodes.get(nodeId)[slices.firstCore() / 64] |= slices.coreMask();
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        final Map<Integer, long[]> nodes = new TreeMap<>();
        read(slices, nodes);
        jobs.put(jobId, nodes);
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        read(slices, jobs.get(jobId));
        reboundCount++;
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        jobs.remove(jobId);
    }

    /** Processes on each core of a node. */
    int[] multiplicities(final int nodeId, final int coreCount) {
        final int[] counts = new int[coreCount];
        for (final Map<Integer, long[]> nodes : jobs.values()) {
            final long[] masks = nodes.getOrDefault(nodeId, new long[16]);
            for (int core = 0; core < coreCount; core++) {
                counts[core] += (int) (masks[core >>> 6] >>> core & 1);
            }
        }
        return counts;
    }
}
