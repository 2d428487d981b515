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

import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.DefineQueueDecoder;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the kernel was told of a queue and can be told anew.
 *
 * @param maxMultiplicity M, without what rules raise it by.
 * @param priority higher goes first.
 * @param nodeIds its nodes; none for all.
 */
record QueueTerms(int maxMultiplicity, int priority, SortedSet<Integer> nodeIds) {

    static QueueTerms of(final DefineQueueDecoder input) {
        final SortedSet<Integer> nodeIds = new TreeSet<>();
        for (final DefineQueueDecoder.NodesDecoder range : input.nodes()) {
            add(nodeIds, range.firstNodeId(), range.lastNodeId());
        }
        return new QueueTerms(input.maxMultiplicity(), input.priority(), nodeIds);
    }

    /** As the kernel has them after an alteration. */
    QueueTerms altered(final AlterQueueDecoder input) {
        final SortedSet<Integer> altered = new TreeSet<>();
        for (final AlterQueueDecoder.NodesDecoder range : input.nodes()) {
            add(altered, range.firstNodeId(), range.lastNodeId());
        }
        final boolean keepsNodes = altered.isEmpty() && input.allNodes() != BooleanType.YES;
        final boolean keepsM =
                input.maxMultiplicity() == AlterQueueDecoder.maxMultiplicityNullValue();
        return new QueueTerms(
                keepsM ? maxMultiplicity : input.maxMultiplicity(),
                input.priority() == AlterQueueDecoder.priorityNullValue()
                        ? priority
                        : input.priority(),
                keepsNodes ? nodeIds : altered);
    }

    private static void add(final SortedSet<Integer> nodeIds, final int first, final int last) {
        for (int nodeId = first; nodeId <= last; nodeId++) {
            nodeIds.add(nodeId);
        }
    }
}
