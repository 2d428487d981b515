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
package io.weft.simulator.workload;

/**
 * Random numbers that are the same on every JVM: xoshiro256** by Blackman and Vigna (2018), its
 * state filled by SplitMix64 (Steele, Lea and Flood, 2014). Streams of one seed are independent for
 * every practical purpose, so that drawing more of one thing does not change another. Not for
 * several threads.
 */
public final class RandomSource {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * One of the streams of a seed.
     *
     * @param seed any number
     * @param stream any number
     */
    public RandomSource(long seed, int stream) {
        long state = mix(seed + mix(stream));
        s0 = mix(state += GOLDEN_GAMMA);
        s1 = mix(state += GOLDEN_GAMMA);
        s2 = mix(state += GOLDEN_GAMMA);
        s3 = mix(state + GOLDEN_GAMMA);
    }

    /** Any long, all alike. */
    public long nextLong() {
        final long result = Long.rotateLeft(s1 * 5, 7) * 9;
        final long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** 0 to below 1, in steps of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Uniform from {@code low} to below {@code high}. */
    public double nextDouble(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /**
     * 0..bound-1.
     *
     * @param bound above 0
     */
    public int nextInt(int bound) {
        // 32 random bits times the bound: the bias is below 2^-31 and no draw is ever repeated.
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** Exponential with mean 1. */
    public double nextExponential() {
        return -StrictMath.log(1 - nextDouble());
    }

    /** Normal with mean 0 and variance 1, by Marsaglia's polar method (1964). */
    public double nextGaussian() {
        double x;
        double square;
        do {
            x = nextDouble(-1, 1);
            double y = nextDouble(-1, 1);
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    }

    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
