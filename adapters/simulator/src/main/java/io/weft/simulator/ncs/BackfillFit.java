package io.weft.simulator.ncs;

/**
 * Finds nodes for a job that may overtake the one that waits first: those on which it is done, at
 * the speed that sharing leaves it, before anybody else's class of sharing rises.
 */
final class BackfillFit {
    private final NcsRules rules;
    private final int[] free;
    private final int[] restS;
    private final boolean[] isAlive;
    private final boolean[] isReserved;
    private final int[] acceptedReserved;
    private int acceptedReservedCount;

    BackfillFit(final NcsRules rules) {
        this.rules = rules;
        free = new int[rules.nodeCount()];
        restS = new int[rules.nodeCount()];
        isAlive = new boolean[rules.nodeCount()];
        isReserved = new boolean[rules.nodeCount()];
        acceptedReserved = new int[rules.nodeCount()];
    }

    /**
     * Nodes for a job to start now.
     *
     * @param plan the timetable with the reservation of the job that waits first
     * @param reservedFromS when that begins
     * @param reservedNodes its nodes
     */
    void now(
            final Timetable plan,
            final NcsJob job,
            final int reservedFromS,
            final int[] reservedNodes,
            final Candidates candidates) {
        candidates.clear();
        acceptedReservedCount = 0;
        for (int node = 0; node < free.length; node++) {
            free[node] = rules.coresPerNode();
            restS[node] = job.requiredS();
            isAlive[node] = true;
            isReserved[node] = false;
        }
        for (final int node : reservedNodes) {
            isReserved[node] = true;
        }
        int aliveCount = free.length;
        for (int i = 0; i < plan.size() && aliveCount > 0; i++) {
            aliveCount -= walk(plan.slice(i), job, reservedFromS, candidates);
        }
    }

    /** Goes through one slice; answers how many nodes were settled there. */
    private int walk(
            final Slice slice,
            final NcsJob job,
            final int reservedFromS,
            final Candidates candidates) {
        final int cores = rules.coresPerNode();
        final int lengthS = slice.endS() - slice.startS();
        final boolean isAfter = slice.endS() > reservedFromS;
        int settledCount = 0;
        for (int node = 0; node < free.length; node++) {
            if (!isAlive[node]) {
                continue;
            }
            free[node] = Math.min(free[node], slice.free(node));
            final int level = ceilDiv(cores - free[node] + job.coresPerNode(), cores);
            isAlive[node] = level <= rules.maxMultiplicity();
            if (isAlive[node] && isAfter) {
                if (isReserved[node]) {
                    isAlive[node] = ceilDiv(cores - free[node], cores) == level;
                } else {
                    dropReserved(slice, job, candidates);
                }
            }
            if (isAlive[node]) {
                restS[node] -= lengthS / level;
                if (restS[node] <= 0) {
                    candidates.add(node, free[node]);
                    isAlive[node] = false;
                    if (isReserved[node]) {
                        acceptedReserved[acceptedReservedCount++] = node;
                    }
                }
            }
            settledCount += isAlive[node] ? 0 : 1;
        }
        return settledCount;
    }

    /** Reserved nodes that were accepted are dropped if the job would raise their class here. */
    private void dropReserved(final Slice slice, final NcsJob job, final Candidates candidates) {
        final int cores = rules.coresPerNode();
        int kept = 0;
        for (int i = 0; i < acceptedReservedCount; i++) {
            final int node = acceptedReserved[i];
            final int least = Math.min(slice.free(node), free[node]);
            final boolean isRaised =
                    ceilDiv(cores - least + job.coresPerNode(), cores)
                            != ceilDiv(cores - least, cores);
            if (isRaised || job.memoryPerNodeKib() > rules.memoryPerNodeKib()) {
                candidates.remove(node);
            } else {
                acceptedReserved[kept++] = node;
            }
        }
        acceptedReservedCount = kept;
    }

    private static int ceilDiv(final int dividend, final int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
