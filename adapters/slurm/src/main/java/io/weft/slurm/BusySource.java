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
package io.weft.slurm;

import io.weft.manager.ManagerException;
import java.util.List;
import java.util.Map;

/**
 * Knows how much CPU time jobs have had so far, where a site can tell. Called on the thread of the
 * bridge, at most every {@link #PERIOD_NS}.
 */
public interface BusySource {
    /** Time between two questions: 30 s, as often as Slurm itself looks by default. */
    long PERIOD_NS = 30_000_000_000L;

    /**
     * CPU time that running jobs have had on all their nodes since they started.
     *
     * @param jobs numbers that Slurm has given them; tasks of arrays have their own.
     * @return ns by number; a job that nothing is known of is left out.
     * @throws ManagerException when it cannot be told.
     */
    Map<Long, Long> cpuTimeNs(List<Long> jobs) throws ManagerException;
}
