package io.weft.simulator.ncs;

/**
 * Something that happens to a job at a second. Of what happens at the same second the kinds come in
 * their order, of the same kind the lower job id.
 */
record Event(int timeS, Kind kind, NcsJob job) implements Comparable<Event> {
    /** What happens, in the order in which it does at one second. */
    enum Kind {
        START,
        ACTIVATE,
        DEACTIVATE,
        END,
        SUBMIT
    }

    @Override
    public int compareTo(final Event other) {
        if (timeS != other.timeS) {
            return Integer.compare(timeS, other.timeS);
        }
        final int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : Integer.compare(job.id(), other.job.id());
    }
}
