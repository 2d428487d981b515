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
package io.weft.simulator.batsim;

/** The object that Weft adds to a job for what Batsim has no word for, and to the workload. */
final class WeftFields {
    /** In a job: the object; in the workload: the lines of its header as pairs of key and value. */
    static final String WEFT = "weft";

    static final String USER = "user";
    static final String GROUP = "group";
    static final String QUEUE = "queue";
    static final String CLASS = "class";
    static final String NODES = "nodes";
    static final String CORES_PER_NODE = "cores_per_node";
    static final String MEMORY_PER_NODE = "memory_per_node";
    static final String MEMORY_PER_CORE = "memory_per_core";

    /** Seconds: prolog, busy 1, idle 1, busy 2, ... busy n, epilog. */
    static final String USAGE = "usage";

    private WeftFields() {}
}
