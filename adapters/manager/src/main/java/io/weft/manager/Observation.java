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
package io.weft.manager;

import java.util.List;

/**
 * Everything there is in the managed queues at one moment, nodes first read, then jobs. Whole: a
 * job that is neither here nor was here as ended is one that the manager has forgotten. An
 * implementation that cannot see everything throws instead.
 *
 * @param nodes of the managed queues.
 * @param jobs that wait or run, and those that ended since they were last told of; one that ended
 *     may be told of again.
 */
public record Observation(List<ObservedNode> nodes, List<ObservedJob> jobs) {
    /** Copies the lists. */
    public Observation {
        nodes = List.copyOf(nodes);
        jobs = List.copyOf(jobs);
    }
}
