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
 * What came to a simulation from outside, besides its workload.
 *
 * @param hasFailures whether nodes could fail
 * @param nodeFailures times that a node failed
 * @param requeues times that a job that ran was put back into the queue
 * @param lostCoreS work done by jobs that then lost their node, in core-seconds
 * @param hasInputs whether there was a script of inputs
 * @param inputs given from it
 * @param rejectedInputs that the kernel refused
 */
public record OutsideUse(
        boolean hasFailures,
        int nodeFailures,
        int requeues,
        double lostCoreS,
        boolean hasInputs,
        int inputs,
        int rejectedInputs) {
    /** Nothing came. */
    public static final OutsideUse NONE = new OutsideUse(false, 0, 0, 0, false, 0, 0);
}
