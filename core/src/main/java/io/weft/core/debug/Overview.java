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
package io.weft.core.debug;

/**
 * The whole state at a position in a few numbers.
 *
 * @param position of the last entry.
 * @param timeNs of that entry.
 * @param firstPosition that can be gone to.
 * @param lastPosition of the journal.
 * @param policy name and version, null before there is one.
 * @param queueCount queues.
 * @param nodeCount nodes.
 * @param upCount nodes that take jobs.
 * @param coreCount cores of all nodes.
 * @param processCount processes assigned to them.
 * @param multiplicityMax the highest of a core.
 * @param jobCount jobs that are not gone.
 * @param pendingCount jobs that wait to be started.
 * @param placedCount jobs that hold cores.
 */
public record Overview(
        long position,
        long timeNs,
        long firstPosition,
        long lastPosition,
        String policy,
        int queueCount,
        int nodeCount,
        int upCount,
        long coreCount,
        long processCount,
        int multiplicityMax,
        int jobCount,
        int pendingCount,
        int placedCount) {}
