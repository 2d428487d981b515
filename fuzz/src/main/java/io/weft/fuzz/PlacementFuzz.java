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

import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.placement.StandardPolicies;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The same random history for two kernels, one with the fast policy and one with the plain
 * reference: every decision must be the same, core by core.
 */
final class PlacementFuzz implements Fuzz {
    private static final int INPUT_COUNT = 300;
    private static final int PAUSE = 20;

    @Override
    public String name() {
        return "placement";
    }

    @Override
    public long run(final long seed) {
        final String policy = (seed & 1) == 0 ? "easy" : "fcfs";
        final PolicyCatalogue references = PlacementFuzz::reference;
        final RandomInputs forFast = new RandomInputs(seed);
        final RandomInputs forReference = new RandomInputs(seed);
        try (FuzzedKernel fast = new FuzzedKernel(forFast.limits(), new StandardPolicies());
                FuzzedKernel plain = new FuzzedKernel(forReference.limits(), references)) {
            forFast.define(fast.in(), policy);
            forReference.define(plain.in(), policy);
            for (int i = 1; i <= INPUT_COUNT; i++) {
                step(fast, forFast, policy);
                step(plain, forReference, policy);
                if (i % PAUSE == 0) {
                    requireEqual(fast, plain);
                }
            }
            requireEqual(fast, plain);
        }
        return INPUT_COUNT;
    }

    private static PlacementPolicy reference(final String name, final int version) {
        return new StandardPolicies().create("reference-" + name, version);
    }

    private static void step(
            final FuzzedKernel kernel, final RandomInputs inputs, final String policy) {
        kernel.advance(inputs.nextDelayNs());
        inputs.offer(kernel.in(), policy);
        kernel.settle(inputs);
    }

    private static void requireEqual(final FuzzedKernel fast, final FuzzedKernel plain) {
        if (fast.digest() == plain.digest()) {
            return;
        }
        final List<String> fastRecords = records(fast);
        final List<String> plainRecords = records(plain);
        int i = 0;
        while (i < Math.min(fastRecords.size(), plainRecords.size())
                && fastRecords.get(i).equals(plainRecords.get(i))) {
            i++;
        }
        throw new AssertionError(
                "record "
                        + i
                        + "\n  fast      "
                        + (i < fastRecords.size() ? fastRecords.get(i) : "none")
                        + "\n  reference "
                        + (i < plainRecords.size() ? plainRecords.get(i) : "none"));
    }

    private static List<String> records(final FuzzedKernel kernel) {
        final List<String> records = new ArrayList<>();
        try (JournalCursor cursor = kernel.journal().read(0)) {
            while (cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        final byte[] bytes = new byte[length];
                        new UnsafeBuffer(buffer, offset, length).getBytes(0, bytes);
                        records.add(
                                "kind="
                                        + kind
                                        + " position="
                                        + position
                                        + " timeNs="
                                        + timeNs
                                        + " "
                                        + BitUtil.toHex(bytes));
                    })) {
                // Every record.
            }
        }
        return records;
    }
}
