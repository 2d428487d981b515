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
package io.weft.simulator.metrics;

/**
 * What preemption did in a simulation.
 *
 * @param isPossible whether jobs could have to give way
 * @param preemptions times that a job had to
 * @param suspensions of them and of others, times that a job was suspended
 * @param requeues times that a job that gave way was put back into the queue
 * @param lostCoreS work of jobs that gave way and had to begin again, in core-seconds
 */
public record PreemptionUse(
        boolean isPossible, int preemptions, int suspensions, int requeues, double lostCoreS) {
    /** Nobody could have to give way. */
    public static final PreemptionUse NONE = new PreemptionUse(false, 0, 0, 0, 0);
}
