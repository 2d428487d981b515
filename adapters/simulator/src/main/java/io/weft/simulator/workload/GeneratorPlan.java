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

import static io.weft.simulator.workload.LublinParameters.BATCH;
import static io.weft.simulator.workload.LublinParameters.INTERACTIVE;

import java.util.Arrays;

/** The jobs of both types, drawn by given options. */
record GeneratorPlan(JobDraws interactive, JobDraws batch) {

    static GeneratorPlan of(GeneratorOptions options) {
        return options.isAsPublished() ? asPublished(options) : scaled(options);
    }

    /**
     * Sizes and run times come first: they decide over which time the submissions are spread to
     * give the load asked for.
     */
    private static GeneratorPlan scaled(GeneratorOptions options) {
        int jobCount = options.jobCount();
        int interactiveCount = (int) StrictMath.round(jobCount * options.interactiveShare());
        int[] interactiveSizes =
                sizes(INTERACTIVE, interactiveCount, RandomStream.INTERACTIVE_SIZE, options);
        int[] batchSizes =
                sizes(BATCH, jobCount - interactiveCount, RandomStream.BATCH_SIZE, options);
        var sessions = new SessionModel(RandomStream.INTERACTIVE_RUNTIME.of(options.seed()));
        long[] interactiveRuntimesS = new long[interactiveCount];
        Arrays.setAll(interactiveRuntimesS, i -> sessions.nextRuntimeS());
        long[] batchRuntimesS = runtimesS(BATCH, batchSizes, RandomStream.BATCH_RUNTIME, options);

        double coreSeconds =
                coreSeconds(interactiveSizes, interactiveRuntimesS, options.machine())
                        + coreSeconds(batchSizes, batchRuntimesS, options.machine());
        double spanS = coreSeconds / (options.load() * cores(options.machine()));
        checkSpan(spanS, "load=" + options.load());
        return new GeneratorPlan(
                new JobDraws(
                        interactiveSizes,
                        interactiveRuntimesS,
                        limitsS(interactiveRuntimesS, options),
                        interactiveArrivals(options).timesS(interactiveCount, spanS)),
                new JobDraws(
                        batchSizes,
                        batchRuntimesS,
                        estimatesS(batchRuntimesS, options),
                        batchArrivals(options).timesS(batchSizes.length, spanS)));
    }

    /**
     * The next job is of the type whose next submission is earlier, an interactive one in doubt.
     */
    private static GeneratorPlan asPublished(GeneratorOptions options) {
        LublinArrivals interactiveArrivals = interactiveArrivals(options);
        LublinArrivals batchArrivals = batchArrivals(options);
        double[] interactiveSubmitsS = new double[options.jobCount()];
        double[] batchSubmitsS = new double[options.jobCount()];
        int interactiveCount = 0;
        int batchCount = 0;
        long interactiveS = interactiveArrivals.nextS();
        long batchS = batchArrivals.nextS();
        while (interactiveCount + batchCount < options.jobCount()) {
            checkSpan(StrictMath.min(interactiveS, batchS), "jobCount=" + options.jobCount());
            if (interactiveS <= batchS) {
                interactiveSubmitsS[interactiveCount++] = interactiveS;
                interactiveS = interactiveArrivals.nextS();
            } else {
                batchSubmitsS[batchCount++] = batchS;
                batchS = batchArrivals.nextS();
            }
        }
        int[] interactiveSizes =
                sizes(INTERACTIVE, interactiveCount, RandomStream.INTERACTIVE_SIZE, options);
        int[] batchSizes = sizes(BATCH, batchCount, RandomStream.BATCH_SIZE, options);
        long[] interactiveRuntimesS =
                runtimesS(INTERACTIVE, interactiveSizes, RandomStream.INTERACTIVE_RUNTIME, options);
        long[] batchRuntimesS = runtimesS(BATCH, batchSizes, RandomStream.BATCH_RUNTIME, options);
        long[] estimatesS = estimatesS(joined(interactiveRuntimesS, batchRuntimesS), options);
        return new GeneratorPlan(
                new JobDraws(
                        interactiveSizes,
                        interactiveRuntimesS,
                        Arrays.copyOf(estimatesS, interactiveCount),
                        Arrays.copyOf(interactiveSubmitsS, interactiveCount)),
                new JobDraws(
                        batchSizes,
                        batchRuntimesS,
                        Arrays.copyOfRange(estimatesS, interactiveCount, estimatesS.length),
                        Arrays.copyOf(batchSubmitsS, batchCount)));
    }

    private static void checkSpan(double spanS, String cause) {
        if (!(spanS <= SwfLine.SECONDS_MAX)) {
            throw new IllegalArgumentException(
                    cause + ", expected submissions within 136 years. Maybe: fewer jobs.");
        }
    }

    private static LublinArrivals interactiveArrivals(GeneratorOptions options) {
        return new LublinArrivals(INTERACTIVE, RandomStream.INTERACTIVE_ARRIVAL.of(options.seed()));
    }

    private static LublinArrivals batchArrivals(GeneratorOptions options) {
        return new LublinArrivals(BATCH, RandomStream.BATCH_ARRIVAL.of(options.seed()));
    }

    private static int[] sizes(
            LublinParameters type, int count, RandomStream stream, GeneratorOptions options) {
        RandomSource random = stream.of(options.seed());
        var model = new LublinSizes(type, cores(options.machine()));
        int[] sizes = new int[count];
        Arrays.setAll(sizes, i -> model.next(random));
        return sizes;
    }

    private static long[] runtimesS(
            LublinParameters type, int[] sizes, RandomStream stream, GeneratorOptions options) {
        RandomSource random = stream.of(options.seed());
        var model = new LublinRuntimes(type);
        long[] runtimesS = new long[sizes.length];
        Arrays.setAll(
                runtimesS,
                i -> StrictMath.min(model.nextS(sizes[i], random), options.estimateSMax()));
        return runtimesS;
    }

    private static long[] limitsS(long[] runtimesS, GeneratorOptions options) {
        var sessions = new SessionModel(RandomStream.INTERACTIVE_LIMIT.of(options.seed()));
        return Arrays.stream(runtimesS).map(sessions::nextLimitS).toArray();
    }

    private static long[] estimatesS(long[] runtimesS, GeneratorOptions options) {
        RandomSource random = RandomStream.ESTIMATE.of(options.seed());
        return new EstimateModel(options.estimateSMax(), random).estimatesS(runtimesS);
    }

    private static double coreSeconds(int[] sizes, long[] runtimesS, MachineShape machine) {
        double coreSeconds = 0;
        for (int i = 0; i < sizes.length; i++) {
            JobShape shape = JobShape.of(sizes[i], machine);
            coreSeconds += (double) shape.nodeCount() * shape.coresPerNode() * runtimesS[i];
        }
        return coreSeconds;
    }

    private static int cores(MachineShape machine) {
        return machine.nodeCount() * machine.coresPerNode();
    }

    private static long[] joined(long[] first, long[] second) {
        long[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
