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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * Some of a machine's nodes, as people write it: a number of them, or percent of all with at most
 * three decimals, rounded down to whole nodes as in the paper.
 *
 * @param amount nodes or percent, 0 or above
 * @param isPercent which of them
 */
public record NodeShare(BigDecimal amount, boolean isPercent) {
    /** No node. */
    public static final NodeShare NONE = new NodeShare(BigDecimal.ZERO, false);

    private static final String NAME = "interactiveNodes";
    private static final String PERCENT = "%";
    private static final int DECIMALS_MAX = 3;

    /** Checks that something is given. */
    public NodeShare {
        Objects.requireNonNull(amount, "amount");
    }

    /**
     * The share of a text such as {@code 3} or {@code 2%}.
     *
     * @throws IllegalArgumentException naming it if it is none
     */
    public static NodeShare of(final String text) {
        final boolean isPercent = text.endsWith(PERCENT);
        final String digits = isPercent ? text.substring(0, text.length() - 1) : text;
        try {
            final BigDecimal amount = new BigDecimal(digits.strip());
            final BigDecimal limit = BigDecimal.valueOf(isPercent ? 100 : Integer.MAX_VALUE);
            final boolean isInRange = amount.signum() >= 0 && amount.compareTo(limit) < 0;
            if (isInRange
                    && amount.stripTrailingZeros().scale() <= (isPercent ? DECIMALS_MAX : 0)) {
                return new NodeShare(amount.stripTrailingZeros(), isPercent);
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                NAME
                        + "="
                        + text
                        + ", expected a number of nodes, or percent of all below 100 such as 2%");
    }

    /**
     * How many nodes of a machine it is.
     *
     * @throws IllegalArgumentException if something is asked for that is less than a node, or all
     *     nodes
     */
    public int count(final MachineDescription machine) {
        final int nodeCount = machine.nodeCount();
        final BigDecimal nodes =
                isPercent
                        ? amount.multiply(BigDecimal.valueOf(nodeCount)).movePointLeft(2)
                        : amount;
        final BigDecimal count = nodes.setScale(0, RoundingMode.DOWN);
        final boolean isTooFew = count.signum() == 0 && amount.signum() > 0;
        if (isTooFew || count.compareTo(BigDecimal.valueOf(nodeCount)) >= 0) {
            throw new IllegalArgumentException(
                    NAME
                            + "="
                            + this
                            + ", expected 1.."
                            + (nodeCount - 1)
                            + " of "
                            + nodeCount
                            + " nodes, or 0 for one queue");
        }
        return count.intValueExact();
    }

    @Override
    public String toString() {
        return amount.toPlainString() + (isPercent ? PERCENT : "");
    }
}
