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
package io.weft.fuzz;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;
import io.weft.fuzz.LyingView.Lie;
import java.util.Locale;

/**
 * Faults that are planted in a fast policy to see that they are found: a question to the view is
 * answered wrongly, or what goes in or out at the policy's doors is changed.
 */
enum Fault {
    LEVEL_ONE_LESS("queueMaxMultiplicity", (truth, view, args) -> Math.max(1, (int) truth - 1)),
    LEVEL_ONE_MORE("queueMaxMultiplicity", (truth, view, args) -> Math.min(15, (int) truth + 1)),
    OTHER_QUEUES_NODE("queueHasNode", (truth, view, args) -> (boolean) truth || (int) args[1] == 0),
    MEMORY_FORGOTTEN("jobMemoryPerNode", (truth, view, args) -> 0L),
    MEMORY_PER_CORE_FORGOTTEN("jobMemoryPerCore", (truth, view, args) -> 0L),
    MEMORY_FREE_ONE_MORE("memoryFree", (truth, view, args) -> (long) truth + 1),
    MEMORY_FREE_ONE_LESS("memoryFree", (truth, view, args) -> Math.max(0, (long) truth - 1)),
    GPUS_ALL_FREE("gpusFree", (truth, view, args) -> view.gpusTotal((int) args[0])),
    GPUS_NOT_SHARED("gpuMultiplicityMax", (truth, view, args) -> 1),
    FEATURES_FORGOTTEN("jobFeatures", (truth, view, args) -> 0L),
    EXCLUSIVE_FORGOTTEN("jobIsExclusive", (truth, view, args) -> false),
    HOLDER_UNSEEN("nodeHolder", (truth, view, args) -> ClusterView.NULL_ROW),
    RESERVATION_IGNORED("nodeReservation", (truth, view, args) -> ClusterView.NULL_ROW),
    RESERVATION_OPEN_TO_ALL("jobReservation", (truth, view, args) -> ClusterView.NULL_ROW),
    KEY_FORGOTTEN("jobKey", (truth, view, args) -> 0L),
    KEY_UNSEEN("nodeKey", (truth, view, args) -> 0L),
    COPIES_TOGETHER("hasCopyOn", (truth, view, args) -> false),
    DRAINING_TAKEN("isNodeUp", (truth, view, args) -> true),
    SWITCHES_AS_ONE("nodeSwitch", (truth, view, args) -> 0),
    WALLTIME_ONE_LESS("jobWalltimeNs", (truth, view, args) -> Math.max(1, (long) truth - 1)),
    END_ONE_LATER("jobExpectedEndNs", (truth, view, args) -> (long) truth + 1),
    REMAINING_ONE_MORE("jobRemainingNs", (truth, view, args) -> (long) truth + 1),
    MULTIPLICITY_ONE_MORE("jobMultiplicity", (truth, view, args) -> (int) truth + 1),
    STRETCH_FORGOTTEN("stretchesLimits", (truth, view, args) -> false),
    OVERHEAD_FORGOTTEN("overheadPerMille", (truth, view, args) -> 1000),
    STEPS_ONE_MORE("passStepsMax", (truth, view, args) -> (int) truth + 1),
    LAST_TO_END_UNSEEN("runningCount", (truth, view, args) -> Math.max(0, (int) truth - 1)),
    SHARE_IGNORED("userFairShare", (truth, view, args) -> 0L),
    ACCOUNT_SHARE_ONE_LESS(
            "accountFairShare", (truth, view, args) -> Math.max(0, (long) truth - 1)),
    QUEUE_PRIORITY_FORGOTTEN("queuePriority", (truth, view, args) -> 0),
    SUBMITTED_A_SECOND_LATER(
            "jobSubmitTimeNs",
            (truth, view, args) -> (long) truth + (int) args[0] % 2 * 1_000_000_000L),
    DEADLINE_FORGOTTEN("jobDeadlineNs", (truth, view, args) -> Long.MAX_VALUE),
    WEIGHTS_MISSED,
    GATE_IGNORED("jobGate", (truth, view, args) -> ReasonCode.NONE),
    LICENCE_ORDER_IGNORED("jobLicences", (truth, view, args) -> 0L),
    GROUPS_AS_ONE("jobGroup", (truth, view, args) -> 0),
    CAPACITY_LESS,
    EARLIEST_START_LATER,
    PASS_LEFT_OUT,
    PASS_TIME_LATER,
    REASON_MEMORY_AS_CORES,
    REASON_NUMBER_MORE,
    NODE_CHANGE_MISSED,
    QUEUE_ADDED_MISSED,
    QUEUE_CHANGE_MISSED,
    JOB_QUEUED_MISSED,
    CORE_TIE_HIGHEST,
    BACKFILL_AS_FIT,
    CUT_STEP_MORE,
    PREEMPTION_LEFT_OUT,
    STARTABLE_ONE_LESS,
    FIRST_WAITING_LEFT_OUT,
    WORK_LOST_FORGOTTEN("jobWorkLost", (truth, view, args) -> 0L);

    private final String question;
    private final Lie lie;

    Fault() {
        this(null, null);
    }

    Fault(final String question, final Lie lie) {
        this.question = question;
        this.lie = lie;
    }

    /** Name of the method of the view that is answered wrongly; null for none. */
    String question() {
        return question;
    }

    /** What is answered instead; null for none. */
    Lie lie() {
        return lie;
    }

    /** Name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
