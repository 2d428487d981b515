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
package io.weft.fuzz;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.wire.DependencyKind;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Submits jobs as fast as the ring takes them. Everything about a job follows from its id, so that
 * whoever reads it knows what it must be. What the full ring refuses is offered again, or given up.
 */
final class RingProducer {
    private static final int NUMBER_BITS = 32;
    private static final int DEPENDENCIES_MAX = 8;

    private final int producer;
    private final int inputCount;
    private final SplittableRandom random;
    private final int givesUpOneIn;
    private final BitSet offered = new BitSet();
    private final AtomicLong offeredCount = new AtomicLong();
    private final AtomicLong refusedCount = new AtomicLong();
    private final AtomicLong givenUpCount = new AtomicLong();
    private volatile boolean isRunning = true;
    private volatile boolean isStopped;

    RingProducer(final int producer, final int inputCount, final SplittableRandom random) {
        this.producer = producer;
        this.inputCount = inputCount;
        this.random = random;
        givesUpOneIn = 2 + random.nextInt(50);
    }

    static int producerOf(final long jobId) {
        return (int) (jobId >>> NUMBER_BITS);
    }

    /** From 1. */
    static int numberOf(final long jobId) {
        return (int) jobId;
    }

    /** The job that an id belongs to. */
    static JobRequest job(final long jobId) {
        final JobRequest job =
                new JobRequest()
                        .jobId(jobId)
                        .held(true)
                        .walltimeNs(1 + jobId % 1000)
                        .priority(-jobId)
                        .features(jobId * 31)
                        .owner((int) (jobId % 7), (int) (jobId % 5));
        for (int i = 0; i < jobId % (DEPENDENCIES_MAX + 1); i++) {
            job.dependsOn(jobId ^ i, DependencyKind.get((short) (i % 4)));
        }
        return job;
    }

    /** Runs on the calling thread until everything was offered. */
    void run(final InputWriter in) {
        try {
            for (int number = 1; number <= inputCount && !isStopped; number++) {
                if (submit(in, job((long) producer << NUMBER_BITS | number))) {
                    offered.set(number);
                    offeredCount.incrementAndGet();
                }
            }
        } finally {
            isRunning = false;
        }
    }

    private boolean submit(final InputWriter in, final JobRequest job) {
        while (!in.submitJob(job)) {
            refusedCount.incrementAndGet();
            if (isStopped || random.nextInt(givesUpOneIn) == 0) {
                givenUpCount.incrementAndGet();
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    void stop() {
        isStopped = true;
    }

    boolean isRunning() {
        return isRunning;
    }

    long offeredCount() {
        return offeredCount.get();
    }

    long refusedCount() {
        return refusedCount.get();
    }

    long givenUpCount() {
        return givenUpCount.get();
    }

    /** Numbers of the jobs that the ring took; after the end. */
    BitSet offered() {
        return offered;
    }
}
