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

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/** Jobs in the order in which something of them begins and ends; of one time, ends come first. */
final class JobEvents {
    /** What is told of each event. */
    interface Listener {
        /**
         * The time went on.
         *
         * @param fromNs when the event before this was
         * @param untilNs when this is; later than {@code fromNs}
         */
        void onElapsed(long fromNs, long untilNs);

        /** Something begins. */
        void onBegin(JobResult job);

        /** Something ends. */
        void onEnd(JobResult job);
    }

    private JobEvents() {}

    /**
     * Plays the events of some jobs; those whose begin is not before their end are left out.
     *
     * @param run whose jobs
     * @param begin when it begins, ns
     * @param end when it ends, ns
     * @param listener to be told
     */
    static void play(
            final RunResult run,
            final ToLongFunction<JobResult> begin,
            final ToLongFunction<JobResult> end,
            final Listener listener) {
        final JobResult[] begins =
                run.jobs().stream()
                        .filter(job -> begin.applyAsLong(job) < end.applyAsLong(job))
                        .toArray(JobResult[]::new);
        final JobResult[] ends = begins.clone();
        Arrays.sort(begins, Comparator.comparingLong(begin));
        Arrays.sort(ends, Comparator.comparingLong(end));
        long nowNs = run.beginNs();
        int begun = 0;
        for (final JobResult ending : ends) {
            final long endNs = end.applyAsLong(ending);
            while (begun < begins.length && begin.applyAsLong(begins[begun]) < endNs) {
                nowNs = elapse(nowNs, begin.applyAsLong(begins[begun]), listener);
                listener.onBegin(begins[begun++]);
            }
            nowNs = elapse(nowNs, endNs, listener);
            listener.onEnd(ending);
        }
    }

    private static long elapse(final long nowNs, final long nextNs, final Listener listener) {
        if (nowNs < nextNs) {
            listener.onElapsed(nowNs, nextNs);
        }
        return nextNs;
    }
}
