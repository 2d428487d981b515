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

/**
 * What a profile costs in time, whatever job has it.
 *
 * @param isKnown whether this is all of it; else the other components mean nothing
 * @param fixedNs nanoseconds that pass anyhow
 * @param flopsEach what the slowest core computes
 * @param flopsShared what all cores compute together
 * @param communicates whether bytes are sent, too
 */
record Cost(
        boolean isKnown, long fixedNs, double flopsEach, double flopsShared, boolean communicates) {
    static final Cost UNKNOWN = new Cost(false, 0, 0, 0, false);
    static final Cost NOTHING = new Cost(true, 0, 0, 0, false);
    static final long NULL_RUNTIME = -1;

    private static final double NS_PER_S = 1e9;

    /** Two lengths of 2^32 s still add up in a long. */
    private static final long NS_MAX = (1L << 32) * 1_000_000_000L;

    /** One after the other. */
    Cost plus(Cost other) {
        return new Cost(
                isKnown && other.isKnown,
                Math.min(NS_MAX, fixedNs + other.fixedNs),
                flopsEach + other.flopsEach,
                flopsShared + other.flopsShared,
                communicates || other.communicates);
    }

    /** Several times, one after the other. */
    Cost times(int count) {
        boolean fits = count == 0 || fixedNs <= NS_MAX / count;
        return new Cost(
                isKnown,
                fits ? fixedNs * count : NS_MAX,
                flopsEach * count,
                flopsShared * count,
                communicates);
    }

    /**
     * How long a job takes that has nothing else on its cores; {@link #NULL_RUNTIME} if that cannot
     * be told.
     *
     * @param flopsPerS of a core; 0: not known
     */
    long runtimeNs(int coreCount, double flopsPerS) {
        double flops = flopsEach + flopsShared / coreCount;
        if (!isKnown || flops > 0 && flopsPerS == 0 || fixedNs >= NS_MAX) {
            return NULL_RUNTIME;
        }
        double ns = flops == 0 ? 0 : flops / flopsPerS * NS_PER_S;
        return ns < NS_MAX ? fixedNs + (long) StrictMath.rint(ns) : NULL_RUNTIME;
    }
}
