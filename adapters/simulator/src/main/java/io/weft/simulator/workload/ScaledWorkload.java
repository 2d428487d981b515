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
package io.weft.simulator.workload;

/**
 * A workload whose jobs come faster or slower: the time between two submissions is divided by a
 * load factor, so that at 2 the same work arrives in half the time. The first submission, the jobs
 * themselves and the header stay as they are.
 *
 * <p>Times are whole multiples of a granularity, rounded down from the exact ones, so nothing
 * drifts and submissions never go back.
 */
public final class ScaledWorkload implements Workload {
    /** The largest load factor, in thousandths, either way: a thousand times. */
    public static final int FACTOR_PER_MILLE_MAX = 1_000_000;

    private static final long PER_MILLE = 1_000;

    private final Workload source;
    private final int factorPerMille;
    private final long granularityNs;
    private boolean hasOrigin;
    private long originNs;

    /**
     * Takes a workload that nothing has been read of; closes it when closed.
     *
     * @param source of the jobs
     * @param factorPerMille the load factor in thousandths, 1..1000000; 1000 changes nothing
     * @param granularityNs what scaled times are multiples of, from the first submission, ns, above
     *     0
     * @throws IllegalArgumentException when one is out of range
     */
    public ScaledWorkload(Workload source, int factorPerMille, long granularityNs) {
        if (factorPerMille < 1 || factorPerMille > FACTOR_PER_MILLE_MAX) {
            throw new IllegalArgumentException(
                    "factorPerMille=" + factorPerMille + ", expected 1.." + FACTOR_PER_MILLE_MAX);
        }
        if (granularityNs < 1) {
            throw new IllegalArgumentException(
                    "granularityNs=" + granularityNs + ", expected above 0");
        }
        this.source = source;
        this.factorPerMille = factorPerMille;
        this.granularityNs = granularityNs;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    /**
     * {@inheritDoc}
     *
     * @throws WorkloadException also when a job would come after the end of time, 292 years
     */
    @Override
    public JobSpec next() {
        JobSpec job = source.next();
        if (job == null || factorPerMille == PER_MILLE) {
            return job;
        }
        if (!hasOrigin) {
            originNs = job.submitNs();
            hasOrigin = true;
        }
        try {
            return job.withSubmitNs(Math.addExact(originNs, scaled(job.submitNs() - originNs)));
        } catch (ArithmeticException e) {
            throw new WorkloadException(
                    "job "
                            + job.id()
                            + ": submitted after more than 292 years. Maybe the load factor is too"
                            + " small.",
                    e);
        }
    }

    /** Quotient and rest apart, so that only the result can be too large. */
    private long scaled(long spanNs) {
        long quotientNs = Math.multiplyExact(spanNs / factorPerMille, PER_MILLE);
        long exactNs =
                Math.addExact(quotientNs, spanNs % factorPerMille * PER_MILLE / factorPerMille);
        return exactNs - exactNs % granularityNs;
    }

    @Override
    public WorkloadReport report() {
        return source.report();
    }

    @Override
    public void close() {
        source.close();
    }
}
