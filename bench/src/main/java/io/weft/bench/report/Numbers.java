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
package io.weft.bench.report;

import java.util.Locale;

/** Numbers as people read them, alike in every locale. */
public final class Numbers {
    private static final double THREE_DIGITS = 100;

    private Numbers() {}

    /**
     * About three digits, with commas.
     *
     * @param value any number.
     * @return such as 0.021, 1.35, 48.2 or 203,007.
     */
    public static String text(final double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) || Math.abs(value) >= THREE_DIGITS) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        final double size = Math.abs(value);
        final int decimals = size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
