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
package io.weft.simulator.report.html;

/** How many jobs waited over time; one that never started waits to the end. */
final class QueueSeries implements JobEvents.Listener {
    private final TimeBins waiting;
    private int waitingCount;

    private QueueSeries(final TimeBins waiting) {
        this.waiting = waiting;
    }

    static TimeBins of(final RunResult run, final int binCount) {
        final TimeBins waiting = new TimeBins(run.beginNs(), run.endNs(), binCount);
        JobEvents.play(
                run, JobResult::submitNs, job -> waitsUntilNs(job, run), new QueueSeries(waiting));
        return waiting;
    }

    private static long waitsUntilNs(final JobResult job, final RunResult run) {
        if (job.hasRun()) {
            return job.startNs();
        }
        return job.isNeverStarted() ? run.endNs() : job.submitNs();
    }

    @Override
    public void onElapsed(final long fromNs, final long untilNs) {
        waiting.add(fromNs, untilNs, waitingCount);
    }

    @Override
    public void onBegin(final JobResult job) {
        waitingCount++;
    }

    @Override
    public void onEnd(final JobResult job) {
        waitingCount--;
    }
}
