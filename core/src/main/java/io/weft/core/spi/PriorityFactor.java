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
package io.weft.core.spi;

import java.util.Locale;

/**
 * What the priority of a job is the sum of where an order weighs several things: each factor has a
 * value and a weight, integers both, and adds their product. The idea is that of Slurm's
 * priority/multifactor plugin; its factors lie between 0 and 1, these have units, so that a weight
 * says what one unit is worth.
 *
 * <p>No weight times a value is above 2^58, so the sum of all of them never overflows.
 */
public enum PriorityFactor {
    /**
     * Whole seconds since the job was submitted. It grows without bound and for all jobs alike, so
     * that a job that waits comes before all that are submitted later, some day, and age alone
     * never turns two jobs around. (In Slurm it ends at PriorityMaxAge: who has waited for longer
     * gains nothing on those that come.)
     */
    AGE(0, 1L << 24),

    /** Cores the job asks for, 2^30 if they are more. A weight below 0 favours small jobs. */
    SIZE(-(1L << 24), 1L << 24),

    /** 1 for a batch job, else 0: the weight is what a batch job gets. */
    BATCH(-(1L << 54), 1L << 54),

    /** 1 for an interactive job, else 0. */
    INTERACTIVE(-(1L << 54), 1L << 54),

    /** 1 for an urgent job, else 0. */
    URGENT(-(1L << 54), 1L << 54),

    /** Priority of the job's queue. */
    QUEUE(0, 1L << 24),

    /** Priority that the job was given, the nearest number of 32 bits if it is none. */
    JOB(0, 1L << 24),

    /**
     * How little the user has used, see {@link ClusterView#userFairShare}; the weight is what a
     * user gets who has used nothing.
     */
    USER_SHARE(0, 1L << 40),

    /** How little the account has used, see {@link ClusterView#accountFairShare}. */
    ACCOUNT_SHARE(0, 1L << 40);

    private final long weightMin;
    private final long weightMax;

    PriorityFactor(final long weightMin, final long weightMax) {
        this.weightMin = weightMin;
        this.weightMax = weightMax;
    }

    /**
     * Least weight that it may have.
     *
     * @return the weight.
     */
    public long weightMin() {
        return weightMin;
    }

    /**
     * Highest weight that it may have.
     *
     * @return the weight.
     */
    public long weightMax() {
        return weightMax;
    }

    /**
     * What names it.
     *
     * @return the label, in lower case, words joined by {@code -}.
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
