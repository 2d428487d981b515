package io.weft.simulator.ncs;

import java.util.ArrayList;
import java.util.List;

/** A core with the jobs that have a process on it, in the order in which these came. */
final class Core {
    private final int id;
    private final List<NcsJob> jobs = new ArrayList<>(1);

    Core(final int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    List<NcsJob> jobs() {
        return jobs;
    }

    int multiplicity() {
        return jobs.size();
    }

    /** Jobs whose processes are not idle. */
    int busyCount() {
        int count = 0;
        for (int i = 0; i < jobs.size(); i++) {
            if (!jobs.get(i).isIdle()) {
                count++;
            }
        }
        return count;
    }
}
