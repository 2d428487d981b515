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
package io.weft.core.explain;

import java.util.List;

/**
 * Something that happened to a job.
 *
 * @param position of the entry.
 * @param timeNs of the entry.
 * @param what {@code accepted}, {@code rejected}, {@code started}, {@code resized}, {@code
 *     preempted}, {@code terminated}, {@code requeued} or {@code closed}.
 * @param reason why; null for a job that was accepted.
 * @param nodeIds of a start or another size: the first of its nodes; empty otherwise.
 */
public record JobEvent(
        long position, long timeNs, String what, Reason reason, List<Integer> nodeIds) {

    /** The same without the id of another job. */
    JobEvent withoutOthers() {
        return reason == null
                ? this
                : new JobEvent(position, timeNs, what, Words.withoutOthers(reason), nodeIds);
    }
}
