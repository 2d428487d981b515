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

import io.weft.core.wire.JobClass;
import java.util.List;

/**
 * A managed queue, as the site configures it.
 *
 * @param name that the resource manager gives it.
 * @param maxMultiplicity M, 1..15.
 * @param priority higher goes first, for policies that look at it.
 * @param jobClass of its jobs, if they say nothing else.
 * @param nodes names of its nodes; none for all, now and later.
 */
public record QueueSpec(
        String name, int maxMultiplicity, int priority, JobClass jobClass, List<String> nodes) {
    /** Copies the list. */
    public QueueSpec {
        nodes = List.copyOf(nodes);
    }
}
