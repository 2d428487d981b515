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
package io.weft.simulator.workload;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the lines of a workload. Lines that are neither blank nor comments are either
 * delivered, dropped by a {@link RuleOfUse}, or rejected. Immutable.
 *
 * @param linesRead all lines, with blank ones and comments
 * @param jobsDelivered jobs handed out
 * @param jobsDropped jobs left out by a rule of use
 * @param linesRejected lines that could not be understood
 * @param rejected the first of the rejected lines, in order
 * @param rejectedByReason how many lines were rejected for each reason that occurred
 * @param rulesApplied how many jobs each rule of use that occurred was applied to
 */
public record WorkloadReport(
        long linesRead,
        long jobsDelivered,
        long jobsDropped,
        long linesRejected,
        List<RejectedLine> rejected,
        Map<RejectionReason, Long> rejectedByReason,
        Map<RuleOfUse, Long> rulesApplied) {

    /** Copies the list and the maps; the maps keep the order of their enums. */
    public WorkloadReport {
        rejected = List.copyOf(rejected);
        rejectedByReason =
                Collections.unmodifiableMap(copy(RejectionReason.class, rejectedByReason));
        rulesApplied = Collections.unmodifiableMap(copy(RuleOfUse.class, rulesApplied));
    }

    private static <K extends Enum<K>> Map<K, Long> copy(Class<K> type, Map<K, Long> counts) {
        Map<K, Long> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return copy;
    }

    /** How many lines were rejected for a reason. */
    public long rejectedCount(RejectionReason reason) {
        return rejectedByReason.getOrDefault(reason, 0L);
    }

    /** How many jobs a rule of use was applied to. */
    public long appliedCount(RuleOfUse rule) {
        return rulesApplied.getOrDefault(rule, 0L);
    }
}
