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
package io.weft.simulator;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * A workload as two that are read side by side. Jobs of one that come before the next of the other
 * are held meanwhile; a job is about 150 bytes. Closes nothing: the source is its owner's.
 */
final class WorkloadSplit {
    private final Workload source;
    private final Predicate<JobSpec> predicate;
    private final Queue<JobSpec> matchingAhead = new ArrayDeque<>();
    private final Queue<JobSpec> restAhead = new ArrayDeque<>();
    private boolean isOver;

    WorkloadSplit(final Workload source, final Predicate<JobSpec> predicate) {
        this.source = source;
        this.predicate = predicate;
    }

    /** Jobs of which the predicate holds. */
    Workload matching() {
        return new Part(true);
    }

    /** All others. */
    Workload rest() {
        return new Part(false);
    }

    private JobSpec next(final boolean isMatching) {
        final Queue<JobSpec> own = isMatching ? matchingAhead : restAhead;
        final Queue<JobSpec> others = isMatching ? restAhead : matchingAhead;
        while (own.isEmpty() && !isOver) {
            final JobSpec job = source.next();
            if (job == null) {
                isOver = true;
            } else {
                (predicate.test(job) == isMatching ? own : others).add(job);
            }
        }
        return own.poll();
    }

    private final class Part implements Workload {
        private final boolean isMatching;

        private Part(final boolean isMatching) {
            this.isMatching = isMatching;
        }

        @Override
        public WorkloadHeader header() {
            return source.header();
        }

        @Override
        public JobSpec next() {
            return WorkloadSplit.this.next(isMatching);
        }

        @Override
        public WorkloadReport report() {
            return source.report();
        }

        @Override
        public void close() {
            // The source is its owner's.
        }
    }
}
