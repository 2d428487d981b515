package io.weft.simulator.ncs;

import java.util.Arrays;

/** Finds nodes for a job: those that take it at every moment of a time span. */
final class Fit {
    private final NcsRules rules;
    private final int[] least;

    Fit(final NcsRules rules) {
        this.rules = rules;
        least = new int[rules.nodeCount()];
    }

    /** Nodes that take a job now. */
    void now(
            final Timetable table, final NcsJob job, final int nowS, final Candidates candidates) {
        final int untilS = rules.timing().backfills() ? nowS + job.requiredS() : nowS;
        during(table, job, nowS, untilS, candidates);
    }

    /**
     * Nodes that take a job in a time span.
     *
     * @param untilS end of it; if it is the start, every slice that touches the moment counts
     */
    void during(
            final Timetable table,
            final NcsJob job,
            final int fromS,
            final int untilS,
            final Candidates candidates) {
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = 0; i < table.size(); i++) {
            final Slice slice = table.slice(i);
            final boolean counts =
                    fromS == untilS
                            ? slice.startS() <= fromS && fromS <= slice.endS()
                            : slice.startS() < untilS && fromS < slice.endS();
            if (counts) {
                slice.lower(least);
            } else if (slice.startS() > untilS) {
                break;
            }
        }
        candidates.clear();
        for (int node = 0; node < least.length; node++) {
            if (rules.hasRoom(least[node], job.coresPerNode())) {
                candidates.add(node, least[node]);
            }
        }
    }
}
