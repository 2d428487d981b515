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
package io.weft.simulator.ncs;

/** How many processes stand on how many cores, now and added up over time. */
final class Occupancy {
    private int processCount;
    private int occupiedCoreCount;
    private int multiplicityMax;
    private double processS;
    private double occupiedCoreS;

    /** A process was put on a core. */
    void added(final int multiplicity) {
        processCount++;
        occupiedCoreCount += multiplicity == 1 ? 1 : 0;
        multiplicityMax = Math.max(multiplicityMax, multiplicity);
    }

    /** A process was taken off a core. */
    void removed(final int multiplicity) {
        processCount--;
        occupiedCoreCount -= multiplicity == 0 ? 1 : 0;
    }

    /** Time goes on. */
    void advance(final int elapsedS) {
        processS += (double) elapsedS * processCount;
        occupiedCoreS += (double) elapsedS * occupiedCoreCount;
    }

    int multiplicityMax() {
        return multiplicityMax;
    }

    double processS() {
        return processS;
    }

    double occupiedCoreS() {
        return occupiedCoreS;
    }
}
