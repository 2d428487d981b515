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
package io.weft.manager;

import io.weft.core.wire.JobClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the jobs of one queue and class. */
final class JobCounts {
    private int pendingCount;
    private int runningCount;
    private int suspendedCount;
    private long oldestPendingS = QueueCount.NULL_TIME;

    /** Counts by queue and class, sorted. */
    static List<QueueCount> of(final Collection<TrackedJob> jobs) {
        final Map<String, Map<JobClass, JobCounts>> counts = new TreeMap<>();
        for (final TrackedJob job : jobs) {
            if (job.terms != null) {
                counts.computeIfAbsent(job.terms.queue(), queue -> new EnumMap<>(JobClass.class))
                        .computeIfAbsent(job.terms.jobClass(), jobClass -> new JobCounts())
                        .count(job);
            }
        }
        final List<QueueCount> list = new ArrayList<>();
        counts.forEach(
                (queue, ofQueue) ->
                        ofQueue.forEach((jobClass, one) -> list.add(one.of(queue, jobClass))));
        return list;
    }

    private void count(final TrackedJob job) {
        switch (job.intent) {
            case NEW, REJECTED, WAITING -> {
                pendingCount++;
                if (job.key != null && (!hasOldest() || job.key.submitTimeS() < oldestPendingS)) {
                    oldestPendingS = job.key.submitTimeS();
                }
            }
            case SUSPENDED -> suspendedCount++;
            case CLOSING -> {}
            default -> runningCount++;
        }
    }

    private boolean hasOldest() {
        return oldestPendingS != QueueCount.NULL_TIME;
    }

    private QueueCount of(final String queue, final JobClass jobClass) {
        return new QueueCount(
                queue, jobClass, pendingCount, runningCount, suspendedCount, oldestPendingS);
    }
}
