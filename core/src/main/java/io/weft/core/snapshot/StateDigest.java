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
package io.weft.core.snapshot;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Slab;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.state.ClusterState;
import io.weft.core.state.PreemptionRule;
import io.weft.core.state.Settings;
import io.weft.core.state.SizeTable;
import org.agrona.DirectBuffer;

/**
 * A checksum of the whole state: two kernels with the same digest hold the same bytes in the same
 * rows and will take the same rows next. It covers every table row that was ever used, the chains
 * of free rows, the core planes and the settings; what is derived (id indices, heap, policy index)
 * is left out.
 *
 * <p>64 bits, for finding differences, not for security. Cost: one pass over the bytes; allocates
 * nothing. Kernel thread, or any thread while the kernel rests.
 */
public final class StateDigest {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final PriorityFactor[] FACTORS = PriorityFactor.values();

    private long hash;

    private StateDigest() {}

    /**
     * Digest of a state.
     *
     * @param state to read.
     * @return the digest.
     */
    public static long of(final ClusterState state) {
        final StateDigest digest = new StateDigest();
        digest.add(state.nodes().slab());
        digest.add(
                state.nodes().planes(),
                state.nodes().slab().highWater() * state.nodes().planesLength());
        digest.add(
                state.gpus().planes(), state.nodes().slab().highWater() * CorePlanes.LINE_LENGTH);
        digest.add(state.queues().slab());
        digest.add(state.jobs().slab());
        digest.add(state.allocations().slab());
        digest.add(state.names().slab());
        digest.add(state.users().slab());
        digest.add(state.terms().slab());
        digest.add(state.sizes().buffer(), state.terms().slab().highWater() * SizeTable.ROW_LENGTH);
        digest.add(state.accounts().slab());
        digest.add(state.gates().limits().slab());
        digest.add(state.gates().holdings().slab());
        digest.add(state.gates().licences().slab());
        digest.add(state.gates().groups());
        digest.add(state.dependencies().slab());
        digest.add(state.arrays().slab());
        digest.add(state.outcomes().buffer(), state.outcomes().buffer().capacity());
        digest.add(state.reservations().slab());
        final int queueCount = state.queues().slab().highWater();
        digest.add(state.services().buffer(), queueCount * state.services().rowLength());
        digest.add(state.sharings().buffer(), queueCount * state.sharings().rowLength());
        digest.add(state.elasticity().buffer(), queueCount * state.elasticity().rowLength());
        digest.add(state.settings());
        for (final PriorityFactor factor : FACTORS) {
            digest.add(state.weights().of(factor));
        }
        digest.add(state.halfLife().lengthS());
        digest.add(state.preemption());
        return digest.hash;
    }

    private void add(final Slab slab) {
        add(slab.highWater());
        add(slab.freeHead());
        add(slab.buffer(), slab.highWater() * slab.rowLength());
    }

    private void add(final Settings settings) {
        add(settings.policyNameHash());
        add(settings.policyVersion());
        add(settings.overheadPerMille());
        add(settings.rebalances() ? 1 : 0);
        add(settings.stretchesLimits() ? 1 : 0);
        add(settings.acknowledgedPosition());
    }

    private void add(final PreemptionRule rule) {
        add(rule.preemptingClasses());
        add(rule.victimClasses());
        add(rule.kind().value());
        add(rule.graceNs());
        add(rule.protectedNs());
        add(rule.suspendMaxNs());
        add(rule.preemptionsMax());
    }

    private void add(final DirectBuffer buffer, final int length) {
        for (int offset = 0; offset < length; offset += Long.BYTES) {
            add(buffer.getLong(offset));
        }
    }

    /** One round as in xxHash64, and a final mix folded in, so that order matters. */
    private void add(final long value) {
        hash = Long.rotateLeft(hash ^ value * PRIME_2, 31) * PRIME_1;
        hash ^= hash >>> 29;
    }
}
