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
package io.weft.core.client;

import io.weft.core.spi.PriorityFactor;

/**
 * What the factors of the priority weigh, for policies that weigh several, such as {@code
 * easy-multifactor}; nothing unless it is said here. A job's priority is the sum of its factors
 * times their weights, integers all; with an age of 1, the other weights are in seconds of waiting.
 * Mutable and reusable, used by one thread.
 */
public final class PriorityRequest {
    /** Seven days. */
    public static final int HALF_LIFE_DEFAULT_S = 7 * 24 * 60 * 60;

    private final long[] weights = new long[PriorityFactor.values().length];
    int halfLifeS = HALF_LIFE_DEFAULT_S;

    /** All weights are 0, the half-life is {@link #HALF_LIFE_DEFAULT_S}. */
    public PriorityRequest() {}

    /**
     * Weighs a factor.
     *
     * @param factor of the priority.
     * @param value {@link PriorityFactor#weightMin()}..{@link PriorityFactor#weightMax()}.
     * @return this.
     */
    public PriorityRequest weight(final PriorityFactor factor, final long value) {
        weights[factor.ordinal()] = value;
        return this;
    }

    long weight(final PriorityFactor factor) {
        return weights[factor.ordinal()];
    }

    /**
     * Weighs how long a job has waited.
     *
     * @param perSecond 0..2^24, for each second since the job was submitted.
     * @return this.
     */
    public PriorityRequest age(final long perSecond) {
        return weight(PriorityFactor.AGE, perSecond);
    }

    /**
     * Weighs how large a job is.
     *
     * @param perCore -2^24..2^24, for each core it asks for; below 0 small jobs come first.
     * @return this.
     */
    public PriorityRequest size(final long perCore) {
        return weight(PriorityFactor.SIZE, perCore);
    }

    /**
     * Weighs what kind of work a job is.
     *
     * @param ofBatch -2^54..2^54, for a batch job.
     * @param ofInteractive for an interactive job, in the same range.
     * @param ofUrgent for an urgent job, in the same range.
     * @return this.
     */
    public PriorityRequest classes(
            final long ofBatch, final long ofInteractive, final long ofUrgent) {
        return weight(PriorityFactor.BATCH, ofBatch)
                .weight(PriorityFactor.INTERACTIVE, ofInteractive)
                .weight(PriorityFactor.URGENT, ofUrgent);
    }

    /**
     * Weighs the priority of a job's queue.
     *
     * @param perPoint 0..2^24.
     * @return this.
     */
    public PriorityRequest queue(final long perPoint) {
        return weight(PriorityFactor.QUEUE, perPoint);
    }

    /**
     * Weighs the priority that a job was given. A priority that is no number of 32 bits counts as
     * the nearest one.
     *
     * @param perPoint 0..2^24.
     * @return this.
     */
    public PriorityRequest job(final long perPoint) {
        return weight(PriorityFactor.JOB, perPoint);
    }

    /**
     * Weighs how little a job's user has used.
     *
     * @param ofNoUsage 0..2^40, for who has used nothing; half of it for who has used his due.
     * @return this.
     */
    public PriorityRequest userShare(final long ofNoUsage) {
        return weight(PriorityFactor.USER_SHARE, ofNoUsage);
    }

    /**
     * Weighs how little a job's account has used. What accounts use is counted from the time on at
     * which this weighs anything.
     *
     * @param ofNoUsage 0..2^40.
     * @return this.
     */
    public PriorityRequest accountShare(final long ofNoUsage) {
        return weight(PriorityFactor.ACCOUNT_SHARE, ofNoUsage);
    }

    /**
     * Says how fast it is forgotten what was used.
     *
     * @param seconds 1..31,622,400 (366 days), in which it loses half its weight.
     * @return this.
     */
    public PriorityRequest halfLifeS(final int seconds) {
        halfLifeS = seconds;
        return this;
    }
}
