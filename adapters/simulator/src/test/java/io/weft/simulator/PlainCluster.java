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
package io.weft.simulator;

import io.weft.core.spi.Pace;
import io.weft.simulator.workload.JobSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated cluster once more, as plain as can be: whatever happens, the multiplicity of every
 * job is counted again over all cores and all jobs. Work is rounded only where the pace of a job
 * changes.
 */
final class PlainCluster {
    private final int overheadPerMille;
    private final Map<Integer, Running> jobs = new LinkedHashMap<>();
    private long nowNs;

    PlainCluster(final int overheadPerMille) {
        this.overheadPerMille = overheadPerMille;
    }

    private record Phase(boolean isBusy, long lengthNs) {}

    private static final class Running {
        private final Deque<Phase> ahead = new ArrayDeque<>();
        private final long[] masks;
        private Phase phase;
        private int multiplicity;
        private long leftNs;
        private long sinceNs;
        private long cpuTimeNs;

        Running(final long[] masks) {
            this.masks = masks;
        }

        void add(final boolean isBusy, final long lengthNs) {
            if (lengthNs > 0) {
                ahead.add(new Phase(isBusy, lengthNs));
            }
        }
    }

    void start(final int row, final JobSpec job, final long[] masks) {
        final Running running = new Running(masks);
        if (job.usage().isAlwaysBusy()) {
            running.add(true, job.runtimeNs());
        } else if (job.usage().busyCount() == 0) {
            running.add(false, job.runtimeNs());
        } else {
            running.add(false, job.usage().prologIdleNs());
            for (int i = 0; i < job.usage().busyCount(); i++) {
                running.add(true, job.usage().busyNs(i));
                running.add(false, i + 1 < job.usage().busyCount() ? job.usage().idleNs(i) : 0);
            }
            running.add(false, job.usage().epilogIdleNs());
        }
        jobs.put(row, running);
        enterNext(running);
    }

    void move(final int row, final int node, final long mask) {
        jobs.get(row).masks[node] = mask;
        countAgain();
    }

    void remove(final int row) {
        jobs.remove(row);
        countAgain();
    }

    void advance(final long timeNs) {
        nowNs = timeNs;
    }

    long nextEventNs() {
        return jobs.values().stream().mapToLong(this::phaseEndNs).min().orElse(Long.MAX_VALUE);
    }

    /** Rows of the jobs whose last phase is over, in the order of their starts. */
    List<Integer> ends() {
        final List<Integer> rows = new ArrayList<>();
        jobs.forEach(
                (row, job) -> {
                    if (job.ahead.isEmpty() && phaseEndNs(job) <= nowNs) {
                        rows.add(row);
                    }
                });
        return rows;
    }

    /** One after the other, since one that changes may leave another with nothing to do. */
    void changePhases() {
        Optional<Running> due = firstDue();
        while (due.isPresent()) {
            bring(due.get());
            enterNext(due.get());
            due = firstDue();
        }
    }

    private Optional<Running> firstDue() {
        return jobs.values().stream()
                .filter(job -> !job.ahead.isEmpty() && phaseEndNs(job) <= nowNs)
                .findFirst();
    }

    long cpuTimeNs(final int row) {
        final Running job = jobs.get(row);
        bring(job);
        return job.cpuTimeNs;
    }

    private void enterNext(final Running job) {
        job.phase = job.ahead.remove();
        job.leftNs = job.phase.lengthNs();
        job.sinceNs = nowNs;
        countAgain();
    }

    private void countAgain() {
        for (final Running job : jobs.values()) {
            final int multiplicity = job.phase.isBusy() ? fullestCore(job) : 1;
            if (multiplicity != job.multiplicity) {
                bring(job);
                job.multiplicity = multiplicity;
            }
        }
    }

    private int fullestCore(final Running job) {
        int most = 0;
        for (int node = 0; node < job.masks.length; node++) {
            for (int core = 0; core < Long.SIZE; core++) {
                if (isOn(job, node, core)) {
                    most = Math.max(most, busyOn(node, core));
                }
            }
        }
        return most;
    }

    private int busyOn(final int node, final int core) {
        int busy = 0;
        for (final Running job : jobs.values()) {
            busy += job.phase.isBusy() && isOn(job, node, core) ? 1 : 0;
        }
        return busy;
    }

    private static boolean isOn(final Running job, final int node, final int core) {
        return (job.masks[node] >>> core & 1) != 0;
    }

    /** Brings a job up to now at the pace it had. */
    private void bring(final Running job) {
        final long elapsedNs = nowNs - job.sinceNs;
        job.leftNs = Math.max(0, job.leftNs - Pace.workCeil(elapsedNs, divisor(job)));
        job.cpuTimeNs += job.phase.isBusy() ? elapsedNs / Math.max(1, job.multiplicity) : 0;
        job.sinceNs = nowNs;
    }

    private long phaseEndNs(final Running job) {
        return job.sinceNs + Pace.timeFloor(job.leftNs, divisor(job));
    }

    private long divisor(final Running job) {
        return Pace.divisorPerMille(job.multiplicity, overheadPerMille);
    }
}
