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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongHashSet;

/**
 * Two workloads of one machine as one: jobs by submit time, ties by job id. Holds one job of each,
 * and 16 bytes or so for each job id. Both must count time from the same origin.
 */
public final class MergedWorkload implements Workload {
    private static final Comparator<JobSpec> ORDER =
            Comparator.comparingLong(JobSpec::submitNs).thenComparingLong(JobSpec::id);

    private final Workload first;
    private final Workload second;
    private final LongHashSet ids = new LongHashSet();
    private boolean isPrimed;
    private JobSpec firstAhead;
    private JobSpec secondAhead;
    private long jobsDelivered;

    /** Takes two workloads that nothing has been read of; closes both when closed. */
    public MergedWorkload(Workload first, Workload second) {
        this.first = first;
        this.second = second;
    }

    /** The header of the first workload. */
    @Override
    public WorkloadHeader header() {
        return first.header();
    }

    /**
     * {@inheritDoc}
     *
     * @throws WorkloadException also when both workloads have a job of the same id
     */
    @Override
    public JobSpec next() {
        if (!isPrimed) {
            firstAhead = first.next();
            secondAhead = second.next();
            isPrimed = true;
        }
        JobSpec job = isFirstNext() ? firstAhead : secondAhead;
        if (job == null) {
            return null;
        }
        if (!ids.add(job.id())) {
            throw new WorkloadException(
                    "job number="
                            + job.id()
                            + " is in both workloads that are merged. Maybe: one"
                            + " trace was given twice.",
                    null);
        }
        if (job == firstAhead) {
            firstAhead = first.next();
        } else {
            secondAhead = second.next();
        }
        jobsDelivered++;
        return job;
    }

    /** The sums of both reports; their rejected lines one after the other. */
    @Override
    public WorkloadReport report() {
        WorkloadReport a = first.report();
        WorkloadReport b = second.report();
        List<RejectedLine> rejected = new ArrayList<>(a.rejected());
        rejected.addAll(b.rejected());
        return new WorkloadReport(
                a.linesRead() + b.linesRead(),
                jobsDelivered,
                a.jobsDropped() + b.jobsDropped(),
                a.linesRejected() + b.linesRejected(),
                rejected,
                sum(RejectionReason.class, a.rejectedByReason(), b.rejectedByReason()),
                sum(RuleOfUse.class, a.rulesApplied(), b.rulesApplied()));
    }

    @Override
    public void close() {
        try (first) {
            second.close();
        }
    }

    private boolean isFirstNext() {
        return firstAhead != null
                && (secondAhead == null || ORDER.compare(firstAhead, secondAhead) <= 0);
    }

    private static <K extends Enum<K>> Map<K, Long> sum(
            Class<K> type, Map<K, Long> a, Map<K, Long> b) {
        Map<K, Long> sum = new EnumMap<>(type);
        sum.putAll(a);
        b.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }
}
