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

/** The gamma distribution, equal on every JVM: drawn and summed with {@link StrictMath} alone. */
final class GammaDistribution {
    private static final int TERM_COUNT_MAX = 10_000;
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;
    private static final double HALF_LN_2_PI = 0.918938533204672742;
    private static final int STIRLING_FROM = 15;

    private final double shape;
    private final double scale;
    private final double lnGammaOfShape;
    private final double d;
    private final double c;

    /**
     * With mean {@code shape * scale}.
     *
     * @param shape 1 or above
     * @param scale above 0
     */
    GammaDistribution(double shape, double scale) {
        if (!(shape >= 1)) {
            throw new IllegalArgumentException("shape=" + shape + ", expected 1 or above");
        }
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale=" + scale + ", expected above 0");
        }
        this.shape = shape;
        this.scale = scale;
        lnGammaOfShape = lnGamma(shape);
        d = shape - 1.0 / 3;
        c = 1 / StrictMath.sqrt(9 * d);
    }

    /** Draws a value: Marsaglia and Tsang, ACM TOMS 26(3), 2000. */
    double next(RandomSource random) {
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0) {
                double lnU = StrictMath.log(1 - random.nextDouble());
                if (lnU < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                    return d * v * scale;
                }
            }
        }
    }

    /** Draws until a value is not above a limit. */
    double nextUpTo(double limit, RandomSource random) {
        double value = next(random);
        while (value > limit) {
            value = next(random);
        }
        return value;
    }

    /** The probability of a value up to {@code value}. */
    double cumulative(double value) {
        if (!(value > 0)) {
            return 0;
        }
        double x = value / scale;
        double factor = StrictMath.exp(shape * StrictMath.log(x) - x - lnGammaOfShape);
        return x < shape + 1 ? factor * series(x) : 1 - factor * continuedFraction(x);
    }

    /** Sum of x^k / (a (a+1) … (a+k)): DLMF 8.7.1. */
    private double series(double x) {
        double term = 1 / shape;
        double sum = term;
        for (int k = 1; k < TERM_COUNT_MAX && term > sum * PRECISION; k++) {
            term *= x / (shape + k);
            sum += term;
        }
        return sum;
    }

    /** DLMF 8.9.2, evaluated by Lentz's method. */
    private double continuedFraction(double x) {
        double b = x + 1 - shape;
        double numerator = 1 / TINY;
        double denominator = 1 / b;
        double fraction = denominator;
        double delta = 0;
        for (int k = 1; k < TERM_COUNT_MAX && StrictMath.abs(delta - 1) > PRECISION; k++) {
            double a = -k * (k - shape);
            b += 2;
            denominator = 1 / nonZero(a * denominator + b);
            numerator = nonZero(b + a / numerator);
            delta = denominator * numerator;
            fraction *= delta;
        }
        return fraction;
    }

    private static double nonZero(double value) {
        return StrictMath.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series, DLMF 5.11.1, after moving up to where four terms are exact enough. */
    private static double lnGamma(double value) {
        double z = value;
        double product = 1;
        while (z < STIRLING_FROM) {
            product *= z;
            z++;
        }
        double w = 1 / (z * z);
        double tail = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w / 1680))) / z;
        return (z - 0.5) * StrictMath.log(z) - z + HALF_LN_2_PI + tail - StrictMath.log(product);
    }
}
