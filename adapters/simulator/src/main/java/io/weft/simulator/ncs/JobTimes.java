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

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;

/** The times of a job in whole seconds, rounded up; the submission counts from the first one. */
final class JobTimes {
    private static final long NS_PER_S = 1_000_000_000L;

    private final int submitS;
    private final int prologS;
    private final int epilogS;
    private final int[] busyS;
    private final int[] idleS;
    private final int idleSumS;
    private final int actualS;
    private final int requiredS;

    /**
     * The times of a job.
     *
     * @throws ArithmeticException if one is no int
     */
    JobTimes(final JobSpec job, final long originNs) {
        final UsagePattern usage = job.usage();
        submitS = seconds(job.submitNs() - originNs);
        prologS = seconds(usage.prologIdleNs());
        epilogS = seconds(usage.epilogIdleNs());
        busyS = new int[usage.isAlwaysBusy() ? 0 : usage.busyCount()];
        idleS = new int[Math.max(0, busyS.length - 1)];
        int busySumS = usage.isAlwaysBusy() ? seconds(job.runtimeNs()) : 0;
        int sumS = Math.addExact(prologS, epilogS);
        for (int i = 0; i < busyS.length; i++) {
            busyS[i] = seconds(usage.busyNs(i));
            busySumS = Math.addExact(busySumS, busyS[i]);
        }
        for (int i = 0; i < idleS.length; i++) {
            idleS[i] = seconds(usage.idleNs(i));
            sumS = Math.addExact(sumS, idleS[i]);
        }
        idleSumS = sumS;
        actualS = Math.addExact(busySumS, idleSumS);
        requiredS = Math.max(actualS, seconds(job.walltimeNs()));
    }

    private static int seconds(final long ns) {
        return Math.toIntExact((ns + NS_PER_S - 1) / NS_PER_S);
    }

    int submitS() {
        return submitS;
    }

    int prologS() {
        return prologS;
    }

    int epilogS() {
        return epilogS;
    }

    int busyCount() {
        return busyS.length;
    }

    int busyS(final int index) {
        return busyS[index];
    }

    /** The idle time after a busy period that is not the last. */
    int idleS(final int index) {
        return idleS[index];
    }

    /** Prolog, epilog and what is between busy periods. */
    int idleSumS() {
        return idleSumS;
    }

    /** How long it runs alone. */
    int actualS() {
        return actualS;
    }

    /** How long it may run alone; not less than it does. */
    int requiredS() {
        return requiredS;
    }
}
