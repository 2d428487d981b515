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

/**
 * What is simulated, and by which edition.
 *
 * @param edition of the rules
 * @param timing the policy
 * @param nodeCount nodes, all alike
 * @param coresPerNode cores of each, 1..1024
 * @param memoryPerNodeKib memory of each; it is not scheduled, but backfilling looks at it
 * @param maxMultiplicity M, 1..15
 * @param overhead C_o, 1 or above
 */
public record NcsRules(
        NcsEdition edition,
        NcsTiming timing,
        int nodeCount,
        int coresPerNode,
        long memoryPerNodeKib,
        int maxMultiplicity,
        double overhead) {
    /** Memory of a node of which nothing is said, KiB. */
    public static final long MEMORY_KIB_DEFAULT = 1024;

    /**
     * Checks what hangs together.
     *
     * @throws IllegalArgumentException if M is above 1 under a policy that shares no core
     */
    public NcsRules {
        if (maxMultiplicity > 1 && !timing.shares()) {
            throw new IllegalArgumentException(
                    "maxMultiplicity="
                            + maxMultiplicity
                            + ", expected 1 under policy="
                            + timing.text());
        }
    }

    /** Which multiple of its cores a node with so many free ones needs if a job joins. */
    int levelWith(final NcsJob job, final int freeCount) {
        return level(coresPerNode - freeCount + job.coresPerNode());
    }

    /** Which multiple of its cores a node with so many free ones needs; 0 when it is empty. */
    int levelWithout(final int freeCount) {
        return level(coresPerNode - freeCount);
    }

    private int level(final int processCount) {
        return (processCount + coresPerNode - 1) / coresPerNode;
    }

    /** Whether a node with so many free cores (less than none when shared) takes so many more. */
    boolean hasRoom(final int freeCount, final int wanted) {
        return freeCount - wanted >= -(maxMultiplicity - 1) * coresPerNode;
    }
}
