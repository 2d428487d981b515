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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.JobClass;
import java.math.BigInteger;

/** The priority that {@link PriorityFactor} states, factor by factor. */
final class ReferencePriority {
    private static final long NS_PER_S = 1_000_000_000;

    private final ClusterView view;
    private final long timeNs;

    ReferencePriority(final ClusterView view, final long timeNs) {
        this.view = view;
        this.timeNs = timeNs;
    }

    BigInteger of(final int jobRow) {
        final JobClass jobClass = view.jobClass(jobRow);
        return term(PriorityFactor.AGE, ageS(jobRow))
                .add(term(PriorityFactor.SIZE, coreCount(jobRow)))
                .add(term(PriorityFactor.BATCH, jobClass == JobClass.BATCH ? 1 : 0))
                .add(term(PriorityFactor.INTERACTIVE, jobClass == JobClass.INTERACTIVE ? 1 : 0))
                .add(term(PriorityFactor.URGENT, jobClass == JobClass.URGENT ? 1 : 0))
                .add(term(PriorityFactor.QUEUE, view.queuePriority(view.jobQueue(jobRow))))
                .add(term(PriorityFactor.JOB, ownPriority(jobRow)))
                .add(share(PriorityFactor.USER_SHARE, userShare(jobRow)))
                .add(share(PriorityFactor.ACCOUNT_SHARE, accountShare(jobRow)));
    }

    private BigInteger term(final PriorityFactor factor, final long value) {
        return BigInteger.valueOf(view.priorityWeight(factor)).multiply(BigInteger.valueOf(value));
    }

    private BigInteger share(final PriorityFactor factor, final long value) {
        return term(factor, value).divide(BigInteger.valueOf(ClusterView.FAIR_SHARE_ONE));
    }

    private long ageS(final int jobRow) {
        return timeNs / NS_PER_S - view.jobSubmitTimeNs(jobRow) / NS_PER_S;
    }

    private long coreCount(final int jobRow) {
        return (long) Math.max(1, view.jobNodeCount(jobRow)) * view.jobCoresPerNode(jobRow);
    }

    private long ownPriority(final int jobRow) {
        final long priority = view.jobPriority(jobRow);
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, priority));
    }

    private long userShare(final int jobRow) {
        return view.userFairShare(view.jobUser(jobRow), timeNs);
    }

    /** Accounts are counted while they weigh anything. */
    private long accountShare(final int jobRow) {
        return view.priorityWeight(PriorityFactor.ACCOUNT_SHARE) == 0
                ? 0
                : view.accountFairShare(view.jobAccount(jobRow), timeNs);
    }
}
