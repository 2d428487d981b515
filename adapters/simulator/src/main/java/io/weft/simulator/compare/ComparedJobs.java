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
package io.weft.simulator.compare;

import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;
import java.io.IOException;

/** Jobs to compare on, and where patterns of interactive ones come from. For several threads. */
public interface ComparedJobs {
    /** Their name in tables. */
    String name();

    /** The machine they are for. */
    MachineShape machine();

    /**
     * The jobs, to be closed by the caller.
     *
     * @throws io.weft.simulator.workload.WorkloadException if they cannot be read
     */
    Workload open();

    /**
     * Jobs whose patterns of use are drawn from, to be closed by the caller.
     *
     * @throws io.weft.simulator.workload.WorkloadException if they cannot be read
     */
    Workload openPatterns();

    /**
     * What tells that the jobs are the same: equal texts, equal jobs.
     *
     * @throws IOException if they cannot be read
     */
    String digest() throws IOException;

    /** What must be said of them, in a sentence. */
    String note();
}
