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

import java.util.List;

/**
 * The jobs that a new one would join on the emptiest cores of chosen nodes, and what that would do
 * to their multiplicities. Looking sorts the cores of those nodes, for good.
 */
final class Victims {
    private final Machine machine;
    private JobSet jobs = new JobSet();
    private int net;

    Victims(final Machine machine) {
        this.machine = machine;
    }

    /** Looks for them. */
    void find(final NcsJob job, final int[] chosenNodes) {
        jobs = new JobSet();
        net = 1;
        for (final int index : chosenNodes) {
            final Node node = machine.node(index);
            node.sort();
            for (int place = 0; place < job.coresPerNode(); place++) {
                look(node.inOrder(place), job.isInteractive() ? 0 : 1);
            }
        }
    }

    private void look(final Core core, final int busyAdded) {
        final int coreNet = core.busyCount() + busyAdded;
        net = Math.max(net, coreNet);
        for (final NcsJob victim : core.jobs()) {
            if (!jobs.contains(victim)) {
                jobs.add(victim);
                victim.grossAhead = victim.gross;
                victim.netAhead = victim.net();
            }
            victim.grossAhead = Math.max(victim.grossAhead, core.multiplicity() + 1);
            victim.netAhead = Math.max(victim.netAhead, coreNet);
        }
    }

    /** The set itself, which the job that joins them keeps. */
    JobSet jobs() {
        return jobs;
    }

    List<NcsJob> list() {
        return jobs.toList();
    }

    /** Net multiplicity of the new job. */
    int net() {
        return net;
    }
}
