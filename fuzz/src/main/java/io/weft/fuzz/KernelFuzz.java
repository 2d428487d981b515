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

/**
 * Random histories against the kernel: every entry is followed by a check of the whole state; now
 * and then the kernel dies and recovers to the same digest; at the end a replay decides the same,
 * byte for byte.
 */
final class KernelFuzz implements Fuzz {
    private static final int INPUT_COUNT = 400;
    private static final int RESTART_INTERVAL = 61;
    private static final DecisionListener NOBODY = new DecisionListener() {};

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, tally);
        int inputCount = 0;
        try (FuzzedKernel kernel = new FuzzedKernel(inputs.limits(), Policies.fast(), true)) {
            for (final Step step : inputs.definitions()) {
                kernel.play(step, inputs.watch());
            }
            for (int i = 1; inputCount < INPUT_COUNT; i++) {
                final Step step = inputs.next(kernel.untilDeadlineNs());
                kernel.play(step, inputs.watch());
                inputCount += step.messages().size();
                if (i % RESTART_INTERVAL == 0) {
                    restart(kernel);
                    tally.onSomething("restarts");
                }
            }
            replay(kernel);
        } finally {
            tally.onRun(inputs.policy(), inputCount);
        }
    }

    private static void restart(final FuzzedKernel kernel) {
        final long digest = kernel.kernel().digest();
        kernel.restart();
        require(digest == kernel.kernel().digest(), "a recovered kernel has another state");
        kernel.settle(NOBODY);
    }

    private static void replay(final FuzzedKernel kernel) {
        final Replay.Report report = Replay.run(kernel.journal(), Policies.fast(), position -> {});
        require(report.divergence() == null, "replay diverged: " + report.divergence());
        require(report.digest() == kernel.kernel().digest(), "replay ended in another state");
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
