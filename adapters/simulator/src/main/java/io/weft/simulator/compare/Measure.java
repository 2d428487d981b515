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
package io.weft.simulator.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A column of the comparison, and whether more of it or less is better. */
enum Measure {
    INTERACTIVE_SHARE("interactive jobs, %", 1, 0, "/classes/interactive/jobs"),
    INTERACTIVE_WAITING(
            "interactive jobs that wait, %", 2, -1, "/classes/interactive/waiting_percent"),
    INTERACTIVE_WAIT_MEAN("interactive wait: mean, s", 1, -1, "/classes/interactive/wait_s_mean"),
    INTERACTIVE_WAIT_P95("p95, s", 0, -1, "/classes/interactive/wait_s_p95"),
    INTERACTIVE_WAIT_P99("p99, s", 0, -1, "/classes/interactive/wait_s_p99"),
    INTERACTIVE_WAIT_MAX("worst, s", 0, -1, "/classes/interactive/wait_s_max"),
    INTERACTIVE_SLOWDOWN_MEAN(
            "interactive slowdown: mean", 2, -1, "/classes/interactive/slowdown_mean"),
    INTERACTIVE_SLOWDOWN_MAX("worst", 1, -1, "/classes/interactive/slowdown_max"),
    URGENT_WAITING("urgent jobs that wait, %", 2, -1, "/classes/urgent/waiting_percent"),
    URGENT_WAIT_MEAN("urgent wait: mean, s", 1, -1, "/classes/urgent/wait_s_mean"),
    URGENT_WAIT_P95("p95, s", 0, -1, "/classes/urgent/wait_s_p95"),
    URGENT_WAIT_P99("p99, s", 0, -1, "/classes/urgent/wait_s_p99"),
    URGENT_WAIT_MAX("worst, s", 0, -1, "/classes/urgent/wait_s_max"),
    BATCH_BOUNDED_SLOWDOWN(
            "batch bounded slowdown: mean", 2, -1, "/classes/batch/bounded_slowdown_mean"),
    UTILISATION("utilisation, %", 2, 1, "/schedule/utilisation_percent"),
    LOST_WORK("lost work, core h", 1, -1, "/schedule/preemption_lost_core_h"),
    MAKESPAN("makespan, h", 1, -1, "/schedule/makespan_s"),
    PREEMPTIONS("preemptions", 0, 0, "/schedule/preemptions"),
    UNFINISHED("jobs not completed", 0, -1, "/classes/all/completed");

    private static final BigDecimal S_PER_H = BigDecimal.valueOf(3600);
    private static final int DIGITS = 9;

    private final String title;
    private final int decimals;
    private final int better;
    private final String pointer;

    Measure(final String title, final int decimals, final int better, final String pointer) {
        this.title = title;
        this.decimals = decimals;
        this.better = better;
        this.pointer = pointer;
    }

    /** The name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in a row of its own: the title of a percentile does not say of what it is. */
    String text() {
        return switch (this) {
            case INTERACTIVE_WAIT_P95, INTERACTIVE_WAIT_P99, INTERACTIVE_WAIT_MAX ->
                    "interactive wait: " + title;
            case INTERACTIVE_SLOWDOWN_MAX -> "interactive slowdown: " + title;
            case URGENT_WAIT_P95, URGENT_WAIT_P99, URGENT_WAIT_MAX -> "urgent wait: " + title;
            default -> title;
        };
    }

    /** The name in a table of all measures. */
    String title() {
        return title;
    }

    /** Decimals to show. */
    int decimals() {
        return decimals;
    }

    /** Whether there is a better and a worse. */
    boolean isJudged() {
        return better != 0;
    }

    /** 1 if one value is better than another as far as the decimals shown tell, 0, or -1. */
    int compare(final BigDecimal one, final BigDecimal other) {
        return better * shown(one).compareTo(shown(other));
    }

    /** What is shown of a value. */
    BigDecimal shown(final BigDecimal value) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    /**
     * The value in a result, all its digits.
     *
     * @return null if there is none
     */
    BigDecimal value(final JsonNode result) {
        final JsonNode found = result.at(pointer);
        final boolean isCount = this == LOST_WORK || this == PREEMPTIONS;
        if (!found.isNumber()) {
            return isCount ? BigDecimal.ZERO : null;
        }
        final BigDecimal value = found.decimalValue();
        final BigDecimal jobs = result.at("/classes/all/jobs").decimalValue();
        return switch (this) {
            case MAKESPAN -> value.divide(S_PER_H, DIGITS, RoundingMode.HALF_UP);
            case INTERACTIVE_SHARE ->
                    value.movePointRight(2).divide(jobs, DIGITS, RoundingMode.HALF_UP);
            case UNFINISHED -> jobs.subtract(value);
            default -> value;
        };
    }
}
