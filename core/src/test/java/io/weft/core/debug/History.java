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
package io.weft.core.debug;

import io.weft.core.FirstFitPolicy;
import io.weft.core.KernelHost;
import io.weft.core.ListJournal;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.state.Limits;
import io.weft.core.wire.NodeState;
import java.util.Random;

/** Writes journals of random histories: jobs come, end, are cancelled, held; nodes fail. */
final class History {
    static final int NODE_COUNT = 6;
    static final int CORE_COUNT = 8;

    private History() {}

    static PlacementPolicy policy(final String name, final int version) {
        return FirstFitPolicy.named(name, version);
    }

    /** A journal of about so many entries. */
    static ListJournal write(final long seed, final int stepCount) {
        final Random random = new Random(seed);
        final Limits limits =
                new Limits().nodeCount(NODE_COUNT).coresPerNode(CORE_COUNT).jobCount(200);
        try (KernelHost host = new KernelHost(limits)) {
            host.define(NODE_COUNT, CORE_COUNT, 2);
            long nextId = 1;
            for (int i = 0; i < stepCount; i++) {
                host.now += random.nextInt(300);
                final int placedCount = host.state().runningCount();
                final long someId =
                        placedCount == 0
                                ? nextId
                                : host.state()
                                        .jobId(
                                                host.state()
                                                        .runningJob(random.nextInt(placedCount)));
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 ->
                            host.submit(
                                    nextId++,
                                    1 + random.nextInt(NODE_COUNT),
                                    1 + random.nextInt(CORE_COUNT));
                    case 4, 5, 6 -> host.end(someId);
                    case 7 -> host.in.cancelJob(someId, 0);
                    case 8 -> host.in.holdJob(1 + random.nextInt((int) nextId));
                    default ->
                            host.in.nodeStateChanged(
                                    random.nextInt(NODE_COUNT),
                                    random.nextInt(4) == 0 ? NodeState.DOWN : NodeState.UP,
                                    true);
                }
                host.run();
            }
            return host.journal;
        }
    }
}
