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

/** A core with the jobs that have a process on it, in the order in which these came. */
final class Core {
    private final int id;
    private final Occupancy occupancy;
    private final List<NcsJob> jobs = new ArrayList<>(1);

    Core(final int id, final Occupancy occupancy) {
        this.id = id;
        this.occupancy = occupancy;
    }

    int id() {
        return id;
    }

    void add(final NcsJob job) {
        jobs.add(job);
        occupancy.added(jobs.size());
    }

    void remove(final NcsJob job) {
        jobs.remove(job);
        occupancy.removed(jobs.size());
    }

    /** In the order in which they came; not to be changed. */
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
            count += jobs.get(i).isIdle() ? 0 : 1;
        }
        return count;
    }

    /** The job that came last and is not on another core. */
    NcsJob lastNotOn(final Core other) {
        int last = jobs.size() - 1;
        while (other.jobs.contains(jobs.get(last))) {
            last--;
        }
        return jobs.get(last);
    }
}
