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

import io.weft.core.wire.NodeState;
import java.util.List;

/**
 * One node of a managed queue, as its resource manager sees it.
 *
 * @param name of the node.
 * @param coreCount cores there are, not slots that several jobs share; 1..1024.
 * @param memory bytes.
 * @param gpuCount from 0.
 * @param features it has.
 * @param state UP takes jobs; DRAINING keeps those it has and takes no others; DOWN is lost.
 */
public record ObservedNode(
        String name,
        int coreCount,
        long memory,
        int gpuCount,
        List<String> features,
        NodeState state) {
    /** Copies the list. */
    public ObservedNode {
        features = List.copyOf(features);
    }
}
