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
package io.weft.simulator.reproduce;

import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;
import java.io.IOException;

/** The six data sets of the paper, or what stands for them. For use by several threads. */
public interface DataSets {
    /** How many there are in the paper. */
    int COUNT = 6;

    /** The paper's machine: 150 nodes with 12 cores each. */
    MachineShape MACHINE = new MachineShape(150, 12);

    /** Whether a data set is there. */
    boolean has(int number);

    /**
     * The jobs of a data set, to be closed by the caller.
     *
     * @param number 1..{@value #COUNT}, of one that is there
     * @param semantics under which it will be simulated
     * @throws io.weft.simulator.workload.WorkloadException if it cannot be read
     */
    Workload open(int number, SemanticsProfile semantics);

    /**
     * What tells that the jobs are the same: equal texts, equal jobs.
     *
     * @throws IOException if they cannot be read
     */
    String digest(int number) throws IOException;

    /** What its jobs are if they are not those that were published, in a word; else empty. */
    String origin(int number);

    /** What a data set is, in few words. */
    String text(int number);

    /** What must be said of all results, in a sentence or two. */
    String note();
}
