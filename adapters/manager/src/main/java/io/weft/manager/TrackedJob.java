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

import io.weft.core.wire.PreemptionKind;
import java.util.List;

/** One job that the kernel knows, and how far it has come in the resource manager. */
final class TrackedJob {
    static final long CONFIRMED = -1;

    final long jobId;

    /** Null after a restart, until it is observed. */
    JobKey key;

    /** As it was submitted to the kernel; null for one that was not. */
    JobTerms terms;

    Intent intent = Intent.NEW;

    /** Of the decision that is not seen to be carried out, or {@link #CONFIRMED}. */
    long openPosition = CONFIRMED;

    StartToken token;

    /** When it was decided to start it; the order was sent later. */
    long decidedNs;

    List<NodeShare> shares = List.of();
    PreemptionKind preemptionKind;
    boolean isSuspendedByOperator;

    /** Whether the manager ended it or runs it by itself, so that nothing is left to be done. */
    boolean isGone;

    /** Whether its time limit is over, at which the manager ends it. */
    boolean isTimeUp;

    /** Whether the kernel was told that it has ended, though the manager says otherwise. */
    boolean isOver;

    /** What the kernel was told last. */
    long walltimeNs;

    long priority;
    long beginTimeNs;
    boolean isHeld;

    /** When it was known last that the manager has it held by its user. */
    long heldNs;

    long busyMilliCores = ObservedJob.NULL_BUSY;

    /** What the manager is to be told next, or null. */
    Command due;

    boolean isOrderSent;

    /** Whether the job was seen released, after an order was sent. */
    boolean isReleased;

    /** Whether the manager took the command to hold it for its user, since it was decided on. */
    boolean isHoldTold;

    /** When a start that was taken, and is not seen, will not be. */
    long startTimeoutNs;

    /** When a command that failed ambiguously will not be carried out any more. */
    long settledNs;

    /** Earliest time of the next command, and of the next input that repeats one. */
    long nextCommandNs;

    long nextInputNs;
    int refusalCount;
    String annotation = "";
    long nextAnnotationNs;

    TrackedJob(final long jobId) {
        this.jobId = jobId;
    }

    /** The kernel decided something new about it. */
    void open(final Intent newIntent, final long position, final Command command) {
        intent = newIntent;
        openPosition = position;
        due = command;
        isHoldTold = false;
        nextCommandNs = 0;
        nextInputNs = 0;
    }

    /** What the kernel wants of it was seen to be so. */
    void confirm(final Intent newIntent) {
        intent = newIntent;
        openPosition = CONFIRMED;
        due = null;
        nextCommandNs = 0;
        nextInputNs = 0;
    }

    boolean holds(final String node) {
        if (intent.holdsNodes()) {
            for (final NodeShare share : shares) {
                if (share.node().equals(node)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return (key == null ? "job " + jobId : key) + " " + intent + " " + token;
    }
}
