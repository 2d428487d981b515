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

import io.weft.core.client.PreemptionRequest;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import java.util.Objects;
import java.util.Set;

/**
 * How batch jobs give way to interactive and urgent ones that would wait.
 *
 * @param kind {@code SUSPEND}, {@code REQUEUE} or {@code CANCEL}
 * @param protectedNs a job is left alone for so long after it has started or gone on, ns from 0
 * @param preemptionsMax so often a job gives way at most, from 0
 * @param suspendMaxNs the longest suspended job waits so long before its nodes are closed to
 *     others, ns; 0: they never are
 * @param byLevelOnly whether they give way only while a service level says so
 */
public record PreemptionPlan(
        PreemptionKind kind,
        long protectedNs,
        int preemptionsMax,
        long suspendMaxNs,
        boolean byLevelOnly) {
    private static final String KIND = "kind";
    private static final String LEVEL_ONLY = "level-only";
    private static final Set<String> NAMES =
            Set.of(KIND, "protected", "max", "suspend-max", LEVEL_ONLY);
    private static final int PROTECTED_S_DEFAULT = 600;
    private static final int PREEMPTIONS_MAX_DEFAULT = 3;

    /** Checks that numbers are not negative. */
    public PreemptionPlan {
        Objects.requireNonNull(kind, "kind");
        if (protectedNs < 0 || preemptionsMax < 0 || suspendMaxNs < 0) {
            throw new IllegalArgumentException(
                    "protectedNs="
                            + protectedNs
                            + ", preemptionsMax="
                            + preemptionsMax
                            + ", suspendMaxNs="
                            + suspendMaxNs
                            + ", expected none below 0");
        }
    }

    /** The same for jobs that always give way. */
    public PreemptionPlan(
            final PreemptionKind kind,
            final long protectedNs,
            final int preemptionsMax,
            final long suspendMaxNs) {
        this(kind, protectedNs, preemptionsMax, suspendMaxNs, false);
    }

    /**
     * The plan of a text such as {@code kind=requeue,protected=600,max=3,suspend-max=86400}; times
     * are seconds. {@code kind} must be there; without the others a job is protected for 600 s,
     * gives way at most 3 times, and its nodes are never closed to others. With {@code level-only}
     * nobody gives way but while a service level lets jobs preempt.
     *
     * @param text of the plan.
     * @return the plan.
     * @throws IllegalArgumentException naming what is wrong in it.
     */
    public static PreemptionPlan of(final String text) {
        final RuleText rule = new RuleText(text, NAMES);
        rule.require(KIND);
        return new PreemptionPlan(
                kind(rule.value(KIND)),
                rule.ns("protected", PROTECTED_S_DEFAULT, 0),
                rule.count("max", PREEMPTIONS_MAX_DEFAULT, 0, Integer.MAX_VALUE),
                rule.ns("suspend-max", 0, 0),
                rule.has(LEVEL_ONLY));
    }

    private static PreemptionKind kind(final String text) {
        return switch (text) {
            case "suspend" -> PreemptionKind.SUSPEND;
            case "requeue" -> PreemptionKind.REQUEUE;
            case "cancel" -> PreemptionKind.CANCEL;
            default ->
                    throw new IllegalArgumentException(
                            "kind=" + text + ", expected suspend, requeue or cancel");
        };
    }

    /** As an input for the kernel. */
    PreemptionRequest request() {
        final PreemptionRequest request = new PreemptionRequest();
        if (byLevelOnly) {
            request.preempting();
        } else {
            request.preempting(JobClass.INTERACTIVE, JobClass.URGENT);
        }
        return request.victims(JobClass.BATCH)
                .kind(kind)
                .protectedNs(protectedNs)
                .preemptionsMax(preemptionsMax)
                .suspendMaxNs(suspendMaxNs);
    }
}
