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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * What a job asks for in memory: the requested amount, else the used one, else nothing; in bytes on
 * each node or, for a job that runs anywhere, beside each core.
 */
final class SwfMemory {
    private static final long BYTES_MAX = 1L << 60;

    private final MemoryScope scope;
    private final long unit;

    SwfMemory(MemoryScope scope, long unit) {
        this.scope = scope;
        this.unit = unit;
    }

    long bytes(SwfLine line, JobShape shape, Set<RuleOfUse> applied) throws RejectedFieldException {
        int field = SwfFields.REQUESTED_MEMORY;
        long units = line.wholePart(field, SwfLine.NUMBER_MAX);
        if (units == SwfLine.NOT_KNOWN) {
            field = SwfFields.USED_MEMORY;
            units = line.wholePart(field, SwfLine.NUMBER_MAX);
            if (units == SwfLine.NOT_KNOWN) {
                return 0;
            }
            applied.add(RuleOfUse.MEMORY_FROM_USED);
        }
        boolean isAnywhere = shape.nodeCount() == 0;
        if (scope == MemoryScope.PER_JOB) {
            int shares = isAnywhere ? shape.coresPerNode() : shape.nodeCount();
            return bytes(field, units / shares, 0, 1);
        }
        boolean isForCores = scope == MemoryScope.PER_PROCESSOR && !isAnywhere;
        return bytes(field, units, line.billionths(), isForCores ? shape.coresPerNode() : 1);
    }

    private long bytes(int field, long units, int billionths, int factor)
            throws RejectedFieldException {
        if (units > BYTES_MAX / unit / factor) {
            throw new RejectedFieldException(RejectionReason.TOO_LARGE, field);
        }
        long bytes = units * unit * factor;
        return billionths == 0 ? bytes : bytes + fraction(billionths, factor);
    }

    private long fraction(int billionths, int factor) {
        return BigDecimal.valueOf(billionths, 9)
                .multiply(BigDecimal.valueOf(unit))
                .multiply(BigDecimal.valueOf(factor))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
