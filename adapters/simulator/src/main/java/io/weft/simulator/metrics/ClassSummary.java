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

/**
 * The figures of the jobs of one class, or of all. Waits are those of all jobs that ran; the other
 * distributions are those of the completed ones, since a job that was cut short is not slow.
 *
 * @param completed jobs that ran to their end
 * @param timedOut jobs ended at their time limit
 * @param rejected jobs refused
 * @param neverStarted jobs that never started
 * @param failed jobs that ended before their work was done
 * @param cancelled jobs that were cancelled
 * @param waiting jobs that ran but waited before, however shortly
 * @param waitS waits, in s
 * @param slowdown (wait + run) / run alone
 * @param boundedSlowdown the same with a run alone of at least 10 s, and at least 1
 * @param flowS times from submission to end, in s
 */
public record ClassSummary(
        int completed,
        int timedOut,
        int rejected,
        int neverStarted,
        int failed,
        int cancelled,
        int waiting,
        Distribution waitS,
        Distribution slowdown,
        Distribution boundedSlowdown,
        Distribution flowS) {

    /** All jobs of the class. */
    public int jobs() {
        return completed + timedOut + rejected + neverStarted + failed + cancelled;
    }

    /** Jobs that waited, in percent of those that ran; 0 if none ran. */
    public double waitingPercent() {
        return waitS.count() == 0 ? 0 : 100.0 * waiting / waitS.count();
    }
}
