package io.weft.simulator.ncs;

import io.weft.simulator.ncs.Event.Kind;
import java.util.TreeSet;

/**
 * What will happen. The published simulator puts an event that moves in again and takes the former
 * one out by an event of its own at the end of the second; here it moves at once.
 */
final class Agenda {
    private final TreeSet<Event> events = new TreeSet<>();

    void add(final int timeS, final Kind kind, final NcsJob job) {
        events.add(new Event(timeS, kind, job));
    }

    void move(final int fromS, final int toS, final Kind kind, final NcsJob job) {
        if (!events.remove(new Event(fromS, kind, job))) {
            throw new IllegalStateException(job + ": " + kind + " was not due at " + fromS + " s");
        }
        add(toS, kind, job);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** The second at which something happens next. */
    int firstTimeS() {
        return events.first().timeS();
    }

    Event poll() {
        return events.pollFirst();
    }
}
