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
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers of JSON as this package needs them, exactly; however long, at bounded cost. */
final class Decimal {
    /** 136 years, as in other traces. */
    private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(1L << 32);

    private static final int FRACTION_DIGITS = 9;
    private static final int SCALE_MAX = 1_000;

    private Decimal() {}

    /**
     * A time in seconds, in nanoseconds; digits below are cut off.
     *
     * @param node null for none
     * @throws RejectedValueException if it is no number, negative or above 2^32
     */
    static long ns(JsonNode node, String field) throws RejectedValueException {
        BigDecimal seconds = number(node, field);
        if (seconds.signum() < 0) {
            throw rejected(RejectionReason.NEGATIVE, field, node);
        }
        return ns(seconds, field);
    }

    /**
     * The same for a number that is known to be 0 or above.
     *
     * @throws RejectedValueException if it is above 2^32
     */
    static long ns(BigDecimal seconds, String field) throws RejectedValueException {
        if (seconds.compareTo(SECONDS_MAX) > 0) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, field, seconds.toString());
        }
        if (isTiny(seconds)) {
            return 0;
        }
        return seconds.movePointRight(FRACTION_DIGITS)
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    /**
     * A whole number.
     *
     * @param node null for none
     * @throws RejectedValueException if it is none, or outside of {@code min..max}
     */
    static long whole(JsonNode node, String field, long min, long max)
            throws RejectedValueException {
        BigDecimal number = number(node, field);
        if (number.compareTo(BigDecimal.valueOf(min)) < 0) {
            throw rejected(RejectionReason.NEGATIVE, field, node);
        }
        if (number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw rejected(RejectionReason.TOO_LARGE, field, node);
        }
        if (isTiny(number) || number.stripTrailingZeros().scale() > 0) {
            if (number.signum() != 0) {
                throw rejected(RejectionReason.NOT_WHOLE, field, node);
            }
            return 0;
        }
        return number.longValueExact();
    }

    /**
     * A number.
     *
     * @param node null for none
     * @throws RejectedValueException if there is none, or it is no number
     */
    static BigDecimal number(JsonNode node, String field) throws RejectedValueException {
        if (node == null || node.isNull()) {
            throw new RejectedValueException(RejectionReason.MISSING, field, "");
        }
        if (!node.isNumber()) {
            throw rejected(RejectionReason.NOT_A_TYPE, field, node);
        }
        return node.decimalValue();
    }

    static RejectedValueException rejected(RejectionReason reason, String field, JsonNode node) {
        return new RejectedValueException(
                reason, field, node.isValueNode() ? node.asText() : node.getNodeType().toString());
    }

    /** Whether it has so many digits behind the point that nobody meant them. */
    private static boolean isTiny(BigDecimal number) {
        return number.scale() > SCALE_MAX;
    }
}
