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
package io.weft.slurm;

import java.math.BigDecimal;

/** Memory and times as Slurm writes them. */
final class Quantity {
    private static final String UNITS = "KMGTP";
    private static final long KIB = 1024;

    private Quantity() {}

    /**
     * Bytes of {@code 1500M} or {@code 62.50G}; a number alone is MiB.
     *
     * @throws IllegalArgumentException when it is neither.
     */
    static long bytes(final String text) {
        final int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        final String number = unit < 0 ? text : text.substring(0, text.length() - 1);
        try {
            long bytes = KIB;
            for (int i = 0; i < (unit < 0 ? 1 : unit); i++) {
                bytes *= KIB;
            }
            return new BigDecimal(number).multiply(BigDecimal.valueOf(bytes)).longValueExact();
        } catch (final ArithmeticException | NumberFormatException ex) {
            throw new IllegalArgumentException("memory=" + text + ", expected as 1500M", ex);
        }
    }

    /**
     * Seconds of {@code 1-02:03:04}, {@code 03:04} or {@code 10}, which is minutes.
     *
     * @return 0 when the text names no limit.
     * @throws IllegalArgumentException when it is no time.
     */
    static long walltimeS(final String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return 0;
        }
        try {
            final int dash = text.indexOf('-');
            final long days = dash < 0 ? 0 : Long.parseLong(text.substring(0, dash));
            final String[] parts = text.substring(dash + 1).split(":", -1);
            long seconds = 0;
            for (final String part : parts) {
                seconds = seconds * 60 + Long.parseLong(part);
            }
            return days * 86_400 + (parts.length == 1 ? seconds * 60 : seconds);
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException("time=" + text + ", expected as 1-02:03:04", ex);
        }
    }

    /**
     * One resource out of {@code cpu=4,mem=6000M,node=1}.
     *
     * @return its amount, or "" when it is not there.
     */
    static String tres(final String text, final String name) {
        for (final String resource : text.split(",")) {
            if (resource.startsWith(name) && resource.startsWith("=", name.length())) {
                return resource.substring(name.length() + 1);
            }
        }
        return "";
    }

    /**
     * GPUs in {@code gpu:a100:4(S:0-1)}, {@code gres:gpu:2} or {@code gres/gpu:2}.
     *
     * @return how many, 0 for none.
     * @throws IllegalArgumentException when a count is no number.
     */
    static int gpus(final String text) {
        int count = 0;
        for (final String resource : text.replaceAll("\\([^)]*\\)", "").split(",")) {
            final String[] parts = resource.replaceFirst("^gres[:/]", "").split(":", -1);
            if (parts[0].equals("gpu")) {
                final String last = parts[parts.length - 1];
                final boolean isNumber = !last.isEmpty() && Character.isDigit(last.charAt(0));
                count += isNumber ? Integer.parseInt(last) : 1;
            }
        }
        return count;
    }
}
