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
package io.weft.placement.order;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementTrace;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.JobClass;

/**
 * The priority of a job as the sum of its factors times their weights, see {@link PriorityFactor}.
 * It comes in two parts: one stays the same while the job is pending, for age grows alike for all;
 * the other, the fair shares, is the same for all jobs of a user and an account.
 *
 * <p>Threads: any. Cost: O(1); nothing is allocated.
 */
final class Multifactor {
    /** The factors, the fair shares last. */
    private static final PriorityFactor[] FACTORS = PriorityFactor.values();

    private static final int LASTING_COUNT = PriorityFactor.USER_SHARE.ordinal();
    private static final long NS_PER_S = 1_000_000_000;

    private Multifactor() {}

    /** The part that stays, as of time 0: a constant that all jobs have in common is left out. */
    static long lasting(final ClusterView view, final int jobRow) {
        long sum = 0;
        for (int i = 0; i < LASTING_COUNT; i++) {
            sum += contribution(FACTORS[i], view, jobRow, 0);
        }
        return sum;
    }

    /** The part that changes, from 0. */
    static long shares(final ClusterView view, final int jobRow, final long timeNs) {
        long sum = 0;
        for (int i = LASTING_COUNT; i < FACTORS.length; i++) {
            sum += contribution(FACTORS[i], view, jobRow, timeNs);
        }
        return sum;
    }

    /** Tells the priority, and each factor of it that weighs anything. */
    static void explain(
            final ClusterView view,
            final int jobRow,
            final long timeNs,
            final PlacementTrace trace) {
        long sum = 0;
        for (final PriorityFactor factor : FACTORS) {
            sum += contribution(factor, view, jobRow, timeNs);
        }
        trace.onKey("priority", sum, true);
        for (final PriorityFactor factor : FACTORS) {
            if (view.priorityWeight(factor) != 0) {
                trace.onFactor(
                        factor.label(),
                        value(factor, view, jobRow, timeNs),
                        contribution(factor, view, jobRow, timeNs));
            }
        }
    }

    /** What a factor adds to the priority of a job. */
    static long contribution(
            final PriorityFactor factor,
            final ClusterView view,
            final int jobRow,
            final long timeNs) {
        final long weight = view.priorityWeight(factor);
        if (weight == 0) {
            return 0;
        }
        final long product = weight * value(factor, view, jobRow, timeNs);
        return factor.ordinal() < LASTING_COUNT ? product : product / ClusterView.FAIR_SHARE_ONE;
    }

    /** What a job has of a factor. */
    static long value(
            final PriorityFactor factor,
            final ClusterView view,
            final int jobRow,
            final long timeNs) {
        return switch (factor) {
            case AGE -> seconds(timeNs) - seconds(view.jobSubmitTimeNs(jobRow));
            case SIZE -> coreCount(view, jobRow);
            case BATCH -> view.jobClass(jobRow) == JobClass.BATCH ? 1 : 0;
            case INTERACTIVE -> view.jobClass(jobRow) == JobClass.INTERACTIVE ? 1 : 0;
            case URGENT -> view.jobClass(jobRow) == JobClass.URGENT ? 1 : 0;
            case QUEUE -> view.queuePriority(view.jobQueue(jobRow));
            case JOB -> asInt(view.jobPriority(jobRow));
            case USER_SHARE -> view.userFairShare(view.jobUser(jobRow), timeNs);
            case ACCOUNT_SHARE -> view.accountFairShare(view.jobAccount(jobRow), timeNs);
        };
    }

    private static long seconds(final long timeNs) {
        return Math.floorDiv(timeNs, NS_PER_S);
    }

    private static long coreCount(final ClusterView view, final int jobRow) {
        final long nodeCount = Math.max(1, view.jobNodeCount(jobRow));
        return Math.min(nodeCount * view.jobCoresPerNode(jobRow), 1L << 30);
    }

    private static long asInt(final long priority) {
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, priority));
    }
}
