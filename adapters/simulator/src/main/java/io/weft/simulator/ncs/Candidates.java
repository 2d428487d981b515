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

import java.util.Arrays;

/** Nodes that could take a job, with the free cores they are thought to have. */
final class Candidates {
    private final NcsRules rules;
    private final int[] nodes;
    private final int[] free;
    private int count;

    Candidates(final NcsRules rules) {
        this.rules = rules;
        nodes = new int[rules.nodeCount()];
        free = new int[rules.nodeCount()];
    }

    void clear() {
        count = 0;
    }

    void add(final int node, final int freeCount) {
        nodes[count] = node;
        free[count++] = freeCount;
    }

    /** Takes a node out again. */
    void remove(final int node) {
        int at = 0;
        while (nodes[at] != node) {
            at++;
        }
        System.arraycopy(nodes, at + 1, nodes, at, count - 1 - at);
        System.arraycopy(free, at + 1, free, at, count - 1 - at);
        count--;
    }

    /** Whether there are as many as a job needs. */
    boolean areEnoughFor(final NcsJob job) {
        return count >= job.nodeCount();
    }

    /** Chooses the nodes with the most free cores, of equal ones the first added. */
    Choice choose(final NcsJob job) {
        final long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (long) -free[i] << 32 | i;
        }
        Arrays.sort(keys);
        final int[] chosen = new int[job.nodeCount()];
        int level = 0;
        for (int i = 0; i < chosen.length; i++) {
            final int index = (int) keys[i];
            chosen[i] = nodes[index];
            level = Math.max(level, rules.levelWith(job, free[index]));
        }
        return new Choice(chosen, level);
    }
}
