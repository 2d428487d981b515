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
package io.weft.core.explain;

import io.weft.core.wire.ReasonCode;
import java.math.BigDecimal;
import java.util.Locale;

/** Constants and reasons in plain words. */
final class Words {
    private static final int NS_DIGITS = 9;
    private static final long NO_JOB = -1;
    private static final String OTHER_TENANTS_JOB = "another tenant's job";

    private static final String ADVANCE_RESERVATION =
            "it would run into an advance reservation, or waits for its own to begin";

    private static final String LICENCES =
            "licences that it needs are in use, or left to a job ahead";

    private Words() {}

    static String of(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A duration or a time in seconds, with as many digits as it has. */
    static String seconds(final long ns) {
        return BigDecimal.valueOf(ns, NS_DIGITS).stripTrailingZeros().toPlainString() + " s";
    }

    /** The reason of a job that waits for so much of a unit, nodes or cores. */
    static Reason waiting(final ReasonCode code, final long number, final String unit) {
        return code == ReasonCode.WAITING_CORES
                ? new Reason(
                        code.name(),
                        number,
                        "it lacks " + count(number, unit) + ", with cores below M")
                : reason(code, number);
    }

    static Reason reason(final ReasonCode code, final long number) {
        return new Reason(code.name(), number, text(code, number));
    }

    /** A reason whose number may name a job that must not be named. */
    static Reason reasonWithoutJob(final ReasonCode code) {
        return new Reason(code.name(), null, text(code, OTHER_TENANTS_JOB));
    }

    /** A reason without what it tells of jobs and reservations of others. */
    static Reason withoutOthers(final Reason reason) {
        final ReasonCode code = ReasonCode.valueOf(reason.code());
        return switch (code) {
            case WAITING_ADVANCE_RESERVATION -> new Reason(code.name(), null, ADVANCE_RESERVATION);
            case WAITING_LICENCES -> new Reason(code.name(), null, LICENCES);
            default -> namesJob(code) ? reasonWithoutJob(code) : reason;
        };
    }

    /** How a sentence ends that says what would start a job. */
    static String after(final int startedBefore) {
        return startedBefore == 0
                ? "."
                : ", after " + count(startedBefore, "other job") + " that would start too.";
    }

    /** Whether the number of a reason is the id of a job. */
    static boolean namesJob(final ReasonCode code) {
        return switch (code) {
            case WAITING_TURN,
                    WAITING_RESERVATION,
                    WAITING_DEPENDENCY,
                    WAITING_ISOLATION,
                    SUSPENDED,
                    PREEMPTED,
                    SHRUNK_PRESSURE,
                    DEPENDENCY_NEVER,
                    COPY_SUCCEEDED ->
                    true;
            default -> false;
        };
    }

    static String count(final long count, final String unit) {
        return count + " " + (count == 1 ? unit : unit + "s");
    }

    private static String text(final ReasonCode code, final long number) {
        return namesJob(code)
                ? text(code, number == NO_JOB ? "nobody" : "job " + number)
                : textOfNumber(code, number);
    }

    private static String text(final ReasonCode code, final String job) {
        return switch (code) {
            case WAITING_TURN -> job + " is ahead, and the order is strict";
            case WAITING_RESERVATION -> "it would delay the start promised to " + job;
            case WAITING_DEPENDENCY -> "it waits for " + job;
            case WAITING_ISOLATION ->
                    "it would fit but for jobs with which it may not share nodes: " + job;
            case SUSPENDED -> "it keeps its memory and waits for cores; it gave way to " + job;
            case PREEMPTED -> "it had to give way to " + job;
            case SHRUNK_PRESSURE -> "it gave cores back so that " + job + " could start";
            case DEPENDENCY_NEVER -> "what it waited for can never come true: " + job;
            case COPY_SUCCEEDED -> "another copy of it succeeded: " + job;
            default -> of(code);
        };
    }

    private static String textOfNumber(final ReasonCode code, final long number) {
        return switch (code) {
            case FITS -> "it fitted, and nobody was ahead";
            case BACKFILLED -> "it fitted, and delayed nobody who was ahead";
            case WAITING_CORES ->
                    number
                            + " more nodes with enough cores are needed, or cores if they may be"
                            + " anywhere";
            case WAITING_MEMORY ->
                    "there are enough cores, but only "
                            + number
                            + " nodes have cores and memory for it";
            case WAITING_GPUS -> "there are enough cores and memory, but not enough GPUs";
            case WAITING_NODES -> "too many nodes of its queue are down or draining";
            case HELD_BY_USER -> "held until it is released";
            case NOT_CONSIDERED -> "no pass has looked at it yet";
            case NOT_REACHED -> "the last pass ended before it came to it";
            case WAITING_PREEMPTION ->
                    "it has its cores, and waits until who gives way is off its nodes; when it got"
                            + " them it waited for "
                            + count(number, "node");
            case WAITING_BEGIN_TIME -> "it may not start before " + seconds(number);
            case WAITING_ARRAY ->
                    "as many jobs of its array as may are queued or hold cores: " + number;
            case WAITING_LIMIT ->
                    "it would exceed a limit of its queue, user or account: " + number;
            case WAITING_LICENCES ->
                    number == 0
                            ? "its licences are left to a job ahead"
                            : "it lacks " + count(number, "licence");
            case WAITING_ADVANCE_RESERVATION ->
                    ADVANCE_RESERVATION + ": " + number + ", a reservation or the job it is for";
            case SUSPENDED_BY_OPERATOR -> "it is suspended until somebody lets it go on";
            case RESERVATION_ENDED -> "reservation " + number + " ended before it could start";
            case TIME_LIMIT -> "its time limit was reached, at " + seconds(number);
            case CANCELLED_BY_USER -> "user " + number + " cancelled it";
            case ENDED -> "it ended by itself, with exit code " + number;
            case JOB_FAILED -> "it failed, with exit code " + number;
            case START_FAILED -> "it could not be started on node " + number;
            case NODE_FAILURE -> "node " + number + " failed";
            case RESIZED_BY_REQUEST -> "somebody asked for another size";
            case GROWN -> "cores were idle, and nobody waited";
            case SHRUNK_IDLE -> "it was idle for as long as the rule of its queue says";
            case EXPANDED_ON_RETURN -> "it had shrunk for being idle, and was busy again";
            case NEVER_FITS ->
                    "no state of the nodes of its queue could hold it; they could give " + number;
            default -> of(code) + (number == 0 ? "" : ", " + number);
        };
    }
}
