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
import io.weft.core.state.Limits;
import io.weft.fuzz.parse.ParseTarget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one door of the kernel: any bytes as inputs. Each is applied or rejected, the state is
 * checked after every one, nothing is read beyond a message, and a replay decides the same.
 *
 * <pre>
 * bytes of one input; what is left at the end is the last message
 *      1   delay before it: 2^n ns
 *      2   length of the message, little-endian
 *      …   the message, header first
 * </pre>
 */
final class InputsTarget implements ParseTarget {
    private static final DecisionListener NOBODY = new DecisionListener() {};
    private static final int SEED_COUNT = 16;
    private static final int SEED_STEPS = 24;
    private static final int INPUTS_MAX = 256;
    private static final int LENGTH_MAX = 2048;
    private static final int DELAY_MAX = 44;
    private static final int HEAD_LENGTH = Byte.BYTES + Short.BYTES;

    @Override
    public String name() {
        return "inputs";
    }

    private static Limits limits() {
        return new Limits().nodeCount(24).coresPerNode(70).jobCount(60).queueCount(8).nameCount(8);
    }

    @Override
    public void parse(final byte[] bytes) {
        try (FuzzedKernel kernel = new FuzzedKernel(limits(), Policies.fast(), true)) {
            for (final Step step : steps(bytes)) {
                kernel.play(step, NOBODY);
            }
            final Replay.Report report =
                    Replay.run(new ExactJournal(kernel.journal()), Policies.fast(), position -> {});
            require(report.divergence() == null, "replay diverged: " + report.divergence());
            require(report.digest() == kernel.kernel().digest(), "replay ended in another state");
        }
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static List<Step> steps(final byte[] bytes) {
        final List<Step> steps = new ArrayList<>();
        final ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (source.remaining() > HEAD_LENGTH && steps.size() < INPUTS_MAX) {
            final long delayNs = 1L << Math.floorMod(source.get(), DELAY_MAX);
            final int wanted = Math.min(Short.toUnsignedInt(source.getShort()), LENGTH_MAX);
            final int length = Math.min(Math.max(1, wanted), source.remaining());
            final byte[] message = new byte[length];
            source.get(message);
            steps.add(new Step(delayNs, List.of(message)));
        }
        return steps;
    }

    /** The beginnings of random histories, as a kernel took them. */
    @Override
    public List<byte[]> seeds() {
        final List<byte[]> seeds = new ArrayList<>();
        for (long seed = 1; seed <= SEED_COUNT; seed++) {
            final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, new Tally());
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (FuzzedKernel kernel = new FuzzedKernel(inputs.limits(), Policies.fast(), false)) {
                for (final Step step : inputs.definitions()) {
                    play(kernel, step, inputs.watch(), bytes);
                }
                for (int i = 0; i < SEED_STEPS; i++) {
                    play(kernel, inputs.next(kernel.untilDeadlineNs()), inputs.watch(), bytes);
                }
            }
            seeds.add(Arrays.copyOf(bytes.toByteArray(), Math.min(bytes.size(), 1 << 13)));
        }
        return seeds;
    }

    private static void play(
            final FuzzedKernel kernel,
            final Step step,
            final DecisionListener listener,
            final ByteArrayOutputStream bytes) {
        kernel.play(step, listener);
        for (final byte[] message : step.messages()) {
            final int delay = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, step.delayNs()));
            bytes.write(Math.min(delay, DELAY_MAX) - 1);
            bytes.write(message.length);
            bytes.write(message.length >>> Byte.SIZE);
            bytes.writeBytes(message);
        }
    }
}
