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
package io.weft.simulator.metrics;

import java.util.Arrays;

/**
 * How much work was done by when, in constant memory: jobs in the order of their ends. The first
 * {@value #CAPACITY} are kept one by one; whenever there is no room, every two neighbours become
 * one, which ends with the later of them. Then a time found for a share of the work may be late, by
 * less than it takes {@link #jobsPerPlace()} jobs to end: 16 of ten million.
 *
 * <p>At most 16 MiB.
 */
final class FinishedWork {
    /** Up to so many jobs the times are exact: 2^20. */
    static final int CAPACITY = 1 << 20;

    private double[] endsS = new double[64];
    private double[] workS = new double[64];
    private int size;
    private int jobsPerPlace = 1;
    private int jobsInLast = 1;
    private double sumS;

    /**
     * One more job ended, not before the one before it.
     *
     * @param endS when, in s.
     * @param doneS its work, in core-seconds.
     */
    void add(final double endS, final double doneS) {
        sumS += doneS;
        if (jobsInLast == jobsPerPlace) {
            if (size == CAPACITY) {
                halve();
            }
            ensureCapacity();
            workS[size] = 0;
            jobsInLast = 0;
            size++;
        }
        endsS[size - 1] = endS;
        workS[size - 1] += doneS;
        jobsInLast++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Jobs that are counted as one; 1: the times are exact. */
    int jobsPerPlace() {
        return jobsPerPlace;
    }

    /**
     * When jobs with so much of all work had ended, in s; there must be one.
     *
     * @param share 0..1.
     */
    double finishedS(final double share) {
        final double target = share * sumS;
        double done = workS[0];
        int i = 0;
        while (done < target && i + 1 < size) {
            done += workS[++i];
        }
        return endsS[i];
    }

    private void halve() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            endsS[i] = endsS[2 * i + 1];
            workS[i] = workS[2 * i] + workS[2 * i + 1];
        }
        size = CAPACITY / 2;
        jobsPerPlace *= 2;
        jobsInLast = jobsPerPlace;
    }

    private void ensureCapacity() {
        if (size == endsS.length) {
            endsS = Arrays.copyOf(endsS, 2 * size);
            workS = Arrays.copyOf(workS, 2 * size);
        }
    }
}
