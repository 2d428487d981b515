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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory that a job asked for.
 *
 * @param bytes above 0, at most 2^60
 * @param scope what it is for
 */
record RequestedMemory(long bytes, MemoryScope scope) {
    private static final long BYTES_MAX = 1L << 60;
    private static final int BITS_PER_UNIT = 10;

    /** Slurm's units, from 1024 bytes on; without one an amount is in MiB. */
    private static final String SLURM_UNITS = "KMGTPE";

    private static final Pattern SLURM =
            Pattern.compile("(\\d{1,30}(?:\\.\\d{1,9})?)([KMGTPE]?)([cn]?)");

    private static final String PBS_UNITS = "kmgtp";
    private static final Pattern PBS = Pattern.compile("(\\d{1,18})([kmgtp]?)([bw]?)");
    private static final int BYTES_PER_WORD = 8;

    /**
     * Slurm marks an amount for each processor by its highest bit; older releases print that bit as
     * part of the amount. It was the 32nd, and is the 64th.
     */
    private static final List<BigDecimal> PER_PROCESSOR_MARKS =
            List.of(
                    new BigDecimal(BigInteger.ONE.shiftLeft(63)),
                    new BigDecimal(BigInteger.ONE.shiftLeft(31)));

    /**
     * Slurm's ReqMem: {@code 3000Mc} for each processor, {@code 48000Mn} for each node, and since
     * release 21.08 {@code 4000M} for all nodes together. Null if there is none.
     *
     * @throws RejectedValueException if it is none of these
     */
    static RequestedMemory ofSlurm(String field, String text) throws RejectedValueException {
        if (text.isEmpty()) {
            return null;
        }
        Matcher matcher = SLURM.matcher(text);
        if (!matcher.matches()) {
            throw new RejectedValueException(RejectionReason.NOT_AN_AMOUNT, field, text);
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        String unit = matcher.group(2).isEmpty() ? "M" : matcher.group(2);
        MemoryScope scope = scope(matcher.group(3));
        if (unit.equals("M")) {
            for (BigDecimal mark : PER_PROCESSOR_MARKS) {
                if (amount.compareTo(mark) >= 0) {
                    amount = amount.subtract(mark);
                    scope = MemoryScope.PER_PROCESSOR;
                }
            }
        }
        int bits = BITS_PER_UNIT * (SLURM_UNITS.indexOf(unit) + 1);
        BigDecimal bytes = amount.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)));
        return of(bytes.toBigInteger(), scope, field, text);
    }

    private static MemoryScope scope(String suffix) {
        return switch (suffix) {
            case "c" -> MemoryScope.PER_PROCESSOR;
            case "n" -> MemoryScope.PER_NODE;
            default -> MemoryScope.PER_JOB;
        };
    }

    /**
     * The size of PBS: {@code 185547mb}, {@code 15240kb}, {@code 4gw} (words of 8 bytes); without a
     * unit in bytes. Null if it is empty or none of these, for logs hold used amounts in other
     * forms.
     */
    static Long pbsBytes(String text) {
        Matcher matcher = PBS.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        BigInteger bytes = new BigInteger(matcher.group(1));
        if (!matcher.group(2).isEmpty()) {
            bytes = bytes.shiftLeft(BITS_PER_UNIT * (PBS_UNITS.indexOf(matcher.group(2)) + 1));
        }
        if (matcher.group(3).equals("w")) {
            bytes = bytes.multiply(BigInteger.valueOf(BYTES_PER_WORD));
        }
        return bytes.bitLength() < Long.SIZE ? bytes.longValue() : null;
    }

    /**
     * An amount as a PBS job asks for it, or null if it is empty.
     *
     * @throws RejectedValueException if it is no size
     */
    static RequestedMemory ofPbs(String field, String text, MemoryScope scope)
            throws RejectedValueException {
        if (text.isEmpty()) {
            return null;
        }
        Long bytes = pbsBytes(text);
        if (bytes == null) {
            throw new RejectedValueException(RejectionReason.NOT_AN_AMOUNT, field, text);
        }
        return of(BigInteger.valueOf(bytes), scope, field, text);
    }

    private static RequestedMemory of(
            BigInteger bytes, MemoryScope scope, String field, String text)
            throws RejectedValueException {
        if (bytes.signum() == 0) {
            return null;
        }
        if (bytes.compareTo(BigInteger.valueOf(BYTES_MAX)) > 0) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, field, text);
        }
        return new RequestedMemory(bytes.longValue(), scope);
    }
}
