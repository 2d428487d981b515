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

/**
 * How fast a malleable job works on fewer cores than it asked for. On n cores the speed is n / (s n
 * + 1 - s), where s is the part of the work that only one core can do (Amdahl, "Validity of the
 * single processor approach to achieving large scale computing capabilities", 1967); with s = 0 it
 * is linear. Exact, in integers; both methods round in favour of the job.
 *
 * @param serialPerMille s in thousandths, 0..1000
 */
public record Speedup(int serialPerMille) {
    /** Speed in proportion to the cores. */
    public static final Speedup LINEAR = new Speedup(0);

    private static final String AMDAHL = "amdahl:";
    private static final int MILLE = 1000;

    /**
     * Checks the part.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Speedup {
        if (serialPerMille < 0 || serialPerMille > MILLE) {
            throw new IllegalArgumentException(
                    "serialPerMille=" + serialPerMille + ", expected 0..1000");
        }
    }

    /**
     * The speedup of a text: {@code linear}, or {@code amdahl:50} where 50 of 1000 parts of the
     * work are serial.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Speedup of(final String text) {
        if (text.equals("linear")) {
            return LINEAR;
        }
        if (!text.matches(AMDAHL + "\\d{1,4}")) {
            throw new IllegalArgumentException(
                    "speedup=" + text + ", expected linear, or amdahl:N with N of 0..1000");
        }
        return new Speedup(Integer.parseInt(text.substring(AMDAHL.length())));
    }

    /** Time that it takes on fewer cores to do what takes some time on all, ns, rounded down. */
    long timeNs(final long fullNs, final int coreCount, final int coreCountMax) {
        if (coreCount == coreCountMax) {
            return fullNs;
        }
        return Proportion.floor(
                fullNs, slowness(coreCount, coreCountMax), slowness(coreCountMax, coreCount));
    }

    /** What in some time is done on fewer cores, as the time it takes on all, ns, rounded up. */
    long fullNs(final long timeNs, final int coreCount, final int coreCountMax) {
        if (coreCount == coreCountMax) {
            return timeNs;
        }
        return Proportion.ceil(
                timeNs, slowness(coreCountMax, coreCount), slowness(coreCount, coreCountMax));
    }

    /** Of n and m cores the times are as this of (n, m) to this of (m, n). */
    private long slowness(final int coreCount, final int otherCount) {
        return otherCount * ((long) serialPerMille * coreCount + MILLE - serialPerMille);
    }

    @Override
    public String toString() {
        return serialPerMille == 0 ? "linear" : AMDAHL + serialPerMille;
    }
}
