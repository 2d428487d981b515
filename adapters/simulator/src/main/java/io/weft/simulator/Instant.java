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

/** The steps of one instant, which a {@link SemanticsProfile} puts in order. */
interface Instant {
    /** Finds the jobs whose work is done now; none of them is reported yet. */
    void takeEnds();

    /** Jobs found, in the order in which they started. */
    int endCount();

    /** Whether a found job would have reached its walltime now, had it run alone. */
    boolean isEstimateOver(int index);

    /** Tells the kernel that a found job ended; does nothing if it was told before. */
    void reportEnd(int index);

    /**
     * Ends the jobs whose time limit the kernel finds reached.
     *
     * @return whether there was one.
     */
    boolean endOverdue();

    /** Processes turn busy or idle. */
    void changePhases();

    /** Nodes fail and come back, and inputs of a script are given. */
    void applyOutside();

    /**
     * Submits the next job of this instant.
     *
     * @return whether there was one.
     */
    boolean submitNext();

    /** Whether the job submitted last is no larger than what no process stands on. */
    boolean submittedFits();

    /** Whether the kernel was told anything that the policy has not looked at yet. */
    boolean hasNews();

    /** Lets the policy look at the pending jobs once, and carries out what the kernel decides. */
    void pass();
}
