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
package io.weft.fuzz;

import io.weft.core.Replay;
import io.weft.core.client.DecisionListener;
import io.weft.placement.StandardPolicies;

/**
 * Random histories against the kernel: every entry is followed by a check of the whole state; now
 * and then the kernel dies and recovers to the same digest; at the end a replay decides the same,
 * byte for byte.
 */
final class KernelFuzz implements Fuzz {
    private static final int INPUT_COUNT = 400;
    private static final int RESTART_INTERVAL = 97;
    private static final DecisionListener NOBODY = new DecisionListener() {};

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public long run(final long seed) {
        final RandomInputs inputs = new RandomInputs(seed);
        final String policy = (seed & 1) == 0 ? "easy" : "fcfs";
        try (FuzzedKernel kernel = new FuzzedKernel(inputs.limits(), new StandardPolicies())) {
            inputs.define(kernel.in(), policy);
            kernel.settle(inputs);
            for (int i = 1; i <= INPUT_COUNT; i++) {
                kernel.advance(inputs.nextDelayNs());
                inputs.offer(kernel.in(), policy);
                kernel.settle(inputs);
                if (i % RESTART_INTERVAL == 0) {
                    restart(kernel);
                }
            }
            replay(kernel);
        }
        return INPUT_COUNT;
    }

    private static void restart(final FuzzedKernel kernel) {
        final long digest = kernel.digest();
        kernel.restart();
        require(digest == kernel.digest(), "a recovered kernel has another state");
        kernel.settle(NOBODY);
    }

    private static void replay(final FuzzedKernel kernel) {
        final Replay.Report report =
                Replay.run(kernel.journal(), new StandardPolicies(), position -> {});
        require(report.divergence() == null, "replay diverged: " + report.divergence());
        require(report.digest() == kernel.digest(), "replay ended in another state");
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
