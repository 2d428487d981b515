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

/**
 * A line of {@code jobs.csv}, as far as a report needs it.
 *
 * @param jobClass {@code batch}, {@code interactive} or {@code urgent}
 * @param user number of the user; -1: unknown
 * @param submitNs ns from the trace's origin
 * @param startNs the same; {@link #NULL_TIME}: it never ran
 * @param endNs the same
 * @param slowdown (wait + run) / run alone; 0 if it never ran
 * @param state {@code completed}, {@code timed_out}, {@code rejected} or {@code never_started}
 * @param firstRange its first range of cores
 * @param rangeEnd the range after its last
 */
record JobResult(
        String jobClass,
        int user,
        long submitNs,
        long startNs,
        long endNs,
        double slowdown,
        String state,
        int firstRange,
        int rangeEnd) {
    static final long NULL_TIME = -1;

    boolean hasRun() {
        return startNs != NULL_TIME;
    }

    /** Whether it ran to its end; slowdowns are counted of such jobs only. */
    boolean isCompleted() {
        return state.equals("completed");
    }

    boolean isNeverStarted() {
        return state.equals("never_started");
    }
}
