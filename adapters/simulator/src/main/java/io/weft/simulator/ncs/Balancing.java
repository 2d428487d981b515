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

import java.util.ArrayList;
import java.util.List;

/** Moves processes from full to empty cores of the nodes that a job has left. */
final class Balancing {
    private final Machine machine;
    private final Sharing sharing;
    private final List<NcsJob> moved = new ArrayList<>();

    Balancing(final Machine machine, final Sharing sharing) {
        this.machine = machine;
        this.sharing = sharing;
    }

    /**
     * Evens out the nodes of a job that ended.
     *
     * @return jobs of which processes moved
     */
    List<NcsJob> balance(final NcsJob ended, final int nowS) {
        moved.clear();
        for (int i = 0; i < ended.holding.nodeCount(); i++) {
            final int index = ended.holding.node(i);
            final Node node = machine.node(index);
            Core fullest = node.fullest();
            Core emptiest = node.emptiest();
            while (fullest.multiplicity() - emptiest.multiplicity() > 1) {
                move(index, fullest, emptiest, ended, nowS);
                fullest = node.fullest();
                emptiest = node.emptiest();
            }
        }
        return moved;
    }

    private void move(
            final int node, final Core from, final Core to, final NcsJob ended, final int nowS) {
        final NcsJob mover = from.lastNotOn(to);
        from.remove(mover);
        to.add(mover);
        mover.holding.move(node, from.id(), to.id());
        if (!moved.contains(mover)) {
            moved.add(mover);
        }
        final JobSet joined = neighbours(mover);
        final JobSet left = new JobSet();
        for (final NcsJob job : from.jobs()) {
            if (!joined.contains(job)) {
                left.add(job);
            }
        }
        for (final NcsJob job : left.toList()) {
            sharing.relieve(job, nowS);
            job.coexisting.remove(mover);
        }
        for (final NcsJob job : joined.toList()) {
            sharing.join(job, nowS);
            job.coexisting.remove(ended);
            job.coexisting.add(mover);
        }
        sharing.relieve(mover, nowS);
        mover.coexisting.remove(ended);
        mover.coexisting.addAll(joined);
        mover.coexisting.removeAll(left);
    }

    private JobSet neighbours(final NcsJob mover) {
        final JobSet neighbours = new JobSet();
        for (int i = 0; i < mover.holding.nodeCount(); i++) {
            final Node node = machine.node(mover.holding.node(i));
            for (final int core : mover.holding.cores(i)) {
                for (final NcsJob job : node.core(core).jobs()) {
                    if (job != mover) {
                        neighbours.add(job);
                    }
                }
            }
        }
        return neighbours;
    }
}
