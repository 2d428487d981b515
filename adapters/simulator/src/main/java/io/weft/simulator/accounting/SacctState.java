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
package io.weft.simulator.accounting;

/** The states of sacct's manual, "JOB STATE CODES", of releases 15.08 to 25.05. */
enum SacctState {
    BOOT_FAIL(true),
    CANCELLED(true),
    COMPLETED(true),
    DEADLINE(true),
    FAILED(true),
    LAUNCH_FAILED(true),
    NODE_FAIL(true),
    OUT_OF_MEMORY(true),
    PREEMPTED(true),
    RECONFIG_FAIL(true),
    REVOKED(true),
    TIMEOUT(true),
    COMPLETING(false),
    CONFIGURING(false),
    EXPEDITING(false),
    PENDING(false),
    POWER_UP_NODE(false),
    RECONFIGURING(false),
    REQUEUED(false),
    REQUEUE_FED(false),
    REQUEUE_HOLD(false),
    RESIZING(false),
    RESV_DEL_HOLD(false),
    RUNNING(false),
    SIGNALING(false),
    SPECIAL_EXIT(false),
    STAGE_OUT(false),
    STOPPED(false),
    SUSPENDED(false),
    UPDATE_DB(false);

    private final boolean isEnded;

    SacctState(boolean isEnded) {
        this.isEnded = isEnded;
    }

    /** Whether a job in this state will not run on. */
    boolean isEnded() {
        return isEnded;
    }

    /** The state of a text such as {@code CANCELLED by 1000}, or null. */
    static SacctState of(String text) {
        int blank = text.indexOf(' ');
        String word = text.substring(0, blank < 0 ? text.length() : blank);
        for (SacctState state : values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return null;
    }
}
