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
package io.weft.simulator.report.html;

/** A number for each node, and the largest of all: a tournament, a change costs its height. */
final class FullestNode {
    private final double[] tree;
    private final int leafOffset;

    FullestNode(final int nodeCount) {
        leafOffset = Integer.highestOneBit(Math.max(1, 2 * nodeCount - 1));
        tree = new double[2 * leafOffset];
    }

    void set(final int node, final double value) {
        int place = leafOffset + node;
        tree[place] = value;
        while (place > 1) {
            place /= 2;
            tree[place] = Math.max(tree[2 * place], tree[2 * place + 1]);
        }
    }

    double max() {
        return tree[1];
    }
}
