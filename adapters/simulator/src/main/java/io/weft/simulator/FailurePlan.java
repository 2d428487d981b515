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

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How nodes fail: each by itself, after times that are exponentially distributed, and for times
 * that are as well. A node ages whether it works or not, but not while it is down.
 *
 * @param mtbfNs mean time of a node between coming up and failing, in ns, above 0.
 * @param repairNs mean time until it is up again, in ns, above 0.
 * @param seed of the times: with the same seed nodes fail at the same times, whatever is scheduled.
 * @param requeues whether jobs that lose a node are to start anew; if not, they are lost.
 */
public record FailurePlan(long mtbfNs, long repairNs, long seed, boolean requeues) {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(s|m|h|d)");
    private static final Pattern SEED_FORM = Pattern.compile("-?\\d{1,18}");
    private static final String MTBF = "mtbf";
    private static final String REPAIR = "repair";
    private static final String SEED = "seed";
    private static final String REQUEUE = "requeue";
    private static final Set<String> NAMES = Set.of(MTBF, REPAIR, SEED, REQUEUE);
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final long NS_PER_S = 1_000_000_000L;

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException naming one that is not above 0.
     */
    public FailurePlan {
        if (mtbfNs <= 0 || repairNs <= 0) {
            throw new IllegalArgumentException(
                    "mtbfNs=" + mtbfNs + ", repairNs=" + repairNs + ", expected above 0");
        }
    }

    /**
     * The plan of a text such as {@code mtbf=30d,repair=4h,seed=1,requeue=yes}; without a seed it
     * is 1, and without requeue jobs are lost.
     *
     * @param text with times in s, m, h or d.
     * @return the plan.
     * @throws IllegalArgumentException naming what is wrong in it.
     */
    public static FailurePlan of(final String text) {
        final RuleText rule = rule(text);
        final String seed = rule.has(SEED) ? rule.value(SEED) : "1";
        final String requeue = rule.has(REQUEUE) ? rule.value(REQUEUE) : NO;
        final boolean hasTimes = rule.has(MTBF) && rule.has(REPAIR);
        final boolean isKnown = requeue.equals(YES) || requeue.equals(NO);
        if (!hasTimes || !isKnown || !SEED_FORM.matcher(seed).matches()) {
            throw refused(text);
        }
        return new FailurePlan(
                timeNs(text, rule.value(MTBF)),
                timeNs(text, rule.value(REPAIR)),
                Long.parseLong(seed),
                requeue.equals(YES));
    }

    private static RuleText rule(final String text) {
        try {
            return new RuleText(text, NAMES);
        } catch (final IllegalArgumentException e) {
            throw refused(text);
        }
    }

    private static long timeNs(final String text, final String value) {
        final Matcher time = TIME.matcher(value);
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw refused(text);
        }
        final long unitS =
                switch (time.group(2)) {
                    case "s" -> 1;
                    case "m" -> 60;
                    case "h" -> 3600;
                    default -> 86_400;
                };
        try {
            return Math.multiplyExact(Long.parseLong(time.group(1)), unitS * NS_PER_S);
        } catch (final ArithmeticException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(final String text) {
        return new IllegalArgumentException(
                "failures="
                        + text
                        + ", expected mtbf=TIME,repair=TIME,seed=N,requeue=yes with times above 0 such"
                        + " as 30d or 4h");
    }
}
