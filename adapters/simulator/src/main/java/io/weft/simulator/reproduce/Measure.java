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
package io.weft.simulator.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** A figure of a schedule, as the paper counts it. */
enum Measure {
    INTERACTIVE_JOBS("interactive jobs", "", 0, "/classes/interactive/jobs"),
    INTERACTIVE_JOBS_PERCENT("interactive jobs", "% of all", 1, "/classes/interactive/jobs"),
    INTERACTIVE_WAITING("interactive jobs that wait", "", 0, "/classes/interactive/waiting"),
    INTERACTIVE_WAITING_PERCENT(
            "interactive jobs that wait", "%", 1, "/classes/interactive/waiting_percent"),
    INTERACTIVE_WAIT_MAX("longest interactive wait", "s", 0, "/classes/interactive/wait_s_max"),
    MAKESPAN("makespan", "h", 3, "/schedule/makespan_s"),
    FINISHED_90("90 % of core-seconds done", "h, rounded up", 0, "/schedule/finished_90_percent_s"),
    FINISHED_95("95 % of core-seconds done", "h, rounded up", 0, "/schedule/finished_95_percent_s"),
    SLOWDOWN_MAX("largest slowdown", "", 3, "/classes/all/slowdown_max"),
    SLOWDOWN_MEAN("mean slowdown", "", 3, "/classes/all/slowdown_mean"),
    SLOWDOWN_MAX_BATCH("largest slowdown, batch", "", 3, "/classes/batch/slowdown_max"),
    SLOWDOWN_MAX_INTERACTIVE(
            "largest slowdown, interactive", "", 3, "/classes/interactive/slowdown_max"),
    SLOWDOWN_MEAN_INTERACTIVE(
            "mean slowdown, interactive", "", 3, "/classes/interactive/slowdown_mean"),
    UNSLOWED_PERCENT("jobs with slowdown 1", "%", 1, "/distributions/slowdown/unslowed_percent"),
    BELOW_3_PERCENT(
            "jobs with slowdown below 3", "%", 1, "/distributions/slowdown/below_3_percent"),
    TIMED_OUT("jobs ended at their limit", "", 0, "/classes/all/timed_out");

    private static final BigDecimal S_PER_H = BigDecimal.valueOf(3600);
    private static final int DIGITS = 9;

    private final String text;
    private final String unit;
    private final int decimals;
    private final String pointer;

    Measure(final String text, final String unit, final int decimals, final String pointer) {
        this.text = text;
        this.unit = unit;
        this.decimals = decimals;
        this.pointer = pointer;
    }

    /** The name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, with its unit. */
    String title() {
        return unit.isEmpty() ? text : text + ", " + unit;
    }

    /** Decimals to show where nobody has published any. */
    int decimals() {
        return decimals;
    }

    /**
     * The value in a result, all its digits.
     *
     * @return null if there is none
     */
    BigDecimal value(final JsonNode result) {
        final JsonNode found = result.at(pointer);
        if (!found.isNumber()) {
            return null;
        }
        final BigDecimal value = found.decimalValue();
        return switch (this) {
            case MAKESPAN -> value.divide(S_PER_H, DIGITS, RoundingMode.HALF_UP);
            case FINISHED_90, FINISHED_95 -> value.divide(S_PER_H, 0, RoundingMode.CEILING);
            case INTERACTIVE_JOBS_PERCENT -> {
                final BigDecimal jobs = result.at("/classes/all/jobs").decimalValue();
                yield value.movePointRight(2).divide(jobs, DIGITS, RoundingMode.HALF_UP);
            }
            default -> value;
        };
    }
}
