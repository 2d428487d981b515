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
package io.weft.simulator.batsim;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobShape;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.UsagePattern;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Makes jobs of the objects in a workload of Batsim. */
final class BatsimJobs {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long BYTES_MAX = 1L << 60;

    private final BatsimOptions options;
    private final Profiles profiles;
    private final Set<RuleOfUse> applied = EnumSet.noneOf(RuleOfUse.class);

    BatsimJobs(BatsimOptions options, Profiles profiles) {
        this.options = options;
        this.profiles = profiles;
    }

    /** The rules that the last job needed. */
    Set<RuleOfUse> applied() {
        return applied;
    }

    /** The number in an id such as 12, "12" or "workload!12"; -1 if there is none. */
    static long number(JsonNode id) {
        if (id == null || !id.isTextual() && !id.isIntegralNumber()) {
            return -1;
        }
        String text = id.asText();
        String digits = text.substring(text.indexOf('!') + 1);
        return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : -1;
    }

    /**
     * When a job comes, in nanoseconds.
     *
     * @throws RejectedValueException if that cannot be told
     */
    static long submitNs(JsonNode job) throws RejectedValueException {
        return Decimal.ns(job.get("subtime"), "subtime");
    }

    /**
     * A job, or null if it is to be left out.
     *
     * @param id its number
     * @throws RejectedValueException if a value cannot be used
     */
    JobSpec job(JsonNode node, long id) throws RejectedValueException {
        applied.clear();
        if (id < 0) {
            throw new RejectedValueException(RejectionReason.NOT_AN_ID, "id", Long.toString(id));
        }
        long submitNs = submitNs(node);
        int processors = (int) Decimal.whole(node.get("res"), "res", 0, Integer.MAX_VALUE);
        if (processors == 0) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_PROCESSORS);
            return null;
        }
        long runtimeNs = runtimeNs(node, processors);
        if (runtimeNs < 0) {
            applied.add(RuleOfUse.DROPPED_WITHOUT_RUNTIME);
            return null;
        }
        JsonNode weft = node.path(WeftFields.WEFT);
        JobShape shape = shape(weft, processors);
        boolean isOnNodes = shape.nodeCount() > 0;
        long bytes = bytes(weft, processors, shape);
        return new JobSpec(
                id,
                submitNs,
                runtimeNs,
                walltimeNs(node, runtimeNs),
                processors,
                shape.nodeCount(),
                shape.coresPerNode(),
                isOnNodes ? bytes : 0,
                isOnNodes ? 0 : bytes,
                count(weft, WeftFields.USER, JobSpec.NULL_NUMBER),
                count(weft, WeftFields.GROUP, JobSpec.NULL_NUMBER),
                count(weft, WeftFields.QUEUE, JobSpec.NULL_NUMBER),
                jobClass(weft),
                usage(weft, runtimeNs));
    }

    private long runtimeNs(JsonNode node, int processors) throws RejectedValueException {
        JsonNode name = node.get("profile");
        if (name == null) {
            throw new RejectedValueException(RejectionReason.MISSING, "profile", "");
        }
        Cost cost = profiles.cost(name.asText());
        if (cost == null) {
            throw new RejectedValueException(RejectionReason.NO_PROFILE, "profile", name.asText());
        }
        long runtimeNs = cost.runtimeNs(processors, options.flopsPerS());
        if (runtimeNs >= 0 && cost.communicates()) {
            applied.add(RuleOfUse.COMMUNICATION_IGNORED);
        }
        if (runtimeNs == 0) {
            applied.add(RuleOfUse.RUNTIME_RAISED_TO_1_S);
            return NS_PER_S;
        }
        return runtimeNs;
    }

    private long walltimeNs(JsonNode node, long runtimeNs) throws RejectedValueException {
        JsonNode walltime = node.get("walltime");
        boolean isKnown = walltime != null && !walltime.isNull();
        if (!isKnown || Decimal.number(walltime, "walltime").compareTo(BigDecimal.ZERO) < 0) {
            applied.add(RuleOfUse.WALLTIME_FROM_RUNTIME);
            return runtimeNs;
        }
        long walltimeNs = Decimal.ns(walltime, "walltime");
        if (walltimeNs < runtimeNs) {
            applied.add(RuleOfUse.WALLTIME_RAISED_TO_RUNTIME);
            return runtimeNs;
        }
        return walltimeNs;
    }

    private JobShape shape(JsonNode weft, int processors) throws RejectedValueException {
        int nodeCount = count(weft, WeftFields.NODES, 0);
        int coresPerNode = count(weft, WeftFields.CORES_PER_NODE, 0);
        return options.keepsNodes() && coresPerNode > 0
                ? new JobShape(nodeCount, coresPerNode)
                : JobShape.of(processors, options.machine());
    }

    /** On each node, or beside each core; what was for other nodes is divided among these. */
    private static long bytes(JsonNode weft, int processors, JobShape shape)
            throws RejectedValueException {
        int oldNodeCount = count(weft, WeftFields.NODES, 0);
        int shares = shape.nodeCount() > 0 ? shape.nodeCount() : processors;
        String key = oldNodeCount > 0 ? WeftFields.MEMORY_PER_NODE : WeftFields.MEMORY_PER_CORE;
        int oldShares = oldNodeCount > 0 ? oldNodeCount : processors;
        long bytes = number(weft, key, 0, 0, BYTES_MAX / oldShares);
        boolean isSame = oldNodeCount == shape.nodeCount();
        return isSame ? bytes : bytes * oldShares / shares;
    }

    private static JobClass jobClass(JsonNode weft) throws RejectedValueException {
        JsonNode name = weft.path(WeftFields.CLASS);
        if (name.isMissingNode()) {
            return JobClass.BATCH;
        }
        for (JobClass jobClass : new JobClass[] {JobClass.INTERACTIVE, JobClass.URGENT}) {
            if (jobClass.name().toLowerCase(Locale.ROOT).equals(name.asText())) {
                return jobClass;
            }
        }
        throw Decimal.rejected(
                RejectionReason.NOT_A_TYPE, WeftFields.WEFT + "." + WeftFields.CLASS, name);
    }

    private static UsagePattern usage(JsonNode weft, long runtimeNs) throws RejectedValueException {
        JsonNode lengths = weft.path(WeftFields.USAGE);
        if (lengths.isMissingNode()) {
            return UsagePattern.ALWAYS_BUSY;
        }
        String field = WeftFields.WEFT + "." + WeftFields.USAGE;
        int periodCount = lengths.size() - 2;
        if (!lengths.isArray() || periodCount < 0 || periodCount > 0 && periodCount % 2 == 0) {
            throw new RejectedValueException(
                    RejectionReason.PATTERN_LENGTH, field, lengths.size() + " lengths");
        }
        long[] periodsNs = new long[periodCount];
        long prologNs = Decimal.ns(lengths.get(0), field);
        long epilogNs = Decimal.ns(lengths.get(periodCount + 1), field);
        long totalNs = prologNs + epilogNs;
        for (int i = 0; i < periodCount; i++) {
            periodsNs[i] = Decimal.ns(lengths.get(i + 1), field);
            totalNs = Math.min(totalNs, runtimeNs + 1) + periodsNs[i];
        }
        if (totalNs != runtimeNs) {
            throw new RejectedValueException(
                    RejectionReason.PATTERN_SUM, field, totalNs + " of " + runtimeNs + " ns");
        }
        return UsagePattern.of(prologNs, epilogNs, periodsNs);
    }

    private static int count(JsonNode weft, String key, int fallback)
            throws RejectedValueException {
        return (int) number(weft, key, fallback, fallback, Integer.MAX_VALUE);
    }

    private static long number(JsonNode weft, String key, long fallback, long min, long max)
            throws RejectedValueException {
        JsonNode node = weft.path(key);
        return node.isMissingNode()
                ? fallback
                : Decimal.whole(node, WeftFields.WEFT + "." + key, min, max);
    }
}
