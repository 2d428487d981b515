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
package io.weft.core.engine;

import java.math.BigInteger;

/** The time limit of a job in exact fractions: what the kernel's integers are measured against. */
final class ExactLimit {
    private static final BigInteger MILLE = BigInteger.valueOf(1000);

    /** Used limit time is {@code used / unit} ns. */
    private BigInteger used = BigInteger.ZERO;

    private BigInteger unit = BigInteger.ONE;
    private long untilNs;
    private long walltimeNs;

    ExactLimit(final long startNs, final long walltimeNs) {
        this.untilNs = startNs;
        this.walltimeNs = walltimeNs;
    }

    void walltimeNs(final long newWalltimeNs) {
        walltimeNs = newWalltimeNs;
    }

    /** Uses up time at a pace of 1000 / divisor. */
    void advance(final long timeNs, final long divisor) {
        final BigInteger work = BigInteger.valueOf(timeNs - untilNs).multiply(MILLE);
        final BigInteger share = BigInteger.valueOf(divisor);
        used = used.multiply(share).add(work.multiply(unit));
        unit = unit.multiply(share);
        final BigInteger common = used.gcd(unit);
        used = used.divide(common);
        unit = unit.divide(common);
        untilNs = timeNs;
    }

    private BigInteger remaining() {
        return BigInteger.valueOf(walltimeNs).multiply(unit).subtract(used).max(BigInteger.ZERO);
    }

    boolean isReached() {
        return remaining().signum() == 0;
    }

    /** First whole ns at which the limit is reached at this pace, plus some work more. */
    long end(final long divisor, final long moreWorkNs) {
        final BigInteger work = remaining().add(BigInteger.valueOf(moreWorkNs).multiply(unit));
        final BigInteger[] time =
                work.multiply(BigInteger.valueOf(divisor)).divideAndRemainder(unit.multiply(MILLE));
        return untilNs + time[0].longValueExact() + time[1].signum();
    }
}
