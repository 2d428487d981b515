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
package io.weft.manager;

import java.util.List;

/**
 * How a site is bridged. Times are ns.
 *
 * @param queues that are managed; jobs of others are left alone.
 * @param policy name of the policy.
 * @param overheadPerMille C_o, 1000..10000.
 * @param stretchLimits whether the kernel stretches time limits by what sharing may have cost; then
 *     a start order tells the manager the longest that may be, and a job is cancelled when its time
 *     is over.
 * @param walltimeDefaultNs limit of a job that has none.
 * @param observePeriodNs between two observations while all is well.
 * @param startTimeoutNs after which a start that was taken, but not seen, is taken back.
 * @param settleNs after which a command that failed ambiguously is not carried out any more.
 * @param backoffMinNs before the second attempt to reach the manager; doubled each time.
 * @param backoffMaxNs longest time between two attempts.
 * @param annotationsPerCycle most texts that are shown in one cycle; 0 for none.
 * @param annotatePeriodNs least time between two texts for one job.
 */
public record BridgeSettings(
        List<QueueSpec> queues,
        String policy,
        int overheadPerMille,
        boolean stretchLimits,
        long walltimeDefaultNs,
        long observePeriodNs,
        long startTimeoutNs,
        long settleNs,
        long backoffMinNs,
        long backoffMaxNs,
        int annotationsPerCycle,
        long annotatePeriodNs) {
    private static final long SECOND = 1_000_000_000L;

    /** Copies the list. */
    public BridgeSettings {
        queues = List.copyOf(queues);
    }

    /**
     * What does for most sites: looks twice a second, takes a start back after 2 s, waits 10 s for
     * what may come late, backs off from 1 s to 30 s.
     *
     * @param queues that are managed.
     * @param policy name of the policy.
     * @return the settings.
     */
    public static BridgeSettings of(final List<QueueSpec> queues, final String policy) {
        return new BridgeSettings(
                queues,
                policy,
                1200,
                false,
                365 * 86_400 * SECOND,
                SECOND / 2,
                2 * SECOND,
                10 * SECOND,
                SECOND,
                30 * SECOND,
                20,
                30 * SECOND);
    }
}
