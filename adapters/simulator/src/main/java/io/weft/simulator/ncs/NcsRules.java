package io.weft.simulator.ncs;

/**
 * What is simulated, and by which edition of the rules.
 *
 * @param nodeCount nodes, all alike
 * @param coresPerNode cores of each, 1..1024
 * @param memoryPerNodeKib memory of each; it is not scheduled, but backfilling looks at it
 * @param maxMultiplicity M, 1..15
 * @param overhead C_o, 1 or above
 * @param givesUp whether backfilling passes over jobs that are no smaller and no shorter than one
 *     that it has just refused for slowing others down (edition 2023)
 * @param timing the policy
 */
public record NcsRules(
        int nodeCount,
        int coresPerNode,
        long memoryPerNodeKib,
        int maxMultiplicity,
        double overhead,
        boolean givesUp,
        NcsTiming timing) {
    /** Memory of a node of which nothing is said. */
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

    /** Which multiple of its cores a node with so many processes needs; 0 with none. */
    int level(final int processCount) {
        return (processCount + coresPerNode - 1) / coresPerNode;
    }

    /** Whether a node with so many free cores (less than none when shared) takes so many more. */
    boolean hasRoom(final int freeCount, final int coresPerNodeWanted) {
        return freeCount - coresPerNodeWanted >= -(maxMultiplicity - 1) * coresPerNode;
    }
}
