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
package io.weft.simulator.report.html;

import java.math.BigDecimal;

/** Reads seconds as results write them: up to nine decimals, no exponent. */
final class SecondsText {
    private SecondsText() {}

    /**
     * Exact ns.
     *
     * @throws ArithmeticException if there are more than nine decimals, or too many digits
     * @throws NumberFormatException if it is no number
     */
    static long toNs(final String seconds) {
        return new BigDecimal(seconds).scaleByPowerOfTen(9).longValueExact();
    }
}
