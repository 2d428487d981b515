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
package io.weft.placement.reference;

import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Selection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** First come, first served in each queue: the first that does not fit holds up its queue. */
public final class ReferenceFcfs extends ReferencePolicy {
    /** A policy that is not yet attached, with the balanced selection. */
    public ReferenceFcfs() {
        this(Selection.BALANCED);
    }

    /**
     * A policy that is not yet attached.
     *
     * @param selection where jobs are put.
     */
    public ReferenceFcfs(final Selection selection) {
        super("reference-fcfs", selection);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        final Machine machine = machine();
        final SortedMap<Integer, Long> blockers = new TreeMap<>();
        final List<Integer> jobs = pendingJobs();
        for (int i = 0; i < jobs.size(); i++) {
            if (areAllBlocked(jobs.subList(i, jobs.size()), blockers)) {
                return;
            }
            final int jobRow = jobs.get(i);
            final int queueRow = view().jobQueue(jobRow);
            if (blockers.containsKey(queueRow)) {
                sink.defer(jobRow, ReasonCode.WAITING_TURN, blockers.get(queueRow));
                continue;
            }
            final Optional<Placement> placement =
                    ReferenceSelector.select(machine, Demand.of(view(), jobRow), node -> true);
            if (placement.isEmpty()) {
                blockers.put(queueRow, view().jobId(jobRow));
                defer(sink, jobRow, machine);
            } else if (start(sink, jobRow, placement.get(), ReasonCode.FITS)) {
                machine.take(placement.get());
            } else {
                return;
            }
        }
    }

    private boolean areAllBlocked(
            final List<Integer> jobs, final SortedMap<Integer, Long> blockers) {
        return jobs.stream().allMatch(jobRow -> blockers.containsKey(view().jobQueue(jobRow)));
    }
}
