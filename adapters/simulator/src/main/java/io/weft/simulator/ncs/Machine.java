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

/** Nodes, what runs on them, and what is reserved of them. */
final class Machine {
    private final NcsRules rules;
    private final Node[] nodes;
    private final Timetable timetable;
    private final Occupancy occupancy = new Occupancy();
    private final List<NcsJob> running = new ArrayList<>();

    Machine(final NcsRules rules) {
        this.rules = rules;
        nodes = new Node[rules.nodeCount()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node(rules.coresPerNode(), occupancy);
        }
        timetable = Timetable.of(rules);
    }

    NcsRules rules() {
        return rules;
    }

    Node node(final int index) {
        return nodes[index];
    }

    Timetable timetable() {
        return timetable;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /** Jobs whose start has happened, in the order of that. */
    List<NcsJob> running() {
        return running;
    }

    /** Puts a job on the emptiest cores of the nodes chosen for it. */
    void place(final NcsJob job, final int[] chosenNodes) {
        job.holding.choose(chosenNodes);
        for (int i = 0; i < chosenNodes.length; i++) {
            final Node node = nodes[chosenNodes[i]];
            node.sort();
            job.holding.cores(i, node.place(job));
        }
    }

    void remove(final NcsJob job) {
        running.remove(job);
        for (int i = 0; i < job.holding.nodeCount(); i++) {
            nodes[job.holding.node(i)].remove(job, job.holding.cores(i));
        }
    }

    /** Jobs on the fullest core of a job. */
    int grossOf(final NcsJob job) {
        int gross = 1;
        for (int i = 0; i < job.holding.nodeCount(); i++) {
            final Node node = nodes[job.holding.node(i)];
            for (final int core : job.holding.cores(i)) {
                gross = Math.max(gross, node.core(core).multiplicity());
            }
        }
        return gross;
    }

    /** Jobs at work on the busiest core of a job; 1 if it is idle itself. */
    int netOf(final NcsJob job) {
        int net = 1;
        if (job.isIdle()) {
            return net;
        }
        for (int i = 0; i < job.holding.nodeCount(); i++) {
            final Node node = nodes[job.holding.node(i)];
            for (final int core : job.holding.cores(i)) {
                net = Math.max(net, node.core(core).busyCount());
            }
        }
        return net;
    }
}
