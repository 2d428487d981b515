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

import io.weft.core.client.AllocationSlices;

/** Receives the outcome of every job of a simulation, each once, in the order of time. */
@FunctionalInterface
public interface OutcomeListener {
    /**
     * A job ended, was refused, or will never start.
     *
     * @param outcome of the job
     * @param slices cores that it held at its end, none if it never ran; valid only during the
     *     call, to be walked once, and without a say about memory and GPUs
     */
    void onOutcome(JobOutcome outcome, AllocationSlices slices);
}
