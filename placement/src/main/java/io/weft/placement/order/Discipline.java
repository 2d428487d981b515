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

import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the pending jobs are queued: in which order they are looked at, and whether those that come
 * later may overtake. Of a strict discipline nobody overtakes the first job of a queue that does
 * not fit; of the others that job is promised a start, and who does not break the promise may
 * overtake (EASY backfilling).
 *
 * <p>Threads: any. The label names the discipline in names of policies.
 */
public enum Discipline {
    /** First come, first served. */
    FCFS(true, PendingOrder.FCFS),

    /** Shortest job first, by time limit. */
    SJF(true, PendingOrder.SHORTEST_FIRST),

    /** Longest job first, by time limit. */
    LJF(true, PendingOrder.LONGEST_FIRST),

    /** Highest priority first. */
    PRIORITY(true, PendingOrder.PRIORITY),

    /** First come, first served, with backfilling. */
    EASY(false, PendingOrder.FCFS),

    /** Shortest job first, with backfilling. */
    EASY_SJF(false, PendingOrder.SHORTEST_FIRST),

    /** Longest job first, with backfilling. */
    EASY_LJF(false, PendingOrder.LONGEST_FIRST),

    /**
     * First come, first served, and backfilled the shortest first: EASY-SJBF of D. Tsafrir, Y.
     * Etsion and D. Feitelson, "Backfilling Using System-Generated Predictions Rather Than User
     * Runtime Estimates", 2007.
     */
    EASY_SJBF(false, PendingOrder.FCFS, PendingOrder.SHORTEST_FIRST),

    /** Highest priority first, with backfilling. */
    EASY_PRIORITY(false, PendingOrder.PRIORITY),

    /**
     * Highest priority first, then whose user has used least, with backfilling; usage decays as it
     * does in Slurm (PriorityDecayHalfLife).
     */
    EASY_FAIRSHARE(false, PendingOrder.FAIR_SHARE),

    /** Highest sum of weighted factors first: age, size, class, queue, fair share and so on. */
    MULTIFACTOR(true, PendingOrder.MULTIFACTOR),

    /** Highest sum of weighted factors first, with backfilling. */
    EASY_MULTIFACTOR(false, PendingOrder.MULTIFACTOR),

    /** Earliest deadline first, jobs without a deadline last. */
    EDF(true, PendingOrder.DEADLINE),

    /** Earliest deadline first, with backfilling. */
    EASY_EDF(false, PendingOrder.DEADLINE);

    private final boolean isStrict;
    private final PendingOrder order;
    private final PendingOrder backfillOrder;

    Discipline(final boolean isStrict, final PendingOrder order) {
        this(isStrict, order, order);
    }

    Discipline(final boolean isStrict, final PendingOrder order, final PendingOrder backfillOrder) {
        this.isStrict = isStrict;
        this.order = order;
        this.backfillOrder = backfillOrder;
    }

    /**
     * A discipline by its label.
     *
     * @param label such as {@code easy-sjbf}.
     * @return the discipline, or null when there is none.
     */
    public static Discipline of(final String label) {
        return Stream.of(values()).filter(d -> d.label().equals(label)).findFirst().orElse(null);
    }

    /**
     * What names it.
     *
     * @return the label, in lower case.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether nobody overtakes.
     *
     * @return true if so.
     */
    public boolean isStrict() {
        return isStrict;
    }

    /**
     * In which order jobs are looked at until the first of a queue does not start; that one is
     * promised a start if it does not fit.
     *
     * @return the order.
     */
    public PendingOrder order() {
        return order;
    }

    /**
     * In which order jobs are looked at that may overtake; the same unless it says otherwise.
     *
     * @return the order.
     */
    public PendingOrder backfillOrder() {
        return backfillOrder;
    }
}
