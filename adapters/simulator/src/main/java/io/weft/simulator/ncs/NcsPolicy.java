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
package io.weft.simulator.ncs;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The scheduler as the kernel's policy. Unlike any other policy it knows more than the view shows:
 * in the published simulator, reservations depend on when jobs will really end. So it decides
 * rightly only beside its clock, and what it decided cannot be decided again from a journal.
 *
 * <p>Kernel thread only. It allocates: it is made for comparison, not for speed.
 */
final class NcsPolicy implements PlacementPolicy {
    private static final long NS_PER_S = 1_000_000_000L;

    private final String name;
    private final NcsRules rules;
    private final Scheduler scheduler;
    private final Starter starter;
    private final Long2ObjectHashMap<NcsJob> jobsById;
    private final Deque<NcsJob> toPlace = new ArrayDeque<>();
    private ClusterView view;
    private int nowS;
    private boolean isDue;

    NcsPolicy(
            final String name,
            final NcsRules rules,
            final Scheduler scheduler,
            final Starter starter,
            final Long2ObjectHashMap<NcsJob> jobsById) {
        this.name = name;
        this.rules = rules;
        this.scheduler = scheduler;
        this.starter = starter;
        this.jobsById = jobsById;
    }

    /** From now on the next pass is to look at the jobs that wait. */
    void due(final int timeS) {
        nowS = timeS;
        isDue = true;
    }

    /** A job is to be placed again where its processes are now. */
    void replace(final NcsJob job) {
        toPlace.addLast(job);
    }

    /** Jobs that were not placed because the last pass was cut. */
    int unplacedCount() {
        return toPlace.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void attach(final ClusterView attachedView) {
        view = attachedView;
    }

    @Override
    public long capacityFor(final int jobRow) {
        return view.jobCoresPerNode(jobRow) <= rules.coresPerNode() ? rules.nodeCount() : 0;
    }

    /** As the reservations tell, which are no promises here. */
    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        final NcsJob job = jobsById.get(view.jobId(jobRow));
        final int startS = Math.max(nowS, scheduler.earliestStartS(job));
        return timeNs + (startS - nowS) * NS_PER_S;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        if (isDue) {
            isDue = false;
            scheduler.schedule(nowS);
            toPlace.addAll(starter.started());
            starter.started().clear();
        }
        while (!toPlace.isEmpty()) {
            final NcsJob job = toPlace.peekFirst();
            propose(job.holding.sorted(), sink.proposal());
            if (!sink.start(job.kernelRow, job.startReason)) {
                return;
            }
            toPlace.removeFirst();
        }
    }

    private void propose(final Holding holding, final Proposal proposal) {
        for (int i = 0; i < holding.nodeCount(); i++) {
            final int index = proposal.addNode(holding.node(i), 0, 0);
            for (int word = 0; word < view.maskWordCount(); word++) {
                proposal.mask(index, word, holding.mask(i, word));
            }
        }
    }

    /** The published simulator gives no reasons. */
    @Override
    public ReasonCode reason(final int jobRow) {
        return ReasonCode.NOT_CONSIDERED;
    }

    /** No reason has a number. */
    @Override
    public long reasonNumber(final int jobRow) {
        return 0;
    }

    @Override
    public void onJobQueued(final int jobRow) {
        jobsById.get(view.jobId(jobRow)).kernelRow = jobRow;
    }

    @Override
    public void close() {}
}
