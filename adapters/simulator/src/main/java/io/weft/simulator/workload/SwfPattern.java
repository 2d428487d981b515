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

import java.util.Set;

/**
 * The busy and idle periods that the simulator of Minami, Endo and Nomura appends to a line, in
 * seconds: prolog, epilog, the number n of busy periods, then busy 1, idle 1, busy 2, … busy n.
 */
final class SwfPattern {
    private SwfPattern() {}

    /**
     * The pattern of a line, or {@link UsagePattern#ALWAYS_BUSY} if it has none.
     *
     * @throws RejectedFieldException if the periods do not have the promised length or sum
     */
    static UsagePattern usage(SwfLine line, long runtimeNs, Set<RuleOfUse> applied)
            throws RejectedFieldException {
        if (line.fieldCount() <= SwfFields.PROLOG_IDLE) {
            return UsagePattern.ALWAYS_BUSY;
        }
        long[] periodsNs = new long[periodCount(line)];
        long prologIdleNs = lengthNs(line, SwfFields.PROLOG_IDLE);
        long epilogIdleNs = lengthNs(line, SwfFields.EPILOG_IDLE);
        long totalNs = prologIdleNs + epilogIdleNs;
        for (int i = 0; i < periodsNs.length; i++) {
            periodsNs[i] = lengthNs(line, SwfFields.FIRST_PERIOD + i);
            totalNs = Math.min(totalNs, runtimeNs + 1) + periodsNs[i];
        }
        if (totalNs == 0 && runtimeNs == SwfLine.NANOS_PER_SECOND) {
            applied.add(RuleOfUse.PATTERN_RAISED_TO_1_S);
            return UsagePattern.of(runtimeNs, 0, periodsNs);
        }
        if (totalNs != runtimeNs) {
            throw new RejectedFieldException(RejectionReason.PATTERN_SUM, SwfFields.RUN_TIME);
        }
        return UsagePattern.of(prologIdleNs, epilogIdleNs, periodsNs);
    }

    private static int periodCount(SwfLine line) throws RejectedFieldException {
        if (line.fieldCount() < SwfFields.FIRST_PERIOD) {
            throw new RejectedFieldException(RejectionReason.PATTERN_LENGTH, SwfFields.LINE);
        }
        long busyCount = line.number(SwfFields.BUSY_COUNT, Integer.MAX_VALUE);
        long periodCount = busyCount == 0 ? 0 : 2 * busyCount - 1;
        if (periodCount != line.fieldCount() - SwfFields.FIRST_PERIOD) {
            throw new RejectedFieldException(RejectionReason.PATTERN_LENGTH, SwfFields.BUSY_COUNT);
        }
        return (int) periodCount;
    }

    private static long lengthNs(SwfLine line, int field) throws RejectedFieldException {
        long lengthNs = line.timeNs(field);
        if (lengthNs == SwfLine.NOT_KNOWN) {
            throw new RejectedFieldException(RejectionReason.NEGATIVE, field);
        }
        return lengthNs;
    }
}
