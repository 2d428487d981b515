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
package io.weft.core.state;

import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.PreemptionKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the state knows beside its rows, as one row of numbers: the settings, the weights, the rule
 * of preemption, and where lists begin and end. {@link #gather()} copies them from where they are
 * kept, {@link #restore()} back. O(1), no allocation. Kernel thread only.
 *
 * <pre>
 * 8 bytes each, in this order: the settings, the half-life, the rule of preemption, head, tail and
 * count of the pending and of the suspended jobs, the weights
 * </pre>
 */
public final class StateNumbers {
    private static final PriorityFactor[] FACTORS = PriorityFactor.values();
    private static final int COUNT = 20 + FACTORS.length;

    private final ClusterState state;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[COUNT * Long.BYTES]);
    private int offset;

    StateNumbers(final ClusterState state) {
        this.state = state;
    }

    /**
     * The numbers as they were gathered, or as they are to be restored.
     *
     * @return a row of bytes, always the same object.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /** Copies the numbers from the state. */
    public void gather() {
        offset = 0;
        final Settings settings = state.settings();
        put(settings.policyNameHash());
        put(settings.policyVersion());
        put(settings.overheadPerMille());
        put(settings.rebalances() ? 1 : 0);
        put(settings.stretchesLimits() ? 1 : 0);
        put(settings.acknowledgedPosition());
        put(state.halfLife().lengthS());
        final PreemptionRule rule = state.preemption();
        put(rule.preemptingClasses());
        put(rule.victimClasses());
        put(rule.kind().value());
        put(rule.graceNs());
        put(rule.protectedNs());
        put(rule.suspendMaxNs());
        put(rule.preemptionsMax());
        put(state.pending().head());
        put(state.pending().tail());
        put(state.pending().count());
        put(state.suspended().head());
        put(state.suspended().tail());
        put(state.suspended().count());
        for (final PriorityFactor factor : FACTORS) {
            put(state.weights().of(factor));
        }
    }

    /** Copies the numbers to the state; the rows that they name must be in place. */
    public void restore() {
        offset = 0;
        final Settings settings = state.settings();
        settings.install(take(), (int) take(), (int) take(), take() != 0, take() != 0);
        settings.acknowledgedPosition(take());
        state.halfLife().length((int) take());
        state.preemption()
                .install(
                        (int) take(),
                        (int) take(),
                        PreemptionKind.get((short) take()),
                        take(),
                        take(),
                        take(),
                        (int) take());
        state.pending().rebuild((int) take(), (int) take(), (int) take());
        state.suspended().rebuild((int) take(), (int) take(), (int) take());
        for (final PriorityFactor factor : FACTORS) {
            state.weights().set(factor, take());
        }
    }

    private void put(final long value) {
        buffer.putLong(offset, value);
        offset += Long.BYTES;
    }

    private long take() {
        offset += Long.BYTES;
        return buffer.getLong(offset - Long.BYTES);
    }
}
