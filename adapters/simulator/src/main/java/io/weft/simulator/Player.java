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
package io.weft.simulator;

import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.QueueHistory;
import java.util.List;

/** Plays a workload against a kernel, by the rules of a {@link SemanticsProfile}. */
interface Player extends AutoCloseable {
    /** Plays the whole workload; every job of it has an outcome when this returns. */
    void run();

    /** How machine and kernel were used so far. */
    MachineUse use();

    /** What the rules of queues did; empty without rules. */
    default List<QueueHistory> histories() {
        return List.of();
    }

    /** What memory the kernel takes, by owner. */
    String footprint();

    @Override
    void close();
}
