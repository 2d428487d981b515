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
package io.weft.pbs;

import java.util.ArrayList;
import java.util.List;

/** One job, array or task of a {@link FakePbs}: what the server keeps, and what really happened. */
final class FakePbsJob {
    static final long NEVER = Long.MAX_VALUE;

    final PbsJobId id;
    final String owner;
    final long submitTimeS;
    final List<FakePbsJob> tasks = new ArrayList<>();
    FakePbsJob array;
    String queue = "workq";
    String select = "1:ncpus=1";
    String place = "free";
    String walltime = "";
    String comment = "";
    String variables = "PBS_O_HOME=/home/alice";
    char state = 'Q';
    int substate = 10;
    String holds = "n";
    long beginS;
    String execVnode = "";
    long startS;
    Integer exitStatus;
    boolean isRerunnable = true;
    boolean isAdminSuspended;

    /** Whether it was stopped in this run, and may share its cores with more than it should. */
    boolean wasResumed;

    /** Whether its script runs, or is stopped, in the run that it has now. */
    boolean hasBegun;

    int runCount;

    /** How long its script runs, and how that ends. */
    long durationNs;

    int exitCode;

    /** When the next thing happens to it, and what is left when it goes on. */
    long dueNs = NEVER;

    long leftNs;

    /** Scripts that began and that ended, less those that PBS was told to break off. */
    int beginCount;

    int completionCount;
    int excusedCount;
    boolean isCancelled;

    FakePbsJob(final PbsJobId id, final String owner, final long submitTimeS) {
        this.id = id;
        this.owner = owner;
        this.submitTimeS = submitTimeS;
    }

    boolean isOnNodes() {
        return "RSE".indexOf(state) >= 0;
    }

    boolean hasEnded() {
        return state == 'F' || state == 'X';
    }

    void become(final char newState, final int newSubstate, final long newDueNs) {
        state = newState;
        substate = newSubstate;
        dueNs = newDueNs;
    }

    /** Waits again, from the beginning. */
    void queueAgain() {
        become(holds.equals("n") ? 'Q' : 'H', holds.equals("n") ? 10 : 20, NEVER);
        execVnode = "";
        startS = 0;
        isAdminSuspended = false;
        hasBegun = false;
        wasResumed = false;
    }

    @Override
    public String toString() {
        return id
                + " "
                + state
                + "/"
                + substate
                + " begun="
                + beginCount
                + " completed="
                + completionCount
                + " excused="
                + excusedCount
                + " "
                + execVnode;
    }
}
