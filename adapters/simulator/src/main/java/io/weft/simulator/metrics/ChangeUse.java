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
 * What became of changes to jobs that run.
 *
 * @param hasCosts whether going on and starting again cost anything
 * @param overheadCoreS what that cost, in core-seconds
 * @param isMalleable whether jobs could have other sizes than they asked for
 * @param malleableJobs of the workload
 * @param smallerStarts times that a job started with fewer cores than it asked for
 * @param resizes times that a job that ran was given another size
 */
public record ChangeUse(
        boolean hasCosts,
        double overheadCoreS,
        boolean isMalleable,
        int malleableJobs,
        int smallerStarts,
        int resizes) {
    /** There were none. */
    public static final ChangeUse NONE = new ChangeUse(false, 0, false, 0, 0, 0);
}
